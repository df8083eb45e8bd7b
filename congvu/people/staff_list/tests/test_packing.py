"""Sheets cross to another process and back unchanged."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.people.staff_list.packing import pack, read_packed, unpack
from congvu.people.staff_list.sheets import Merged, Sheet

CELLS = st.text(st.characters(exclude_characters="\x1e\x1f", exclude_categories=["Cs"]), max_size=6)


@settings(max_examples=40, deadline=None)
@given(width=st.integers(1, 4), data=st.data())
def test_any_sheet_comes_back_as_it_was(width, data):
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=4))
    sheet = Sheet("Danh sách", rows, 2, 1, (Merged(0, 0, 1, 2),), True)
    assert unpack(json.loads(json.dumps(pack(sheet)))) == sheet


def test_signs_that_part_cells_become_blanks():
    sheet = Sheet("x", [["a\x1fb", "c\x1ed"], ["e", "f"]])
    assert unpack(pack(sheet)).rows == [["a b", "c d"], ["e", "f"]]


def test_a_file_is_read_and_packed_in_one_step():
    (packed,) = read_packed("Họ và tên,Số\nLê An,056\n".encode(), "ds.csv")
    assert unpack(packed).rows == [["Họ và tên", "Số"], ["Lê An", "056"]]


def test_data_of_another_form_is_refused():
    packed = pack(Sheet("x", [["a", "b"]]))
    with pytest.raises(ValueError, match="length"):
        unpack({**packed, "text": "a"})
    with pytest.raises(KeyError):
        unpack({})
