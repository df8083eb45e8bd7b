"""Recruitment: of age, in the first dossier, at a step of the table."""

from django.utils.translation import gettext as _

from congvu.core.periods import PartialDate, years_before
from congvu.decisions.checks import Case, Problem
from congvu.decisions.kinds.pay import table_problems
from congvu.law.selectors import parameter


def check(case: Case) -> list[Problem]:
    """The recruit is of age on the first day, and rank, step and coefficient agree."""
    answers, on = case.answers, case.on
    law = parameter("recruitment.least_age", on)
    problems = table_problems(answers["rank"], answers["step"], answers["coefficient"])
    born = PartialDate(answers["born"]).bounds()[1]
    if born > years_before(on, law.value):
        text = _("On that day the person is not yet %(years)d years old.")
        problems.append(Problem(text % {"years": law.value}, is_blocking=True, law=law))
    return problems
