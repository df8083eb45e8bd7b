from datetime import date, timedelta

from congvu.core.periods import from_day
from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "no_discipline"
GIVEN = date(2025, 12, 20)
LAST_DAY = date(2026, 12, 19)


def test_a_measure_ends_by_itself_after_twelve_months():
    person = person_with(discipline={"valid": from_day(GIVEN)})
    assert answer_of(CODE, person, GIVEN - timedelta(days=1)) is Answer.MET
    assert answer_of(CODE, person, GIVEN) is Answer.NOT_MET
    assert answer_of(CODE, person, LAST_DAY) is Answer.NOT_MET
    assert answer_of(CODE, person, LAST_DAY + timedelta(days=1)) is Answer.MET


def test_a_recorded_end_goes_before_the_months_of_the_law():
    person = person_with(discipline={"valid": from_day(GIVEN, date(2026, 2, 28))})
    assert answer_of(CODE, person, date(2026, 2, 28)) is Answer.NOT_MET
    assert answer_of(CODE, person, date(2026, 3, 1)) is Answer.MET


def test_nobody_without_a_measure_is_under_one():
    assert answer_of(CODE, person_with()) is Answer.MET


def test_a_measure_known_by_year_is_answered_only_where_every_day_agrees():
    person = person_with(discipline={"valid": from_day(date(2025, 1, 1)), "since_printed": "2025"})
    assert answer_of(CODE, person, date(2025, 6, 1)) is Answer.UNKNOWN
    assert answer_of(CODE, person, date(2025, 12, 31)) is Answer.NOT_MET
    assert answer_of(CODE, person, date(2026, 6, 1)) is Answer.UNKNOWN
    assert answer_of(CODE, person, date(2026, 12, 31)) is Answer.MET


def test_a_measure_without_a_day_or_in_dispute_leaves_it_unknown():
    assert answer_of(CODE, person_with(discipline={})) is Answer.UNKNOWN
    disputed = {"valid": from_day(GIVEN), "is_disputed": True}
    assert answer_of(CODE, person_with(discipline=disputed), GIVEN) is Answer.UNKNOWN
