"""From a file to a checked list: which sheet, which columns, what each cell says.

Pure: no database, no clock. What the officer decided comes in an `Order`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from congvu.core.words import N_
from congvu.people.list_sheets import look_at, sheets_of
from congvu.people.staff_list.check import Answers, Checked, check_history, check_rows
from congvu.people.staff_list.columns import ColumnMatch, match_columns, missing_fields
from congvu.people.staff_list.sheets import Sheet, read_sheets
from congvu.people.staff_list.table import Column, NoTable, Table, find_table, has_table
from congvu.people.staff_list.units import UnitBook

# What is read while the sender waits, in well under a second.
SMALL_BYTES = 1_000_000


class UnreadableList(Exception):
    """The file holds no list; the text is a msgid for the officer."""

    def told(self, translate: Callable[[str], str]) -> str:
        """The reason in the officer's language."""
        return translate(str(self))


@dataclass(frozen=True)
class Order:
    """A file to be read and what the officer said of it; `on` is the day the list tells of.

    `is_trusted`: made by the product itself, so that no child process has to read it.
    """

    content: bytes
    name: str
    on: date
    units: UnitBook
    sheet: str = ""
    overrides: Mapping[int, str | None] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    is_trusted: bool = False


@dataclass(frozen=True)
class ReadList:
    """A list as read. `checked` is None while columns wait for the officer.

    `notes` are codes of what is worth saying about the file (macros, formulas, links outside).
    """

    table: Table
    matches: list[ColumnMatch]
    missing: list[str]
    sheets: list[str]
    checked: Checked | None
    history: Checked | None
    notes: tuple[str, ...] = ()


def read_list(order: Order) -> ReadList:
    """Read, match and check one file.

    Raises: IntakeError; UnreadableList with a msgid for the officer.
    """
    notes: tuple[str, ...] = ()
    if order.is_trusted:
        sheets = read_sheets(order.content, order.name)
    else:
        sheets, notes = sheets_of(order.content, order.name)
    sheet, table = _staff_table(sheets, order.sheet)
    matches = match_columns(table, order.overrides)
    missing = missing_fields(matches)
    is_unclear = bool(missing) or any(match.state == "asked" for match in matches)
    return ReadList(
        table=table,
        matches=matches,
        missing=missing,
        sheets=[one.name for one in sheets if not one.is_hidden],
        checked=None
        if is_unclear
        else check_rows(table, matches, today=order.on, units=order.units, answers=order.answers),
        history=None if is_unclear else _history(sheets, sheet, order),
        notes=notes,
    )


def refuse_no_list(content: bytes, name: str) -> None:
    """Refuse at the door what is no list; a large one is only looked at, and read in its turn.

    Raises: IntakeError; UnreadableList with a msgid for the officer.
    """
    if len(content) > SMALL_BYTES:
        look_at(content, name)
    else:
        sheets, _notes = sheets_of(content, name)
        _staff_table(sheets, "")


def _staff_table(sheets: Sequence[Sheet], wanted: str) -> tuple[Sheet, Table]:
    sheet = _staff_sheet(sheets, wanted)
    try:
        table = find_table(sheet)
    except NoTable as none:
        raise UnreadableList(str(none)) from none
    if not len(table):
        raise UnreadableList(N_("There is nobody below the headings. Send the list with people."))
    return sheet, table


def _staff_sheet(sheets: Sequence[Sheet], wanted: str) -> Sheet:
    """The sheet the officer chose, else the first that looks like a list of people."""
    for sheet in sheets:
        if wanted and sheet.name == wanted:
            return sheet
    filled = [sheet for sheet in sheets if sheet.rows and not sheet.is_hidden]
    if not filled:
        raise UnreadableList(N_("The file is empty. Choose the file that holds the list."))
    return next((sheet for sheet in filled if has_table(sheet)), filled[0])


def _history(sheets: Sequence[Sheet], staff: Sheet, order: Order) -> Checked | None:
    for sheet in sheets:
        if sheet is not staff and not sheet.is_hidden and has_table(sheet, "history"):
            table = find_table(sheet, "history")
            matches = match_columns(table, kind="history")
            if missing_fields(matches, "history"):
                return None
            return check_history(
                table, matches, today=order.on, units=order.units, answers=order.answers
            )
    return None


def layout_of(read: ReadList) -> dict[str, Any]:
    """What was made of the columns, as JSON: enough to check single rows of the list again."""
    return {
        "sheet": read.table.sheet,
        "sheets": read.sheets,
        "titles": list(read.table.titles),
        "missing": read.missing,
        "notes": list(read.notes),
        "columns": [
            {
                **asdict(match.column),
                "field": match.field,
                "state": match.state,
                "tick": match.tick,
                "choices": list(match.choices),
                "sample": [text for text in read.table.cells[place][:40] if text.strip()][:3],
            }
            for place, match in enumerate(read.matches)
        ],
        "skipped": [asdict(line) for line in read.table.skipped[:200]],
        "headings": [[row, list(texts)] for row, texts in read.table.heading_rows],
    }


@dataclass(frozen=True)
class KeptRow:
    """The texts of one row that waits; `groups` are the headings of groups above it."""

    row: int
    cells: list[str]
    groups: list[str]


def table_of(layout: Mapping[str, Any], rows: Sequence[KeptRow]) -> Table:
    """The table of rows that wait, in the columns of the list they came from."""
    columns = tuple(_column(entry) for entry in layout["columns"])
    texts = list(zip(*(row.cells for row in rows), strict=True)) or [()] * len(columns)
    return Table(
        sheet=layout["sheet"],
        titles=tuple(layout["titles"]),
        heading_rows=tuple((row, tuple(cells)) for row, cells in layout["headings"]),
        columns=columns,
        cells=tuple(texts),
        row_numbers=tuple(row.row for row in rows),
        groups=tuple(tuple(row.groups) for row in rows),
        skipped=(),
    )


def _column(entry: Mapping[str, Any]) -> Column:
    return Column(entry["index"], entry["letter"], tuple(entry["headings"]))


def matches_of(layout: Mapping[str, Any]) -> list[ColumnMatch]:
    """What was made of the columns of a stored list."""
    return [
        ColumnMatch(_column(entry), entry["field"], entry["state"], 1.0, (), entry["tick"])
        for entry in layout["columns"]
    ]


def texts_of(table: Table, wanted: set[int]) -> Iterator[KeptRow]:
    """The rows of `table` with the row numbers `wanted`."""
    for person, row in enumerate(table.row_numbers):
        if row in wanted:
            yield KeptRow(
                row, [column[person] for column in table.cells], list(table.groups[person])
            )
