"""Staff lists for tests: a few columns, typed as an office would."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from congvu.core.actors import Actor
from congvu.people import import_run
from congvu.people.models import StaffImport

ON = date(2026, 11, 21)
HEADINGS = ("Họ và tên", "Ngày sinh", "Số CCCD", "Số hiệu công chức", "Đơn vị", "Chức vụ",
            "Mã ngạch", "Bậc lương", "Hệ số lương", "Trình độ chuyên môn", "Ngày bổ nhiệm",
            "Ngày tuyển dụng", "Số điện thoại")  # fmt: skip
KEYS = ("name", "born", "id", "number", "unit", "post", "rank", "step", "coefficient", "degree",
        "appointed", "recruited", "phone")  # fmt: skip
HISTORY = ("Số CCCD", "Họ và tên", "Từ ngày", "Đến ngày", "Đơn vị công tác", "Chức vụ")


def workbook(people: Sequence[dict[str, str]], history: Sequence[Sequence[str]] = ()) -> bytes:
    """An xlsx with one sheet of people and perhaps one of earlier posts."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, "DANH SÁCH CÁN BỘ, CÔNG CHỨC")
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(2, column, heading)
        for line, person in enumerate(people, start=3):
            for column, key in enumerate(KEYS):
                sheet.write_string(line, column, person.get(key, ""))
        if history:
            earlier = book.add_worksheet("Quá trình công tác")
            for line, texts in enumerate((HISTORY, *history)):
                for column, text in enumerate(texts):
                    earlier.write_string(line, column, text)
    return buffer.getvalue()


def with_parts(book: bytes, parts: dict[str, str | bytes], formula: str = "") -> bytes:
    """The same workbook with further parts in its zip, and a formula behind its first cell."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name in parts:
                continue
            if formula and name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<v>", f"<f>{formula}</f><v>".encode(), 1)
            new.writestr(name, data)
        for name, text in parts.items():
            new.writestr(name, text)
    return buffer.getvalue()


def hoa(unit: Any, **changes: str) -> dict[str, str]:
    """One invented officer of `unit`."""
    person = {
        "name": "Nguyễn Thị Thử Hoa",
        "born": "05/03/1980",
        "id": "056180000001",
        "number": "KH.0001",
        "unit": unit.name,
        "post": "Chuyên viên",
        "rank": "01.003",
        "step": "3",
        "coefficient": "3,00",
        "degree": "Đại học",
        "appointed": "01/07/2025",
        "recruited": "01/09/2005",
        "phone": "0905000001",
    }
    return person | changes


def take(
    unit: Any,
    people: Sequence[dict[str, str]],
    *,
    actor: Actor | None = None,
    history: Sequence[Sequence[str]] = (),
    on: date = ON,
    today: date | None = None,
) -> StaffImport:
    """Import a list of `unit` and take its good rows."""
    return import_run.import_file(
        actor=actor or Actor.system("test"),
        unit_code=unit.code,
        name="danh sach.xlsx",
        content=workbook(people, history),
        on=on,
        today=today or on,
        limit_mb=5,
        is_trusted=True,
    )
