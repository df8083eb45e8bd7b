"""Limits of a unit by its people, and the list behind each count."""

from datetime import date

import pytest

from congvu.access.tests.factories import actor_for
from congvu.catalog.models import Rank
from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.core.periods import from_day
from congvu.establishment.choices import UnitKind
from congvu.establishment.rules.limits import Answer
from congvu.establishment.selectors.tree import tree_on
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import RankHeld
from congvu.people.permissions import People
from congvu.people.selectors.limits import limits_of, used_by_corps
from congvu.people.selectors.staffing import figures_in
from congvu.people.selectors.units import chosen_people, posts_as_rows, units_chosen
from congvu.people.tests.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 21)


@pytest.fixture
def ranks():
    rows = (("01.001", "CVCC", "A3.1"), ("01.002", "CVC", "A2.1"), ("01.003", "CV", "A1"))
    for code, grade, group in rows:
        Rank.objects.create(
            code=code, name=code, corps="CC", grade=grade, salary_group=group, confidence="sure"
        )


@pytest.fixture
def tree(ranks):
    since = from_day(date(2020, 1, 1))
    part = {"kind": UnitKind.DIVISION, "valid": since}
    root = UnitFactory(code="kh", path="kh", name="Tỉnh", kind=UnitKind.PROVINCE, valid=since)
    department = UnitFactory(code="SNV", name="Sở Nội vụ", parent=root, valid=since)
    ward = UnitFactory(code="X1", name="Phường Một", parent=root, kind=UnitKind.WARD, valid=since)
    return {
        "kh": root,
        "SNV": department,
        "P1": UnitFactory(code="P1", name="Phòng Một", parent=department, **part),
        "X1": ward,
        "PKT": UnitFactory(code="PKT", name="Phòng Kinh tế", parent=ward, **part),
        "DU": UnitFactory(code="DU", name="Đảng ủy", parent=ward, **part),
    }  # fmt: skip


def placed(unit, title_code="", rank="01.003", kind="CC"):
    person = PersonFactory(unit=unit, object_kind=kind)
    PostingFactory(person=person, title_code=title_code, title=title_code or "Chuyên viên")
    if rank:
        RankHeld.objects.create(
            person=person, rank_id=rank, valid=from_day(date(2024, 1, 1)), basis=person.basis,
            unit_path=unit.path,
        )  # fmt: skip
    return person


def limits(unit, *, on=TODAY, actor=SYSTEM):
    whole = tree_on(actor=actor, on=on)
    keys = [node.id for node in whole.under(unit.pk)]
    figures = figures_in(actor=actor, unit_ids=keys, on=on)
    found = limits_of(actor=actor, tree=whole, key=unit.pk, on=on, figures=figures)
    return {held.limit.line.code.removeprefix("establishment."): held for held in found}


def listed(unit, held, group=None):
    return chosen_people(
        actor=SYSTEM, code=held.code or unit.code, on=TODAY, position="",
        group_key=held.group if group is None else group, own=False,
    ).people.count()  # fmt: skip


def opens_its_lists(unit, held):
    """Whether every number of people opens just so many."""
    limit = held.limit
    told = [(held.group, limit.count)]
    told += [(held.base_group, limit.base)] if held.base_group is not None else []
    told += [(held.unknown_group, limit.unknown)] if held.unknown_group else []
    return [listed(unit, held, group) for group, _n in told] == [n for _group, n in told]


def units_listed(unit, key):
    _unit, lines = units_chosen(
        actor=SYSTEM, code=unit.code, on=TODAY, group_key=key, is_today=False
    )
    return {line.node.code: line.people for line in lines}


def test_a_department_is_held_against_its_ranks_and_deputies(tree):
    placed(tree["SNV"], "DEPARTMENT_HEAD", "01.001")
    for _n in range(4):
        placed(tree["SNV"], "DEPARTMENT_DEPUTY", "01.002")
    for rank in ("01.002", "01.002", "01.003"):
        placed(tree["P1"], rank=rank)
    for _n in range(2):
        placed(tree["P1"], "DEPARTMENT_DIVISION_DEPUTY")
    found = limits(tree["SNV"])
    assert found["province_heads_cvcc"].limit.answer == Answer.MET
    assert found["department_deputies"].limit.over == 1
    assert (found["province_staff_cvc"].limit.count, found["province_staff_cvc"].limit.most) == (
        2,
        1,
    )
    assert found["division_deputies"].limit.over == 1
    for code, held in found.items():
        assert opens_its_lists(tree["SNV"], held), code


