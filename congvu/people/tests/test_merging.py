"""Two dossiers of one person become one, and two again: nothing is lost on the way."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import InternalError, connection, transaction
from django.db import models as db
from django.db.utils import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden
from congvu.core.periods import from_day
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people import models
from congvu.people.commands.facts import end_fact
from congvu.people.commands.merging import MergeLeanedOn, merge_dossiers, undo_merge
from congvu.people.commands.present import renew_people
from congvu.people.families import FAMILIES, family
from congvu.people.following import followings
from congvu.people.models import Person
from congvu.people.models.base import DossierFact
from congvu.people.permissions import People
from congvu.people.selectors.merging import (
    NotTwoDossiers,
    find_dossier,
    merge_plan,
    suggested_pairs,
)
from congvu.people.tests.factories import PaperFactory, PersonFactory
from congvu.work.models import Task
from congvu.work.tests.factories import task_of

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)
SYSTEM = Actor.system("test")
MERGE_TABLES = {"people_dossiermerge", "people_mergemove", "journal_entry"}


def fact(model, person, since=date(2020, 1, 1), until=None, **values):
    return model.objects.create(
        person=person,
        valid=from_day(since, until),
        basis=person.basis,
        unit_path=person.unit_path,
        **values,
    )


def merge(survivor, merged, actor=SYSTEM, **choices):
    with scope_of(actor):
        return merge_dossiers(
            actor=actor, survivor_id=survivor.pk, merged_id=merged.pk, choices=choices, on=ON
        )


def undo(made, actor=SYSTEM, on=ON):
    with scope_of(actor):
        return undo_merge(actor=actor, merge_id=made.pk, on=on)


def everything():
    """Every row of every table that has a key to a person, and the persons.

    What is worked out anew may stand under another number of its own.
    """
    tables = {"people_person"} | {family.table for family in FAMILIES}
    tables |= {one.table for one in followings()}
    told = {}
    with connection.cursor() as cursor:
        for table in sorted(tables - MERGE_TABLES):
            row = "to_jsonb(t)" + (" - 'id'" if table == "people_raiseahead" else "")
            cursor.execute(f"SELECT ({row})::text FROM {table} t ORDER BY 1")  # noqa: S608
            told[table] = [row[0] for row in cursor.fetchall()]
    return told


days = st.integers(0, 3000).map(lambda n: date(2015, 1, 1) + timedelta(days=n))
dossiers = st.fixed_dictionaries(
    {
        "born": st.sampled_from(["", "1980", "1980-03-05"]),
        "phone": st.sampled_from(["", "0905123456", "0905999999"]),
        "ranks": st.lists(days, max_size=3, unique=True),
        "ratings": st.lists(st.integers(2018, 2024), max_size=3, unique=True),
        "clubs": st.lists(st.sampled_from(["TN", "CD", "PN"]), max_size=2, unique=True),
        "degrees": st.lists(st.sampled_from(["GD-DH12", "GD-10"]), max_size=2),
    }
)


def dossier_of(told):
    person = PersonFactory(born=told["born"], phone=told["phone"])
    starts = [*sorted(told["ranks"]), None]
    for since, end in pairwise(starts):
        until = end - timedelta(days=1) if end else None
        fact(models.PayStep, person, since, until, step=since.month)
    for year in told["ratings"]:
        first, last = date(year, 1, 1), date(year, 12, 31)
        fact(models.YearRating, person, first, last, year=year, level_code=str(year % 2))
    for club in told["clubs"]:
        fact(models.Membership, person, organisation_code=club)
    for degree in told["degrees"]:
        fact(models.Qualification, person, family="education", code=degree)
    return person


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=dossiers, second=dossiers, choose=st.sampled_from(["survivor", "merged"]))
def test_merging_then_undoing_leaves_the_database_as_it_was(first, second, choose):
    with transaction.atomic():
        survivor, merged = dossier_of(first), dossier_of(second)
        task_of(merged.unit, bearer_person_id=merged.pk)
        renew_people(people=[survivor.pk, merged.pk], on=ON)
        before = everything()
        made = merge(survivor, merged, born=choose, phone=choose, full_name=choose)
        assert everything() != before
        undo(made)
        assert everything() == before
        transaction.set_rollback(True)


def test_facts_move_or_are_the_same_and_what_cannot_stand_beside_another_is_disputed():
    survivor, merged = PersonFactory(), PersonFactory()
    fact(models.PayStep, survivor, step=3)
    clash = fact(models.PayStep, merged, date(2021, 1, 1), step=4)
    early = fact(models.PayStep, merged, date(2010, 1, 1), date(2012, 1, 1), step=1)
    fact(models.Membership, survivor, organisation_code="TN")
    same = fact(models.Membership, merged, organisation_code="TN")
    made = merge(survivor, merged)
    for row in (clash, early, same):
        row.refresh_from_db()
    assert (clash.person_id, clash.is_disputed) == (survivor.pk, True)
    assert (early.person_id, early.is_disputed) == (survivor.pk, False)
    assert same.person_id == merged.pk
    assert made.counts == {"moved": 1, "same": 1, "disputed": 1, "stays": 0}


def test_a_merged_dossier_is_listed_nowhere_and_what_pointed_to_it_follows():
    unit = UnitFactory()
    survivor = PersonFactory(unit=unit, full_name="Lê Một")
    account = account_with(Role.MEMBER, unit)
    merged = PersonFactory(unit=unit, full_name="Lê Hai", account=account, phone="0905123456")
    task = task_of(unit, bearer_person_id=merged.pk)
    merge(survivor, merged, full_name="merged")
    survivor.refresh_from_db()
    merged.refresh_from_db()
    task.refresh_from_db()
    assert (survivor.full_name, survivor.phone) == ("Lê Hai", "0905123456")
    assert survivor.account_id == account.pk
    assert (merged.status, merged.account_id) == ("merged", None)
    assert task.bearer_person_id == survivor.pk
    renew_people(people=[merged.pk], on=ON)
    merged.refresh_from_db()
    assert merged.status == "merged"


def test_a_task_of_a_unit_out_of_the_officers_scope_follows_too():
    here, there = UnitFactory(), UnitFactory()
    survivor, merged = PersonFactory(unit=here), PersonFactory(unit=here)
    task = task_of(here, bearer_person_id=merged.pk)
    Task.objects.filter(pk=task.pk).update(bearer_unit=there, unit_path=there.path)
    officer = actor_for(here, may=People.RECORD_CHANGE)
    officer = Actor(
        account_id=1, name="Cán bộ", reach={**officer.reach, People.RECORD_VIEW: (here.path,)}
    )
    made = merge(survivor, merged, actor=officer)
    task.refresh_from_db()
    assert task.bearer_person_id == survivor.pk
    undo(made, actor=officer)
    task.refresh_from_db()
    assert task.bearer_person_id == merged.pk


def test_merging_needs_both_units_and_two_standing_dossiers():
    here, there = UnitFactory(), UnitFactory()
    mine, theirs, third = PersonFactory(unit=here), PersonFactory(unit=there), PersonFactory()
    reach = {People.RECORD_CHANGE: (here.path,), People.RECORD_VIEW: (here.path, there.path)}
    with pytest.raises(Forbidden):
        merge(mine, theirs, actor=Actor(account_id=1, name="Cán bộ", reach=reach))
    with pytest.raises(NotTwoDossiers):
        merge(mine, mine)
    merge(mine, theirs)
    for pair in ((third, theirs), (theirs, third)):
        with pytest.raises(NotTwoDossiers):
            merge(*pair)


def test_undoing_is_refused_while_something_leans_on_the_merge_and_says_what():
    survivor, merged = PersonFactory(), PersonFactory()
    step = fact(models.PayStep, merged, step=4)
    made = merge(survivor, merged)
    step.refresh_from_db()
    paper = PaperFactory()
    with scope_of(SYSTEM):
        end_fact(actor=SYSTEM, row=step, family=family("pay"), on=date(2025, 1, 1), basis=paper)
    with pytest.raises(MergeLeanedOn, match="1"):
        undo(made)
    made.refresh_from_db()
    assert made.undone_at is None


def test_a_later_merge_is_undone_first_and_undoing_twice_is_refused():
    one, two, three = PersonFactory(), PersonFactory(), PersonFactory()
    first = merge(one, two)
    second = merge(three, one)
    with pytest.raises(MergeLeanedOn):
        undo(first)
    undo(second)
    undo(first)
    with pytest.raises(MergeLeanedOn):
        undo(first)
    assert Entry.objects.filter(act="people.undo_merge").count() == 2


def test_no_fact_changes_its_person_but_by_a_recorded_merge():
    survivor, merged = PersonFactory(), PersonFactory()
    step = fact(models.PayStep, merged, step=4)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        models.PayStep.objects.filter(pk=step.pk).update(person=survivor)
    made = merge(survivor, merged)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        models.PayStep.objects.filter(pk=step.pk).update(person=merged)
    with (
        pytest.raises((IntegrityError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT congvu_merge_dossiers(%s, '[]', '[]')", [made.pk + 1])


def test_every_family_of_facts_follows():
    missing = []
    for one in FAMILIES:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass"
                " AND tgname = 'moved_by_merge'",
                [one.table],
            )
            missing += [one.key] if cursor.fetchone() != (1,) else []
    assert missing == []


def test_every_key_to_a_person_says_how_it_follows():
    told = {(one.table, one.column) for one in followings()}
    silent = []
    for model in apps.get_models():
        if issubclass(model, DossierFact) or model is Person:
            continue
        for held in model._meta.concrete_fields:
            key = held.is_relation and held.related_model is Person
            loose = isinstance(held, db.UUIDField) and "person" in held.name
            if (key or loose) and (model._meta.db_table, held.column) not in told:
                silent.append(f"{model._meta.db_table}.{held.column}")
    assert silent == []


def test_duplicates_are_found_by_old_and_new_numbers_and_by_name_and_agreeing_birth_dates():
    unit = UnitFactory()
    told = {"unit": unit, "born_from": date(1980, 1, 1), "born_to": date(1980, 12, 31)}
    a = PersonFactory(full_name="Lê Á", personal_id="056180001234", old_id="023456789", unit=unit)
    b = PersonFactory(full_name="Le A B", personal_id="023456789", unit=unit)
    c = PersonFactory(full_name="Trần Bê", sex="F", **told)
    d = PersonFactory(
        full_name="TRẦN BÊ", unit=unit, born_from=date(1980, 3, 5), born_to=date(1980, 3, 5)
    )
    PersonFactory(full_name="Trần Bê", sex="M", **{**told, "unit": UnitFactory()})
    PersonFactory(
        full_name="Trần Bê", unit=unit, born_from=date(1981, 1, 1), born_to=date(1981, 12, 31)
    )
    reach = {People.RECORD_CHANGE: (unit.path,), People.RECORD_VIEW: (unit.path,)}
    officer = Actor(account_id=1, name="", reach=reach)
    with scope_of(officer):
        pairs = {
            frozenset((pair.first.pk, pair.second.pk)) for pair in suggested_pairs(actor=officer)
        }
        assert pairs == {frozenset((a.pk, b.pk)), frozenset((c.pk, d.pk))}
        assert find_dossier(actor=officer, text=f"/ho-so/{a.pk}") == a
        assert find_dossier(actor=officer, text="023456789") == b
        with pytest.raises(NotTwoDossiers):
            find_dossier(actor=officer, text="")
        plan = merge_plan(actor=officer, survivor_id=a.pk, merged_id=b.pk)
    assert {one.name for one in plan.differences} == {"full_name", "personal_id", "old_id"}


def test_the_pages_merge_two_dossiers_lead_old_links_on_and_undo(client):
    unit = UnitFactory()
    survivor = PersonFactory(unit=unit, full_name="Lê Thử", phone="0905123456")
    merged = PersonFactory(unit=unit, full_name="Lê Thử", phone="0905999999")
    client.force_login(account_with(Role.OFFICER, unit))
    assert client.get("/ho-so/trung").status_code == 200
    assert client.get("/ho-so/trung?first=không&second=có").status_code == 422
    address = f"/ho-so/gop/{survivor.pk}/{merged.pk}"
    page = client.get(address).content.decode()
    assert "0905999999" in page
    assert Entry.objects.get(act="people.open_list").details["columns"] == ["phone"]
    answer = client.post(address, {"phone": "merged"})
    where = answer.headers["Location"]
    assert client.get(f"/ho-so/{merged.pk}").headers["Location"] == f"/ho-so/{survivor.pk}"
    assert client.get(address).status_code == 404
    assert "hoan-tac" in client.get(where).content.decode()
    assert client.post(f"{where}/hoan-tac").status_code == 302
    assert client.get(f"/ho-so/{merged.pk}").status_code == 200
    assert client.post(f"{where}/hoan-tac").status_code == 422
