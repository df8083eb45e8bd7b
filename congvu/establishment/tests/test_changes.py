"""Opening, renaming, moving, merging, splitting and dissolving units on a day."""

from datetime import date

import pytest

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden, NotVisible
from congvu.core.periods import from_day
from congvu.establishment import commands
from congvu.establishment.choices import UnitKind
from congvu.establishment.commands.changing import NothingChanges
from congvu.establishment.commands.joining import NoPart, NothingToJoin
from congvu.establishment.commands.loading import BadCode
from congvu.establishment.commands.tree import (
    ChangedLater,
    CodeTaken,
    NameTaken,
    NotStanding,
    PartsLeft,
    UnderItself,
)
from congvu.establishment.models import Unit, UnitState
from congvu.establishment.permissions import Establishment
from congvu.establishment.selectors import units_named
from congvu.establishment.tests.factories import UnitFactory, paper
from congvu.establishment.types import NewUnit

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
JUN_30, JUL_1, AUG_1 = date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 1)
TODAY = date(2026, 11, 21)
NEXT_YEAR = date(2027, 1, 1)


@pytest.fixture
def root():
    return UnitFactory(code="kh", path="kh", name="Tỉnh", kind=UnitKind.PROVINCE)


@pytest.fixture
def departments(root):
    return [
        UnitFactory(code=code, parent=root, name=f"Sở {code}", valid=from_day(date(2020, 1, 1)))
        for code in ("A", "B", "C")
    ]


def act(command, /, *, actor=SYSTEM, on=JUL_1, today=TODAY, title="QĐ 1", **arguments):
    return getattr(commands, command)(
        actor=actor, basis=paper(title), on=on, today=today, **arguments
    )


def division(code, parent, name="Văn phòng"):
    return UnitFactory(code=code, parent=parent, name=name, kind=UnitKind.DIVISION)


def new_unit(code="N", parent="kh", name="Sở Mới"):
    return NewUnit(code=code, name=name, kind=UnitKind.DEPARTMENT, parent=parent)


def parent_on(unit, day):
    return UnitState.objects.on(day).get(unit=unit).parent


def test_a_new_unit_stands_from_its_day_below_its_parent(root):
    made = act("open_unit", unit=new_unit())
    assert made.path == "kh.n"
    assert not Unit.objects.on(JUN_30).filter(pk=made.pk).exists()
    assert Unit.objects.on(JUL_1).get(code="N").name == "Sở Mới"


def test_a_unit_opened_on_a_day_to_come_waits_for_it(root):
    made = act("open_unit", on=NEXT_YEAR, unit=new_unit())
    assert not Unit.objects.on(TODAY).filter(pk=made.pk).exists()
    assert Unit.objects.on(NEXT_YEAR).filter(pk=made.pk).exists()


@pytest.mark.parametrize("code", ["A", "a", " - ", "--"])
def test_a_code_names_one_unit_only(departments, code):
    with pytest.raises(CodeTaken):
        act("open_unit", unit=new_unit(code=code))


@pytest.mark.parametrize("code", ["Phòng-1", "A/B", "A B", "A.1", "A" * 41, ""])
def test_a_code_is_one_that_addresses_can_hold(departments, code):
    with pytest.raises(BadCode):
        act("open_unit", unit=new_unit(code=code))


def test_codes_that_differ_by_hyphens_alone_would_meet_in_one_place(departments):
    act("open_unit", unit=new_unit(code="N-1", parent="A"))
    with pytest.raises(CodeTaken):
        act("open_unit", unit=new_unit(code="N1", parent="B"), title="QĐ 2")


def test_a_unit_whose_setting_up_was_taken_back_is_set_up_again_elsewhere(departments):
    act("open_unit", unit=new_unit(parent="A", name="Phòng Nhầm"))
    commands.take_back(actor=SYSTEM, basis=paper("QĐ 1"), by=paper("QĐ rút"), today=TODAY)
    made = act("open_unit", unit=new_unit(parent="B", name="Phòng Mới"), title="QĐ 2")
    made.refresh_from_db()
    assert (made.path, made.name, made.valid.lower) == ("kh.b.n", "Phòng Mới", JUL_1)
    assert UnitState.objects.on(JUL_1).get(unit=made).unit_path == made.path
    with pytest.raises(CodeTaken):
        act("open_unit", unit=new_unit(), title="QĐ 3")


def test_a_name_names_one_neighbour_only(departments):
    with pytest.raises(NameTaken):
        act("open_unit", unit=new_unit(name="sở a"))
    with pytest.raises(NameTaken):
        act("rename_unit", code="B", name="SỞ A")
    division("VA", departments[0])
    division("VB", departments[1])


