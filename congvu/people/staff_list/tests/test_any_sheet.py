"""No sheet, however odd, breaks the reading."""

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.people.staff_list.check import STAFF_COLUMNS, check_rows
from congvu.people.staff_list.columns import match_columns
from congvu.people.staff_list.error_book import error_workbook
from congvu.people.staff_list.fields import field_set
from congvu.people.staff_list.sheets import Merged, Sheet, read_pasted
from congvu.people.staff_list.table import NoTable, find_table
from congvu.people.staff_list.tests.build import TODAY, book

HEADINGS = sorted(field_set("staff").headings)
WORDS = st.sampled_from(
    ["", "Nguyễn Văn An", "31/02/1980", "1980", "x", "CVC", "3,33", "I", "1", "Tổng cộng", "Nam",
     "SNV", "=1+1", "ĐH Luật", "Phòng Một", "056080000001", "2026-01-01", "-", "\u0301", "9" * 400]
)  # fmt: skip
CELLS = WORDS | st.text(max_size=8)
MERGES = st.builds(Merged, *(st.integers(-1, 6) for _ in range(4)))


@st.composite
def sheets(draw):
    width = draw(st.integers(1, 8))
    heading = draw(st.lists(st.sampled_from(HEADINGS) | CELLS, min_size=width, max_size=width))
    row = st.lists(CELLS, min_size=width, max_size=width)
    above, below = draw(st.lists(row, max_size=3)), draw(st.lists(row, max_size=6))
    merged = tuple(draw(st.lists(MERGES, max_size=3)))
    start = draw(st.integers(0, 3))
    return Sheet("x", [*above, heading, *below], start, start, merged)


@settings(max_examples=60, deadline=None)
@given(sheet=sheets())
def test_any_sheet_is_a_table_or_no_table_and_its_problems_stand_at_its_cells(sheet):
    try:
        found = find_table(sheet)
    except NoTable:
        return
    matches = match_columns(found)
    result = check_rows(found, matches, today=TODAY, units=book())
    assert all(len(row) == len(STAFF_COLUMNS) for row in result.rows)
    assert len(found) + len(found.skipped) <= len(sheet.rows)
    letters = {column.letter for column in found.columns}
    for problem in result.problems:
        assert problem.row in found.row_numbers
        assert problem.address.rstrip("0123456789") in letters
        assert problem.say()
    opened = openpyxl.load_workbook(io.BytesIO(error_workbook(found, result.problems)))
    cells = (cell for one in opened for row in one.iter_rows() for cell in row)
    assert all(cell.data_type in "sn" for cell in cells)


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet=st.sampled_from('ab\t\n\r"\0 =é,;'), max_size=40))
def test_any_pasted_text_is_a_sheet_of_equal_rows(text):
    rows = read_pasted(text).rows
    assert len({len(row) for row in rows}) <= 1
    assert not any("\0" in cell for row in rows for cell in row)
