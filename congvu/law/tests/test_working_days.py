from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.law.rules.working_days import (
    Calendar,
    add_working_days,
    next_working_day,
    working_days_between,
)
from congvu.law.selectors import calendar_of, lines_of, parameter
from congvu.law.types import NoLawThatDay

YEAR = calendar_of(2026)
PLAIN = Calendar(frozenset({6, 7}), {"01-01": "Tết Dương lịch"}, frozenset(), frozenset())


def test_tet_and_national_day_are_days_off_and_the_days_beside_them_are_worked():
    assert YEAR.is_day_off(date(2026, 2, 17))
    assert YEAR.is_day_off(date(2026, 9, 2))
    assert not YEAR.is_day_off(date(2026, 2, 23))
    assert not YEAR.is_day_off(date(2026, 9, 3))


def test_a_swapped_saturday_is_worked():
    assert not YEAR.is_day_off(date(2026, 8, 22))
    assert YEAR.is_day_off(date(2026, 8, 29))


def test_a_holiday_on_sunday_is_made_up_on_monday():
    assert date(2023, 1, 1).isoweekday() == 7
    assert PLAIN.is_day_off(date(2023, 1, 2))
    assert not PLAIN.is_day_off(date(2023, 1, 3))


def test_a_term_ends_on_the_next_working_day_when_its_last_day_is_off():
    assert next_working_day(YEAR, date(2026, 11, 15)) == date(2026, 11, 16)
    assert next_working_day(YEAR, date(2026, 11, 16)) == date(2026, 11, 16)


def test_the_day_of_the_event_is_day_zero():
    friday = date(2026, 11, 20)
    assert add_working_days(YEAR, friday, 0) == friday
    assert add_working_days(YEAR, friday, 1) == date(2026, 11, 23)


@settings(max_examples=60)
@given(st.dates(date(2026, 1, 1), date(2027, 10, 1)), st.integers(0, 40))
def test_adding_and_counting_working_days_agree(day, count):
    calendar = calendar_of(day.year)
    assert working_days_between(calendar, day, add_working_days(calendar, day, count)) == count


def test_a_day_before_every_line_is_an_error():
    with pytest.raises(NoLawThatDay):
        parameter("calendar.weekly_rest", date(1990, 1, 1))


def test_a_line_holds_until_the_day_before_the_next():
    older, newer = lines_of("calendar.fixed_holidays")
    assert older.holds_on(date(2025, 12, 31))
    assert not older.holds_on(date(2026, 1, 1))
    assert newer.holds_on(date(2026, 1, 1))