def test_a_renamed_unit_is_found_by_both_names_and_shows_the_one_of_the_day(departments):
    act("rename_unit", code="A", name="Sở Khác", short_name="SK")
    assert Unit.objects.get(code="A").name == "Sở Khác"
    for name in ("sở a", "SO KHAC", "sk"):
        assert [unit.code for unit in units_named(actor=SYSTEM, name=name, on=TODAY)] == ["A"]
    assert UnitState.objects.on(JUN_30).get(unit__code="A").name == "Sở A"
    assert UnitState.objects.on(JUL_1).get(unit__code="A").name == "Sở Khác"


def test_a_unit_keeps_the_short_name_its_renaming_says_nothing_of(departments):
    act("rename_unit", code="A", name="Sở A", short_name="SA")
    act("rename_unit", code="A", name="Sở Khác", on=AUG_1, title="QĐ 2")
    assert Unit.objects.get(code="A").short_name == "SA"
    act("rename_unit", code="A", name="Sở Nữa", short_name="", on=date(2026, 9, 1), title="QĐ 3")
    assert Unit.objects.get(code="A").short_name == ""


def test_a_short_name_that_is_the_name_in_other_letters_is_one_name(departments):
    act("rename_unit", code="A", name="Ban Dân tộc", short_name="BAN DÂN TỘC")
    act("move_unit", code="A", to="B", on=AUG_1, title="QĐ 2")
    names = Unit.objects.get(code="A").names.filter(key="ban dan toc")
    assert [name.name for name in names] == ["Ban Dân tộc"]


def test_renaming_back_leaves_one_period_for_each_time(departments):
    act("rename_unit", code="A", name="Sở Khác")
    act("rename_unit", code="A", name="Sở A", on=AUG_1, title="QĐ 2")
    assert Unit.objects.get(code="A").names.filter(name="Sở A").count() == 2


def test_a_rename_to_come_shows_on_its_day(departments):
    act("rename_unit", code="A", name="Sở Khác", on=NEXT_YEAR)
    assert Unit.objects.get(code="A").name == "Sở A"
    assert commands.renew_units(actor=SYSTEM, today=date(2026, 12, 31)) == 0
    assert commands.renew_units(actor=SYSTEM, today=NEXT_YEAR) == 1
    assert Unit.objects.get(code="A").name == "Sở Khác"


def test_two_decisions_of_one_day_both_hold(departments):
    act("rename_unit", code="A", name="Sở Khác")
    act("move_unit", code="A", to="B", title="QĐ 2")
    state = UnitState.objects.on(JUL_1).get(unit__code="A")
    assert (state.name, state.parent.code) == ("Sở Khác", "B")


def test_a_day_before_a_later_change_is_refused(departments):
    act("rename_unit", code="A", name="Sở Khác", on=AUG_1)
    with pytest.raises(ChangedLater, match="01/08/2026"):
        act("rename_unit", code="A", name="Sở Xưa", on=JUL_1)


def test_what_changes_nothing_or_what_does_not_stand_is_refused(departments):
    with pytest.raises(NothingChanges):
        act("rename_unit", code="A", name="Sở A")
    with pytest.raises(NotStanding):
        act("rename_unit", code="A", name="Sở Xưa", on=date(2019, 12, 31))
    with pytest.raises(NotVisible):
        act("rename_unit", code="ZZ", name="Sở Xưa")


def test_a_moved_unit_takes_its_parts_along_and_keeps_where_it_was(departments):
    part = division("VA", departments[0])
    act("move_unit", code="A", to="B")
    part.refresh_from_db()
    assert part.path == "kh.b.a.va"
    assert parent_on(departments[0], JUN_30).code == "kh"
    assert parent_on(departments[0], JUL_1).code == "B"


def test_a_unit_stands_neither_below_itself_nor_below_its_parts(departments):
    division("VA", departments[0])
    for to in ("A", "VA"):
        with pytest.raises(UnderItself):
            act("move_unit", code="A", to=to)


def test_a_circle_on_a_later_day_is_refused_too(departments):
    act("move_unit", code="B", to="A", on=NEXT_YEAR)
    with pytest.raises(UnderItself):
        act("move_unit", code="A", to="B", on=JUL_1, title="QĐ 2")


def test_merged_units_end_and_their_names_lead_to_the_heir(departments):
    heir = act("merge_units", codes=["A", "B"], into=new_unit())
    for unit in departments[:2]:
        unit.refresh_from_db()
        assert unit.valid.upper == JUL_1
        assert unit.path.startswith(heir.path + ".")
        assert units_named(actor=SYSTEM, name=unit.name, on=TODAY) == [heir]
    assert [unit.code for unit in units_named(actor=SYSTEM, name="Sở A", on=JUN_30)] == ["A"]


