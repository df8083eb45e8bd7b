"""The empty workbook an office fills in: sheets, choices in the cells, how to, and the lists."""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import xlsxwriter
import yaml

from congvu.people.staff_list.places import column_letter
from congvu.people.workbook.layout import Column, Kind, sheets
from congvu.people.workbook.writing import formats_of, write_heading
from congvu.people.workbook.written import coded, names_in

GUIDE_SHEET, LISTS_SHEET = "Hướng dẫn", "Danh mục"
_ROWS_WITH_CHOICE = 5000
_EMPTY_ROWS = 200
# Excel shows a list of so many lines still quickly; longer ones are looked up on their sheet.
_LONGEST_CHOICE = 400


@cache
def _guide() -> Mapping[str, Any]:
    text = files(__package__).joinpath("guide.yaml").read_text(encoding="utf-8")
    said: dict[str, Any] = yaml.safe_load(text)
    return said


def template() -> bytes:
    """Return the empty workbook."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        formats = formats_of(book)
        guide = book.add_worksheet(GUIDE_SHEET)
        text = book.add_format({"num_format": "@"})
        pages = {sheet.key: book.add_worksheet(sheet.name) for sheet in sheets()}
        places = _write_lists(book.add_worksheet(LISTS_SHEET), book)
        for sheet in sheets():
            page = pages[sheet.key]
            write_heading(page, sheet, formats)
            for place, column in enumerate(sheet.columns):
                if column.kind not in (Kind.INTEGER, Kind.DECIMAL):
                    page.set_column(place, place, None, text)
                _offer(page, place, column, places)
            write_heading_widths(page, sheet.columns, text)
        _write_guide(guide, book)
    return buffer.getvalue()


def write_heading_widths(page: Any, columns: Sequence[Column], text: Any) -> None:
    """Columns as text keep the zeros of numbers and the halves of dates."""
    for place, column in enumerate(columns):
        is_number = column.kind in (Kind.INTEGER, Kind.DECIMAL)
        width = max(13, min(34, len(column.heading) + 2))
        page.set_column(place, place, width, None if is_number else text)


def _lists() -> Iterator[tuple[str, str, list[str]]]:
    """Each list once: its key, its heading, its lines."""
    seen = set()
    for sheet in sheets():
        for column in sheet.columns:
            key = _list_key(column)
            if not key or key in seen:
                continue
            seen.add(key)
            if column.choices:
                yield key, column.heading, [word for _value, word in column.choices]
            else:
                names = names_in(column.code_list)
                yield key, column.heading, [coded(name, code) for code, name in names.items()]
    for name in ("education_levels", "political_theory", "state_management", "it_levels",
                 "foreign_language_levels", "languages"):  # fmt: skip
        if name not in seen:
            names = names_in(name)
            heading = _guide()["lists"][name]
            yield name, heading, [coded(name, code) for code, name in names.items()]


def _list_key(column: Column) -> str:
    if column.choices:
        return ";".join(value for value, _word in column.choices)
    return column.code_list


def _write_lists(page: Any, book: Any) -> dict[str, str]:
    """Write the lists side by side; return where each stands, as a formula says it."""
    bold = book.add_format({"bold": True, "bottom": 1})
    places = {}
    for place, (key, heading, lines) in enumerate(_lists()):
        page.set_column(place, place, 32)
        page.write_string(0, place, heading, bold)
        for row, line in enumerate(lines, start=1):
            page.write_string(row, place, line)
        letter = column_letter(place)
        if len(lines) <= _LONGEST_CHOICE:
            places[key] = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(lines) + 1}"
    page.freeze_panes(1, 0)
    return places


def _offer(page: Any, place: int, column: Column, places: Mapping[str, str]) -> None:
    source: Any = places.get(_list_key(column))
    if column.kind == Kind.YES:
        source = ["Có", "Không"]
    if source is None:
        return
    # Names without their code and short forms are read too: the list offers, it does not refuse.
    page.data_validation(
        1, place, _ROWS_WITH_CHOICE, place,
        {"validate": "list", "source": source, "error_type": "information", "show_error": False},
    )  # fmt: skip


def _write_guide(page: Any, book: Any) -> None:
    head = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 110)
    said = _guide()
    page.write_string(0, 0, said["title"], head)
    line = 2
    for part, text in said["parts"].items():
        page.write_string(line, 0, part, bold)
        page.write_string(line, 1, " ".join(text.split()), wrapped)
        page.set_row(line, 16 * (1 + len(text) // 105))
        line += 1
    line += 1
    page.write_string(line, 0, said["sheets"], bold)
    for sheet in sheets():
        line += 1
        page.write_url(line, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)
        page.write_string(line, 1, ", ".join(column.heading for column in sheet.facts), wrapped)
        page.set_row(line, 16 * (1 + sum(len(one.heading) + 2 for one in sheet.facts) // 105))
    page.activate()
