"""What the pages of a workbook's import show: sheets, columns, wrong cells, the file of errors."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.querysets import ScopedQuerySet
from congvu.people.choices import RowState
from congvu.people.families import family
from congvu.people.models import ImportRow, Person, StaffImport
from congvu.people.selectors.imports import people_named, rows_waiting
from congvu.people.staff_list.problems import REFUSED, Problem
from congvu.people.workbook.error_book import Line, error_book
from congvu.people.workbook.layout import PEOPLE, sheet_of, sheets
from congvu.people.workbook.problems import MESSAGES

HELD_SHOWN = 50
PROBLEMS_SHOWN = 12


@dataclass(frozen=True)
class CellShown:
    """One wrong cell: where it stands, what was typed, what to do."""

    address: str
    column: str
    value: str
    says: str
    look: str


@dataclass(frozen=True)
class RowShown:
    """One row with its wrong cells."""

    sheet: str
    row: int
    name: str
    cells: list[CellShown]


def sheet_choices() -> list[tuple[str, str]]:
    """What a sheet can be taken for."""
    return [(sheet.key, sheet.name) for sheet in sheets()]


def sheets_of(run: StaffImport) -> list[dict[str, Any]]:
    """The sheets of the file: what each is taken for, its numbers, and its columns."""
    counts = {one["name"]: one for one in run.counts.get("sheets", ())}
    said = run.overrides.get("sheets", {})
    return [
        {
            **one,
            **counts.get(one["name"], {}),
            "index": index,
            "label": sheet_of(one["key"]).name if one["key"] else "",
            "told": said.get(one["name"], ""),
            "why": _lack(one["lacks"]),
            "columns": [_column(one["key"], column) for column in one["columns"]],
            "choices": [(c.name, c.heading) for c in sheet_of(one["key"]).columns]
            if one["key"]
            else [],
        }
        for index, one in enumerate(run.layout.get("sheets", ()))
    ]


def _column(key: str, column: dict[str, Any]) -> dict[str, Any]:
    name = column["name"]
    return {**column, "label": sheet_of(key).column(name).heading if key and name else ""}


def _lack(code: str) -> str:
    return {
        "heading": _("No heading row was found on this sheet, so it is not read."),
        "keys": _(
            "No column names the person (personal ID or staff number), so this sheet is not read."
        ),
        "name": _("No column holds the full name, so this sheet is not read."),
    }.get(code, "")


def problems_of(run: StaffImport) -> list[dict[str, Any]]:
    """Where cells are wrong how often, the most frequent first."""
    told = []
    for key, code, name, count in run.counts.get("problems", ())[:PROBLEMS_SHOWN]:
        columns = {column.name: column.heading for column in sheet_of(key).columns}
        told.append(
            {
                "sheet": sheet_of(key).name,
                "column": columns.get(name, ""),
                "count": count,
                "is_refused": MESSAGES[code][0] == REFUSED,
            }
        )
    return told


def rows_with_problems(*, actor: Actor, run: StaffImport, state: str = "") -> ScopedQuerySet:
    """The kept rows in which something is to be seen, by sheet and row."""
    rows: ScopedQuerySet = rows_waiting(actor=actor, run=run, state=state)
    return rows.exclude(problems=[]).order_by("sheet", "row")


def rows_shown(rows: list[ImportRow]) -> list[RowShown]:
    """Those rows as a page shows them."""
    return [
        RowShown(
            sheet_of(row.sheet).name,
            row.row,
            row.name,
            [_cell(row, kept) for kept in row.problems],
        )
        for row in rows
    ]


def _cell(row: ImportRow, kept: dict[str, Any]) -> CellShown:
    problem = _problem(row.row, kept)
    columns = {column.name: column.heading for column in sheet_of(row.sheet).columns}
    return CellShown(
        problem.address,
        columns.get(problem.field, ""),
        problem.value,
        problem.say(_),
        "wrong" if problem.severity == REFUSED else "doubt",
    )


def _problem(row: int, kept: dict[str, Any]) -> Problem:
    return Problem(row=row, message=MESSAGES[kept["code"]][1], **kept)


def held_facts(*, actor: Actor, run: StaffImport) -> list[tuple[Person, str]]:
    """The facts told otherwise that a workbook may not change: person and family."""
    held = run.counts.get("held_facts", [])[:HELD_SHOWN]
    people = people_named(actor=actor, ids=[UUID(person) for person, _key in held]) if held else {}
    return [
        (people[UUID(person)], _("Person") if key == PEOPLE else str(family(key).title))
        for person, key in held
        if UUID(person) in people
    ]


def error_file(*, actor: Actor, run: StaffImport) -> bytes:
    """All rows of the people held back as a workbook to be mended and sent again."""
    by_sheet: dict[str, list[Line]] = defaultdict(list)
    for row in rows_waiting(actor=actor, run=run, state=RowState.REFUSED).order_by("sheet", "row"):
        problems = [_problem(row.row, kept) for kept in row.problems]
        by_sheet[row.sheet].append(Line(row.row, row.cells, problems))
    order = [sheet.key for sheet in sheets() if sheet.key in by_sheet]
    known = {one["key"]: one for one in run.layout.get("sheets", ()) if one["key"]}
    return error_book(
        {key: by_sheet[key] for key in order},
        run.layout.get("headings", {}),
        {key: known[key]["first_column"] for key in order},
        _,
    )
