"""Acting in a post: for a time the law bounds."""

from django.utils.translation import gettext as _

from congvu.core.periods import last_of_months
from congvu.decisions.checks import Case, Problem
from congvu.law.selectors import parameter
from congvu.law.types import NoLawThatDay


def check(case: Case) -> list[Problem]:
    """The time is told and not longer than the law allows."""
    on, until = case.on, case.answers.get("until")
    try:
        law = parameter("acting.longest_months", on)
    except NoLawThatDay:
        return []
    last = last_of_months(on, law.value)
    if until is None or (last is not None and until > last):
        text = _("Acting lasts at most %(months)d months: say a day until %(day)s.")
        words = text % {"months": law.value, "day": last.strftime("%d/%m/%Y") if last else ""}
        return [Problem(words, is_blocking=until is not None, law=law)]
    return []
