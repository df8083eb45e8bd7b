"""Retirement: after the last day of service that age and law give."""

from datetime import timedelta

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.law.selectors import law_of
from congvu.people.rules import retirement


def check(case: Case) -> list[Problem]:
    """The day is the one the age gives; an earlier one is another kind of decision.

    Law: retirement.age_months, retirement.postpone_months
    """
    person, on = case.person, case.on
    if person is None:
        return []
    if not person.born or not person.sex:
        return [Problem(_("Birth date or sex is not on file: the day of retirement is unknown."))]
    law = law_of(*retirement.CODES)
    told = retirement.retirement_of(law, person.born, person.sex, on=on)
    leaves = case.answers.get("retire_on") or on - timedelta(days=1)
    if leaves < told.last_day:
        text = _("By age the last day of service is %(day)s; who leaves earlier retires early.")
        return [_problem(text, told, is_blocking=True)]
    if leaves > told.last_day:
        text = _("By age the last day of service is %(day)s; a later one needs a postponement.")
        return [_problem(text, told, is_blocking=False)]
    return []


def _problem(text: str, told: retirement.Retirement, *, is_blocking: bool) -> Problem:
    words = text % {"day": told.last_day.strftime("%d/%m/%Y")}
    return Problem(words, is_blocking=is_blocking, law=told.steps[-1].line)
