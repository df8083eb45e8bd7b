"""Decisions that move a retirement: kept past the age, the lower age, and back when revoked."""

from datetime import date, timedelta

import pytest

from congvu.core.periods import from_day
from congvu.decisions.commands.issuing import try_decision
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, issued, line, revoked
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import HardWork
from congvu.people.selectors.retirements import retirement_of_person
from congvu.people.tests.factories import PostingFactory

AGE = date(2027, 12, 31)
AFTER = date(2028, 1, 1)


@pytest.fixture
def office(codes):
    return UnitFactory(kind="department", name="Sở Thử")


def serving(office, born):
    return PostingFactory(
        person__unit=office, person__object_kind="CC", person__sex="M",
        person__born=born.isoformat(), person__born_from=born, person__born_to=born,
    ).person  # fmt: skip


@pytest.fixture
def person(office):
    """Somebody who reaches the age in December 2027."""
    return serving(office, date(1966, 3, 15))


def last_day(person):
    return retirement_of_person(actor=SYSTEM, person_id=person.pk, today=TODAY)[1].last_day


def kept(person, office, until, kind="higher_age"):
    told = line(person, until=until.isoformat(), stay_kind=kind)
    return draft("KDTG", told, issuer=office, on=AFTER)


def test_who_is_kept_on_retires_later_until_the_decision_is_revoked(office, person):
    told = line(person, until="2029-06-30", stay_kind="higher_age")
    decision = issued("KDTG", told, issuer=office, on=AFTER)
    assert last_day(person) == date(2029, 6, 30)
    assert person.employmentstatuss.get(status_code="KD").reason == "nghỉ hưu ở tuổi cao hơn"
    revoked(decision)
    assert last_day(person) == AGE


@pytest.mark.parametrize(
    ("kind", "until", "is_blocked"),
    [
        ("higher_age", AGE, True),
        ("higher_age", AFTER, False),
        ("higher_age", date(2032, 12, 31), False),
        ("higher_age", date(2033, 1, 1), True),
        ("illness", date(2028, 3, 31), False),
        ("illness", date(2028, 4, 1), True),
    ],
)
def test_nobody_is_kept_on_before_the_age_or_past_what_the_reason_allows(
    office, person, kind, until, is_blocked
):
    decision = kept(person, office, until, kind)
    assert try_decision(actor=SYSTEM, decision=decision, today=TODAY).is_blocked is is_blocked


def test_a_notice_leaves_the_status_of_being_kept_on_as_it_is(office, person):
    told = line(person, until="2029-06-30", stay_kind="higher_age")
    issued("KDTG", told, issuer=office, on=AFTER)
    notice = line(person, retire_on="2029-06-30")
    issued("TBNH", notice, issuer=office, on=date(2028, 12, 15))
    assert last_day(person) == date(2029, 6, 30)
    retires = draft("NH", line(person), issuer=office, on=date(2029, 7, 1))
    assert not try_decision(actor=SYSTEM, decision=retires, today=TODAY).problems


@pytest.mark.parametrize(
    ("leaves", "is_blocked"),
    [(date(2029, 5, 30), True), (date(2029, 5, 31), False), (date(2031, 7, 31), False)],
)
def test_from_the_lower_age_on_nobody_retires_too_early(office, leaves, is_blocked):
    person = serving(office, date(1972, 5, 10))
    HardWork.objects.create(
        person=person, unit_path=person.unit_path, basis=person.basis, kind="job",
        valid=from_day(date(2000, 1, 1), date(2014, 12, 31)),
    )  # fmt: skip
    decision = draft("NH", line(person), issuer=office, on=leaves + timedelta(days=1))
    assert try_decision(actor=SYSTEM, decision=decision, today=TODAY).is_blocked is is_blocked
