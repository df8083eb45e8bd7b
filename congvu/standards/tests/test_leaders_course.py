from datetime import date, timedelta

from congvu.core.periods import from_day
from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "leaders_course"
APPOINTED = date(2025, 9, 10)
LAST_DAY = date(2026, 9, 10)


def leader(**more):
    since = {"valid": from_day(APPOINTED), **more.pop("posting", {})}
    return person_with(title=("DEPARTMENT_DEPUTY", since), **more)


def test_the_anniversary_of_the_appointment_is_the_last_day_that_passes():
    person = leader(course="0")
    assert answer_of(CODE, person, LAST_DAY) is Answer.MET
    assert answer_of(CODE, person, LAST_DAY + timedelta(days=1)) is Answer.NOT_MET


def test_a_course_or_an_older_certificate_settles_it():
    after = LAST_DAY + timedelta(days=1)
    assert answer_of(CODE, leader(course="LDP"), after) is Answer.MET
    assert answer_of(CODE, leader(course="CV"), after) is Answer.MET


def test_a_defence_course_is_no_leaders_course():
    after = LAST_DAY + timedelta(days=1)
    assert answer_of(CODE, leader(course="QPAN3"), after) is Answer.UNKNOWN


def test_without_anything_on_file_it_is_unknown_once_the_time_is_over():
    assert answer_of(CODE, leader(), LAST_DAY) is Answer.MET
    assert answer_of(CODE, leader(), LAST_DAY + timedelta(days=1)) is Answer.UNKNOWN


def test_it_does_not_apply_to_appointments_before_the_day_of_the_rule():
    before = {"valid": from_day(date(2025, 6, 29))}
    on_it = {"valid": from_day(date(2025, 6, 30))}
    assert answer_of(CODE, leader(posting=before, course="0")) is None
    assert answer_of(CODE, leader(posting=on_it, course="0")) is Answer.NOT_MET


def test_an_appointment_known_by_month_is_answered_only_where_every_day_agrees():
    month = {"valid": from_day(date(2025, 9, 1)), "since_printed": "2025-09"}
    person = leader(posting=month, course="0")
    assert answer_of(CODE, person, date(2026, 9, 1)) is Answer.MET
    assert answer_of(CODE, person, date(2026, 9, 2)) is Answer.UNKNOWN
    assert answer_of(CODE, person, date(2026, 9, 30)) is Answer.UNKNOWN
    assert answer_of(CODE, person, date(2026, 10, 1)) is Answer.NOT_MET
