"""Retirement: on the day the age of the law gives."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem


def check(case: Case) -> list[Problem]:
    """The birth date is known; without it the day cannot be said."""
    if case.person is not None and case.person.born_from is None:
        return [Problem(_("The birth date is not on file: the day of retirement is not certain."))]
    return []
