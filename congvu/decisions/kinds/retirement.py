"""Retirement: after the last day of service that age and law give."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.decisions.checks import Case, Problem
from congvu.law.selectors import law_of
from congvu.people.rules import retirement
from congvu.people.selectors.circumstances import circumstances_of

SYSTEM = Actor.system("decisions.check")


def check(case: Case) -> list[Problem]:
    """The day is one the ages and the dossier give; an earlier one is another kind of decision.

    Law: retirement.age_months, retirement.lower_age_months, retirement.kept_until
    """
    person, on = case.person, case.on
    if person is None:
        return []
    if not person.born or not person.sex:
        return [Problem(_("Birth date or sex is not on file: the day of retirement is unknown."))]
    told = circumstances_of(actor=SYSTEM, person=person, today=on)
    law = law_of(*retirement.CODES)
    found = retirement.retirement_of(law, person.born, person.sex, on=on, told=told)
    leaves = case.answers.get("retire_on") or on - timedelta(days=1)
    earliest = found.lower_last_day or found.age_last_day
    latest = max(found.age_last_day, found.last_day)
    if leaves < earliest:
        text = _("By age the last day of service is %(day)s; who leaves earlier retires early.")
        return [_problem(text, earliest, found, is_blocking=True)]
    if leaves > latest:
        text = _("By age the last day of service is %(day)s; a later one needs a postponement.")
        return [_problem(text, latest, found, is_blocking=False)]
    return []


def _problem(text: str, day: date, found: retirement.Retirement, *, is_blocking: bool) -> Problem:
    line = next((step.line for step in reversed(found.steps[:-1]) if step.line), None)
    return Problem(text % {"day": day.strftime("%d/%m/%Y")}, is_blocking=is_blocking, law=line)
