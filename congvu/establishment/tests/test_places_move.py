"""What stands below a unit moves along with it, in every table, and nothing else about it."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection, transaction

from congvu.access.choices import Role
from congvu.access.selectors import actor_of
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.paths import PathField
from congvu.core.scope import ROLE, scope_of
from congvu.establishment.models import Unit, UnitState
from congvu.establishment.tests.factories import UnitFactory, paper
from congvu.journal.commands import record
from congvu.journal.models import Entry
from congvu.people.models import Person, PersonChange, Posting
from congvu.people.permissions import People
from congvu.people.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def move(before, after):
    with connection.cursor() as cursor:
        cursor.execute("SELECT congvu_move_places(%s::ltree, %s::ltree)", [before, after])
        return cursor.fetchone()[0]


@pytest.fixture
def unit():
    root = UnitFactory(code="kh", path="kh")
    return UnitFactory(code="snv", parent=root)


def test_units_people_facts_and_what_is_never_changed_follow(unit):
    part = UnitFactory(code="vp", parent=unit)
    posting = PostingFactory(person__unit=part)
    change = PersonChange.objects.create(
        person=posting.person, before={}, basis=posting.basis, unit_path=part.path
    )
    entry = record(actor=Actor.system("test"), act="x", subject=part)
    move("kh.snv", "kh.stc.snv")
    assert Unit.objects.get(pk=unit.pk).path == "kh.stc.snv"
    for row in (Person.objects.get(), Posting.objects.get(), PersonChange.objects.get(pk=change.pk),
                Entry.objects.get(pk=entry.pk), UnitState.objects.get(unit=part)):  # fmt: skip
        assert row.unit_path == "kh.stc.snv.vp"


def test_neighbours_whose_names_begin_alike_stay(unit):
    other = UnitFactory(code="snv2", parent=unit.parent)
    move("kh.snv", "kh.x")
    other.refresh_from_db()
    assert other.path == "kh.snv2"


@pytest.mark.parametrize(("before", "after"), [("kh.snv", "kh.snv.vp"), ("", "kh"), ("kh", "")])
def test_a_place_moves_neither_below_itself_nor_to_nowhere(unit, before, after):
    with pytest.raises(Exception, match="cannot move"), transaction.atomic():
        move(before, after)


def test_grants_follow_with_their_unit(unit):
    account = account_with(Role.OFFICER, unit)
    move("kh.snv", "kh.stc.snv")
    assert actor_of(account, on=TODAY).paths(People.RECORD_VIEW) == ("kh.stc.snv",)


def test_the_application_moves_rows_it_may_not_see_and_still_cannot_rewrite_them(unit, settings):
    settings.SCOPE_ROLE = ROLE
    posting = PostingFactory(person__unit=unit)
    change = PersonChange.objects.create(
        person=posting.person, before={}, basis=posting.basis, unit_path=unit.path
    )
    blind = Actor(account_id=1, name="Không thấy gì")
    with scope_of(blind):
        assert not Person.objects.exists()
        move("kh.snv", "kh.x")
    change.refresh_from_db()
    assert change.unit_path == "kh.x"
    with scope_of(Actor.system("test")), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('congvu.places_move', 'yes', true)")
        with pytest.raises(Exception, match="never changed"), transaction.atomic():
            PersonChange.objects.filter(pk=change.pk).update(unit_path="kh.y")


def test_every_path_column_of_the_project_is_one_the_function_finds(unit):
    declared = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, PathField)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE udt_name = 'ltree' AND table_schema = 'public'"
        )
        assert set(cursor.fetchall()) >= declared


def test_a_state_is_ended_never_rewritten(unit):
    state = UnitState.objects.get(unit=unit)
    for change in ({"name": "Khác"}, {"kind": "ward"}, {"parent": None}):
        with pytest.raises(Exception, match="never rewritten"), transaction.atomic():
            UnitState.objects.filter(pk=state.pk).update(**change)
    with pytest.raises(Exception, match="never changed"), transaction.atomic():
        state.delete()
    assert UnitState.objects.filter(pk=state.pk).update(end_basis=paper("Giải thể")) == 1
