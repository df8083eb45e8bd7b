"""The early raise: one step up, at most as many months early as the law allows."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.decisions.kinds.raise_regular import check as check_raise
from congvu.law.selectors import parameter


def check(case: Case) -> list[Problem]:
    """One step up by the table; the months early are within the law."""
    problems = check_raise(case)
    months = case.answers.get("months_early")
    law = parameter("raise_early.longest_months", case.decision.effective_on)
    if months is not None and not 0 < months <= law.value:
        text = _("A raise comes at most %(months)d months early.")
        problems.append(Problem(text % {"months": law.value}, is_blocking=True, law=law))
    return problems
