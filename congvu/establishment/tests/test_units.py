from datetime import date

import pytest

from congvu.access.tests.factories import actor_for
from congvu.catalog.commands import load_codes
from congvu.catalog.models import Code, Rank
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden
from congvu.establishment.choices import UnitKind
from congvu.establishment.commands import load_units
from congvu.establishment.demo import SINCE, province_units
from congvu.establishment.models import Unit
from congvu.establishment.permissions import Establishment
from congvu.establishment.selectors import agencies_on, units_by_text, units_named
from congvu.establishment.tests.factories import UnitFactory
from congvu.establishment.types import UnitName, UnitRow

SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 21)


@pytest.fixture
def province(db):
    load_units(actor=SYSTEM, rows=province_units(), since=SINCE)


def test_the_demo_province_has_its_65_communes_and_their_divisions(province):
    communes = Unit.objects.filter(kind__in=[UnitKind.COMMUNE, UnitKind.WARD, UnitKind.ZONE])
    assert communes.count() == 65
    assert Unit.objects.filter(kind=UnitKind.ZONE).get().name == "Đặc khu Trường Sa"
    assert all(unit.children.count() >= 8 for unit in communes)


def test_loading_the_same_units_twice_changes_nothing(province):
    assert load_units(actor=SYSTEM, rows=province_units(), since=SINCE) == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sở nội vụ", "SNV"),
        ("SO NOI VU", "SNV"),
        ("Sở Kế hoạch và Đầu tư", "STC"),
        ("UBND Phường Bắc Nha Trang", "X22333"),
        ("phường vĩnh hải", "X22333"),
    ],
)
def test_a_unit_is_found_by_full_former_or_short_name_without_marks(province, name, code):
    assert [unit.code for unit in units_named(actor=SYSTEM, name=name, on=TODAY)] == [code]


def test_a_former_body_that_was_split_leads_to_all_that_took_over(province):
    found = units_named(actor=SYSTEM, name="Đảng ủy Khối các cơ quan tỉnh", on=TODAY)
    assert {unit.name for unit in found} == {
        "Đảng ủy các cơ quan Đảng tỉnh", "Đảng ủy Ủy ban nhân dân tỉnh",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SNV", "SNV"),
        ("so noi vu", "SNV"),
        ("Văn phòng (sở nội vụ)", "SNV-1"),
        ("Văn phòng (Sở Không Có)", None),
    ],
)
def test_a_part_of_a_body_is_told_apart_by_its_body(province, text, code):
    found = units_by_text(actor=SYSTEM, text=text, on=TODAY)
    assert [unit.code for unit in found] == ([code] if code else [])


def test_a_unit_does_not_stand_the_day_before_its_first(province):
    assert not agencies_on(actor=SYSTEM, on=date(2025, 6, 30)).exists()
    assert agencies_on(actor=SYSTEM, on=date(2025, 7, 1)).exists()


def test_a_former_name_of_two_bodies_leads_to_both(db):
    rows = [
        UnitRow("kh", "Tỉnh", UnitKind.PROVINCE, ""),
        UnitRow("A", "Xã A", UnitKind.COMMUNE, "kh", names=(UnitName("Xã Cũ"),)),
        UnitRow("B", "Xã B", UnitKind.COMMUNE, "kh", names=(UnitName("Xã Cũ"),)),
    ]
    load_units(actor=SYSTEM, rows=rows, since=SINCE)
    found = units_named(actor=SYSTEM, name="xa cu", on=TODAY)
    assert [unit.code for unit in found] == ["A", "B"]


def test_loading_units_needs_the_right_on_the_whole_tree(db):
    actor = actor_for(UnitFactory(), may=Establishment.UNIT_CHANGE)
    with pytest.raises(Forbidden):
        load_units(actor=actor, rows=[], since=SINCE)


def test_code_lists_load_twice_alike_and_retire_what_left_the_files(db):
    first = load_codes(actor=SYSTEM)
    Code.objects.create(list_name="religions", code="XX", name="?", confidence="sure", order=999)
    assert load_codes(actor=SYSTEM) == first
    assert Code.objects.get(list_name="religions", code="XX").is_retired
    assert Rank.objects.get(code="01.003").name == "Chuyên viên"
    assert Code.objects.get(list_name="political_theory", code="CC").level == 3


def test_a_school_certificate_does_not_outrank_a_degree(db):
    load_codes(actor=SYSTEM)
    level = {row.code: row.level for row in Code.objects.filter(list_name="education_levels")}
    assert level["GD-DH12"] is None
    assert level["CM-DH"] == 4
