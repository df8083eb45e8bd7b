"""The groups of people and of units that limits count, by the keys their lists are asked for."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from congvu.establishment.choices import COMMUNES, Corps, UnitKind
from congvu.establishment.selectors.tree import Node, Tree
from congvu.law.selectors import parameter
from congvu.law.types import NoLawThatDay
from congvu.people.selectors.staffing import Chosen

CORPS_OF: Mapping[str, str] = {
    "CB": Corps.CIVIL, "CC": Corps.CIVIL, "CBX": Corps.CIVIL, "CCX": Corps.CIVIL,
    "VC": Corps.PUBLIC, "VCQL": Corps.PUBLIC,
    "HD111": Corps.CONTRACT, "HD68": Corps.CONTRACT, "HDCV": Corps.CONTRACT, "HDCM": Corps.CONTRACT,
}  # fmt: skip
"""Which quota each kind of staff counts against; the others count against none."""

STEP = "step"
_NAMES: Mapping[str, Promise] = {
    "province_heads": _("Heads of departments"),
    "province_deputies": _("Deputy heads of departments"),
    "division_heads": _("Heads of divisions"),
    "division_deputies": _("Deputies of divisions"),
    "commune_heads": _("Heads of commune bodies"),
    "commune_deputies": _("Deputies of commune bodies"),
    "commune_vice_chairs": _("Vice-chairs of commune People's Committees"),
    "staff": _("Professional staff"),
}
_GRADES: Mapping[str, Promise] = {
    "high": _("holding CVCC"),
    "main": _("holding CVC"),
    "unknown": _("whose rank is not on file"),
}


UNIT_GROUPS: Mapping[str, Promise] = {
    "specialised": _("Specialised agencies"),
    "communes": _("Communes, wards and special zones"),
    "bodies": _("Bodies of commune People's Committees"),
    "parts": _("Divisions right below"),
}
"""What the units are called that limits count, by what follows `@` in the key of a group."""


@cache
def staffing_groups() -> dict[str, Any]:
    """Titles and grades of each group, and how names of bodies begin (`staffing_groups.yaml`)."""
    file = resources.files("congvu.establishment") / "data" / "staffing_groups.yaml"
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def group(key: str, on: date) -> Chosen | None:
    """The people of a group by its key on `on`, as the lists behind the counts ask for them."""
    titles, known = staffing_groups()["titles"], staffing_groups()["grades"]
    name, _mark, grade = key.partition("@")[0].partition("-")
    if name == STEP:
        return _of_step(grade, on)
    if name in titles:
        grades = tuple(known[grade]) if grade in known else None
        return Chosen(titles=tuple(titles[name]), grades=grades)
    if name == "staff":
        grades = tuple(known.get(grade or "professional", ()))
        return Chosen(titles=("",), grades=grades, kinds=("CC",))
    if name in Corps.values:
        return Chosen(kinds=tuple(kind for kind, corps in CORPS_OF.items() if corps == name))
    return None


def _of_step(step: str, on: date) -> Chosen | None:
    """Public employees in an occupational step; `unknown`: whose rank tells none."""
    try:
        steps = parameter("establishment.public_step_of_grade", on).value
    except NoLawThatDay:
        return None
    kinds = tuple(kind for kind, corps in CORPS_OF.items() if corps == Corps.PUBLIC)
    if step == "unknown":
        return Chosen(kinds=kinds, outside_groups=tuple(steps))
    grades = tuple(grade for grade, one in steps.items() if str(one) == step)
    return Chosen(kinds=kinds, salary_groups=grades) if grades else None


def group_title(key: str) -> str:
    """What the people of a group are called."""
    name, _mark, grade = key.partition("@")[0].partition("-")
    if name == STEP:
        told = _("Public employees in step %(n)s") % {"n": grade}
        return str(told if grade != "unknown" else _("Public employees whose step is not known"))
    who: str | Promise = Corps(name).label if name in Corps.values else _NAMES.get(name, "")
    of_grade: str | Promise = _GRADES.get(grade, "")
    return ", ".join(str(one) for one in (capfirst(str(who)), of_grade) if one)


def units_of_group(tree: Tree, key: int, group_key: str) -> list[int]:
    """The units a group is counted in: what follows `@` in its key narrows those below `key`."""
    where = group_key.partition("@")[2]
    nodes = list(tree.under(key))
    if where == "own":
        return [key]
    if where == "specialised":
        return [one.id for one in nodes if is_specialised(one)]
    if where == "bodies":
        return [one.id for one in nodes if _is_commune_body(tree, one)]
    if where == "communes":
        return [one.id for one in tree.below(key) if one.kind in COMMUNES]
    if where == "parts":
        return [one.id for one in tree.below(key)]
    return [one.id for one in nodes]


def is_specialised(node: Node) -> bool:
    """Whether it is a specialised agency of the People's Committee of the province."""
    return node.kind == UnitKind.DEPARTMENT and begins(node, "specialised")


def _is_commune_body(tree: Tree, node: Node) -> bool:
    """Whether it is a body of a commune People's Committee, right below the commune."""
    above = tree.nodes.get(node.parent_id or 0)
    return above is not None and above.kind in COMMUNES and begins(node, "commune_bodies")


def begins(node: Node, key: str) -> bool:
    """Whether the name begins as those of the bodies called `key`."""
    return node.name.startswith(tuple(staffing_groups()[key]))