def test_names_lead_through_several_mergers(departments):
    act("merge_units", codes=["A"], into="B")
    act("merge_units", codes=["B"], into="C", on=AUG_1, title="QĐ 2")
    assert units_named(actor=SYSTEM, name="Sở A", on=TODAY) == [departments[2]]
    departments[0].refresh_from_db()
    assert departments[0].path == "kh.c.b.a"


def test_parts_go_along_and_those_of_one_name_become_one(departments):
    offices = [division(f"V{unit.code}", unit) for unit in departments[:2]]
    other = division("PA", departments[0], name="Phòng Riêng")
    act("merge_units", codes=["A"], into="B")
    other.refresh_from_db()
    assert other.path == "kh.b.pa"
    assert units_named(actor=SYSTEM, name="Văn phòng", on=TODAY) == [offices[1]]
    assert not Unit.objects.on(JUL_1).filter(pk=offices[0].pk).exists()


def test_a_merger_needs_others_and_no_heir_below_them(departments):
    with pytest.raises(NothingToJoin):
        act("merge_units", codes=["A"], into="A")
    division("VA", departments[0])
    with pytest.raises(PartsLeft):
        act("merge_units", codes=["A"], into="VA")


def test_a_new_heir_may_bear_the_name_of_one_that_ends(departments):
    heir = act("merge_units", codes=["A", "B"], into=new_unit(name="Sở A"))
    assert Unit.objects.on(TODAY).get(name="Sở A") == heir


def test_a_split_unit_ends_and_its_name_leads_to_all_heirs(departments):
    heirs = act("split_unit", code="A", into=[new_unit("N1", name="Một"), "B"])
    found = units_named(actor=SYSTEM, name="Sở A", on=TODAY)
    assert {unit.pk for unit in found} == {heir.pk for heir in heirs}


def test_a_split_unit_may_go_on(departments):
    act("split_unit", code="A", into=[new_unit("N1", name="Một")], keeps=True)
    assert [unit.code for unit in units_named(actor=SYSTEM, name="Sở A", on=TODAY)] == ["A"]
    with pytest.raises(NothingToJoin):
        act("split_unit", code="B", into=[new_unit("N2", name="Hai")], title="QĐ 2")


def test_each_part_of_a_split_unit_needs_a_place(departments):
    part = division("VA", departments[0])
    into = ["B", "C"]
    with pytest.raises(PartsLeft, match="Văn phòng"):
        act("split_unit", code="A", into=into)
    act("split_unit", code="A", into=into, parts={"VA": "C"})
    assert parent_on(part, JUL_1).code == "C"


@pytest.mark.parametrize("keeps", [True, False])
def test_a_place_for_what_is_no_part_is_refused(departments, keeps):
    division("VA", departments[0])
    with pytest.raises(NoPart, match="V-A"):
        act("split_unit", code="A", into=["B", "C"], parts={"VA": "B", "V-A": "C"}, keeps=keeps)


def test_a_dissolved_unit_leaves_no_parts(departments):
    part = division("VA", departments[0])
    with pytest.raises(PartsLeft, match="Văn phòng"):
        act("dissolve_unit", code="A")
    act("dissolve_unit", code="A", with_parts=True)
    assert not Unit.objects.on(JUL_1).filter(pk__in=[part.pk, departments[0].pk]).exists()
    assert Unit.objects.on(JUN_30).filter(pk=part.pk).exists()
    assert units_named(actor=SYSTEM, name="Sở A", on=TODAY) == []


def test_nothing_is_put_below_a_unit_that_ends(departments):
    act("dissolve_unit", code="B", on=NEXT_YEAR)
    with pytest.raises(NotStanding):
        act("move_unit", code="A", to="B", title="QĐ 2")


def test_an_act_needs_the_right_above_both_places(departments):
    division("VA", departments[0])
    own = actor_for(departments[0], may=Establishment.UNIT_CHANGE)
    act("rename_unit", actor=own, code="VA", name="Phòng Hành chính")
    for name, arguments in (
        ("rename_unit", {"code": "A", "name": "Sở Khác"}),
        ("move_unit", {"code": "VA", "to": "B"}),
        ("dissolve_unit", {"code": "B"}),
        ("merge_units", {"codes": ["VA"], "into": "B"}),
        ("open_unit", {"unit": new_unit()}),
    ):
        with pytest.raises(Forbidden):
            act(name, actor=own, on=AUG_1, **arguments)
