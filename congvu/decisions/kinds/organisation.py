"""Decisions on a unit: each act needs its own answers."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.decisions.register import kind_of


def check(case: Case) -> list[Problem]:
    """Everything the act needs is answered."""
    asked = kind_of(case.decision.kind_code).asked_for(case.answers["unit_act"])
    return [
        Problem(_("Fill in: %(field)s.") % {"field": one.field.label}, is_blocking=True)
        for one in asked
        if one.is_required and not case.answers.get(one.field.name)
    ]
