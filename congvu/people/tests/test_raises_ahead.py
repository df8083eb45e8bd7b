"""What is kept of the raises to come follows the facts, whoever writes them and when."""

from datetime import date, timedelta

import pytest
from django.db import connection

from congvu.access.tests.factories import actor_for
from congvu.core.periods import from_day
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.choices import RaiseState
from congvu.people.commands.entries import enter_fact, take_entry_back
from congvu.people.commands.present import renew_people, renew_raises
from congvu.people.models import Discipline, PayStep, Person, RaiseAhead
from congvu.people.permissions import People
from congvu.people.selectors.raises import RaiseQuery, raises_in
from congvu.people.tests.factories import PaperFactory
from congvu.people.tests.test_raise_list import NOVEMBER, SYSTEM, TODAY, career, fact
from congvu.people.types import NewFact, NewPaper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("codes")]
PAPER = NewPaper("certificate", title="Giấy chứng nhận", number="1")


def due(month=NOVEMBER, state=RaiseState.DUE):
    """Who stands in the list as it is kept."""
    told = raises_in(actor=SYSTEM, wanted=RaiseQuery(month, state=state), today=TODAY)
    return [line.person_id for line in told.lines]


def kept_rows():
    """Every row with the version the database has of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, holds, xmin, ctid FROM people_raiseahead ORDER BY 1, 2")
        return cursor.fetchall()


@pytest.fixture
def person():
    one = career(date(2023, 11, 10))
    renew_raises(actor=SYSTEM, on=TODAY)
    return one


def test_a_fact_written_or_taken_back_moves_the_day_at_once(person):
    assert due() == [person.pk]
    measure = NewFact("discipline", {"kind_code": "CC-KT"}, since="2024-05-01")
    entry = enter_fact(actor=SYSTEM, person_id=person.pk, fact=measure, paper=PAPER, today=TODAY)
    assert (due(), due(state=RaiseState.DELAYED)) == ([], [person.pk])
    take_entry_back(actor=SYSTEM, person_id=person.pk, entry_id=entry.pk, today=TODAY)
    assert due() == [person.pk]


def test_who_leaves_is_on_no_list_and_kept_no_longer(person):
    fact_of_leaving = NewFact("status", {"status_code": "NH"}, since="2026-11-01")
    enter_fact(actor=SYSTEM, person_id=person.pk, fact=fact_of_leaving, paper=PAPER, today=TODAY)
    assert due() == []
    assert not RaiseAhead.objects.exists()


def test_a_raise_on_record_for_a_day_to_come_counts_from_its_month_on():
    person = career(date(2023, 10, 10))
    held = PayStep.objects.get(person=person)
    held.valid, held.end_basis = from_day(date(2023, 10, 10), date(2027, 2, 28)), PaperFactory()
    held.save()
    fact(PayStep, person, from_day(date(2027, 3, 1)), step=5)
    renew_people(people=[person.pk], on=TODAY)
    months = [date(2027, 2, 1), date(2027, 3, 1), date(2030, 2, 1), date(2030, 3, 1)]
    told = [
        raises_in(actor=SYSTEM, wanted=RaiseQuery(month), today=TODAY).counts for month in months
    ]
    assert told == [{"overdue": 1}, {}, {}, {"due": 1}]


def test_the_round_of_the_night_writes_only_what_changed(person):
    career(date(2020, 1, 1))
    renew_raises(actor=SYSTEM, on=TODAY)
    before = kept_rows()
    renew_raises(actor=SYSTEM, on=TODAY + timedelta(days=1))
    assert kept_rows() == before
    fact(Discipline, person, from_day(date(2024, 5, 1)), kind_code="CC-KT")
    renew_raises(actor=SYSTEM, on=TODAY)
    assert len(set(kept_rows()) & set(before)) == len(before) - 1 == 1


def test_what_is_kept_is_seen_where_the_person_is_and_follows_to_another_unit(person):
    elsewhere = UnitFactory()
    with scope_of(actor_for(elsewhere, may=People.RECORD_VIEW)):
        assert not RaiseAhead.objects.exists()
    Person.objects.filter(pk=person.pk).update(unit=elsewhere, unit_path=elsewhere.path)
    with scope_of(actor_for(elsewhere, may=People.RECORD_VIEW)):
        assert RaiseAhead.objects.get().person_id == person.pk
