"""Reading imports: what to read, what waits, what came of it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from congvu.access.models import Account
from congvu.access.selectors import actor_of
from congvu.core.actors import Actor
from congvu.core.querysets import ScopedQuerySet
from congvu.core.words import N_
from congvu.establishment.choices import UnitKind
from congvu.establishment.selectors import names_of_units, units_on
from congvu.people.choices import RowState
from congvu.people.list_file import KeptRow, Order, matches_of, table_of
from congvu.people.models import ImportRow, Person, StaffImport
from congvu.people.permissions import People
from congvu.people.staff_list.check import Answers, Checked, check_rows
from congvu.people.staff_list.error_book import error_workbook
from congvu.people.staff_list.problems import MESSAGES, REFUSED, Problem
from congvu.people.staff_list.units import UnitBook, UnitEntry

# What only the dossiers can tell of a row, beside what its own cells tell.
OWN_MESSAGES = {
    "unit.outside": N_(
        "This unit is not among those you look after. Ask the officer of that unit, or mend the"
        " unit."
    ),
    "person.elsewhere": N_(
        "Another unit keeps the dossier with this personal ID. Ask that unit to hand it over, or"
        " mend the ID."
    ),
    "person.asked": N_(
        "There is a dossier this may be, but not surely. Say whether it is the same person."
    ),
    "person.kept": N_(
        "A dossier with this personal ID is kept already, so none can be opened. Mend the ID, or"
        " send the row again and choose that dossier."
    ),
    "person.twice": N_(
        "Two rows of the list lead to one dossier. Keep one row, or mend the numbers."
    ),
}


def unit_book(*, actor: Actor, on: date) -> UnitBook:
    """Every name the units standing on `on` go by. Two queries."""
    aliases: dict[int, list[str]] = {}
    for name in names_of_units(actor=actor):
        aliases.setdefault(name.unit_id, []).append(name.name)
    return UnitBook(
        (
            UnitEntry(
                id=str(unit.pk),
                code=unit.code,
                name=unit.name,
                parent=str(unit.parent_id) if unit.parent_id else None,
                aliases=tuple(aliases.get(unit.pk, ())),
            )
            for unit in units_on(actor=actor, on=on)
        ),
        on,
    )


def search_imports(*, actor: Actor, kind: str = "") -> ScopedQuerySet:
    """The imports of the actor's units, latest first; of one kind or all. Files by name only."""
    visible: ScopedQuerySet = StaffImport.objects.visible_to(actor, People.RECORD_IMPORT)
    if kind:
        visible = visible.filter(kind=kind)
    latest = visible.select_related("file", "unit", "account").order_by("-started_at", "-pk")
    return latest.defer("file__content")


def get_import(*, actor: Actor, import_id: UUID) -> StaffImport:
    """One import with its file's name (not its content).

    Raises: NotVisible.
    """
    found: StaffImport = search_imports(actor=actor).one(pk=import_id)
    return found


def order_of(*, actor: Actor, run: StaffImport) -> Order:
    """What is to be read for `run`."""
    return Order(
        content=bytes(run.file.content),
        name=run.file.name,
        on=run.on,
        units=unit_book(actor=actor, on=run.on),
        sheet=run.sheet,
        overrides={int(index): chosen for index, chosen in run.overrides.items()},
        answers=answers_of(run),
    )


def answers_of(run: StaffImport) -> Answers:
    """What the officer said once for the whole list.

    Rows without a unit belong to the list's, unless that is the whole province.
    """
    is_whole = run.unit.kind == UnitKind.PROVINCE
    return Answers(
        century_from=run.answers.get("century_from"),
        units=run.answers.get("units", {}),
        default_unit=None if is_whole else str(run.unit_id),
    )


def importer_of(*, import_id: UUID, account_id: int | None, on: date) -> Actor | None:
    """Who asked for work on the import, with the rights of today: `account_id`, else its sender.

    The system where that is nobody. Asked by jobs, inside the system's scope.
    """
    run = StaffImport.objects.filter(pk=import_id).first()
    if run is None:
        return None
    asker = Account.objects.filter(pk=account_id or run.account_id).first()
    return actor_of(asker, on=on) if asker else Actor.system("people.import")


def rows_waiting(*, actor: Actor, run: StaffImport, state: str = "") -> ScopedQuerySet:
    """The rows of `run` with something to see, by row; `state` narrows them."""
    rows: ScopedQuerySet = ImportRow.objects.visible_to(actor, People.RECORD_IMPORT).filter(
        staff_import=run
    )
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("row")


def count_waiting(*, actor: Actor, run: StaffImport) -> dict[str, int]:
    """How many rows wait in each state."""
    counted = rows_waiting(actor=actor, run=run).order_by().values_list("state")
    return dict(counted.annotate(n=Count("pk")))


def recheck(*, actor: Actor, run: StaffImport, rows: list[ImportRow]) -> Checked:
    """Check waiting rows again as their cells stand now."""
    kept = [KeptRow(row.row, row.cells, row.groups) for row in rows]
    return check_rows(
        table_of(run.layout, kept),
        matches_of(run.layout),
        today=run.on,
        units=unit_book(actor=actor, on=run.on),
        answers=answers_of(run),
    )


def people_named(*, actor: Actor, ids: list[UUID]) -> dict[UUID, Person]:
    """Dossiers by id, for questions and reports."""
    visible = Person.objects.visible_to(actor, People.RECORD_VIEW).select_related("unit")
    return {person.pk: person for person in visible.filter(pk__in=ids)}


def missing_people(*, actor: Actor, run: StaffImport) -> ScopedQuerySet:
    """The people of the listed units whom the list no longer names."""
    visible = Person.objects.visible_to(actor, People.RECORD_VIEW).select_related("unit")
    return visible.filter(pk__in=run.missing).order_by("name_key", "pk")


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """A problem as it waits in its row."""
    return {
        "code": problem.code,
        "field": problem.field,
        "address": problem.address,
        "severity": problem.severity,
        "params": problem.params,
        "suggestion": problem.suggestion,
        "value": problem.value,
    }


def problem_of(row: int, kept: dict[str, Any]) -> Problem:
    """A kept problem with its message."""
    own = OWN_MESSAGES.get(kept["code"])
    message = own or MESSAGES[kept["code"]][1]
    return Problem(row=row, message=message, **kept)


def own_problem(code: str, row: int) -> dict[str, Any]:
    """A problem of a whole row that the dossiers tell; `code` is one of OWN_MESSAGES."""
    field = "unit" if code.startswith("unit") else "full_name"
    problem = Problem(code, field, row, "", REFUSED, OWN_MESSAGES[code], {})
    return problem_as_json(problem)


def error_file(*, actor: Actor, run: StaffImport) -> bytes:
    """The waiting rows as a workbook to be mended and sent again; wrong cells are marked."""
    states = [RowState.REFUSED, RowState.ASKED]
    rows = list(rows_waiting(actor=actor, run=run).filter(state__in=states))
    table = table_of(run.layout, [KeptRow(row.row, row.cells, row.groups) for row in rows])
    problems = [problem_of(row.row, kept) for row in rows for kept in row.problems]
    return error_workbook(table, problems, _)
