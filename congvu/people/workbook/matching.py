"""Which sheet of a file is which, and which of its columns holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from congvu.people.staff_list.fold import clean, squeeze
from congvu.people.staff_list.places import column_letter
from congvu.people.staff_list.sheets import Sheet as FileSheet
from congvu.people.workbook.layout import KEYS, PEOPLE, Sheet, sheet_of, sheets

# A heading stands near the top; notes and titles of the office may stand above it.
_SEARCHED_ROWS = 15
_LEAST_KNOWN = 2
IGNORED = "-"
"""The officer's word that a sheet or a column is not taken."""
# Sheets of the template that hold nothing to take.
_OWN_SHEETS = frozenset({"huongdan", "danhmuc"})
# Headings of columns that say nothing of the person, nor that anything was left out.
_SILENT_HEADINGS = frozenset({"tt", "stt", "sott", "cansua"})


@dataclass(frozen=True)
class Overrides:
    """What the officer said by hand: sheets by name, columns by sheet and index in the file."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Matched:
    """One sheet of the file; `sheet` is None where nobody knows what it holds.

    `columns` maps a name to its index within the rows; `left` are columns with cells that are not
    taken. `head` is the index of the heading row, `lacks` tells what the sheet cannot do without:
    "heading", "keys", "name".
    """

    name: str
    sheet: Sheet | None
    head: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    rows: int = 0
    lacks: str = ""
    first_column: int = 0

    @property
    def is_read(self) -> bool:
        """Whether its rows are taken."""
        return self.sheet is not None and not self.lacks

    def as_json(self) -> dict[str, Any]:
        """The match as the import keeps it for its pages."""
        return {
            "name": self.name,
            "key": self.sheet.key if self.sheet else "",
            "lacks": self.lacks,
            "rows": self.rows,
            "left": list(self.left),
            "first_column": self.first_column,
            "columns": [
                {"index": index, "letter": column_letter(self.first_column + index),
                 "heading": heading, "name": self._name_at(index)}
                for index, heading in enumerate(self.headings) if heading or self._name_at(index)
            ],
        }  # fmt: skip

    def _name_at(self, index: int) -> str:
        return next((name for name, place in self.columns.items() if place == index), "")


def match_sheets(found: Sequence[FileSheet], said: Overrides) -> list[Matched]:
    """Match every visible sheet of a file; the first of two for one family is it."""
    taken: set[str] = set()
    matched = []
    for file_sheet in found:
        if file_sheet.is_hidden or squeeze(file_sheet.name) in _OWN_SHEETS:
            continue
        sheet = _which(file_sheet.name, said)
        if sheet is None or sheet.key in taken:
            matched.append(Matched(file_sheet.name, None, rows=len(file_sheet.rows)))
            continue
        taken.add(sheet.key)
        matched.append(_match(file_sheet, sheet, said.columns.get(file_sheet.name, {})))
    return matched


def _which(name: str, said: Overrides) -> Sheet | None:
    told = said.sheets.get(name)
    if told:
        return None if told == IGNORED else sheet_of(told)
    key = _sheet_names().get(squeeze(name))
    return sheet_of(key) if key else None


@cache
def _sheet_names() -> Mapping[str, str]:
    return {
        squeeze(name): sheet.key
        for sheet in reversed(sheets())
        for name in (*sheet.aliases, sheet.key, sheet.name)
    }


@cache
def _headings(key: str) -> Mapping[str, str]:
    """Each heading of the sheet's columns: its own before any alias, first columns first."""
    columns = sheet_of(key).columns
    known: dict[str, str] = {squeeze(column.heading): column.name for column in columns}
    for column in columns:
        for alias in column.aliases:
            known.setdefault(squeeze(alias), column.name)
    known.pop("", None)
    return known


def _match(file_sheet: FileSheet, sheet: Sheet, said: Mapping[int, str]) -> Matched:
    known = _headings(sheet.key)
    top = _filled_top(file_sheet)
    scores = [len({known[text] for text in map(squeeze, row) if text in known}) for row in top]
    best = max(range(len(top)), key=lambda number: (scores[number], -number), default=-1)
    if best < 0 or (scores[best] < _LEAST_KNOWN and not said):
        lacks = "heading" if any(map(any, top)) else ""
        return Matched(file_sheet.name, sheet, lacks=lacks)
    columns: dict[str, int] = {}
    for index in range(len(top[best])):
        name = said.get(index) or _name_of(top, best, index, known)
        if name and name != IGNORED and name not in columns and _is_column(sheet, name):
            columns[name] = index
    return Matched(
        name=file_sheet.name,
        sheet=sheet,
        head=best,
        columns=columns,
        headings=tuple(top[best]),
        left=_left(file_sheet, top[best], best, set(columns.values())),
        rows=max(0, len(file_sheet.rows) - best - 1),
        lacks=_lacks(sheet, columns),
        first_column=file_sheet.first_column,
    )


def _is_column(sheet: Sheet, name: str) -> bool:
    return any(column.name == name for column in sheet.columns)


def _name_of(top: Sequence[Sequence[str]], best: int, index: int, known: Mapping[str, str]) -> str:
    """By the heading, else by it and the merged one above: “Căn cứ” over “Số”."""
    text = top[best][index]
    name = known.get(squeeze(text), "")
    if not name and text and best and top[best - 1][index]:
        name = known.get(squeeze(f"{top[best - 1][index]} {text}"), "")
    return name


def _left(
    file_sheet: FileSheet, head: Sequence[str], best: int, taken: set[int]
) -> tuple[str, ...]:
    return tuple(
        text or column_letter(file_sheet.first_column + index)
        for index, text in enumerate(head)
        if index not in taken and squeeze(text) not in _SILENT_HEADINGS
        and (text or any(row[index].strip() for row in file_sheet.rows[best + 1 :]))
    )  # fmt: skip


def _lacks(sheet: Sheet, columns: Mapping[str, int]) -> str:
    if sheet.key == PEOPLE:
        return "" if "full_name" in columns else "name"
    return "" if any(name in columns for name in list(KEYS)[:2]) else "keys"


def _filled_top(file_sheet: FileSheet) -> list[list[str]]:
    """The first rows, every merged range filled by its text."""
    rows = [[clean(text) for text in row] for row in file_sheet.rows[:_SEARCHED_ROWS]]
    for merged in file_sheet.merged:
        if 0 <= merged.top < len(rows) and 0 <= merged.left < len(rows[merged.top]):
            text = rows[merged.top][merged.left]
            for number in range(merged.top, min(merged.bottom + 1, len(rows))):
                for index in range(merged.left, min(merged.right + 1, len(rows[number]))):
                    rows[number][index] = text
    return rows
