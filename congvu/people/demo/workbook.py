"""Writing the invented staff as the workbook an office would send."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from congvu.people.demo.rows import StaffRow, Stage
from congvu.people.demo.typist import Typed, excel_number, habits, type_row
from congvu.people.staff_list.collector import resting_collector

# Columns of the list: field, upper heading, lower heading, width. "birth" has two columns.
_COLUMNS: tuple[tuple[str, str, str, int], ...] = (
    ("serial", "TT", "", 6),
    ("full_name", "Họ và tên", "", 26),
    ("birth_male", "Ngày, tháng, năm sinh", "Nam", 12),
    ("birth_female", "Ngày, tháng, năm sinh", "Nữ", 12),
    ("ethnic_group", "Dân tộc", "", 9),
    ("religion", "Tôn giáo", "", 11),
    ("home_place", "Quê quán", "", 30),
    ("personal_id", "Số định danh cá nhân", "", 15),
    ("staff_number", "Số hiệu CBCCVC", "", 12),
    ("unit", "Cơ quan, đơn vị công tác", "", 30),
    ("division", "Phòng, ban", "", 30),
    ("position", "Chức vụ, chức danh", "", 22),
    ("appointed_on", "Bổ nhiệm", "Từ ngày", 12),
    ("term_ends_on", "Bổ nhiệm", "Đến ngày", 12),
    ("object_kind", "Đối tượng", "", 11),
    ("recruited_on", "Ngày tuyển dụng", "", 12),
    ("rank", "Lương hiện hưởng", "Mã ngạch", 14),
    ("salary_step", "Lương hiện hưởng", "Bậc", 6),
    ("coefficient", "Lương hiện hưởng", "Hệ số", 9),
    ("step_since", "Lương hiện hưởng", "Thời điểm hưởng", 12),
    ("degree", "Trình độ", "Chuyên môn", 13),
    ("field_of_study", "Trình độ", "Chuyên ngành", 22),
    ("political_theory", "Trình độ", "LLCT", 13),
    ("state_management", "Trình độ", "QLNN", 16),
    ("language", "Trình độ", "Ngoại ngữ", 10),
    ("it_level", "Trình độ", "Tin học", 15),
    ("party_joined_on", "Ngày vào Đảng", "Dự bị", 12),
    ("party_official_on", "Ngày vào Đảng", "Chính thức", 12),
    ("last_rating", "Kết quả xếp loại năm {year}", "", 16),
    ("discipline", "Kỷ luật", "Hình thức", 13),
    ("discipline_from", "Kỷ luật", "Từ ngày", 12),
    ("phone", "Số điện thoại", "", 13),
    ("email", "Thư điện tử", "", 24),
    ("notes", "Ghi chú", "", 12),
)
_HISTORY: tuple[tuple[str, int], ...] = (
    ("Số định danh cá nhân", 15), ("Họ và tên", 26), ("Từ tháng", 10),
    ("Đến tháng", 10), ("Chức vụ, chức danh", 24), ("Đơn vị công tác", 36), ("Mã ngạch", 12),
    ("Bậc", 6), ("Hệ số", 8),
)  # fmt: skip
_TITLES = (
    "ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA",
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC",
    "(Dữ liệu giả định để trình diễn, không phải người thật)",
)
_HEADING = len(_TITLES) + 1
_PLACES = {column[0]: place for place, column in enumerate(_COLUMNS)}
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
          (1, "I"))  # fmt: skip


@resting_collector()
def write_staff_list(rows: Iterable[StaffRow], path: str | Path) -> int:
    """Write the staff as one xlsx, careers on a second sheet; return how many people.

    Title lines, a heading of two rows with merged cells, a numbering row, a line above each unit;
    birth dates stand under Nam or Nữ. Rows are written as they come, so that
    memory does not grow with them.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_size(2400, 1400)
        writer = _Writer(book)
        for row in rows:
            writer.write(row)
        writer.finish()
        return writer.people


class _Writer:
    """Both sheets, written downwards together."""

    def __init__(self, book: Any) -> None:
        self.people = 0
        self._heading = book.add_format(
            {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
        )
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._staff = book.add_worksheet("Danh sách")
        self._stages = book.add_worksheet("Quá trình công tác")
        self._line, self._stage_line = _HEADING + 3, 1
        self._unit, self._units = "", 0
        self._before: StaffRow | None = None
        self._is_open = False

    def write(self, row: StaffRow) -> None:
        """Write one person, under a line of his unit where it begins."""
        if not self._is_open:
            self._open(row.rating_year)
        if row.unit != self._unit:
            self._unit, self._units = row.unit, self._units + 1
            self._staff.write_string(self._line, 0, _roman(self._units), self._bold)
            self._staff.write_string(self._line, 1, row.unit_name.upper(), self._bold)
            self._line += 1
        self.people += 1
        self._write_person(row)
        for stage in row.stages:
            self._write_stage(row, stage)
        self._before = row

    def finish(self) -> None:
        """Write the line of the total."""
        if not self._is_open:
            self._open(0)
        self._staff.write_string(self._line, 1, f"Tổng cộng: {self.people} người", self._bold)

    def _open(self, year: int) -> None:
        self._is_open = True
        for place, column in enumerate(_COLUMNS):
            self._staff.set_column(place, place, column[3])
        for line, title in enumerate(_TITLES):
            self._staff.write_string(line, 1, title, self._bold)
        self._write_heading(year)
        for place in range(len(_COLUMNS)):
            self._staff.write_number(_HEADING + 2, place, place + 1, self._heading)
        for place, (text, width) in enumerate(_HISTORY):
            self._stages.set_column(place, place, width)
            self._stages.write_string(0, place, text, self._heading)

    def _write_heading(self, year: int) -> None:
        """Two rows; a heading that gathers several columns is merged over them."""
        uppers = [column[1].format(year=year) for column in _COLUMNS]
        for place, text in enumerate(uppers):
            count = uppers.count(text)
            if place and uppers[place - 1] == text:
                continue
            if count > 1:
                last = place + count - 1
                self._staff.merge_range(_HEADING, place, _HEADING, last, text, self._heading)
            else:
                self._staff.write_string(_HEADING, place, text, self._heading)
        for place, column in enumerate(_COLUMNS):
            self._staff.write_string(_HEADING + 1, place, column[2], self._heading)

    def _write_person(self, row: StaffRow) -> None:
        line = self._line
        cells = type_row(row, self._before)
        cells["birth_female" if row.sex == "F" else "birth_male"] = cells.pop("birth")
        cells["serial"] = float(self.people)
        for field, typed in cells.items():
            if typed != "":
                self._write_cell(self._staff, line, _PLACES[field], typed)
        self._line += 1

    def _write_cell(self, sheet: Any, line: int, place: int, typed: Typed) -> None:
        if isinstance(typed, str):
            sheet.write_string(line, place, typed)
        elif isinstance(typed, date):
            sheet.write_number(line, place, excel_number(typed), self._day)
        else:
            sheet.write_number(line, place, typed)

    def _write_stage(self, row: StaffRow, stage: Stage) -> None:
        is_upper = habits(row.unit, row.unit_name).capitals
        cells: Sequence[Typed] = (
            row.personal_id,
            row.full_name.upper() if is_upper else row.full_name,
            str(stage.since),
            str(stage.until) if stage.until else "nay",
            stage.title,
            stage.unit,
            stage.rank,
            float(stage.step),
            float(stage.coefficient),
        )
        for place, typed in enumerate(cells):
            self._write_cell(self._stages, self._stage_line, place, typed)
        self._stage_line += 1


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
