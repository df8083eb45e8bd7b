from datetime import date

from congvu.core.periods import from_day
from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "rating_last_year"
LONG = {"valid": from_day(date(2010, 1, 1))}


def test_not_fulfilled_fails_and_fulfilled_passes():
    assert answer_of(CODE, person_with(service=LONG, rating="KHT")) is Answer.NOT_MET
    assert answer_of(CODE, person_with(service=LONG, rating="HT")) is Answer.MET
    assert answer_of(CODE, person_with(service=LONG, rating="XS")) is Answer.MET


def test_without_a_rating_on_file_it_is_unknown():
    assert answer_of(CODE, person_with(service=LONG)) is Answer.UNKNOWN
    assert answer_of(CODE, person_with(service=LONG, rating="NR")) is Answer.UNKNOWN
    assert answer_of(CODE, person_with()) is Answer.UNKNOWN


def test_another_year_says_nothing():
    person = person_with(service=LONG, rating="KHT")
    assert answer_of(CODE, person, date(2025, 12, 31)) is Answer.UNKNOWN
    assert answer_of(CODE, person, date(2026, 1, 1)) is Answer.NOT_MET


def test_it_does_not_apply_to_who_served_less_than_half_of_last_year():
    late = {"valid": from_day(date(2025, 7, 2))}
    half = {"valid": from_day(date(2025, 7, 1))}
    assert answer_of(CODE, person_with(service=late)) is None
    assert answer_of(CODE, person_with(service=half)) is Answer.UNKNOWN


def test_a_rating_counts_however_short_the_service():
    late = {"valid": from_day(date(2025, 9, 1))}
    assert answer_of(CODE, person_with(service=late, rating="KHT")) is Answer.NOT_MET
