from datetime import date

from congvu.standards.choices import Answer
from congvu.standards.criteria import criterion_on
from congvu.standards.tests.factories import answer_of, person_with

CODE = "theory_advanced"


def test_intermediate_theory_fails_and_advanced_passes_for_heads_of_department():
    assert answer_of(CODE, person_with(title="DEPARTMENT_HEAD", theory="TC")) is Answer.NOT_MET
    assert answer_of(CODE, person_with(title="DEPARTMENT_HEAD", theory="CC")) is Answer.MET


def test_without_theory_on_file_it_is_unknown_and_no_theory_fails():
    assert answer_of(CODE, person_with(title="DEPARTMENT_HEAD")) is Answer.UNKNOWN
    assert answer_of(CODE, person_with(title="DEPARTMENT_HEAD", theory="0")) is Answer.NOT_MET


def test_it_does_not_apply_below_heads_of_department():
    assert answer_of(CODE, person_with(title="DEPARTMENT_DEPUTY", theory="TC")) is None


def test_the_citation_is_the_one_in_force_on_the_day():
    former, present = criterion_on(CODE, date(2025, 12, 31)), criterion_on(CODE, date(2026, 1, 1))
    assert (former.source, present.source) == ("NĐ 29/2024/NĐ-CP", "NĐ 334/2025/NĐ-CP")
