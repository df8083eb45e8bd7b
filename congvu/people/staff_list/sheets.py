"""Reading the sheets of a file, or text pasted from Excel, into cells of plain text.

Cells are text as typed: an integer loses the ".0" a spreadsheet's reader gives it, text keeps its
zeros, a date cell becomes its ISO form (yyyy-mm-dd). Limits and safety of the file (size, bombs,
encryption) are the caller's: run `read_sheets` in the guarded child process for uploads.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from congvu.core.text import decoded
from congvu.people.staff_list.collector import resting_collector

Rows = Sequence[Sequence[str]]

_TEXT_FILES = (".csv", ".tsv", ".txt")
# Spreadsheets keep 15 significant digits; more only shows how binary fractions end.
_SIGNIFICANT = ".15g"
# A number this large is still exact, so it may be an ID or a phone number.
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range: first and last row and column, counted from 0 within `Sheet.rows`."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells as text, and where its first cell stands in the file.

    `first_row` and `first_column` count from 0; rows all have the same length.
    """

    name: str
    rows: Rows
    first_row: int = 0
    first_column: int = 0
    merged: tuple[Merged, ...] = ()
    is_hidden: bool = False


@resting_collector()
def read_sheets(source: str | Path | bytes, name: str = "") -> list[Sheet]:
    """Return the sheets of an xlsx, xls, ods or csv file; `name` is the file's name.

    Raises: ValueError or the reader's own error when the file is none of these.
    """
    suffix = Path(name or str(source) if not isinstance(source, bytes) else name).suffix.lower()
    if suffix in _TEXT_FILES:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        return [_sheet_of_rows(Path(name).stem or "csv", _csv_rows(decoded(data)))]
    opened = io.BytesIO(source) if isinstance(source, bytes) else str(source)
    book = CalamineWorkbook.from_object(opened)
    try:
        return [_sheet_of_book(book, number) for number in range(len(book.sheet_names))]
    finally:
        book.close()


def read_pasted(text: str) -> Sheet:
    """Return the sheet of rows copied from a spreadsheet: cells by tab, rows by line."""
    reader = csv.reader(io.StringIO(_without_nul(text), newline=""), delimiter="\t")
    return _sheet_of_rows("", list(reader))


def _sheet_of_book(book: CalamineWorkbook, number: int) -> Sheet:
    sheet = book.get_sheet_by_index(number)
    top, left = sheet.start or (0, 0)
    rows = [
        [cell if isinstance(cell, str) and "\0" not in cell else cell_text(cell) for cell in row]
        for row in sheet.to_python()
    ]
    ranges = sheet.merged_cell_ranges or []
    merged = tuple(
        Merged(first[0] - top, first[1] - left, last[0] - top, last[1] - left)
        for first, last in ranges
    )
    is_hidden = book.sheets_metadata[number].visible != SheetVisibleEnum.Visible
    return Sheet(sheet.name, rows, top, left, merged, is_hidden)


def cell_text(cell: object) -> str:
    """Return the text of one cell as the spreadsheet's reader gives it."""
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < _EXACT:
            return str(int(cell))
        return format(cell, _SIGNIFICANT)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta | int):
        return str(cell)
    return "" if cell is None else str(cell)


def _sheet_of_rows(name: str, rows: list[list[str]]) -> Sheet:
    width = max((len(row) for row in rows), default=0)
    return Sheet(name, [row + [""] * (width - len(row)) for row in rows])


def _csv_rows(text: str) -> list[list[str]]:
    sample = text[:20_000]
    delimiter = max("\t;,", key=sample.count)
    return list(csv.reader(io.StringIO(_without_nul(text), newline=""), delimiter=delimiter))


def _without_nul(text: str) -> str:
    """`text` without the one character a database cannot store."""
    return text.replace("\0", "")
