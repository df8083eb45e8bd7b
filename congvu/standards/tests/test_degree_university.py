from datetime import date, timedelta

import pytest

from congvu.core.periods import from_day
from congvu.people.models import Qualification
from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, fact, person_with

CODE = "degree_university"


@pytest.mark.parametrize("rank", ["01.001", "01.002", "01.003"])
def test_a_college_degree_fails_and_a_university_degree_passes_for_expert_ranks(rank):
    assert answer_of(CODE, person_with(rank=rank, degree="CM-CD")) is Answer.NOT_MET
    assert answer_of(CODE, person_with(rank=rank, degree="CM-DH")) is Answer.MET
    assert answer_of(CODE, person_with(rank=rank, degree="CM-ThS")) is Answer.MET


def test_the_day_of_the_degree_is_the_first_that_passes():
    given = date(2026, 6, 15)
    person = person_with(rank="01.003", degree="CM-CD")
    fact(Qualification, person, family="education", code="CM-DH", level=4, valid=from_day(given))
    assert answer_of(CODE, person, given - timedelta(days=1)) is Answer.NOT_MET
    assert answer_of(CODE, person, given) is Answer.MET


def test_without_a_degree_on_file_it_is_unknown():
    assert answer_of(CODE, person_with(rank="01.003")) is Answer.UNKNOWN


def test_a_school_leaving_certificate_says_nothing_about_a_degree():
    assert answer_of(CODE, person_with(rank="01.003", degree="GD-DH12")) is Answer.UNKNOWN


def test_without_a_rank_on_file_only_a_sufficient_degree_settles_it():
    assert answer_of(CODE, person_with(degree="CM-CD")) is Answer.UNKNOWN
    assert answer_of(CODE, person_with(degree="CM-DH")) is Answer.MET


def test_it_does_not_apply_to_other_ranks_and_to_staff_without_ranks():
    assert answer_of(CODE, person_with(rank="01.004", degree="CM-CD")) is None
    assert answer_of(CODE, person_with(object_kind="HD111")) is None
