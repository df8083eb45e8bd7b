"""The raises ahead renewed at the same time, on connections of their own."""

from datetime import date

from django.db import transaction

from congvu.catalog.commands import load_codes
from congvu.core.periods import from_day
from congvu.core.scope import scope_of
from congvu.people.commands.present import renew_people, renew_raises
from congvu.people.models import Discipline, RaiseAhead
from congvu.people.tests.test_raise_list import SYSTEM, TODAY, career, fact
from congvu.work.tests.test_races import at_once


def test_of_rounds_at_once_each_person_is_kept_once(committed):
    load_codes(actor=SYSTEM)
    people = [career(date(2023, 11, 10)).pk for _ in range(3)]
    renewals = [lambda: renew_people_of(people)] * 3 + [renew_all] * 2
    assert [repr(one) for one in at_once(*renewals) if one] == []
    assert sorted(RaiseAhead.objects.values_list("person_id", flat=True)) == sorted(people)


def test_a_fact_written_during_the_round_of_the_night_is_in_what_is_kept(committed):
    """Whoever comes first: the round does not put back what it had read before."""
    load_codes(actor=SYSTEM)
    person = career(date(2023, 11, 10))
    renew_all()

    def discipline():
        with scope_of(SYSTEM), transaction.atomic():
            fact(Discipline, person, from_day(date(2024, 5, 1)), kind_code="CC-KT")
            renew_people(people=[person.pk], on=TODAY)

    at_once(discipline, renew_all)
    assert RaiseAhead.objects.get().delay == 6


def renew_people_of(people):
    with scope_of(SYSTEM), transaction.atomic():
        renew_people(people=people, on=TODAY)


def renew_all():
    with scope_of(SYSTEM):
        renew_raises(actor=SYSTEM, on=TODAY)
