"""The table of people inside a sheet, apart from titles, groups, totals and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from congvu.core.words import N_
from congvu.people.staff_list.collector import resting_collector
from congvu.people.staff_list.fields import FieldSet, field_set, field_under
from congvu.people.staff_list.fold import clean
from congvu.people.staff_list.heading import Heading, find_heading
from congvu.people.staff_list.lines import GroupPath, Line, LineReader
from congvu.people.staff_list.places import column_letter
from congvu.people.staff_list.sheets import Sheet


class NoTable(ValueError):
    """The sheet holds no heading row of a staff list; the text is a msgid for the officer."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place in the sheet (from 0), Excel's letter, its headings top to bottom."""

    index: int
    letter: str
    headings: tuple[str, ...]

    @property
    def label(self) -> str:
        """The headings as one text, as the officer reads them."""
        return " › ".join(self.headings)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of people, by column.

    `cells[i]` holds the texts of `columns[i]`, one for each person; `row_numbers` are the rows
    Excel shows, `groups` the headings of groups above each person, outermost first. `skipped`
    names every other filled row below the heading and why it holds no person.
    """

    sheet: str
    titles: tuple[str, ...]
    heading_rows: tuple[tuple[int, tuple[str, ...]], ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    groups: tuple[GroupPath, ...]
    skipped: tuple[Line, ...]

    def __len__(self) -> int:
        return len(self.row_numbers)


@resting_collector()
def find_table(sheet: Sheet, kind: str = "staff") -> Table:
    """Return the table of people in `sheet`; `kind` is "staff" or "history".

    Raises: NoTable where no row looks like a heading.
    """
    fields = field_set(kind)
    heading = find_heading(sheet, fields)
    if heading is None:
        raise NoTable(
            N_(
                "No heading row was found. The list needs a row of headings, with “Họ và tên” "
                "and at least one more, above the people."
            )
        )
    return _table(sheet, heading, fields)


def has_table(sheet: Sheet, kind: str = "staff") -> bool:
    """Say whether `sheet` holds a table of that kind with the columns it cannot do without."""
    fields = field_set(kind)
    heading = find_heading(sheet, fields)
    if heading is None:
        return False
    found = {field_under(path, fields) for path in heading.paths}
    needed = {field.code for field in fields.fields.values() if field.required}
    split_name = {"family_name", "given_name"} <= found
    return needed <= found or (kind == "staff" and split_name)


def _table(sheet: Sheet, heading: Heading, fields: FieldSet) -> Table:
    reader = LineReader(heading, fields)
    numbers: list[int] = []
    groups: list[GroupPath] = []
    for number in range(heading.body, len(sheet.rows)):
        if reader.is_person(sheet.rows[number], sheet.first_row + number + 1):
            numbers.append(number)
            groups.append(reader.path)
    width = len(sheet.rows[0]) if sheet.rows else 0
    by_column: Sequence[tuple[str, ...]] = (
        list(zip(*(sheet.rows[number] for number in numbers), strict=True)) or [()] * width
    )
    kept = [
        index
        for index in range(width)
        if heading.paths[index] or any(text.strip() for text in by_column[index])
    ]
    first = sheet.first_column
    return Table(
        sheet=sheet.name,
        titles=tuple(_titles(sheet, heading)),
        heading_rows=tuple(
            (sheet.first_row + number + 1, tuple(sheet.rows[number][index] for index in kept))
            for number in range(heading.top, heading.body)
        ),
        columns=tuple(
            Column(first + index, column_letter(first + index), heading.paths[index])
            for index in kept
        ),
        cells=tuple(by_column[index] for index in kept),
        row_numbers=tuple(sheet.first_row + number + 1 for number in numbers),
        groups=tuple(groups),
        skipped=tuple(reader.skipped()),
    )


def _titles(sheet: Sheet, heading: Heading) -> list[str]:
    lines = (
        " ".join(text for cell in row if (text := clean(cell))) for row in sheet.rows[: heading.top]
    )
    return [line for line in lines if line]