def test_who_has_no_rank_on_file_leaves_the_share_unknown(tree):
    placed(tree["SNV"], "DEPARTMENT_HEAD", rank="")
    for rank in ("01.002", "01.003", "", "01.003"):
        placed(tree["P1"], rank=rank)
    found = limits(tree["SNV"])
    assert found["province_heads_cvcc"].limit.answer == Answer.UNKNOWN
    assert found["province_staff_cvc"].limit.answer == Answer.MET
    for held in found.values():
        if held.group:
            assert opens_its_lists(tree["SNV"], held)
    placed(tree["P1"], rank="01.002")
    assert limits(tree["SNV"])["province_staff_cvc"].limit.answer == Answer.UNKNOWN


def test_a_ward_counts_the_bodies_of_its_committee_only(tree):
    placed(tree["X1"], "COMMUNE_VICE_CHAIR", "01.002")
    placed(tree["PKT"], "COMMUNE_DIVISION_HEAD", "01.002")
    placed(tree["PKT"], "COMMUNE_DIVISION_DEPUTY", "01.003")
    placed(tree["DU"], "COMMUNE_DIVISION_DEPUTY", "01.002")
    found = limits(tree["X1"])
    assert found["commune_bodies"].limit.count == 1
    assert found["commune_body_deputies"].limit.count == 1
    assert found["commune_heads_cvc"].limit.answer == Answer.MET
    for code, held in found.items():
        if held.group:
            assert opens_its_lists(tree["X1"], held), code


def test_the_province_adds_up_departments_and_communes(tree):
    placed(tree["SNV"], "DEPARTMENT_DEPUTY", "01.001")
    placed(tree["SNV"], "DEPARTMENT_DEPUTY", "01.002")
    placed(tree["PKT"], "COMMUNE_DIVISION_DEPUTY", "01.002")
    found = limits(tree["kh"])
    assert found["province_deputies_cvcc"].limit.most == 1
    assert found["commune_deputies_cvc"].limit.over == 1
    for code, held in found.items():
        if held.group:
            assert opens_its_lists(tree["kh"], held), code


def test_the_numbers_of_units_open_lists_of_these_units(tree):
    placed(tree["PKT"])
    found = limits(tree["kh"])
    for held in (found["commune_bodies"], found["department_deputies"]):
        shown = units_listed(tree["kh"], held.base_units)
        assert len(shown) == held.limit.base
    bodies = found["commune_bodies"]
    assert units_listed(tree["kh"], bodies.units) == {"PKT": 1}
    assert units_listed(tree["X1"], bodies.units) == {"PKT": 1}
    assert bodies.limit.count == 1
    with pytest.raises(NotVisible):
        units_listed(tree["kh"], "all")


def test_before_the_decree_there_is_no_limit(tree):
    placed(tree["SNV"], "DEPARTMENT_HEAD", "01.003")
    assert limits(tree["SNV"], on=date(2025, 6, 30)) == {}


def test_quotas_are_used_by_corps_and_by_nobody_else(tree):
    for kind in ("CC", "CB", "VC", "HD111", "KCT", ""):
        placed(tree["P1"], kind=kind)
    figures = figures_in(actor=SYSTEM, unit_ids=[tree["P1"].pk], on=TODAY)
    assert used_by_corps(figures) == {"CC": 2, "VC": 1, "HD": 1}


def test_a_unit_that_did_not_stand_yet_has_no_posts_to_take_out(tree):
    placed(tree["SNV"])
    for code in ("kh", "SNV"):
        assert posts_as_rows(actor=SYSTEM, code=code, on=date(2019, 12, 31)) == []


def test_nobody_is_counted_outside_the_scope(tree):
    placed(tree["P1"])
    placed(tree["PKT"])
    actor = actor_for(tree["SNV"], may=People.RECORD_VIEW)
    keys = [unit.pk for unit in tree.values()]
    figures = figures_in(actor=actor, unit_ids=keys, on=TODAY)
    assert [one.unit_id for one in figures] == [tree["P1"].pk]


def test_each_step_of_public_employees_opens_its_own_list(tree):
    Rank.objects.create(
        code="V.1", name="V.1", corps="VC", grade="", salary_group="", confidence="sure"
    )
    for rank in ("01.001", "01.002", "01.002", "01.003", "V.1", ""):
        placed(tree["P1"], rank=rank, kind="VC")
    whole = tree_on(actor=SYSTEM, on=TODAY)
    figures = figures_in(actor=SYSTEM, unit_ids=[tree["P1"].pk], on=TODAY)
    found = limits_of(actor=SYSTEM, tree=whole, key=tree["SNV"].pk, on=TODAY, figures=figures)
    told = [held for held in found if held.group.startswith("step")]
    assert [held.limit.count for held in told] == [1, 2]
    assert all(opens_its_lists(tree["SNV"], held) for held in told)
