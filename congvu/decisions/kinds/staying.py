"""Keeping somebody past the retirement age: after it, and no longer than the reason allows."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.law.selectors import law_of
from congvu.people.rules import retirement


def check(case: Case) -> list[Problem]:
    """The last day lies past the age, within the months the law gives for the reason.

    Law: retirement.postpone_months, retirement.higher_age_months
    """
    person, until = case.person, case.answers["until"]
    if person is None:
        return []
    if not person.born or not person.sex:
        return [Problem(_("Birth date or sex is not on file: the day of retirement is unknown."))]
    law = law_of(*retirement.CODES)
    found = retirement.retirement_of(law, person.born, person.sex, on=case.on)
    if until <= found.age_last_day:
        text = _("By age the last day of service is %(day)s: nobody is kept past it until then.")
        words = text % {"day": found.age_last_day.strftime("%d/%m/%Y")}
        return [Problem(words, is_blocking=True, law=law.on(retirement.AGES, case.on))]
    latest, line = retirement.latest_stay(law, found, case.answers["stay_kind"], on=case.on)
    if until > latest:
        text = _("For this reason nobody is kept past %(day)s.")
        words = text % {"day": latest.strftime("%d/%m/%Y")}
        return [Problem(words, is_blocking=True, law=line)]
    return []
