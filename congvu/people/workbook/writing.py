"""Writing the workbook downwards: memory does not grow with it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from congvu.people.staff_list.places import column_letter
from congvu.people.workbook.layout import KEYS, Column, Kind, Sheet
from congvu.people.workbook.written import Written

OPTIONS = {
    "constant_memory": True,
    # What people typed is text: never a formula, an address or a number.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {
    Kind.NAME: 28, Kind.TEXT: 24, Kind.LONG: 40, Kind.CODE: 26, Kind.UNIT: 36, Kind.LEVEL: 24,
    Kind.FIELD: 24, Kind.TITLE: 26, Kind.CHOICE: 18, Kind.PERSONAL_ID: 16,
}  # fmt: skip
_WIDTH = 13
_LETTERS = tuple(column_letter(place) for place in range(100))
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What stands for something else in XML, and signs it cannot hold.
_XML = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)),
    ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;",
}  # fmt: skip
_MOST_KEPT = 200_000


class _Texts(dict[Written, str]):
    """What follows a cell's place in the file; the commonest are worked out once."""

    def __missing__(self, cell: Written) -> str:
        if not isinstance(cell, str):
            return f"><v>{cell!r}</v></c>"
        text = _LOOKS_ESCAPED.sub("_x005F_", cell).translate(_XML)
        kept = ' xml:space="preserve"' if cell != cell.strip() or "\n" in cell else ""
        told = f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'
        if len(self) < _MOST_KEPT:
            self[cell] = told
        return told


class BookWriter:
    """One workbook: its sheets with their headings are there when it is entered."""

    def __init__(self, target: Any, sheets: Sequence[Sheet]) -> None:
        self._book = xlsxwriter.Workbook(
            str(target) if isinstance(target, Path) else target, OPTIONS
        )
        self.sheets = sheets
        self._pages: dict[str, Any] = {}
        self._lines: dict[str, int] = {}
        self._texts = _Texts()

    def __enter__(self) -> Self:
        formats = formats_of(self._book)
        for sheet in self.sheets:
            page = self._book.add_worksheet(sheet.name)
            write_heading(page, sheet, formats)
            page._write_single_row(1)
            self._pages[sheet.key], self._lines[sheet.key] = page, 1
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        for key, page in self._pages.items():
            page.dim_rowmax = self._lines[key] - 1
        self._book.close()

    def write(self, key: str, cells: Sequence[Written]) -> None:
        """Write one row of the sheet `key`, a cell for each of its columns.

        The row goes as it is into the file XlsxWriter keeps the sheet's rows in: cell by cell
        through its checks a province's dossiers would take many minutes.
        """
        line = self._lines[key] = self._lines[key] + 1
        texts = self._texts
        row = [
            f'<c r="{_LETTERS[place]}{line}"{texts[cell]}'
            for place, cell in enumerate(cells)
            if cell != ""
        ]
        if row:
            self._pages[key].row_data_fh.write(f'<row r="{line}">{"".join(row)}</row>')


def formats_of(book: Any) -> Mapping[str, Any]:
    """The looks of headings: keys, what a row cannot do without, all others."""
    plain = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}
    colours = {"key": "#CFE3E1", "required": "#FCE8B2", "other": "#EEF1F4"}
    return {
        name: book.add_format({**plain, "bg_color": colour, "border_color": "#D0D5DD"})
        for name, colour in colours.items()
    }


def write_heading(page: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    """The headings of a sheet, which stay in sight; cells of numbers and dates are text."""
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, _WIDTHS.get(column.kind, _WIDTH))
        page.write_string(0, place, column.heading, formats[_look(sheet, column)])
    page.set_row(0, 44)
    page.freeze_panes(1, 3 if sheet.family else 2)


def _look(sheet: Sheet, column: Column) -> str:
    keys = set(KEYS) if sheet.family else {"personal_id", "staff_number"}
    if column.name in keys:
        return "key"
    return "required" if column.is_required else "other"
