"""Revoking a decision about units and posts: as if it had not been."""

from datetime import date

import pytest

from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.documents.models import Paper
from congvu.establishment import commands
from congvu.establishment.choices import Corps, ManagingLevel, PositionKind, UnitKind
from congvu.establishment.commands.describing import DescribedLater, UnknownCode
from congvu.establishment.commands.revoking import LeanedOn
from congvu.establishment.commands.staffing import GivenLater, NotInUse
from congvu.establishment.commands.tree import NameTaken, UnderItself
from congvu.establishment.models import (
    ApprovedPosts,
    JobPosition,
    StaffQuota,
    Unit,
    UnitName,
    UnitState,
)
from congvu.establishment.selectors import units_named
from congvu.establishment.selectors.taking_back import places_touched
from congvu.establishment.tests.factories import JobPositionFactory, UnitFactory, paper
from congvu.establishment.types import Description, NewUnit
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
JUL_1, AUG_1, TODAY = date(2026, 7, 1), date(2026, 8, 1), date(2026, 11, 21)


@pytest.fixture
def tree():
    root = UnitFactory(code="kh", path="kh", name="Tỉnh", kind=UnitKind.PROVINCE)
    units = {
        code: UnitFactory(
            code=code, parent=root, name=f"Sở {code}", valid=from_day(date(2020, 1, 1))
        )
        for code in ("A", "B", "C")
    }
    for code, unit in list(units.items())[:2]:
        units[f"V{code}"] = UnitFactory(
            code=f"V{code}", parent=unit, name="Văn phòng", kind=UnitKind.DIVISION
        )
    return units


def act(command, /, *, on=JUL_1, title="QĐ 1", **arguments):
    return getattr(commands, command)(
        actor=SYSTEM, basis=paper(title), on=on, today=TODAY, **arguments
    )


def take_back(title="QĐ 1"):
    return commands.take_back(
        actor=SYSTEM, basis=Paper.objects.get(title=title), by=paper("QĐ thu hồi"), today=TODAY
    )


def seen():
    """What readers see: units, states and names of any day."""
    return (
        sorted(
            Unit.objects.filter(valid__isempty=False).values_list("code", "name", "path", "valid")
        ),
        sorted(
            UnitState.objects.standing().values_list("unit__code", "name", "parent__code", "valid"),
            key=str,
        ),
        sorted(UnitName.objects.values_list("unit__code", "key", "valid"), key=str),
    )


