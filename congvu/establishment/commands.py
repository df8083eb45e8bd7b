"""Writing the tree of units."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.core.text import clean, fold
from congvu.establishment.models import Unit, UnitName
from congvu.establishment.permissions import Establishment
from congvu.establishment.types import UnitRow
from congvu.journal import commands as journal


@transaction.atomic
def load_units(*, actor: Actor, rows: Iterable[UnitRow], since: date) -> int:
    """Create the units of `rows` that do not stand yet, parents first; return how many.

    A unit that stands keeps its row; names it did not have are added.

    Requires: establishment.unit.change on the whole tree.
    """
    actor.require(Establishment.UNIT_CHANGE, "")
    standing = {unit.code: unit for unit in Unit.objects.all()}
    made = 0
    for order, row in enumerate(rows):
        if row.code not in standing:
            standing[row.code] = _create(row, standing, since, order)
            made += 1
    if made:
        journal.record(actor=actor, act="establishment.load_units", units=made)
    return made


def _create(row: UnitRow, standing: dict[str, Unit], since: date, order: int) -> Unit:
    parent = standing[row.parent] if row.parent else None
    label = "".join(letter for letter in fold(row.code) if letter.isalnum() or letter == "_")
    unit = Unit.objects.create(
        code=row.code,
        name=clean(row.name),
        short_name=row.short_name,
        kind=row.kind,
        parent=parent,
        path=f"{parent.path}.{label}" if parent else label,
        valid=from_day(since),
        order=order,
    )
    UnitName.objects.bulk_create(_names(unit, row))
    return unit


def _names(unit: Unit, row: UnitRow) -> list[UnitName]:
    names: dict[str, UnitName] = {}
    for name in (row.name, row.short_name):
        if name:
            names[fold(clean(name))] = UnitName(name=clean(name), valid=from_day(None))
    for former in row.names:
        key = fold(clean(former.name))
        names.setdefault(
            key, UnitName(name=clean(former.name), valid=from_day(former.since, former.until))
        )
    for key, row_name in names.items():
        row_name.key, row_name.unit = key, unit
    return list(names.values())
