from datetime import date

import pytest

from congvu.core.periods import years_before


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2026, 7, 31), date(1986, 7, 31)),
        (date(2028, 2, 29), date(1988, 2, 29)),
        (date(2028, 2, 28), date(1988, 2, 28)),
    ],
)
def test_the_same_day_years_earlier(day, earlier):
    assert years_before(day, 40) == earlier


def test_the_29th_of_february_becomes_the_28th_where_there_is_none():
    assert years_before(date(2028, 2, 29), 30) == date(1998, 2, 28)
