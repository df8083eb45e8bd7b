"""Every line of the official field list has a place in the dossier."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from congvu.access.tests.factories import actor_for
from congvu.catalog.selectors import read_codes
from congvu.core.periods import from_day
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.families import COMPUTED, FAMILIES, FORBIDDEN, PERSON_COLUMNS, family_of
from congvu.people.models import HardWork, Person
from congvu.people.models.base import DossierFact
from congvu.people.permissions import People
from congvu.people.selectors.facts import get_fact
from congvu.people.tests.factories import PaperFactory, PersonFactory


def test_every_official_field_has_a_place():
    covered = {key for family in FAMILIES for key in family.covers}
    covered |= {*PERSON_COLUMNS.values(), *COMPUTED, *FORBIDDEN}
    listed = {row["field_key"] for row in read_codes("dossier_fields")}
    assert listed - covered == set()


def test_no_family_claims_a_field_that_is_not_listed():
    listed = {row["field_key"] for row in read_codes("dossier_fields")}
    claimed = {key for family in FAMILIES for key in family.covers} | set(PERSON_COLUMNS.values())
    assert claimed - listed == set()


def test_every_table_of_facts_is_a_family():
    tables = {
        model for model in apps.get_app_config("people").get_models()
        if issubclass(model, DossierFact)
    }  # fmt: skip
    assert {family.model for family in FAMILIES} == tables


def test_columns_are_those_of_the_model():
    for family in FAMILIES:
        names = {column.name for column in family.model._meta.fields}
        assert set(family.columns) <= names, family.key
    assert set(PERSON_COLUMNS) <= {column.name for column in Person._meta.fields}


def test_what_the_law_forbids_has_no_column():
    assert not FORBIDDEN & {key for family in FAMILIES for key in family.covers}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "function", ["congvu_papers_of", "congvu_facts_follow", "congvu_analyze_dossiers"]
)
def test_the_database_knows_every_family_where_it_speaks_of_all(function):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [function])
        told = cursor.fetchone()[0]
    assert [one.table for one in FAMILIES if one.table not in told] == []


@pytest.mark.django_db
def test_hard_work_that_rests_on_a_paper_of_another_unit_names_it(unit):
    person, paper = PersonFactory(unit=unit), PaperFactory(unit_path=UnitFactory().path)
    since = from_day(date(2010, 1, 1))
    row = HardWork.objects.create(
        person=person, kind="job", valid=since, basis=paper, unit_path=person.unit_path
    )
    keeper = actor_for(unit, may=[People.RECORD_VIEW, People.RECORD_CHANGE])
    with scope_of(keeper):
        told = get_fact(actor=keeper, person=person, family=family_of(HardWork), row_id=row.pk)
    assert told.basis == paper
