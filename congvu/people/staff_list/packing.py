"""Sheets as plain JSON data and back: what a guarded child process answers with.

One long text a sheet: a million cells then cross between processes in a second, where a list of
lists takes many.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from congvu.people.staff_list.collector import resting_collector
from congvu.people.staff_list.sheets import Merged, Rows, Sheet, read_sheets

# Signs no keyboard types; one in a cell is as good as a blank.
_CELL, _ROW = "\x1f", "\x1e"


def read_packed(source: str | Path | bytes, name: str = "") -> list[dict[str, Any]]:
    """Return the sheets of a file (see `read_sheets`), packed; made for a child process."""
    return [pack(sheet) for sheet in read_sheets(source, name)]


def pack(sheet: Sheet) -> dict[str, Any]:
    """Return one sheet as plain data."""
    return {
        "name": sheet.name,
        "width": len(sheet.rows[0]) if sheet.rows else 0,
        "text": _ROW.join(map(_line, sheet.rows)),
        "first_row": sheet.first_row,
        "first_column": sheet.first_column,
        "merged": [[one.top, one.left, one.bottom, one.right] for one in sheet.merged],
        "is_hidden": sheet.is_hidden,
    }


def _line(row: Sequence[str]) -> str:
    line = _CELL.join(row)
    if _ROW in line or line.count(_CELL) >= len(row):
        return _CELL.join(cell.replace(_CELL, " ").replace(_ROW, " ") for cell in row)
    return line


@resting_collector()
def unpack(packed: Mapping[str, Any]) -> Sheet:
    """Return the sheet `pack` made the data of.

    Raises: KeyError, TypeError or ValueError where the data is not of that form.
    """
    rows: Rows = []
    if packed["width"]:
        rows = [line.split(_CELL) for line in packed["text"].split(_ROW)]
        if any(len(row) != packed["width"] for row in rows):
            raise ValueError("the rows of the sheet differ in length")
    return Sheet(
        name=str(packed["name"]),
        rows=rows,
        first_row=int(packed["first_row"]),
        first_column=int(packed["first_column"]),
        merged=tuple(Merged(*map(int, sides)) for sides in packed["merged"]),
        is_hidden=bool(packed["is_hidden"]),
    )
