"""One stray cell far from the table is named; formatted cells without a value do no harm."""

import pytest

from congvu.documents.intake import IntakeError, run_guarded_book
from congvu.documents.intake.spread import MAX_CELLS, refuse_spread
from congvu.documents.intake.tests import samples
from congvu.people.staff_list.packing import read_packed

FAR = "XFD1048576"


def read(path):
    (sheet,) = run_guarded_book(read_packed, str(path), "a.xlsx")
    return sheet["text"]


@pytest.mark.parametrize("declared", ["A1", f"A1:{FAR}"])
def test_a_stray_cell_far_off_is_named_whatever_the_sheet_declares(tmp_path, declared):
    path = samples.book(tmp_path / "a.xlsx", {"A1": "Họ tên", FAR: "x"}, declared)
    with pytest.raises(IntakeError) as caught:
        read(path)
    assert caught.value.code == "too_many_cells"
    assert caught.value.params == {"sheet": "Danh sách", "cell": FAR, "cells": "17.179.869.184"}


@pytest.mark.parametrize("declared", ["A1", f"A1:{FAR}"])
def test_a_formatted_cell_far_off_without_a_value_is_no_hindrance(tmp_path, declared):
    path = samples.book(tmp_path / "a.xlsx", {"A1": "Họ tên", FAR: ""}, declared)
    assert read(path) == "Họ tên"


@pytest.mark.parametrize(("cell", "fits"), [("E1000000", True), ("E1000001", False)])
def test_the_rectangle_of_filled_cells_is_what_counts(tmp_path, cell, fits):
    assert MAX_CELLS == 5_000_000
    path = str(samples.book(tmp_path / "a.xlsx", {"A1": "x", cell: "x"}))
    if fits:
        refuse_spread(path)
    else:
        with pytest.raises(IntakeError):
            refuse_spread(path)


def test_a_damaged_book_stays_damaged(tmp_path):
    path = samples.archive(tmp_path / "a.xlsx", {samples.BOOK: "<w/>"})
    with pytest.raises(IntakeError) as caught:
        read(path)
    assert caught.value.code == "broken"
