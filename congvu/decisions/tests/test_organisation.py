"""Decisions on units: people follow, and all of it comes back when the decision is revoked."""

from datetime import date

import pytest

from congvu.decisions.commands.issuing import try_decision
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, issued, line, revoked
from congvu.decisions.wording import articles_of
from congvu.establishment.choices import Locality
from congvu.establishment.commands import load_units
from congvu.establishment.models import StaffQuota, Unit
from congvu.establishment.types import UnitRow
from congvu.people.models import Person
from congvu.people.tests.factories import PostingFactory


@pytest.fixture
def province(db):
    rows = [
        UnitRow("T", "Tỉnh Thử", "province", ""),
        UnitRow("SA", "Sở A", "department", "T"),
        UnitRow("SB", "Sở B", "department", "T"),
    ]
    load_units(actor=SYSTEM, rows=rows, since=date(2025, 7, 1))
    return Unit.objects.get(code="T")


def organise(province, act, **answers):
    return issued("TLTC", line(None, unit_act=act, **answers), issuer=province)


def test_a_renamed_unit_bears_its_new_name_until_the_decision_is_revoked(province):
    decision = organise(province, "rename", unit="SA", new_name="Sở Mới")
    assert Unit.objects.get(code="SA").name == "Sở Mới"
    revoked(decision)
    assert Unit.objects.get(code="SA").name == "Sở A"


def test_people_of_a_merged_unit_follow_and_come_back(province):
    person = PostingFactory(person__unit=Unit.objects.get(code="SA")).person
    decision = organise(province, "join", unit="SA", people_to="SB")
    assert Person.objects.get(pk=person.pk).unit.code == "SB"
    revoked(decision)
    assert Person.objects.get(pk=person.pk).unit.code == "SA"


def test_a_unit_is_set_up_and_dissolved(province):
    organise(province, "open", new_code="SC", new_name="Sở C", unit_kind="department", parent="T")
    assert Unit.objects.on(TODAY).filter(code="SC").exists()
    organise(province, "dissolve", unit="SA")
    assert not Unit.objects.on(TODAY).filter(code="SA").exists()


def test_what_an_act_needs_is_asked_for(province):
    decision = draft("TLTC", line(None, unit_act="rename", unit="SA"), issuer=province)
    assert try_decision(actor=SYSTEM, decision=decision, today=TODAY).is_blocked


def test_a_quota_rests_on_the_decision_that_gave_it(province):
    decision = issued(
        "BC", line(None, unit="SA", corps="CC", headcount=40, year=2026), issuer=province
    )
    quota = StaffQuota.objects.get()
    assert (quota.headcount, quota.basis) == (40, decision.paper)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"unit_act": "join", "unit": "SA", "people_to": "SB"}, "Sáp nhập Sở A vào Sở B"),
        (
            {"unit_act": "merge", "unit": "SA", "other_units": "SB", "new_name": "Sở C"},
            "Hợp nhất Sở A, Sở B thành Sở C",
        ),
        (
            {"unit_act": "split_off", "unit": "SA", "heirs": "SC; Sở C"},
            "Tách một phần Sở A thành Sở C",
        ),
        (
            {"unit_act": "split", "unit": "SA", "heirs": "SC; Sở C\nSB"},
            "Chia Sở A thành Sở C, Sở B",
        ),
    ],
)
def test_each_act_has_its_own_wording(province, answers, words):
    decision = draft("TLTC", line(None, **answers), issuer=province)
    assert articles_of(decision)[0].startswith(f"{words}, kể từ ngày")


def standing(*codes):
    return set(Unit.objects.on(TODAY).filter(code__in=codes).values_list("code", flat=True))


def test_two_units_are_merged_into_a_new_one(province):
    told = {"new_code": "SC", "new_name": "Sở C", "unit_kind": "department", "parent": "T"}
    decision = organise(province, "merge", unit="SA", other_units="SB", **told)
    assert standing("SA", "SB", "SC") == {"SC"}
    revoked(decision)
    assert standing("SA", "SB", "SC") == {"SA", "SB"}


def test_a_unit_goes_on_beside_what_is_split_off_it_or_ends_in_its_heirs(province):
    Unit.objects.filter(code="SA").update(locality=Locality.ISLAND)
    decision = organise(province, "split_off", unit="SA", heirs="SC; Sở C")
    assert standing("SA", "SB", "SC") == {"SA", "SB", "SC"}
    assert Unit.objects.get(code="SC").locality == Locality.ISLAND
    revoked(decision)
    organise(province, "split", unit="SA", heirs="SD; Sở D\nSB")
    assert standing("SA", "SB", "SC", "SD") == {"SB", "SD"}


def test_a_unit_does_not_end_in_one_heir(province):
    decision = draft(
        "TLTC", line(None, unit_act="split", unit="SA", heirs="SD; Sở D"), issuer=province
    )
    assert try_decision(actor=SYSTEM, decision=decision, today=TODAY).is_blocked
