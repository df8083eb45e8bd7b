"""Correcting personal data: the new value can be, and is another one."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.people.commands.persons import as_text


def check(case: Case) -> list[Problem]:
    """The right value differs from what the dossier says."""
    column, value = case.answers["corrected_column"], case.answers["corrected_value"]
    if case.person is not None and as_text(getattr(case.person, column)) == value:
        return [Problem(_("The dossier says this already."), is_blocking=True)]
    return []
