"""Reading one sheet column by column; each distinct text of a column is read once."""

from collections.abc import Callable, Sequence
from typing import Any

from congvu.people.staff_list.cells import Cell
from congvu.people.staff_list.places import address
from congvu.people.staff_list.problems import Finding
from congvu.people.staff_list.sheets import Sheet as FileSheet
from congvu.people.workbook.layout import Column, Sheet
from congvu.people.workbook.matching import Matched
from congvu.people.workbook.problems import Noted, problem_of

_NUMBERING_FROM = 3


class _Cache(dict[Any, Cell]):
    def __init__(self, read: Callable[[Any], Cell]) -> None:
        self._read = read

    def __missing__(self, text: Any) -> Cell:
        cell = self[text] = self._read(text)
        return cell


class SheetReading:
    """The filled rows of one sheet, its values by name, and the problems found so far.

    `lines` are the rows' places in the file's sheet, `numbers` those Excel shows. `person` holds
    for each row the index of its person, -1 for none; it is filled once keys are read.
    """

    def __init__(self, file_sheet: FileSheet, matched: Matched, sheet: Sheet) -> None:
        self.sheet = sheet
        self.matched = matched
        body = range(matched.head + 1, len(file_sheet.rows))
        self.lines = [line for line in body if any(file_sheet.rows[line])]
        self.lines = [line for line in self.lines if any(map(str.strip, file_sheet.rows[line]))]
        if self.lines and _is_numbering(file_sheet.rows[self.lines[0]]):
            del self.lines[0]
        rows = [file_sheet.rows[line] for line in self.lines]
        width = len(file_sheet.rows[0]) if file_sheet.rows else 0
        self.texts: Sequence[Sequence[str]] = list(zip(*rows, strict=True)) or [()] * width
        self.numbers = [file_sheet.first_row + line + 1 for line in self.lines]
        self.first_column = file_sheet.first_column
        self.values: dict[str, Sequence[Any]] = {}
        self.person: list[int] = [-1] * len(self.lines)
        self.noted: list[tuple[int, Noted]] = []

    def __len__(self) -> int:
        return len(self.lines)

    def has(self, name: str) -> bool:
        """Whether the sheet has that column."""
        return name in self.matched.columns

    def texts_of(self, name: str) -> Sequence[str]:
        """The texts of the column `name`; blank ones where it is absent."""
        place = self.matched.columns.get(name)
        return ("",) * len(self) if place is None else self.texts[place]

    def read(self, column: Column, names: Sequence[str], read: Callable[[Any], Cell],
             keys: Sequence[Any] | None = None) -> None:  # fmt: skip
        """Read `column` into the values `names`.

        `keys` are what is read where the text alone does not say enough: pairs of it and another
        column's value.
        """
        if not self.has(column.name):
            self.values.update((name, (None,) * len(self)) for name in names)
            return
        cache = _Cache(read)
        told = self.texts_of(column.name) if keys is None else keys
        cells = [cache[text] for text in told]
        found = {text: cell.finding for text, cell in cache.items() if cell.finding is not None}
        if found:
            for row, text in enumerate(told):
                if text in found:
                    self.note(row, column.name, found[text])
        by_name = zip(*(cell.values for cell in cells), strict=True) if cells else [()] * len(names)
        self.values.update(zip(names, by_name, strict=True))

    def note(self, row: int, name: str, finding: Finding) -> None:
        """Keep a problem at the cell of `row` under the column `name`."""
        place = self.matched.columns.get(name)
        number = self.numbers[row]
        problem = problem_of(
            finding,
            field=name,
            row=number,
            address="" if place is None else address(number, self.first_column + place),
            value="" if place is None else self.texts[place][row],
        )
        self.noted.append((row, Noted(self.sheet.key, -1, problem)))


def _is_numbering(row: Sequence[str]) -> bool:
    """A row of 1, 2, 3 … under the headings."""
    filled = [text.strip(" ()") for text in row if text.strip()]
    return len(filled) >= _NUMBERING_FROM and filled == [str(n + 1) for n in range(len(filled))]
