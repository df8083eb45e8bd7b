"""The early raise: one step up, at most as many months early as the law allows."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.decisions.kinds.pay import check as check_table
from congvu.decisions.kinds.raise_regular import next_step_problems
from congvu.law.selectors import parameter


def check(case: Case) -> list[Problem]:
    """One step up by the table; the months early are within the law."""
    problems = check_table(case) + next_step_problems(case)
    months = case.answers.get("months_early")
    law = parameter("raise.early", case.on)
    longest = law.value["months_gained"]
    if months is not None and not 0 < months <= longest:
        text = _("A raise comes at most %(months)d months early.")
        problems.append(Problem(text % {"months": longest}, is_blocking=True, law=law))
    return problems
