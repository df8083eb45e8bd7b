from datetime import date, timedelta

from congvu.core.periods import from_day
from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "term_running"
APPOINTED = date(2021, 11, 22)
END = date(2026, 11, 21)


def leader(**posting):
    return person_with(title=("DEPARTMENT_HEAD", {"valid": from_day(APPOINTED), **posting}))


def test_the_last_day_of_the_term_passes_and_the_next_fails():
    person = leader(term_ends_on=END)
    assert answer_of(CODE, person, END) is Answer.MET
    assert answer_of(CODE, person, END + timedelta(days=1)) is Answer.NOT_MET


def test_without_a_recorded_end_it_runs_for_the_term_of_the_law_and_is_unknown_after_it():
    assert answer_of(CODE, leader(), END) is Answer.MET
    assert answer_of(CODE, leader(), END + timedelta(days=1)) is Answer.UNKNOWN


def test_an_appointment_known_by_year_counts_from_its_first_day():
    person = leader(valid=from_day(date(2021, 1, 1)), since_printed="2021")
    assert answer_of(CODE, person, date(2025, 12, 31)) is Answer.MET
    assert answer_of(CODE, person, date(2026, 1, 1)) is Answer.UNKNOWN


def test_without_a_day_of_appointment_it_is_unknown():
    assert answer_of(CODE, leader(valid=from_day(None))) is Answer.UNKNOWN


def test_it_does_not_apply_to_who_leads_nobody():
    assert answer_of(CODE, person_with(title="")) is None
