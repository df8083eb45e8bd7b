from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "degree_vocational"


def test_below_a_vocational_diploma_fails_and_the_diploma_passes():
    assert answer_of(CODE, person_with(rank="01.005", degree="CM-SC")) is Answer.NOT_MET
    assert answer_of(CODE, person_with(rank="01.005", degree="CM-TC")) is Answer.MET


def test_without_a_degree_on_file_it_is_unknown():
    assert answer_of(CODE, person_with(rank="01.005")) is Answer.UNKNOWN


def test_it_applies_to_the_employee_rank_only():
    assert answer_of(CODE, person_with(rank="01.004", degree="CM-SC")) is None
