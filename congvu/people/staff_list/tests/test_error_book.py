"""The file of errors: opens at the first wrong cell, says what to do, runs nothing."""

import io

import openpyxl
import pytest

from congvu.people.staff_list.check import check_rows
from congvu.people.staff_list.columns import match_columns
from congvu.people.staff_list.error_book import error_workbook
from congvu.people.staff_list.sheets import read_sheets
from congvu.people.staff_list.table import find_table
from congvu.people.staff_list.tests.build import TODAY, book, table

LIST = """
DANH SÁCH
TT|Họ và tên|Ngày sinh||Đơn vị|Ghi chú
||Nam|Nữ||
1|Lê An|05/03/1980||SNV|tốt
2|Lê Bê|31/02/1980||SNV|=1+1
3|Lê Xê||05/04/1981|Sở lạ|@a
4|Lê Dê|1980||SNV|
"""


@pytest.fixture(name="errors")
def fixture_errors():
    found = table(LIST)
    result = check_rows(found, match_columns(found), today=TODAY, units=book())
    return error_workbook(found, result.problems)


def test_refused_rows_stand_under_their_headings_with_notes_at_the_cells(errors):
    opened = openpyxl.load_workbook(io.BytesIO(errors))
    sheet = opened.worksheets[0]
    assert [cell.value for cell in sheet[3]][:3] == ["2", "Lê Bê", "31/02/1980"]
    assert [cell.value for cell in sheet[4]][:2] == ["3", "Lê Xê"]
    assert sheet.max_row == 4
    assert "28" in sheet["C3"].comment.text or "29" in sheet["C3"].comment.text
    assert "Sở lạ" in sheet["E4"].comment.text
    assert sheet["C3"].fill.start_color.rgb != sheet["B3"].fill.start_color.rgb


def test_the_file_opens_at_the_first_wrong_cell(errors):
    opened = openpyxl.load_workbook(io.BytesIO(errors))
    assert opened.active.title == opened.worksheets[0].title
    assert opened.active.sheet_view.selection[-1].activeCell == "C3"


def test_rows_with_warnings_only_stand_on_a_second_sheet(errors):
    opened = openpyxl.load_workbook(io.BytesIO(errors))
    assert opened.worksheets[1]["B3"].value == "Lê Dê"
    assert opened.worksheets[1]["C3"].comment is not None


def test_nothing_in_the_file_is_a_formula(errors):
    opened = openpyxl.load_workbook(io.BytesIO(errors))
    cell = opened.worksheets[0]["F3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert cell.quotePrefix
    assert opened.worksheets[0]["F4"].quotePrefix


def test_the_mended_file_can_be_imported_as_it_is(errors):
    found = find_table(read_sheets(errors, "sai.xlsx")[0])
    fields = {match.column.label: match.field for match in match_columns(found)}
    assert fields["Ngày sinh › Nam"] == "birth_male"
    assert found.cells[1] == ("Lê Bê", "Lê Xê")


def test_messages_are_said_in_the_readers_language():
    found = table(LIST)
    result = check_rows(found, match_columns(found), today=TODAY, units=book())
    words = {problem.message: "Sai: %(text)s" for problem in result.problems}
    data = error_workbook(found, result.problems, lambda text: words.get(text, text.upper()))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.title == "ROWS NOT TAKEN"
    assert "Sai: 31/02/1980" in sheet["C3"].comment.text


def test_a_list_without_problems_gives_the_headings_alone():
    found = table("TT|Họ và tên|Ghi chú\n1|Lê An|x\n")
    opened = openpyxl.load_workbook(io.BytesIO(error_workbook(found, [])))
    assert opened.worksheets[0].max_row == 1


def test_a_list_wrong_from_top_to_bottom_gives_a_file_of_bearable_size(monkeypatch):
    monkeypatch.setattr("congvu.people.staff_list.error_book.MOST_ROWS", 20)
    lines = "\n".join(f"{number}|Lê An|31/02/1980" for number in range(23))
    found = table(f"TT|Họ và tên|Ngày sinh\n{lines}")
    result = check_rows(found, match_columns(found), today=TODAY, units=book())
    opened = openpyxl.load_workbook(io.BytesIO(error_workbook(found, result.problems)))
    assert opened.worksheets[0].max_row == 1 + 20 + 1
    assert opened.worksheets[0].cell(22, 4).value.startswith("3 ")


def test_the_last_column_says_the_reasons_by_the_headings(errors):
    sheet = openpyxl.load_workbook(io.BytesIO(errors)).worksheets[0]
    assert sheet["G3"].value.startswith("Ngày sinh › Nam: ")
    assert sheet["G4"].value.startswith("Đơn vị: ")
