"""Every line of the official field list has a place in the dossier."""

from django.apps import apps

from congvu.catalog.selectors import read_codes
from congvu.people.families import COMPUTED, FAMILIES, FORBIDDEN, PERSON_COLUMNS
from congvu.people.models import Person
from congvu.people.models.base import DossierFact


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
