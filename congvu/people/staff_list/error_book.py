"""The refused rows as a workbook that opens at the first wrong cell."""

import io
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from congvu.core.words import N_
from congvu.people.staff_list.problems import REFUSED, Problem
from congvu.people.staff_list.table import Table

Translate = Callable[[str], str]

# A spreadsheet runs a cell that begins with one of these when it is typed or read from csv.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# More rows than anybody mends by hand; a wrong column is mended in the list itself.
MOST_ROWS = 5_000
_NARROW, _WIDE, _REASON_WIDTH = 8, 40, 70
COMMENT = {"x_scale": 2.4, "y_scale": 1.3, "author": "Công Vụ"}


def error_workbook(
    original: Table, problems: Sequence[Problem], translate: Translate = str
) -> bytes:
    """Return an xlsx of the rows to mend: refused ones first, then those worth a second look.

    Cells stand in the columns they came from, under the heading of the list, so that the sheet can
    be mended and imported as it is. Wrong cells are coloured, each with a note saying what is wrong
    and what to do; the reasons of a row stand again in a last column that imports ignore. All cells
    are text: nothing in them is run. `translate` maps msgids to the reader's language.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = cell_formats(book)
        by_row: dict[int, list[Problem]] = defaultdict(list)
        for problem in problems:
            by_row[problem.row].append(problem)
        is_refused = {
            row: any(problem.severity == REFUSED for problem in found)
            for row, found in by_row.items()
        }
        for title, wanted in ((N_("Rows not taken"), True), (N_("Rows to check"), False)):
            rows = {row: found for row, found in by_row.items() if is_refused[row] is wanted}
            if rows or wanted:
                sheet = book.add_worksheet(translate(title))
                _write(sheet, original, rows, formats, translate)
    return buffer.getvalue()


def cell_formats(book: Any) -> Mapping[str, Any]:
    """The looks of cells: plain, wrong, doubtful, reasons, headings; each also for quoted text."""
    plain = {"num_format": "@", "valign": "top", "border": 1, "border_color": "#D0D5DD"}
    looks: Mapping[str, Mapping[str, Any]] = {
        "heading": {"bold": True, "text_wrap": True, "bg_color": "#E6F0EF", "align": "center"},
        "cell": {},
        "refused": {"bg_color": "#FAD1CC", "border_color": "#B3261E"},
        "warning": {"bg_color": "#FCE8B2", "border_color": "#B26A00"},
        "reason": {"text_wrap": True},
    }
    formats = {name: book.add_format({**plain, **look}) for name, look in looks.items()}
    quoted = {
        f"{name} quoted": book.add_format({**plain, **look, "quote_prefix": True})
        for name, look in looks.items()
    }
    return formats | quoted


def _write(
    sheet: Any,
    original: Table,
    rows: Mapping[int, Sequence[Problem]],
    formats: Mapping[str, Any],
    translate: Translate,
) -> None:
    width = len(original.columns)
    top = _write_heading(sheet, original, formats, translate)
    places = {column.letter: index for index, column in enumerate(original.columns)}
    persons = {row: person for person, row in enumerate(original.row_numbers)}
    first: tuple[int, int] | None = None
    shown = sorted(rows)[:MOST_ROWS]
    for line, row in enumerate(shown, start=top):
        wrong = _by_column(rows[row], places)
        for index, column in enumerate(original.cells):
            found = wrong.get(index, ())
            write_text(sheet, line, index, column[persons[row]], _look(found), formats)
            if found:
                sheet.write_comment(line, index, told_of(found, translate), COMMENT)
        reasons = (
            f"{original.columns[index].label}: {told_of(found, translate)}"
            for index, found in sorted(wrong.items())
        )
        write_text(sheet, line, width, "\n".join(reasons), "reason", formats)
        if first is None and wrong:
            first = (line, min(wrong))
    if len(rows) > len(shown):
        more = N_("%(count)s more rows stand in the list itself.")
        text = translate(more) % {"count": len(rows) - len(shown)}
        write_text(sheet, top + len(shown), width, text, "reason", formats)
    if first:
        sheet.set_selection(*first, *first)


def _write_heading(
    sheet: Any, original: Table, formats: Mapping[str, Any], translate: Translate
) -> int:
    """Write headings and widths; return the first free line."""
    headings = [texts for _, texts in original.heading_rows]
    for line, texts in enumerate(headings):
        for index, text in enumerate(texts):
            write_text(sheet, line, index, text, "heading", formats)
    width = len(original.columns)
    write_text(sheet, 0, width, translate(N_("What to mend")), "heading", formats)
    for index, column in enumerate(original.cells):
        longest = max((len(text) for text in column[:500]), default=0)
        sheet.set_column(index, index, min(max(longest + 2, _NARROW), _WIDE))
    sheet.set_column(width, width, _REASON_WIDTH)
    sheet.freeze_panes(len(headings), 0)
    return len(headings)


def _by_column(problems: Sequence[Problem], places: Mapping[str, int]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        letters = problem.address.rstrip("0123456789")
        if letters in places:
            found[places[letters]].append(problem)
    return found


def _look(problems: Sequence[Problem]) -> str:
    if not problems:
        return "cell"
    return "refused" if any(one.severity == REFUSED for one in problems) else "warning"


def told_of(problems: Sequence[Problem], translate: Translate) -> str:
    """What is wrong with one cell, a line each."""
    return "\n".join(problem.say(translate) for problem in problems)


def write_text(
    sheet: Any, line: int, index: int, text: str, look: str, formats: Mapping[str, Any]
) -> None:
    """Write `text` as text, marked as such where a spreadsheet would take it for a formula."""
    if not text:
        sheet.write_blank(line, index, None, formats[look])
        return
    name = f"{look} quoted" if text.startswith(_FORMULA_SIGNS) else look
    sheet.write_string(line, index, text, formats[name])
