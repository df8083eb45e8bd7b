"""A day is typed and shown as dd/mm/yyyy, in every browser."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms

from congvu.core.inputs import DayField, DayInput, read_day
from congvu.core.pages import day_of

DAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    "typed",
    ["05/11/2026", "5/11/2026", "5-11-2026", "5.11.2026", "05112026", "2026-11-05", " 5/11/2026 "],
)  # fmt: skip
def test_a_day_is_read_as_offices_type_it(typed):
    assert read_day(typed) == DAY
    assert DayField().clean(typed) == DAY


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "11/2026", "5112026", "5/11/26", "2026", "x", "٠٥/١١"]
)
def test_what_is_no_whole_day_is_refused(typed):
    assert read_day(typed) is None
    with pytest.raises(forms.ValidationError):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("asked", "day"),
    [("2026-11-05", DAY), ("05112026", DAY), ("5-11-2026", DAY), ("06/11/2026", DAY),
     ("5/13/2026", DAY), ("", DAY), ("31/12/1899", DAY), ("1/1/1900", date(1900, 1, 1))],
)  # fmt: skip
def test_a_page_shows_the_day_typed_but_none_to_come(asked, day):
    request = SimpleNamespace(GET={"on": asked}, today=DAY)
    assert day_of(request) == day


def test_nothing_typed_is_no_day_where_none_is_asked_for():
    assert DayField(required=False).clean("") is None


@pytest.mark.parametrize("kept", [DAY, "2026-11-05", "05/11/2026"])
def test_a_day_is_shown_as_offices_write_it(kept):
    assert 'value="05/11/2026"' in DayInput().render("on", kept)


def test_a_wrong_text_stays_to_be_mended():
    assert 'value="31/02/2026"' in DayInput().render("on", "31/02/2026")


def test_no_field_of_the_browsers_own_order_is_left():
    from config.environment import ROOT

    files = [*(ROOT / "congvu").rglob("*.html"), *(ROOT / "congvu").rglob("*.py")]
    native = [
        str(file.relative_to(ROOT))
        for file in files
        if "tests" not in file.parts
        and any(mark in file.read_text(encoding="utf-8") for mark in (
            'type="date"', '"type": "date"', 'type="month"', '"type": "month"'))
    ]  # fmt: skip
    assert native == []


@pytest.mark.parametrize("typed", ["31/12/1899", "01/01/2101", "31/12/9999", "01/01/0001"])
def test_a_year_nobody_means_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="1900"):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["01/01/1900", "31/12/2100"])
def test_the_first_and_the_last_year_are_taken(typed):
    assert f"{DayField().clean(typed):%d/%m/%Y}" == typed
