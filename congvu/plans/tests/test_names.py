import pytest

from congvu.core.actors import Actor
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import Unit
from congvu.plans.reader.words import lists
from congvu.plans.selectors import Resolver, _kinds_of_classes
from congvu.plans.tests.factories import province

SYSTEM = Actor.system("test")


def test_every_class_of_the_reader_stands_for_kinds_of_units():
    classes = {entry["code"] for entry in lists("classes")["classes"]}
    kinds = _kinds_of_classes()
    assert set(kinds) == classes
    assert {kind for found in kinds.values() for kind in found} <= set(UnitKind)


@pytest.mark.django_db
def test_names_in_use_former_names_and_short_forms_lead_to_the_unit_of_today():
    province()
    resolver = Resolver(actor=SYSTEM)
    codes = dict(Unit.objects.values_list("pk", "code"))
    found = resolver.units(["Sở Nội Vụ", "Sở Kế hoạch và Đầu tư", "UBND phường Nha Trang"])
    assert [codes[pk] for pk in found.unit_ids] == ["SNV", "STC", "X22366"]
    assert found.unknown == []
    assert resolver.units(["Viện Không Ai Biết"]).unknown == ["Viện Không Ai Biết"]


@pytest.mark.django_db
def test_a_class_stands_for_its_units_each_once():
    province()
    codes = dict(Unit.objects.values_list("pk", "code"))
    found = Resolver(actor=SYSTEM).units(["UBND cấp xã", "UBND phường Nha Trang"])
    assert sorted(codes[pk] for pk in found.unit_ids) == ["X22333", "X22366"]
