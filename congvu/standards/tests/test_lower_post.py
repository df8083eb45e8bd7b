from datetime import date, timedelta

from congvu.core.periods import from_day
from congvu.people.models import Posting
from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, fact, person_with

CODE = "lower_post"
APPOINTED = date(2026, 3, 1)


def head(*earlier, title="DEPARTMENT_HEAD"):
    """A leader since APPOINTED with earlier posts as (title, first day, last day, more)."""
    person = person_with(title=(title, {"valid": from_day(APPOINTED)}))
    for code, first, last, *more in earlier:
        row = {"unit": person.unit, "title_code": code, **(more[0] if more else {})}
        fact(Posting, person, valid=from_day(first, last), **row)
    return person


BEFORE = APPOINTED - timedelta(days=1)


def test_twelve_months_in_the_post_below_pass_and_a_day_less_fails():
    enough = head(("DEPARTMENT_DEPUTY", date(2025, 3, 1), BEFORE))
    short = head(("DEPARTMENT_DEPUTY", date(2025, 3, 2), BEFORE))
    assert answer_of(CODE, enough) is Answer.MET
    assert answer_of(CODE, short) is Answer.NOT_MET


def test_time_in_several_equivalent_posts_adds_up():
    person = head(
        ("DEPARTMENT_DEPUTY", date(2024, 1, 1), date(2024, 6, 30)),
        ("", date(2024, 7, 1), date(2025, 8, 31)),
        ("OFFICE_DEPUTY", date(2025, 9, 1), BEFORE),
    )
    assert answer_of(CODE, person) is Answer.MET


def test_time_in_a_higher_post_counts_and_in_a_lower_one_does_not():
    higher = head(("PROVINCE_VICE_CHAIR", date(2024, 1, 1), BEFORE))
    lower = head(("DEPARTMENT_DIVISION_HEAD", date(2020, 1, 1), BEFORE))
    assert answer_of(CODE, higher) is Answer.MET
    assert answer_of(CODE, lower) is Answer.NOT_MET


def test_without_earlier_posts_on_file_it_is_unknown():
    assert answer_of(CODE, head()) is Answer.UNKNOWN


def test_an_earlier_post_of_a_unit_nobody_knows_leaves_it_unknown():
    person = head(("", date(2020, 1, 1), BEFORE, {"unit": None, "unit_printed": "Sở cũ"}))
    assert answer_of(CODE, person) is Answer.UNKNOWN


def test_a_gap_that_may_hide_the_post_below_leaves_it_unknown():
    person = head(("", date(2015, 1, 1), date(2019, 12, 31)))
    assert answer_of(CODE, person) is Answer.UNKNOWN


def test_months_known_by_halves_are_answered_only_where_both_bounds_agree():
    year = {"since_printed": "2024"}
    sure = head(("DEPARTMENT_DEPUTY", date(2024, 1, 1), BEFORE, year))
    year = {"since_printed": "2025"}
    unsure = head(("DEPARTMENT_DEPUTY", date(2025, 1, 1), BEFORE, year))
    assert answer_of(CODE, sure) is Answer.MET
    assert answer_of(CODE, unsure) is Answer.UNKNOWN


def test_it_does_not_apply_to_the_lowest_titles_and_to_staff():
    assert answer_of(CODE, head(title="COMMUNE_DIVISION_DEPUTY")) is None
    assert answer_of(CODE, head(title="")) is None
