"""Setting up, renaming, moving and dissolving units by a decision, on a day."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.text import clean
from congvu.documents.models import Paper
from congvu.establishment.choices import COMMUNES, ManagingLevel
from congvu.establishment.commands.tree import Change, PartsLeft, UnderItself
from congvu.establishment.followers import Going, followers
from congvu.establishment.models import Unit
from congvu.establishment.types import NewUnit
from congvu.journal import commands as journal


class PeopleLeft(DomainError):
    """People are still placed in units that would no longer stand."""


class NothingChanges(DomainError):
    """The decision leaves the unit as it was."""


@transaction.atomic
def open_unit(*, actor: Actor, unit: NewUnit, basis: Paper, on: date, today: date) -> Unit:
    """Set up a unit, whose first day is `on`.

    Requires: establishment.unit.change on the unit above it.
    Raises: NotVisible, Forbidden, NotStanding, CodeTaken, NameTaken, DomainError.
    """
    change = Change(actor, basis, on, today)
    made = open_below(change, unit)
    change.finish()
    journal.record(actor=actor, act="establishment.open_unit", subject=made, paper=basis.pk)
    return made


def open_below(change: Change, unit: NewUnit) -> Unit:
    """Set up `unit` as a part of `change`; level and locality left empty are the parent's."""
    parent = change.parent(unit.parent) if unit.parent else None
    if parent is None:
        change.may_change_below(None)
    level = ManagingLevel.COMMUNE if unit.kind in COMMUNES else ManagingLevel.PROVINCE
    values = {
        "name": clean(unit.name),
        "short_name": clean(unit.short_name),
        "kind": unit.kind,
        "parent_id": parent.pk if parent else None,
        "level": unit.level or (parent.level if parent and unit.kind not in COMMUNES else level),
        "locality": unit.locality or (parent.locality if parent else ""),
    }
    return change.open(unit.code, parent, values)


@transaction.atomic
def rename_unit(
    *,
    actor: Actor,
    code: str,
    name: str,
    short_name: str | None = None,
    basis: Paper,
    on: date,
    today: date,
) -> Unit:
    """Give a unit another name from `on`; it is found by the old one as well.

    Without a `short_name` it keeps the one it has.

    Requires: establishment.unit.change on the unit above it.
    Raises: NotVisible, Forbidden, NotStanding, ChangedLater, NameTaken, NothingChanges.
    """
    change = Change(actor, basis, on, today)
    unit = change.unit(code)
    values = {"name": clean(name)}
    if short_name is not None:
        values["short_name"] = clean(short_name)
    _refuse_same(change, unit, values)
    change.turn(unit, **values)
    change.finish()
    journal.record(actor=actor, act="establishment.rename_unit", subject=unit, paper=basis.pk)
    return unit


@transaction.atomic
def reclassify_unit(
    *,
    actor: Actor,
    code: str,
    kind: str,
    level: str,
    locality: str,
    basis: Paper,
    on: date,
    today: date,
) -> Unit:
    """Say from `on` that a unit is of another kind, level or locality (a commune made a ward).

    Requires: establishment.unit.change on the unit above it.
    Raises: NotVisible, Forbidden, NotStanding, ChangedLater, NothingChanges.
    """
    change = Change(actor, basis, on, today)
    unit = change.unit(code)
    values = {"kind": kind, "level": level, "locality": locality}
    _refuse_same(change, unit, values)
    change.turn(unit, **values)
    change.finish()
    journal.record(actor=actor, act="establishment.reclassify_unit", subject=unit, paper=basis.pk)
    return unit


@transaction.atomic
def move_unit(*, actor: Actor, code: str, to: str, basis: Paper, on: date, today: date) -> Unit:
    """Put a unit with all below it under another from `on`; rights over it move along.

    Requires: establishment.unit.change on the unit left and on the unit joined.
    Raises: NotVisible, Forbidden, NotStanding, ChangedLater, UnderItself, NameTaken,
        NothingChanges.
    """
    change = Change(actor, basis, on, today)
    unit, parent = change.unit(code), change.parent(to)
    if parent.pk == unit.pk:
        raise UnderItself(_("A unit does not stand below itself."))
    _refuse_same(change, unit, {"parent_id": parent.pk})
    change.turn(unit, parent_id=parent.pk)
    change.finish()
    journal.record(actor=actor, act="establishment.move_unit", subject=unit, paper=basis.pk)
    return unit


@transaction.atomic
def dissolve_unit(
    *,
    actor: Actor,
    code: str,
    basis: Paper,
    on: date,
    today: date,
    people_to: str = "",
    with_parts: bool = False,
) -> Unit:
    """End a unit; its last day is the day before `on`.

    `people_to` is the code of the unit that takes its people; without it nobody may be left.
    `with_parts` ends what stands below it too, and its people go along.

    Requires: establishment.unit.change on the unit above it.
    Raises: NotVisible, Forbidden, NotStanding, ChangedLater, PartsLeft, PeopleLeft.
    """
    change = Change(actor, basis, on, today)
    unit = change.unit(code)
    ending = [unit]
    if with_parts:
        ending += _all_below(change, unit)
    elif parts := change.parts(unit):
        raise PartsLeft(
            _("Still below it: %(units)s. Dissolve it together with them, or move them first.")
            % {"units": "; ".join(part.name for part in parts[:10])}
        )
    for one in ending:
        change.end(one)
    change.finish()
    going: dict[int, int] = {}
    if people_to:
        heir = change.parent(people_to)
        going = {one.pk: heir.pk for one in ending}
    go_along(change, going)
    refuse_left(change, {one.pk: one for one in ending})
    journal.record(
        actor=actor, act="establishment.dissolve_unit", subject=unit, paper=basis.pk,
        units=len(ending),
    )  # fmt: skip
    return unit


def go_along(change: Change, to: Mapping[int, int], unclear: frozenset[int] = frozenset()) -> int:
    """Have everybody placed in the units that end go where `to` says."""
    going = Going(change.on, change.basis, to, unclear)
    return sum(
        one.follow(actor=change.actor, going=going, today=change.today) for one in followers()
    )


def refuse_left(change: Change, units: Mapping[int, Unit]) -> None:
    """Raise PeopleLeft when anybody is still placed in `units` on the day of the change."""
    left = sum(
        one.count_left(actor=change.actor, unit_ids=list(units), on=change.on)
        for one in followers()
    )
    if left:
        raise PeopleLeft(
            ngettext(
                "%(n)d person is still placed there. Say which unit takes them, or transfer them"
                " first.",
                "%(n)d people are still placed there. Say which unit takes them, or transfer them"
                " first.",
                left,
            )
            % {"n": left}
        )


def _all_below(change: Change, unit: Unit) -> list[Unit]:
    found: list[Unit] = []
    for part in change.parts(unit):
        found += [part, *_all_below(change, part)]
    return found


def _refuse_same(change: Change, unit: Unit, values: Mapping[str, object]) -> None:
    before = change.state(unit)
    if all(getattr(before, name) == value for name, value in values.items()):
        raise NothingChanges(_("Nothing would change. Check what the decision says."))
