"""Finding the heading of a staff list: one to four rows, merged cells, a numbering row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from congvu.people.staff_list.fields import (
    FieldSet,
    heading_text,
    heading_words,
    is_heading,
    year_of,
)
from congvu.people.staff_list.fold import clean, fold
from congvu.people.staff_list.sheets import Rows, Sheet

# A heading lies near the top; further down only people repeat its words.
_SEARCHED_ROWS = 60
_LEAST_KNOWN = 2
_MOST_HEADING_ROWS = 4
_LONGEST_HEADING = 80

_NUMBERING = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?")
_DATA = re.compile(r"[\d\s./,:-]+|[xX]")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading block: its rows, the texts over each column, and where the people begin.

    Rows count from 0 within the sheet; `paths` holds for each column its texts from top to bottom.
    """

    top: int
    bottom: int
    body: int
    paths: tuple[tuple[str, ...], ...]


def find_heading(sheet: Sheet, fields: FieldSet) -> Heading | None:
    """Return the heading block of the sheet, or None where nothing looks like one."""
    rows = _filled_cells(sheet)
    best, score = -1, _LEAST_KNOWN - 1
    for number, row in enumerate(rows):
        known = sum(1 for text in row if text and is_heading(text, fields))
        if known > score:
            best, score = number, known
    if best < 0:
        return None
    raw = [[clean(text) for text in row] for row in sheet.rows[: len(rows)]]
    top = _climb(raw, rows, best, fields)
    bottom = _descend(raw, rows, top, best, fields)
    body = bottom + 1
    if body < len(raw) and _is_numbering(raw[body]):
        body += 1
    return Heading(top, bottom, body, tuple(_paths(rows, top, bottom)))


def _filled_cells(sheet: Sheet) -> list[list[str]]:
    """The first rows with every merged range filled by its text."""
    rows = [[clean(text) for text in row] for row in sheet.rows[:_SEARCHED_ROWS]]
    for merged in sheet.merged:
        if merged.top < 0 or merged.left < 0 or merged.top >= len(rows):
            continue
        text = rows[merged.top][merged.left] if merged.left < len(rows[merged.top]) else ""
        for number in range(merged.top, min(merged.bottom + 1, len(rows))):
            for column in range(merged.left, min(merged.right + 1, len(rows[number]))):
                rows[number][column] = text
    return rows


def _climb(raw: Rows, rows: Rows, start: int, fields: FieldSet) -> int:
    """Go up over rows that still belong to the heading; return the topmost."""
    top = start
    while top > 0 and start - top < _MOST_HEADING_ROWS:
        texts = [text for text in raw[top - 1] if text]
        known = sum(1 for text in texts if is_heading(text, fields))
        spans = _has_partial_span(rows[top - 1]) and len(texts) >= _LEAST_KNOWN
        is_heading_row = known == len(texts) or known > _LEAST_KNOWN or (known and spans)
        if not texts or not is_heading_row:
            break
        top -= 1
    return top


def _has_partial_span(row: Sequence[str]) -> bool:
    """Whether a merged text covers some, but not most, of the columns."""
    filled = [text for text in row if text]
    return any(1 < filled.count(text) <= len(row) * 0.6 for text in set(filled))


def _descend(raw: Rows, rows: Rows, top: int, start: int, fields: FieldSet) -> int:
    """Go down over rows that still belong to the heading; return the lowest."""
    bottom = start
    while bottom + 1 < len(rows) and bottom - top + 1 < _MOST_HEADING_ROWS:
        below = bottom + 1
        if not _continues(raw[below], rows[below], rows[bottom], fields):
            break
        bottom = below
    return bottom


def _continues(
    raw: Sequence[str], row: Sequence[str], above: Sequence[str], fields: FieldSet
) -> bool:
    """Whether a row below a heading row is part of the heading."""
    new = [(column, text) for column, text in enumerate(raw) if text and text != above[column]]
    if not new:
        return any(text and text == above[column] for column, text in enumerate(row))
    parents = _parents(above)
    if _is_numbering(raw) or any(
        (_DATA.fullmatch(text) and not _is_rating_year(text, parents[column], fields))
        or len(text) > _LONGEST_HEADING
        for column, text in new
    ):
        return False
    known = sum(1 for column, text in new if _is_known_below(text, parents[column], fields))
    return known * 2 >= len(new) and not _covers_names(new, above, fields)


def _parents(above: Sequence[str]) -> list[str]:
    """The heading over each column, carried right where the cells beside it are blank."""
    parents, last = [], ""
    for text in above:
        last = text or last
        parents.append(last)
    return parents


def _is_known_below(text: str, parent: str, fields: FieldSet) -> bool:
    if is_heading(text, fields) or is_heading(f"{parent} {text}", fields):
        return True
    upper = heading_text(parent)
    # Boxes to tick: "TS | ThS | ĐH" under "Trình độ chuyên môn".
    field = fields.fields.get(fields.headings.get(upper, ""))
    has_boxes = field is not None and (field.ticked or bool(field.ticks))
    return has_boxes or upper in heading_words().gathering


def _is_rating_year(text: str, parent: str, fields: FieldSet) -> bool:
    """Whether a year stands below the heading of the ratings: "2024 | 2025"."""
    is_rating = fields.headings.get(heading_text(parent)) == "last_rating"
    return is_rating and len(text) == len("2025") and bool(year_of(text))


def _covers_names(new: list[tuple[int, str]], above: Sequence[str], fields: FieldSet) -> bool:
    """Whether the row writes under the heading of the names, as a row of people does."""
    return any(
        fields.headings.get(fold(above[column])) == "full_name"
        and fields.headings.get(fold(text)) is None
        for column, text in new
    )


def _is_numbering(row: Sequence[str]) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3 … or A, B, 1, 2 …"""
    texts = [text for text in row if text]
    numbers = [int(match[1]) for text in texts if (match := _NUMBERING.fullmatch(text))]
    letters = sum(1 for text in texts if len(text) == 1 and text.isalpha())
    if len(numbers) < _LEAST_KNOWN + 1 or len(numbers) + letters < len(texts):
        return False
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _paths(rows: Rows, top: int, bottom: int) -> Iterator[tuple[str, ...]]:
    """The texts over each column from top to bottom, each once, gathering ones spread right."""
    block = [list(row) for row in rows[top : bottom + 1]]
    for upper, lower in pairwise(block):
        _spread(upper, lower)
    for column in range(len(block[0]) if block else 0):
        path: list[str] = []
        for row in block:
            if row[column] and (not path or path[-1] != row[column]):
                path.append(row[column])
        yield tuple(path)


def _spread(upper: list[str], lower: Sequence[str]) -> None:
    """Carry a heading right over blank cells that have a heading below (no merge known)."""
    for column in range(1, len(upper)):
        left_has_below = bool(lower[column - 1]) and lower[column - 1] != upper[column - 1]
        if not upper[column] and lower[column] and upper[column - 1] and left_has_below:
            upper[column] = upper[column - 1]
