"""Workbooks of dossiers for tests: a few rows under the template's headings, and whole ones."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from congvu.core.actors import Actor
from congvu.people.choices import ImportKind
from congvu.people.import_run import import_file
from congvu.people.models import StaffImport
from congvu.people.tests.lists import ON
from congvu.people.workbook.layout import sheet_of

SYSTEM = Actor.system("test")


def headed(key: str, *rows: Mapping[str, Any]) -> list[list[Any]]:
    """Rows of the sheet `key`, told by name, under the template's headings."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    heads = [sheet_of(key).column(name).heading for name in names]
    return [heads, *([row.get(name, "") for name in names] for row in rows)]


def book_of(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An xlsx with these sheets; texts stay texts."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        page.write_string(line, place, cell)
                    else:
                        page.write_number(line, place, cell)
    return buffer.getvalue()


def dossiers(people: Sequence[Mapping[str, Any]], **families: Sequence[Mapping[str, Any]]) -> bytes:
    """A workbook of `people` and the rows of some families."""
    told = {sheet_of("people").name: headed("people", *people)} if people else {}
    for key, rows in families.items():
        told[sheet_of(key).name] = headed(key, *rows)
    return book_of(told)


def hoa(unit: Any, **changes: Any) -> dict[str, Any]:
    """One invented officer of `unit` for the sheet of people."""
    person = {
        "personal_id": "056180000001",
        "staff_number": "KH0001",
        "full_name": "Nguyễn Thị Thử Hoa",
        "unit": unit.name,
        "born": "05/03/1980",
        "sex": "Nữ",
    }
    return person | changes


ID = "056180000001"


def take(
    unit: Any, content: bytes, *, actor: Actor = SYSTEM, name: str = "hs.xlsx", on: date = ON
) -> StaffImport:
    """Import a workbook of `unit` and take its good people."""
    return import_file(
        actor=actor,
        unit_code=unit.code,
        name=name,
        content=content,
        on=on,
        today=ON,
        limit_mb=50,
        kind=ImportKind.DOSSIERS,
        is_trusted=True,
    )
