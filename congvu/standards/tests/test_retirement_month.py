from datetime import date, timedelta

import pytest

from congvu.core.periods import from_day
from congvu.people.models import EmploymentStatus
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


@pytest.mark.parametrize(
    ("on", "answer"), [(date(2027, 8, 15), Answer.MET), (date(2027, 8, 16), Answer.NOT_MET)]
)
def test_who_is_kept_past_the_age_by_decision_fails_only_after_it(on, answer):
    person = person_with(sex="M", born="1964-10-01")
    keep(person, date(2027, 8, 15))
    assert answer_of(CODE, person, on) is answer


def test_who_is_kept_on_without_a_last_day_does_not_fail():
    person = person_with(sex="M", born="1964-10-01")
    keep(person, None)
    assert answer_of(CODE, person, date(2030, 1, 1)) is Answer.MET
    keep(other := person_with(sex="M", born="1964-10-01"), None, is_disputed=True)
    assert answer_of(CODE, other, date(2030, 1, 1)) is Answer.NOT_MET


def keep(person, until, **row):
    EmploymentStatus.objects.create(
        person=person, unit_path=person.unit_path, basis=person.basis, status_code="KD",
        valid=from_day(date(2026, 5, 1), until), **row,
    )  # fmt: skip
