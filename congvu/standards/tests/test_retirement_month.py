from datetime import date, timedelta

import pytest

from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "retirement_month"


@pytest.mark.parametrize(
    ("sex", "born", "last_day"),
    [
        ("M", "1964-10-01", date(2026, 4, 30)),
        ("M", "1965-06-30", date(2026, 12, 31)),
        ("M", "1965-07-15", date(2027, 4, 30)),
        ("M", "1966-03-31", date(2027, 12, 31)),
        ("M", "1966-04-01", date(2028, 4, 30)),
        ("M", "1969-08-15", date(2031, 8, 31)),
        ("M", "1970-05-15", date(2032, 5, 31)),
        ("F", "1969-05-31", date(2026, 5, 31)),
        ("F", "1969-12-01", date(2026, 12, 31)),
        ("F", "1975-02-15", date(2034, 10, 31)),
        ("F", "1979-10-15", date(2039, 10, 31)),
    ],
)
def test_the_last_day_of_the_month_passes_and_the_next_fails(sex, born, last_day):
    person = person_with(sex=sex, born=born)
    assert answer_of(CODE, person, last_day) is Answer.MET
    assert answer_of(CODE, person, last_day + timedelta(days=1)) is Answer.NOT_MET


def test_a_birth_known_by_year_is_answered_only_where_every_day_agrees():
    year = {"born": "1964", "born_from": date(1964, 1, 1), "born_to": date(1964, 12, 31)}
    person = person_with(sex="M", **year)
    assert answer_of(CODE, person, date(2025, 4, 30)) is Answer.MET
    assert answer_of(CODE, person, date(2025, 5, 1)) is Answer.UNKNOWN
    assert answer_of(CODE, person, date(2026, 6, 30)) is Answer.UNKNOWN
    assert answer_of(CODE, person, date(2026, 7, 1)) is Answer.NOT_MET


def test_without_sex_or_birth_it_is_unknown():
    assert answer_of(CODE, person_with(born="1960-01-01")) is Answer.UNKNOWN
    assert answer_of(CODE, person_with(sex="M")) is Answer.UNKNOWN


def test_it_does_not_look_at_who_has_left():
    person = person_with(sex="M", born="1950-01-01", status="left")
    with pytest.raises(StopIteration):
        answer_of(CODE, person)
