"""Papers of coming retirements: asked in time, once, of the office, until they are done."""

from datetime import UTC, date, datetime, timedelta

import pytest

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden, NotVisible
from congvu.core.periods import from_day
from congvu.core.scope import scope_of
from congvu.duties.models import Duty
from congvu.duties.selectors import open_duties
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people.choices import RetirementPaper as Paper
from congvu.people.commands.retirement import (
    RetirementUnknown,
    ask_retirement_duties,
    settle_retirement_duty,
)
from congvu.people.models import EmploymentStatus, HardWork
from congvu.people.permissions import People
from congvu.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
# A man born in March 1966 retires with 31/12/2027: notice by 30/6/2027, decision by 30/9/2027.
NOTICE_BY, DECISION_BY = date(2027, 6, 30), date(2027, 9, 30)
LEAD = timedelta(days=30)


@pytest.fixture
def person():
    day = date(1966, 3, 31)
    return PersonFactory(
        full_name="Lê Thử", born="1966-03-31", born_from=day, born_to=day, sex="M",
        unit=UnitFactory(),
    )  # fmt: skip


def ask(today):
    return ask_retirement_duties(actor=SYSTEM, today=today, now=NOW)


def settle(one, actor=SYSTEM):
    settle_retirement_duty(
        actor=actor, person_id=one.pk, paper=Paper.NOTICE, today=NOW.date(), now=NOW
    )


def asked():
    return {duty.kind: duty.due_on for duty in Duty.objects.filter(done_at=None)}


@pytest.mark.parametrize(
    ("today", "papers"),
    [
        (NOTICE_BY - LEAD - timedelta(days=1), {}),
        (NOTICE_BY - LEAD, {Paper.NOTICE: NOTICE_BY}),
        (DECISION_BY - LEAD - timedelta(days=1), {Paper.NOTICE: NOTICE_BY}),
        (DECISION_BY - LEAD, {Paper.NOTICE: NOTICE_BY, Paper.DECISION: DECISION_BY}),
        (date(2027, 12, 31), {Paper.NOTICE: NOTICE_BY, Paper.DECISION: DECISION_BY}),
        (date(2028, 1, 1), {Paper.DECISION: DECISION_BY}),
    ],
)
def test_each_paper_is_asked_for_thirty_days_before_its_last_day(person, today, papers):
    ask(today)
    assert asked() == papers


def test_a_second_run_asks_nothing_and_writes_nothing(person):
    assert ask(NOTICE_BY) == 1
    lines = Entry.objects.count()
    assert ask(NOTICE_BY + timedelta(days=1)) == 0
    assert (Duty.objects.count(), Entry.objects.count()) == (1, lines)


def test_the_duty_goes_to_the_office_of_the_unit_and_leads_to_the_person(person):
    ask(NOTICE_BY)
    officer = actor_for(person.unit, may=People.RECORD_CHANGE)
    other = actor_for(UnitFactory(), may=People.RECORD_CHANGE)
    (duty,) = open_duties(actor=officer)
    assert "Lê Thử" in duty.title
    assert duty.link == f"/nhan-su/nghi-huu/{person.pk}"
    assert not open_duties(actor=other).exists()


def test_what_is_settled_is_not_asked_again(person):
    ask(NOTICE_BY)
    settle_retirement_duty(
        actor=SYSTEM, person_id=person.pk, paper=Paper.NOTICE, today=NOW.date(), now=NOW
    )
    assert asked() == {}
    assert ask(NOTICE_BY + timedelta(days=1)) == 0
    assert ask(DECISION_BY) == 1
    assert asked() == {Paper.DECISION: DECISION_BY}
    assert Entry.objects.filter(act="people.settle_retirement_duty").count() == 1


def test_a_paper_done_before_it_was_asked_for_never_is(person):
    for _time in range(2):
        settle_retirement_duty(
            actor=SYSTEM, person_id=person.pk, paper=Paper.NOTICE, today=NOW.date(), now=NOW
        )
    assert ask(NOTICE_BY) == 0
    assert Duty.objects.count() == 1


def test_who_left_or_has_another_birth_date_is_no_longer_asked_for(person):
    ask(NOTICE_BY)
    person.born, day = "1966-04-01", date(1966, 4, 1)
    person.born_from = person.born_to = day
    person.save()
    ask(NOTICE_BY)
    assert asked() == {}
    # Born a day later he retires with 30/4/2028.
    ask(date(2027, 10, 31))
    assert asked() == {Paper.NOTICE: date(2027, 10, 31)}
    person.status = "left"
    person.save()
    ask(date(2027, 11, 1))
    assert asked() == {}


@pytest.mark.parametrize(
    ("code", "papers"),
    [("CH", {Paper.DECISION}), ("KD", set()), ("LV", {Paper.NOTICE, Paper.DECISION})],
)
def test_the_status_tells_what_is_settled_already(person, code, papers):
    EmploymentStatus.objects.create(
        person=person, unit_path=person.unit_path, basis=person.basis, status_code=code,
        valid=from_day(date(2027, 1, 1)),
    )  # fmt: skip
    ask(DECISION_BY)
    assert set(asked()) == papers


def test_who_is_kept_on_until_a_day_is_asked_for_by_that_day(person):
    EmploymentStatus.objects.create(
        person=person, unit_path=person.unit_path, basis=person.basis, status_code="KD",
        valid=from_day(date(2028, 1, 1), date(2029, 12, 31)),
    )  # fmt: skip
    assert ask(DECISION_BY) == 0
    ask(date(2029, 6, 30))
    assert asked() == {Paper.NOTICE: date(2029, 6, 30)}


@pytest.mark.parametrize(("status", "papers"), [("LV", set()), ("CH", {Paper.DECISION})])
def test_the_lower_age_is_asked_for_once_it_was_claimed(status, papers):
    day = date(1972, 5, 10)
    person = PersonFactory(born="1972-05-10", born_from=day, born_to=day, sex="M")
    common = {"person": person, "unit_path": person.unit_path, "basis": person.basis}
    HardWork.objects.create(kind="job", valid=from_day(date(2000, 1, 1)), **common)
    EmploymentStatus.objects.create(status_code=status, valid=from_day(date(2028, 6, 1)), **common)
    ask(date(2029, 2, 28))
    assert set(asked()) == papers


def test_the_duty_follows_the_person_to_another_unit(person):
    ask(NOTICE_BY)
    person.unit = UnitFactory()
    person.unit_path = person.unit.path
    person.save()
    assert ask(NOTICE_BY) == 0
    assert Duty.objects.get().unit_path == person.unit.path


def test_settling_needs_the_right_to_keep_the_dossier_and_a_known_month(person):
    viewer = actor_for(person.unit, may=People.RECORD_VIEW)
    with scope_of(viewer), pytest.raises(Forbidden):
        settle(person, viewer)
    stranger = actor_for(UnitFactory(), may=People.RECORD_VIEW)
    with scope_of(stranger), pytest.raises(NotVisible):
        settle(person, stranger)
    with pytest.raises(RetirementUnknown):
        settle(PersonFactory())