ACTS = {
    "open": lambda: act("open_unit", unit=NewUnit("N", "Sở Mới", UnitKind.DEPARTMENT, "kh")),
    "rename": lambda: act("rename_unit", code="A", name="Sở Khác"),
    "reclassify": lambda: act(
        "reclassify_unit",
        code="A",
        kind=UnitKind.SERVICE,
        level=ManagingLevel.PROVINCE,
        locality="",
    ),
    "move": lambda: act("move_unit", code="A", to="B"),
    "merge": lambda: act("merge_units", codes=["A"], into="B"),
    "merge into a new one": lambda: act(
        "merge_units", codes=["A", "B"], into=NewUnit("N", "Sở Mới", UnitKind.DEPARTMENT, "kh")
    ),
    "split": lambda: act("split_unit", code="A", into=["B", "C"], parts={"VA": "C"}),
    "dissolve": lambda: act("dissolve_unit", code="A", with_parts=True),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_was_taken_back_leaves_what_there_was(tree, name):
    commands.renew_units(actor=SYSTEM, today=TODAY)
    act("rename_unit", code="C", name="Sở C", short_name="SC", on=date(2026, 6, 1), title="QĐ 0")
    act("rename_unit", code="A", name="Sở A", short_name="SA", on=date(2026, 6, 1), title="QĐ 0")
    act("rename_unit", code="B", name="Sở B", short_name="SB", on=date(2026, 6, 1), title="QĐ 0")
    for code in ("VA", "VB"):
        act("rename_unit", code=code, name="Văn phòng", short_name="VP", on=date(2026, 6, 1),
            title="QĐ 0")  # fmt: skip
    before = seen()
    ACTS[name]()
    assert seen() != before
    take_back()
    assert seen() == before


def test_two_acts_of_one_paper_fall_together(tree):
    act("rename_unit", code="A", name="Sở Khác")
    act("move_unit", code="A", to="B")
    take_back()
    unit = Unit.objects.get(code="A")
    assert (unit.name, unit.path) == ("Sở A", "kh.a")


def test_a_second_paper_of_the_same_day_falls_alone(tree):
    act("rename_unit", code="A", name="Sở Khác")
    act("move_unit", code="A", to="B", title="QĐ 2")
    take_back("QĐ 2")
    unit = Unit.objects.get(code="A")
    assert (unit.name, unit.path) == ("Sở Khác", "kh.a")


@pytest.mark.parametrize(
    "later",
    [
        lambda: act("rename_unit", code="A", name="Sở Nữa", on=AUG_1, title="QĐ 2"),
        lambda: act("rename_unit", code="A", name="Sở Nữa", title="QĐ 2"),
    ],
)
def test_what_a_later_paper_changed_is_not_taken_back_before_it(tree, later):
    act("rename_unit", code="A", name="Sở Khác")
    later()
    with pytest.raises(LeanedOn, match="QĐ 2"):
        take_back()
    take_back("QĐ 2")
    take_back()
    assert Unit.objects.get(code="A").name == "Sở A"


def test_a_unit_with_others_or_posts_below_it_is_not_unmade(tree):
    act("open_unit", unit=NewUnit("N", "Sở Mới", UnitKind.DEPARTMENT, "kh"))
    act("move_unit", code="A", to="N", on=AUG_1, title="QĐ 2")
    commands.give_quota(
        actor=SYSTEM, unit="N", corps=Corps.CIVIL, headcount=5, year=2026, basis=paper("QĐ 3"),
        on=AUG_1,
    )  # fmt: skip
    with pytest.raises(LeanedOn, match=r"QĐ 2.*QĐ 3"):
        take_back()


def test_a_unit_does_not_come_back_below_one_that_ended_meanwhile(tree):
    act("move_unit", code="VA", to="C")
    act("dissolve_unit", code="A", on=AUG_1, title="QĐ 2")
    with pytest.raises(LeanedOn, match="QĐ 2"):
        take_back()
    take_back("QĐ 2")
    take_back()
    assert Unit.objects.get(code="VA").path == "kh.a.va"


def test_what_came_below_a_moved_unit_keeps_it_from_coming_back_below_that(tree):
    act("move_unit", code="VA", to="kh")
    act("move_unit", code="A", to="VA", on=AUG_1, title="QĐ 2")
    with pytest.raises(UnderItself):
        take_back()


def test_a_former_name_that_a_neighbour_took_does_not_come_back(tree):
    act("rename_unit", code="A", name="Sở Khác")
    act("open_unit", unit=NewUnit("N", "Sở A", UnitKind.DEPARTMENT, "kh"), on=AUG_1, title="QĐ 2")
    with pytest.raises(NameTaken):
        take_back()


def test_a_dissolution_taken_back_stands_in_the_journal(tree):
    act("dissolve_unit", code="C")
    assert take_back() == 1
    assert Entry.objects.filter(act="establishment.take_back").count() == 1


def test_taking_a_move_back_needs_the_right_above_both_places(tree):
    act("move_unit", code="VA", to="C")
    places = places_touched(actor=SYSTEM, basis=paper("QĐ 1"))
    assert {path for _right, path in places} == {"kh.a", "kh.c"}


def test_a_taken_back_merger_lets_the_old_name_lead_home(tree):
    ACTS["merge"]()
    take_back()
    assert units_named(actor=SYSTEM, name="Sở A", on=TODAY) == [tree["A"]]


def approve(headcount, *, on=JUL_1, title="QĐ 1", unit="A", position="V1"):
    return commands.approve_posts(
        actor=SYSTEM, unit=unit, position=position, headcount=headcount, year=on.year,
        basis=paper(title), on=on,
    )  # fmt: skip


def quota(headcount, *, on=JUL_1, title="QĐ 1", year=2026):
    return commands.give_quota(
        actor=SYSTEM, unit="A", corps=Corps.CIVIL, headcount=headcount, year=year,
        basis=paper(title), on=on,
    )  # fmt: skip


def headcount_on(model, day):
    return model.objects.on(day).filter(unit__code="A").values_list("headcount", flat=True).first()


def test_an_approval_holds_until_the_next_one(tree):
    JobPositionFactory(code="V1")
    approve(5)
    approve(4, on=date(2027, 3, 1), title="QĐ 2")
    assert headcount_on(ApprovedPosts, date(2026, 6, 30)) is None
    assert headcount_on(ApprovedPosts, date(2027, 2, 28)) == 5
    assert headcount_on(ApprovedPosts, date(2027, 3, 1)) == 4
    with pytest.raises(GivenLater):
        approve(3, on=date(2027, 1, 1), title="QĐ 3")
    take_back("QĐ 2")
    assert headcount_on(ApprovedPosts, date(2027, 3, 1)) == 5


def test_a_quota_ends_with_its_year_also_after_one_was_taken_back(tree):
    quota(50, on=date(2026, 1, 1))
    quota(48, title="QĐ 2")
    assert headcount_on(StaffQuota, date(2026, 6, 30)) == 50
    assert headcount_on(StaffQuota, date(2026, 12, 31)) == 48
    take_back("QĐ 2")
    assert headcount_on(StaffQuota, date(2026, 12, 31)) == 50
    assert headcount_on(StaffQuota, date(2027, 1, 1)) is None


def test_posts_and_quotas_need_a_standing_unit_position_and_year(tree):
    JobPositionFactory(code="V1", valid=from_day(AUG_1))
    with pytest.raises(NotInUse):
        approve(5)
    with pytest.raises(NotInUse):
        approve(5, on=date(2019, 12, 31))
    with pytest.raises(GivenLater):
        quota(5, year=2027)
    JobPositionFactory(code="V2", unit=tree["B"])
    with pytest.raises(NotInUse):
        approve(5, position="V2")


def describe(*, on=JUL_1, title="QĐ 1", **more):
    description = Description(
        **{
            "code": "V9", "name": "Chuyên viên", "kind": PositionKind.PROFESSIONAL,
            "corps": Corps.CIVIL, "level": ManagingLevel.PROVINCE,
        }
        | more
    )  # fmt: skip
    return commands.describe_position(
        actor=SYSTEM, description=description, basis=paper(title), on=on, today=TODAY
    )


def test_a_new_description_follows_the_old_and_falls_with_its_paper(db):
    UnitFactory(code="kh", path="kh")
    commands.load_competencies(actor=SYSTEM)
    describe(competencies=(("C1", 3), ("P1", 2)), duties="Soạn thảo")
    position = describe(on=AUG_1, title="QĐ 2", name="Chuyên viên chính")
    assert JobPosition.objects.get(pk=position.pk).name == "Chuyên viên chính"
    with pytest.raises(DescribedLater):
        describe(on=AUG_1, title="QĐ 3")
    take_back("QĐ 2")
    assert JobPosition.objects.get(pk=position.pk).name == "Chuyên viên"
    take_back()
    assert not JobPosition.objects.on(TODAY).filter(pk=position.pk).exists()


def test_a_position_with_posts_approved_is_not_taken_out_of_the_catalogue(tree):
    describe()
    approve(5, position="V9", on=AUG_1, title="QĐ 2")
    with pytest.raises(LeanedOn, match="QĐ 2"):
        take_back()
    take_back("QĐ 2")
    take_back()
    assert not JobPosition.objects.on(TODAY).filter(code="V9").exists()


def test_ranks_titles_and_competencies_nobody_knows_are_refused(db):
    for wrong in ({"ranks": ("99.999",)}, {"competencies": (("ZZ", 1),)},
                  {"title_code": "KING", "kind": PositionKind.LEADING}):  # fmt: skip
        with pytest.raises(UnknownCode):
            describe(**wrong)
