from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "degree_college"


def test_a_vocational_diploma_fails_and_a_college_degree_passes():
    assert answer_of(CODE, person_with(rank="01.004", degree="CM-TC")) is Answer.NOT_MET
    assert answer_of(CODE, person_with(rank="01.004", degree="CM-CD")) is Answer.MET


def test_without_a_degree_on_file_it_is_unknown():
    assert answer_of(CODE, person_with(rank="01.004")) is Answer.UNKNOWN


def test_it_applies_to_the_clerk_rank_only():
    assert answer_of(CODE, person_with(rank="01.003", degree="CM-TC")) is None
