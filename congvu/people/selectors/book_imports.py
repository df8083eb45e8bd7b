"""Reading imports of workbooks: what to read, and the file of errors."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from congvu.core.actors import Actor
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import ApprovedPosts, Competency, JobPosition, Unit
from congvu.establishment.rules.titles import Place
from congvu.people.models import StaffImport
from congvu.people.selectors.imports import unit_book
from congvu.people.staff_list.fold import squeeze
from congvu.people.workbook.book import BookOrder, PositionKnown, PositionsKnown, UnitsKnown
from congvu.people.workbook.matching import Overrides


def units_known(*, actor: Actor, on: date) -> UnitsKnown:
    """Units by every name on `on`, every unit there ever was by its code, and the job positions.

    Six queries.
    """
    codes, places, paths = {}, {}, {}
    for pk, code, kind, name, above, above_name, path in _units():
        codes[code] = str(pk)
        places[str(pk)] = _place(kind, name, above, above_name)
        paths[str(pk)] = path
    positions = {str(key): one for key, one in positions_by_key(actor=actor).items()}
    approved: dict[str, set[str]] = {}
    posts = ApprovedPosts.objects.on(on).filter(headcount__gt=0)
    for unit, position in posts.values_list("unit_id", "position_id"):
        approved.setdefault(str(unit), set()).add(str(position))
    return UnitsKnown(
        unit_book(actor=actor, on=on),
        codes,
        places,
        PositionsKnown(
            positions, {unit: frozenset(keys) for unit, keys in approved.items()}, paths
        ),
        {
            squeeze(word): code
            for code, name in Competency.objects.values_list("code", "name")
            for word in (name, code)
        },
    )


def positions_by_key(*, actor: Actor) -> dict[int, PositionKnown]:
    """Every job position there ever was."""
    rows = JobPosition.objects.values_list("pk", "code", "name", "unit__path")
    return {pk: PositionKnown(code, name, path or "") for pk, code, name, path in rows}


def places_by_key(*, actor: Actor) -> dict[int, tuple[str, str, Place]]:
    """Name, code and place of every unit there ever was."""
    return {
        pk: (name, code, _place(kind, name, above, above_name))
        for pk, code, kind, name, above, above_name, _path in _units()
    }


def _units() -> QuerySet[Unit, tuple[Any, ...]]:
    return Unit.objects.values_list(
        "pk", "code", "kind", "name", "parent__kind", "parent__name", "path"
    )


def _place(kind: str, name: str, above: str | None, above_name: str | None) -> Place:
    """Where a post in the unit stands: a division's agency is the unit above it."""
    if kind == UnitKind.DIVISION and above:
        return Place(above, kind, above_name or "")
    return Place(kind, kind, name)


def book_order_of(*, actor: Actor, run: StaffImport) -> BookOrder:
    """What is to be read for `run`.

    People without a unit belong to the import's, unless that is the whole province.
    """
    is_whole = run.unit.kind == UnitKind.PROVINCE
    said = run.overrides
    return BookOrder(
        content=bytes(run.file.content),
        name=run.file.name,
        on=run.on,
        units=units_known(actor=actor, on=run.on),
        overrides=Overrides(
            sheets=said.get("sheets", {}),
            columns={
                name: {int(index): chosen for index, chosen in told.items()}
                for name, told in said.get("columns", {}).items()
            },
        ),
        default_unit=None if is_whole else str(run.unit_id),
    )
