import pytest

from congvu.standards.choices import Answer
from congvu.standards.tests.factories import answer_of, person_with

CODE = "theory_intermediate"


@pytest.mark.parametrize("title", ["DEPARTMENT_DEPUTY", "DEPARTMENT_DIVISION_HEAD"])
def test_elementary_theory_fails_and_intermediate_passes_for_other_leaders(title):
    assert answer_of(CODE, person_with(title=title, theory="SC")) is Answer.NOT_MET
    assert answer_of(CODE, person_with(title=title, theory="TC")) is Answer.MET


def test_without_theory_on_file_it_is_unknown():
    assert answer_of(CODE, person_with(title="DEPARTMENT_DEPUTY")) is Answer.UNKNOWN


@pytest.mark.parametrize("title", ["DEPARTMENT_HEAD", "COMMUNE_CHAIR", ""])
def test_it_does_not_apply_to_heads_of_department_chairs_of_a_commune_and_staff(title):
    assert answer_of(CODE, person_with(title=title, theory="SC")) is None
