"""Decisions on a unit: each act needs its own answers."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.decisions.choices import UnitAct
from congvu.decisions.fields import FIELDS

NEEDS = {
    UnitAct.OPEN: ("new_code", "new_name", "unit_kind", "parent"),
    UnitAct.RENAME: ("unit", "new_name"),
    UnitAct.MOVE: ("unit", "parent"),
    UnitAct.MERGE: ("unit", "other_units"),
    UnitAct.SPLIT: ("unit",),
    UnitAct.DISSOLVE: ("unit",),
}


def check(case: Case) -> list[Problem]:
    """Everything the act needs is answered."""
    act = UnitAct(case.answers["unit_act"])
    return [
        Problem(_("Fill in: %(field)s.") % {"field": FIELDS[name].label}, is_blocking=True)
        for name in NEEDS[act]
        if not case.answers.get(name)
    ]
