from datetime import date

import pytest

from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "leader_degree"


@pytest.mark.parametrize("title", ["DEPARTMENT_HEAD", "COMMUNE_DIVISION_DEPUTY", "COMMUNE_CHAIR"])
def test_every_leader_needs_a_university_degree(title):
    assert answer_of(CODE, person_with(title=title, degree="CM-CD")) is Answer.NOT_MET
    assert answer_of(CODE, person_with(title=title, degree="CM-DH")) is Answer.MET


def test_without_a_degree_on_file_it_is_unknown():
    assert answer_of(CODE, person_with(title="DEPARTMENT_HEAD")) is Answer.UNKNOWN


def test_it_does_not_apply_to_who_leads_nobody():
    assert answer_of(CODE, person_with(title="", degree="CM-CD")) is None


def test_it_applies_from_the_first_day_of_the_post():
    person = person_with(title="DEPARTMENT_HEAD", degree="CM-CD")
    assert answer_of(CODE, person, date(2024, 12, 31)) is Answer.NOT_MET
    assert answer_of(CODE, person_with(degree="CM-CD"), date(2024, 12, 31)) is Answer.UNKNOWN
