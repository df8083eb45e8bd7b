"""Posts and quotas of a whole table: as one by one, all or nothing."""

from datetime import date

import pytest

from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.establishment import commands
from congvu.establishment.choices import Corps, UnitKind
from congvu.establishment.commands.staffing import GivenLater, NotInUse
from congvu.establishment.models import ApprovedPosts, StaffQuota
from congvu.establishment.tests.factories import JobPositionFactory, UnitFactory, paper
from congvu.establishment.types import PostsRow, QuotaRow

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
JUL_1, AUG_1 = date(2026, 7, 1), date(2026, 8, 1)


@pytest.fixture
def tree():
    root = UnitFactory(code="kh", path="kh", kind=UnitKind.PROVINCE)
    since = from_day(date(2020, 1, 1))
    return {code: UnitFactory(code=code, parent=root, valid=since) for code in ("A", "B")}


def approve(*rows, on=JUL_1):
    return commands.approve_table(
        actor=SYSTEM, rows=[PostsRow(*row) for row in rows], year=on.year,
        basis=paper(f"QĐ {on}"), on=on,
    )  # fmt: skip


def headcounts(model, day):
    rows = model.objects.on(day).order_by("unit__code")
    return list(rows.values_list("unit__code", "headcount"))


def test_a_table_ends_what_stood_on_its_lines_and_only_that(tree):
    JobPositionFactory(code="V1")
    assert approve(("A", "V1", 5), ("B", "V1", 7)) == 2
    approve(("A", "V1", 4), on=AUG_1)
    assert headcounts(ApprovedPosts, JUL_1) == [("A", 5), ("B", 7)]
    assert headcounts(ApprovedPosts, AUG_1) == [("A", 4), ("B", 7)]
    with pytest.raises(GivenLater):
        approve(("A", "V1", 3))


def test_a_table_gives_no_unit_the_position_of_another_agency(tree):
    JobPositionFactory(code="V2", unit=tree["B"])
    with pytest.raises(NotInUse, match="cơ quan khác"):
        approve(("B", "V2", 1), ("A", "V2", 1))
    assert not ApprovedPosts.objects.exists()
    assert approve(("B", "V2", 1)) == 1


def test_a_table_names_the_positions_nobody_uses_on_the_day(tree):
    JobPositionFactory(code="V3", name="Chuyên viên", valid=from_day(AUG_1))
    with pytest.raises(NotInUse, match="Chuyên viên, V9"):
        approve(("A", "V3", 1), ("A", "V9", 1))


def test_a_table_of_quotas_names_each_line_once(tree):
    def give(*rows):
        return commands.give_quota_table(
            actor=SYSTEM, rows=[QuotaRow(*row) for row in rows], year=2026, basis=paper("QĐ"),
            on=JUL_1,
        )  # fmt: skip

    with pytest.raises(GivenLater):
        give(("A", Corps.CIVIL, 5), ("A", Corps.CIVIL, 6))
    assert give(("A", Corps.CIVIL, 5), ("B", Corps.CIVIL, 6)) == 2
    assert headcounts(StaffQuota, JUL_1) == [("A", 5), ("B", 6)]
