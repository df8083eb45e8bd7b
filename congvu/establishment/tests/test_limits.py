from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.establishment.rules import limits
from congvu.establishment.rules.competencies import fit
from congvu.establishment.rules.limits import Answer
from congvu.law.selectors import parameter

TODAY = date(2026, 11, 21)


def line(code, on=TODAY):
    return parameter(f"establishment.{code}", on)


def test_the_province_of_65_communes():
    """W27."""
    bodies = limits.average_at_most(count=292, bodies=65, line=line("commune_bodies"))
    assert (bodies.exact, bodies.most, bodies.answer) == (Fraction("292.5"), 292, Answer.MET)
    deputies = limits.average_at_most(count=585, bodies=292, line=line("commune_body_deputies"))
    assert (deputies.exact, deputies.most, deputies.over) == (584, 584, 1)
    chairs = limits.average_at_most(count=163, bodies=65, line=line("commune_vice_chairs"))
    assert (chairs.exact, chairs.most, chairs.answer) == (Fraction("162.5"), 162, Answer.NOT_MET)


@pytest.mark.parametrize(
    ("count", "base", "unknown", "most", "answer"),
    [
        (3, 7, 0, 3, Answer.MET),
        (4, 7, 0, 3, Answer.NOT_MET),
        (3, 7, 1, 3, Answer.UNKNOWN),
        (0, 0, 0, 0, Answer.MET),
        (1, 1, 0, 0, Answer.NOT_MET),
    ],
)
def test_a_share_counts_its_whole_part_and_shows_the_quotient(count, base, unknown, most, answer):
    found = limits.share_at_most(
        count=count, base=base, unknown=unknown, line=line("province_deputies_cvcc")
    )
    assert (found.most, found.exact, found.answer) == (most, Fraction(base, 2), answer)
    assert found.line.confidence == "likely"


@pytest.mark.parametrize(
    ("count", "unknown", "answer", "lacking"),
    [(13, 0, Answer.MET, 0), (12, 0, Answer.NOT_MET, 1), (12, 1, Answer.UNKNOWN, 0),
     (11, 1, Answer.NOT_MET, 1)],
)  # fmt: skip
def test_every_head_of_a_department_is_to_hold_the_rank(count, unknown, answer, lacking):
    found = limits.share_at_least(
        count=count, base=13, unknown=unknown, line=line("province_heads_cvcc")
    )
    assert (found.answer, found.over) == (answer, lacking)


@pytest.mark.parametrize(("staff", "most"), [(0, 1), (9, 1), (10, 2), (14, 2), (15, 3), (200, 3)])
def test_deputies_of_a_division_go_by_its_staff(staff, most):
    found = limits.division_deputies(deputies=2, staff=staff, line=line("division_deputies"))
    assert (found.most, found.answer) == (most, Answer.MET if most >= 2 else Answer.NOT_MET)


@pytest.mark.parametrize(("divisions", "most"), [(0, 2), (1, 1), (3, 1), (4, 2), (9, 2)])
def test_deputies_of_a_branch_go_by_its_divisions(divisions, most):
    found = limits.branch_deputies(deputies=2, divisions=divisions, line=line("branch_deputies"))
    assert found.most == most


@pytest.mark.parametrize(
    ("people", "caps"),
    [
        ({5: 3, 4: 4, 3: 3}, {5: 3, 4: 4}),
        ({5: 1, 4: 1, 3: 5}, {5: 2, 4: 2}),
        ({4: 4, 3: 5, 2: 1}, {4: 4}),
        ({4: 5, 3: 5}, {4: 5}),
        ({3: 10, 2: 2}, {3: 6}),
        ({3: 10}, {}),
        ({}, {}),
    ],
)
def test_upper_steps_of_public_employees_have_caps(people, caps):
    found = limits.public_steps(people=people, line=line("public_steps"))
    assert {step: limit.most for step, limit in found.items()} == caps


def test_steps_of_public_employees_have_no_caps_before_their_decree():
    with pytest.raises(LookupError):
        line("public_steps", date(2026, 6, 30))


@settings(max_examples=60)
@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 50))
def test_what_is_unknown_turns_no_answer_round(count, base, unknown):
    """With the missing ranks known either way, the answer given without them never turns."""
    for rule, code in (
        (limits.share_at_most, "province_staff_cvc"),
        (limits.share_at_least, "province_heads_cvcc"),
    ):
        said = rule(count=count, base=base, unknown=unknown, line=line(code)).answer
        ends = {
            rule(count=count + more, base=base, line=line(code)).answer for more in (0, unknown)
        }
        assert said == Answer.UNKNOWN if len(ends) == 2 else {said} == ends


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        ({"C1": 3, "C2": 2}, Answer.MET),
        ({"C1": 5, "C2": 5}, Answer.MET),
        ({"C1": 2, "C2": 2}, Answer.NOT_MET),
        ({"C1": 3}, Answer.UNKNOWN),
        ({"C1": 2}, Answer.NOT_MET),
        ({}, Answer.UNKNOWN),
    ],
)
def test_a_level_not_on_file_is_unknown_and_one_too_low_is_not_met(held, answer):
    assert fit(asked={"C1": 3, "C2": 2}, held=held).answer == answer


def test_a_position_that_asks_nothing_fits_everybody():
    assert fit(asked={}, held={}).answer == Answer.MET
