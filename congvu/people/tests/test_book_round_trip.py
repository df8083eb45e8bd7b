"""What a workbook takes out comes back to the very same dossiers."""

import io
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from congvu.core.actors import Actor
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.establishment.models import Unit
from congvu.establishment.tests.factories import JobPositionFactory, UnitFactory
from congvu.people.book_export import write_book
from congvu.people.commands.present import renew_people
from congvu.people.families import FAMILIES
from congvu.people.models import Person, StaffImport
from congvu.people.tests.books import take
from congvu.people.tests.lists import ON
from congvu.people.tests.made_up import people
from congvu.people.workbook.layout import PEOPLE, sheet_of

SYSTEM = Actor.system("test")
DERIVED = (
    "post",
    "title_code",
    "rank_id",
    "status",
    "unit_id",
    "unit_path",
    "born_from",
    "born_to",
)


@pytest.fixture
def positions(units):
    """Some of one name: the province's, an agency's own, and one whose name ends like a code."""
    own = JobPositionFactory(code="SNV-CV", name="Chuyên viên", unit=units[0])
    wide = JobPositionFactory(code="CV", name="Chuyên viên")
    return [own.pk, wide.pk, JobPositionFactory(code="KT 1", name="Kế toán [CV]").pk]


class Undo(Exception):
    """Takes back what a test wrote."""


@pytest.fixture
def units(unit):
    division = UnitFactory(code="SNV.VP", name="Văn phòng", kind="division", parent=unit)
    return [unit, division, UnitFactory(code="SYT", name="Sở Y tế", parent=unit.parent)]


def build(told):
    """Write dossiers as decisions and earlier imports left them."""
    paper = Paper.objects.create(kind="imported_list", title="danh sách", unit_path="kh")
    for columns, families in told:
        unit = Unit.objects.get(pk=columns["unit_id"])
        known = {
            name: value for name, value in columns.items() if value is not None or name != "unit"
        }
        person = Person.objects.create(basis=paper, unit_path=unit.path, **known)
        for family in FAMILIES:
            for values in families[family.key]:
                write_fact(person, family, values, paper)
        renew_people(people=[person.pk], on=ON)


def write_fact(person, family, values, paper):
    basis = values["basis"]
    told = {**values, "basis": paper}
    if basis is not None:
        kind, number, day, issuer = basis
        told["basis"] = Paper.objects.create(
            kind=kind, number=number, signed_on=day, issuer=issuer, title="x", unit_path="kh"
        )
    for name in family.columns:
        field = family.model._meta.get_field(name)
        if field.is_relation:
            told[field.attname] = told.pop(name)
    if family.key == "posts":
        told["is_main"] = told["kind"] == "main"
    family.model.objects.create(person=person, unit_path=person.unit_path, **told)


def snapshot():
    """Everything standing, by the staff number of its person."""
    columns = [one.name for one in sheet_of(PEOPLE).columns if one.name != "unit"]
    persons = sorted(Person.objects.values_list(*columns, *DERIVED), key=lambda row: str(row[1]))
    facts = {}
    for family in FAMILIES:
        own = [family.model._meta.get_field(name).attname for name in family.columns]
        own += ["level"] if family.key == "training" else []
        rows = family.model.objects.standing().values_list(
            "person__staff_number", "valid", "since_printed", "until_printed", "is_disputed",
            "unit_path", "basis__kind", "basis__named_kind", "basis__number", "basis__signed_on",
            "basis__issuer", *own,
        )  # fmt: skip
        facts[family.key] = Counter(tuple(map(str, _with_basis(row))) for row in rows)
    return persons, facts


def _with_basis(row):
    kind, named, *rest = row[6:11]
    described = (named or kind, *rest)
    if not named and kind == PaperKind.IMPORTED_LIST:
        described = ()
    return (*row[:6], described, *row[11:])


@settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)  # fmt: skip
@given(data=st.data())
def test_what_is_exported_comes_back_the_same(units, positions, data):
    told = data.draw(people(units, positions))
    file = io.BytesIO()
    try:
        with transaction.atomic():
            build(told)
            before = snapshot()
            count = write_book(file, actor=SYSTEM, people=Person.objects.all(), is_whole=True)
            raise Undo
    except Undo:
        assert not Person.objects.exists()
    assert count == len(told)
    try:
        with transaction.atomic():
            run = take(units[0].parent, file.getvalue())
            assert run.counts["refused"] == 0, run.counts["problems"]
            after = snapshot()
            assert after[0] == before[0]
            for key, rows in before[1].items():
                differs = (rows - after[1][key], after[1][key] - rows)
                assert differs == (Counter(), Counter()), f"{key}: {differs}"
            again = take(units[0].parent, file.getvalue() + b" ")
            assert (again.counts["facts"], again.counts["same"]) == (0, len(told)), again.counts
            raise Undo
    except Undo:
        assert not StaffImport.objects.exists()
