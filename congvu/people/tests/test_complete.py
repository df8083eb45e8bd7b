"""How complete a dossier is: one, and many in one statement, by the same words."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.columns.cells import View, rows_shown
from congvu.people.columns.conditions import read_condition
from congvu.people.columns.registry import columns
from congvu.people.commands.entries import enter_fact
from congvu.people.commands.own import declare_dossier, set_photo
from congvu.people.commands.present import renew_day, renew_scores
from congvu.people.groups import official_fields
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.requirements import requirements
from congvu.people.rules.completeness import completeness
from congvu.people.selectors.complete import completeness_of, completeness_of_one, missing_of
from congvu.people.selectors.search import Wanted, search_people
from congvu.people.selectors.whole import whole_dossier
from congvu.people.tests.factories import PersonFactory, PostingFactory, portrait
from congvu.people.tests.lists import hoa, take
from congvu.people.types import NewFact, NewPaper, Upload

ON = date(2026, 11, 20)
SYSTEM = Actor.system("test")


def of_one(person):
    person = Person.objects.get(pk=person.pk)
    return completeness_of_one(person, whole_dossier(actor=SYSTEM, person=person), ON)


def add(person, key, since="2020-01-01", **values):
    enter_fact(
        actor=SYSTEM,
        person_id=person.pk,
        fact=NewFact(key, values, since=since),
        paper=NewPaper("certificate", number="1"),
        today=ON,
    )


def test_what_does_not_apply_is_left_out_and_the_share_is_rounded_down():
    found = completeness(["a", "b", "c", "d"], {"d": False}, {"a": True, "b": True})
    assert (found.told, found.whole, found.missing, found.percent) == (2, 3, ("c",), 66)
    assert completeness([], {}, {}).percent == 100


def test_every_required_line_has_a_place_to_look_at():
    asked = {one.key for one in requirements()}
    required = {k for k, row in official_fields().items() if row["required"] in ("M", "C")}
    assert asked == required
    assert [one.key for one in requirements() if not (one.columns or one.family)] == []


@pytest.mark.django_db
def test_a_missing_line_leaves_when_it_is_told(codes):
    person = PostingFactory().person
    before = of_one(person)
    assert {"political_theory", "phone", "main_duty"} <= set(before.missing)
    add(person, "training", family="politics", code="TC")
    after = of_one(person)
    assert set(before.missing) - set(after.missing) == {"political_theory"}
    assert missing_of(after)[0].label


@pytest.mark.django_db
def test_the_party_is_asked_about_only_where_there_is_a_membership(codes):
    person = PersonFactory()
    assert "party_official_date" not in of_one(person).missing
    add(person, "party", since="2026-02-01")
    assert "party_official_date" not in of_one(person).missing
    other = PersonFactory()
    add(other, "party", since="2024-02-01")
    assert "party_official_date" in of_one(other).missing


@pytest.mark.django_db
def test_the_number_of_many_is_that_of_each_in_one_statement(unit):
    take(unit, [hoa(unit)])
    full = Person.objects.get()
    people = [full, PersonFactory(unit=unit), PostingFactory(person__unit=unit).person]
    add(people[1], "party", since="2024-02-01")
    add(people[1], "training", family="education", code="CM-DH", school="x")
    Person.objects.filter(pk=people[2].pk).update(object_kind="VC", title_code="x", born="1980")
    actor = actor_for(unit, may=[People.RECORD_VIEW])
    keys = [one.pk for one in people]
    with CaptureQueriesContext(connection) as asked:
        found = completeness_of(actor=actor, people=keys, on=ON)
    assert len(asked) == 1
    assert found == {one.pk: of_one(one).percent for one in people}


@pytest.mark.django_db
def test_people_out_of_sight_have_no_number(unit):
    stranger = PersonFactory()
    actor = actor_for(UnitFactory(), may=[People.RECORD_VIEW])
    assert completeness_of(actor=actor, people=[stranger.pk], on=ON) == {}


def kept(person):
    return Person.objects.get(pk=person.pk).completeness


@pytest.mark.django_db
def test_lists_keep_the_number_of_the_page(codes, unit):
    take(unit, [hoa(unit)])
    listed = Person.objects.get()
    assert kept(listed) == of_one(listed).percent > 0
    member = account_with(Role.MEMBER, unit)
    person = PostingFactory(person__unit=unit, person__account=member).person
    add(person, "training", family="politics", code="TC")
    before = kept(person)
    assert before == of_one(person).percent
    photo = Upload("anh.png", portrait(), "image/png")
    own = Actor(
        account_id=person.account_id,
        name="",
        person_id=str(person.pk),
        reach={"documents.paper.add": (unit.path,)},
    )
    with scope_of(own):
        set_photo(actor=own, person_id=person.pk, file=photo, today=ON)
        declare_dossier(actor=own, today=ON, now=datetime(2026, 11, 20, 8, tzinfo=UTC))
    assert before < kept(person) == of_one(person).percent


@pytest.mark.django_db
def test_the_first_job_of_the_day_counts_everybody_anew(codes):
    person = PostingFactory().person
    assert kept(person) == 0
    renew_day(actor=SYSTEM, on=ON)
    assert kept(person) == of_one(person).percent > 0


@pytest.mark.django_db
def test_a_list_narrows_to_a_band_and_its_incomplete_are_those_of_the_page(codes, unit):
    person = PostingFactory(person__unit=unit).person
    renew_scores(people=[person.pk], on=ON)
    whole = PersonFactory(unit=unit)
    Person.objects.filter(pk=whole.pk).update(completeness=100)
    percent = kept(person)
    actor = actor_for(unit, may=[People.RECORD_VIEW])

    def found(**wanted):
        return set(search_people(actor=actor, on=ON, wanted=Wanted(**wanted)))

    assert found(complete=(percent, percent)) == {person}
    assert found(complete=(percent + 1, None)) == {whole}
    assert found(complete=(None, percent - 1)) == set()
    assert found(conditions=(read_condition("incomplete~yes"),)) == {person}
    assert found(conditions=(read_condition("incomplete~no"),)) == {whole}
    assert found(conditions=(read_condition(f"complete~to~{percent}"),)) == {person}


@pytest.mark.django_db
def test_a_past_day_shows_and_asks_for_the_number_of_that_day(codes, unit):
    person = PostingFactory(person__unit=unit).person
    add(person, "party", since="2024-02-01")
    Person.objects.filter(pk=person.pk).update(completeness=100)
    actor = actor_for(unit, may=[People.RECORD_VIEW])
    before = date(2024, 1, 31)
    percent = completeness_of(actor=actor, people=[person.pk], on=before)[person.pk]
    column = columns()["complete"]
    for on, is_past, told in ((before, True, percent), (ON, False, 100)):
        wanted = Wanted(who="all", is_past=is_past, columns=(column,), complete=(told, told))
        people = search_people(actor=actor, on=on, wanted=wanted)
        view = View(actor=actor, columns=[column], on=on, is_past=is_past)
        assert [[cell.text for cell in row.cells] for row in rows_shown(people, view)] == [
            [str(told)]
        ]
