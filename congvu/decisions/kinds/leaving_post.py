"""Leaving a post of leadership: there is one to leave."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem


def check(case: Case) -> list[Problem]:
    """The person holds a leading post today."""
    if case.person is not None and not case.person.title_code:
        return [Problem(_("The main post of this person today leads nobody."))]
    return []
