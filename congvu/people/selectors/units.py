"""The lists behind the numbers on a unit's page."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, NotVisible
from congvu.core.querysets import ScopedQuerySet
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import JobPosition, Unit
from congvu.establishment.selectors import get_unit, units_by_text
from congvu.establishment.selectors.staffing import posts_in
from congvu.establishment.selectors.tree import Node, Tree, tree_on
from congvu.people.permissions import People
from congvu.people.selectors.limit_groups import UNIT_GROUPS, group, group_title, units_of_group
from congvu.people.selectors.staffing import (
    Chosen,
    holders_as_rows,
    people_by_unit,
    people_chosen,
    people_waiting,
)

NO_POSITION = "-"
"""What the address says for people in no approved position."""


class UnitUnclear(DomainError):
    """The name typed leads to no unit, or to several."""


@dataclass(frozen=True)
class ChosenPeople:
    """The people one number counts; `position` is the job position asked for, if any."""

    unit: Unit
    position: JobPosition | None
    is_unplaced: bool
    group_title: str
    people: ScopedQuerySet


def chosen_people(
    *,
    actor: Actor,
    code: str,
    on: date,
    position: str,
    group_key: str,
    own: bool,
    waiting: bool = False,
) -> ChosenPeople:
    """The people of a unit by job position (`-`: in none) or group of a limit; at most six queries.

    `own`: only those placed right in it, else everybody below it as well. `waiting`: those placed
    in units that no longer stand.

    Raises: NotVisible for a unit, position or group nobody knows.
    """
    unit = unit_in_reach(actor=actor, code=code)
    if waiting:
        people = people_waiting(actor=actor, path=unit.path, today=on)
        return ChosenPeople(unit, None, False, _("Unplaced people"), people)
    tree = tree_on(actor=actor, on=on)
    chosen = group(group_key, on) if group_key else Chosen()
    if chosen is None:
        raise NotVisible(_("Not found, or not in the units you look after."))
    asked: JobPosition | None = None
    if position and position != NO_POSITION:
        asked = JobPosition.objects.filter(code=position).first()
        if asked is None:
            raise NotVisible(_("Not found, or not in the units you look after."))
        chosen = replace(chosen, position_id=asked.pk)
    chosen = replace(chosen, is_unplaced=position == NO_POSITION)
    keys = _units(tree, unit, own=own)
    if group_key:
        keys = units_of_group(tree, unit.pk, group_key)
    people = people_chosen(actor=actor, unit_ids=keys, on=on, chosen=chosen)
    title = group_title(group_key) if group_key else ""
    return ChosenPeople(unit, asked, chosen.is_unplaced, title, people)


@dataclass(frozen=True)
class UnitLine:
    """One unit of a list: the one above it, and how many people there are in it and below."""

    node: Node
    above: Node | None
    people: int


def units_chosen(
    *, actor: Actor, code: str, on: date, group_key: str, is_today: bool
) -> tuple[Unit, list[UnitLine]]:
    """The units a limit of the unit `code` counts (a key of `UNIT_GROUPS`), in official order.

    At most four queries. Raises: NotVisible for a unit or group nobody knows.
    """
    unit = unit_in_reach(actor=actor, code=code)
    if group_key not in UNIT_GROUPS:
        raise NotVisible(_("Not found, or not in the units you look after."))
    tree = tree_on(actor=actor, on=on)
    people = tree.sums(people_by_unit(actor=actor, on=on, is_today=is_today))
    found = [tree.nodes[key] for key in units_of_group(tree, unit.pk, f"@{group_key}")]
    return unit, [
        UnitLine(node, tree.nodes.get(node.parent_id or 0), people[node.id]) for node in found
    ]


def unit_in_reach(*, actor: Actor, code: str) -> Unit:
    """The unit, where the actor may look at people in it or below it.

    Raises: NotVisible.
    """
    unit = get_unit(actor=actor, code=code)
    if not actor.may(People.RECORD_VIEW, unit.path) and not _sees_part(actor, unit):
        raise NotVisible(_("Not found, or not in the units you look after."))
    return unit


def _sees_part(actor: Actor, unit: Unit) -> bool:
    """Whether some unit below is in the actor's reach."""
    return any(path.startswith(f"{unit.path}.") for path in actor.paths(People.RECORD_VIEW))


def _units(tree: Tree, unit: Unit, *, own: bool) -> list[int]:
    return [unit.pk] if own else [node.id for node in tree.under(unit.pk)]


def posts_as_rows(*, actor: Actor, code: str, on: date) -> list[tuple[str, ...]]:
    """Posts approved below a unit with their holders, a row a holder or a vacant position.

    Each row: unit, code and name of the position, headcount approved, holder, post, rank.

    Raises: NotVisible.
    """
    unit = get_unit(actor=actor, code=code)
    if not actor.may(People.RECORD_EXPORT, unit.path):
        raise NotVisible(_("Not found, or not in the units you look after."))
    tree = tree_on(actor=actor, on=on)
    keys = _units(tree, unit, own=unit.kind == UnitKind.PROVINCE)
    keys = [key for key in keys if key in tree.nodes]
    held: dict[tuple[int, int | None], list[tuple[Any, ...]]] = {}
    for row in holders_as_rows(actor=actor, unit_ids=keys, on=on):
        held.setdefault((row[0], row[1]), []).append(row[2:])
    rows: list[tuple[str, ...]] = []
    posts = list(posts_in(actor=actor, unit_ids=keys, on=on))
    for key in keys:
        name = tree.nodes[key].name
        for post in (one for one in posts if one.unit_id == key):
            people = held.pop((key, post.position_id), None) or [("", "", "")]
            head = (name, post.position.code, post.position.name, str(post.headcount))
            rows += [(*head, *person) for person in people]
        for (unit_id, _place), people in list(held.items()):
            if unit_id == key:
                rows += [(name, "", "", "0", *person) for person in people]
    return rows


def unit_to_place_in(*, actor: Actor, text: str, on: date) -> Unit:
    """The one unit a typed name or code means.

    Raises: UnitUnclear.
    """
    found = units_by_text(actor=actor, text=text, on=on)
    if len(found) != 1:
        raise UnitUnclear(
            _("This name leads to no unit or to several. Go back and type the code of the unit.")
        )
    return found[0]
