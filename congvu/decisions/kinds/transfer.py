"""Transfer, rotation, secondment: elsewhere, not too long, nothing that bars it."""

from datetime import date

from django.utils.translation import gettext as _

from congvu.core.periods import last_of_months
from congvu.decisions.checks import Case, Problem
from congvu.decisions.kinds.bars import discipline_in_force
from congvu.decisions.kinds.near_retirement import months_problems
from congvu.law.selectors import parameter


def check(case: Case) -> list[Problem]:
    """The unit is another one; a secondment ends in time; no discipline is in execution."""
    on = case.on
    problems = discipline_in_force(case.person, on)
    unit = case.answers["unit"]
    if case.person is not None and case.person.unit_id == unit.pk:
        problems.append(
            Problem(_("The person already works in %(unit)s.") % {"unit": unit}, is_blocking=True)
        )
    if case.decision.kind_code == "BP":
        problems += _longest(case.answers["until"], on)
    if case.decision.kind_code == "LC":
        problems += _shortest(case.answers["term_months"], on)
    return problems + months_problems(case)


def _longest(until: date, on: date) -> list[Problem]:
    law = parameter("secondment.longest_months", on)
    last = last_of_months(on, law.value)
    if last is not None and until > last:
        text = _("A secondment lasts at most %(months)d months, here until %(day)s.")
        words = text % {"months": law.value, "day": last.strftime("%d/%m/%Y")}
        return [Problem(words, is_blocking=True, law=law)]
    if until < on:
        return [Problem(_("It ends before it begins."), is_blocking=True)]
    return []


def _shortest(months: int, on: date) -> list[Problem]:
    law = parameter("rotation.least_months", on)
    if months >= law.value:
        return []
    text = _("A rotation lasts at least %(months)d months at one place.")
    return [Problem(text % {"months": law.value}, law=law)]
