"""Loading a whole tree of units from a file or list."""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import from_day
from congvu.core.text import clean, fold
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.establishment.choices import ManagingLevel
from congvu.establishment.models import Unit, UnitName, UnitState
from congvu.establishment.permissions import Establishment
from congvu.establishment.types import CODE, UnitRow
from congvu.journal import commands as journal

LOADED = "Danh mục đơn vị được nạp"
MANY_UNITS = 100


class BadCode(DomainError):
    """A code with letters or signs that no address can hold."""


@transaction.atomic
def load_units(
    *, actor: Actor, rows: Iterable[UnitRow], since: date, basis: Paper | None = None
) -> int:
    """Create the units of `rows` that do not stand yet, parents first; return how many.

    A unit that stands keeps its row. The first state of each new unit rests on `basis`, by
    default a paper that says the units were loaded from a list.

    Requires: establishment.unit.change on the whole tree.
    """
    actor.require(Establishment.UNIT_CHANGE, "")
    standing = {unit.code: unit for unit in Unit.objects.all()}
    made: list[Unit] = []
    names: list[UnitName] = []
    for order, row in enumerate(rows):
        if row.code not in standing:
            standing[row.code] = unit = _create(row, standing, since, order)
            made.append(unit)
            names += _names(unit, row)
    if made:
        paper = basis or _list_of_units(made[0].path)
        UnitState.objects.bulk_create(first_state(unit, paper) for unit in made)
        UnitName.objects.bulk_create(names)
        if len(made) >= MANY_UNITS:
            _analyze()
        journal.record(actor=actor, act="establishment.load_units", units=len(made))
    return len(made)


def _analyze() -> None:
    """Lists that come next are joined with the units: PostgreSQL learns how many there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT congvu_analyze_units()")


def clean_code(code: str) -> str:
    """The code of a unit or position as it is kept.

    Raises: BadCode.
    """
    kept = clean(code)
    if not CODE.fullmatch(kept):
        raise BadCode(
            _("“%(code)s” is no code. Use up to 40 letters without marks, digits and hyphens.")
            % {"code": kept}
        )
    return kept


def label_of(code: str) -> str:
    """The label of `code` in a path: letters and digits, without marks, in lower case."""
    return "".join(letter for letter in fold(code) if letter.isalnum() or letter == "_")


def first_state(unit: Unit, basis: Paper) -> UnitState:
    """What `unit` is from its first day on, unsaved."""
    return UnitState(
        unit=unit,
        name=unit.name,
        short_name=unit.short_name,
        kind=unit.kind,
        parent_id=unit.parent_id,
        level=unit.level,
        locality=unit.locality,
        valid=unit.valid,
        basis=basis,
        unit_path=unit.path,
    )


def _list_of_units(path: str) -> Paper:
    return Paper.objects.create(
        kind=PaperKind.IMPORTED_LIST, title=LOADED, unit_path=path.split(".")[0]
    )


def _create(row: UnitRow, standing: dict[str, Unit], since: date, order: int) -> Unit:
    parent = standing[row.parent] if row.parent else None
    label = label_of(row.code)
    return Unit.objects.create(
        code=row.code,
        name=clean(row.name),
        short_name=row.short_name,
        kind=row.kind,
        level=row.level or (parent.level if parent else ManagingLevel.PROVINCE),
        locality=row.locality or (parent.locality if parent else ""),
        parent=parent,
        path=f"{parent.path}.{label}" if parent else label,
        valid=from_day(since),
        order=order,
    )


def _names(unit: Unit, row: UnitRow) -> list[UnitName]:
    names: dict[str, UnitName] = {}
    for name in (row.name, row.short_name):
        if name:
            names[fold(clean(name))] = UnitName(
                name=clean(name), valid=from_day(None), is_official=True
            )
    for former in row.names:
        key = fold(clean(former.name))
        names.setdefault(
            key, UnitName(name=clean(former.name), valid=from_day(former.since, former.until))
        )
    for key, row_name in names.items():
        row_name.key, row_name.unit = key, unit
    return list(names.values())
