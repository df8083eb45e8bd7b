"""The people held back as a workbook to be mended and sent again, wrong cells marked by sheet."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import xlsxwriter

from congvu.core.words import N_
from congvu.people.staff_list.error_book import (
    COMMENT,
    Translate,
    cell_formats,
    told_of,
    write_text,
)
from congvu.people.staff_list.places import column_letter
from congvu.people.staff_list.problems import REFUSED, Problem
from congvu.people.workbook.layout import sheet_of

_NARROW, _WIDE, _REASON_WIDTH = 12, 34, 70


class Line(NamedTuple):
    """One row of a sheet with its cells and what is wrong with it."""

    row: int
    cells: Sequence[str]
    problems: Sequence[Problem]


def error_book(
    sheets: Mapping[str, Sequence[Line]],
    headings: Mapping[str, Sequence[str]],
    first_columns: Mapping[str, int],
    translate: Translate = str,
) -> bytes:
    """Return an xlsx of `sheets` by key: all rows of the people held back, so that it can be mended
    and imported as it is.

    Wrong cells are coloured, each with a note saying what to do; a last column, which imports leave
    out, says all of a row. The file opens at the first wrong cell.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = cell_formats(book)
        opened = False
        for key, lines in sheets.items():
            page = book.add_worksheet(sheet_of(key).name)
            first = _write(page, lines, headings[key], first_columns[key], formats, translate)
            if first is not None and not opened:
                page.activate()
                opened = True
        if not sheets:
            book.add_worksheet(translate(N_("Nothing to mend")))
    return buffer.getvalue()


def _write(
    page: Any,
    lines: Sequence[Line],
    headings: Sequence[str],
    first_column: int,
    formats: Mapping[str, Any],
    translate: Translate,
) -> tuple[int, int] | None:
    width = len(headings)
    letters = {column_letter(first_column + place): place for place in range(width)}
    for place, text in enumerate(headings):
        write_text(page, 0, place, text, "heading", formats)
        page.set_column(place, place, min(max(len(text) + 2, _NARROW), _WIDE))
    write_text(page, 0, width, translate(N_("What to mend")), "heading", formats)
    page.set_column(width, width, _REASON_WIDTH)
    page.freeze_panes(1, 0)
    first: tuple[int, int] | None = None
    for line, (_row, cells, problems) in enumerate(lines, start=1):
        wrong = _by_place(problems, letters)
        for place, text in enumerate(cells[:width]):
            found = wrong.get(place, ())
            write_text(page, line, place, text, _look(found), formats)
            if found:
                page.write_comment(line, place, told_of(found, translate), COMMENT)
                first = first or (line, place)
        if problems:
            write_text(page, line, width, told_of(problems, translate), "reason", formats)
            first = first or (line, width)
    if first:
        page.set_selection(*first, *first)
    return first


def _by_place(problems: Sequence[Problem], letters: Mapping[str, int]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        place = letters.get(problem.address.rstrip("0123456789"))
        if place is not None:
            found[place].append(problem)
    return found


def _look(problems: Sequence[Problem]) -> str:
    if not problems:
        return "cell"
    return "refused" if any(one.severity == REFUSED for one in problems) else "warning"
