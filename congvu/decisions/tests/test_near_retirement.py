"""Posts shortly before retirement: the worked examples W10, W11, W12 and W14."""

from datetime import date

import pytest

from congvu.core.periods import from_day
from congvu.decisions.commands.issuing import try_decision
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, line
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.factories import PostingFactory

DEC = date(2026, 12, 1)


@pytest.fixture
def office(db):
    return UnitFactory(kind="department", name="Sở Thử")


def man(office, born, *, term_ends_on=None, **more):
    day = date.fromisoformat(f"{born}-15")
    return PostingFactory(
        person__unit=office, person__object_kind="CC", person__sex="M",
        person__born=day.isoformat(), person__born_from=day, person__born_to=day,
        valid=from_day(date(2020, 1, 1)), term_ends_on=term_ends_on, **more,
    ).person  # fmt: skip


def told(office, kind, person, on, **answers):
    """(is blocked, how many problems)."""
    decision = draft(kind, line(person, **answers), issuer=office, on=on)
    trial = try_decision(actor=SYSTEM, decision=decision, today=TODAY)
    return trial.is_blocked, len(trial.problems)


@pytest.mark.parametrize(
    ("born", "outcome"),
    [("1970-05", (False, 0)), ("1969-08", (False, 1)), ("1968-10", (True, 1))],
)
def test_w12_a_first_post_needs_sixty_months_in_special_cases_forty_eight(office, born, outcome):
    answers = {"unit": office.code, "title": "Trưởng phòng", "term_months": 60}
    assert told(office, "BN", man(office, born), DEC, **answers) == outcome


def test_another_post_so_near_to_retirement_is_told_and_not_refused(office):
    person = man(office, "1968-10", person__title_code="division_head")
    answers = {"unit": office.code, "title": "Trưởng phòng", "term_months": 60}
    assert told(office, "BN", person, DEC, **answers) == (False, 1)


@pytest.mark.parametrize(
    ("born", "outcome"),
    [("1974-07", (False, 0)), ("1974-06", (False, 1)), ("1969-07", (False, 1)),
     ("1969-06", (True, 1))],
)  # fmt: skip
def test_w14_a_rotation_leaves_a_hundred_and_twenty_months(office, born, outcome):
    elsewhere = UnitFactory(kind="department")
    answers = {"unit": elsewhere.code, "title": "Phó Giám đốc", "term_months": 36}
    assert told(office, "LC", man(office, born), date(2026, 7, 1), **answers) == outcome


def test_w10_twelve_months_after_the_term_the_post_is_held_on_and_not_anew(office):
    person = man(office, "1966-03", term_ends_on=date(2026, 12, 31))
    assert told(office, "BNL", person, date(2027, 1, 1), term_months=60)[0]
    assert told(office, "KDBN", person, date(2027, 1, 1), until="2027-12-31") == (False, 0)
    assert told(office, "KDBN", person, date(2027, 1, 1), until="2028-01-01")[0]


def test_w11_twenty_five_months_take_a_term_that_ends_with_service(office):
    person = man(office, "1969-08", term_ends_on=date(2029, 7, 31))
    first = date(2029, 8, 1)
    assert told(office, "BNL", person, first, term_months=60)[0]
    assert not told(office, "BNL", person, first, term_months=25)[0]
    assert told(office, "BNL", person, first, term_months=26)[0]
    assert told(office, "KDBN", person, first, until="2031-08-31")[0]


@pytest.mark.parametrize(
    ("ends", "is_anew"), [(date(2029, 8, 31), True), (date(2029, 9, 1), False)]
)
def test_twenty_four_months_are_the_border(office, ends, is_anew):
    person = man(office, "1969-08", term_ends_on=ends)
    on = date(2029, 9, 2)
    assert told(office, "BNL", person, on, term_months=23)[0] is not is_anew
    assert told(office, "KDBN", person, on, until="2031-08-31")[0] is is_anew
