"""People follow their unit through mergers, splits and dissolutions, and come back."""

from datetime import date

import pytest

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden
from congvu.core.periods import from_day
from congvu.documents.models import Paper
from congvu.establishment import commands
from congvu.establishment.choices import UnitKind
from congvu.establishment.commands.changing import PeopleLeft
from congvu.establishment.commands.revoking import LeanedOn
from congvu.establishment.models import Unit
from congvu.establishment.permissions import Establishment
from congvu.establishment.tests.factories import UnitFactory, paper
from congvu.establishment.types import NewUnit
from congvu.people.commands.facts import open_fact
from congvu.people.commands.following import NobodyChosen, NotUnplaced, place_people
from congvu.people.commands.taking_back import LaterFactsLean
from congvu.people.families import family
from congvu.people.models import Person, Posting
from congvu.people.permissions import People
from congvu.people.tests.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
JUN_30, JUL_1, TODAY = date(2026, 6, 30), date(2026, 7, 1), date(2026, 11, 21)


@pytest.fixture
def units():
    root = UnitFactory(code="kh", path="kh", name="Tỉnh", kind=UnitKind.PROVINCE)
    return {
        code: UnitFactory(
            code=code, parent=root, name=f"Sở {code}", valid=from_day(date(2020, 1, 1))
        )
        for code in ("A", "B", "C")
    }


def act(command, /, *, actor=SYSTEM, on=JUL_1, title="QĐ 1", **arguments):
    return getattr(commands, command)(
        actor=actor, basis=paper(title), on=on, today=TODAY, **arguments
    )


def post_on(person_id, day):
    return Posting.objects.on(day).get(person=person_id, is_main=True)


def seen():
    standing = Posting.objects.standing().order_by("pk")
    return (
        list(standing.values_list("person", "unit__code", "title", "valid", "end_basis")),
        list(Person.objects.order_by("pk").values_list("pk", "unit__code", "unit_path")),
    )


def test_a_merger_opens_the_post_in_the_heir_and_ends_the_old_the_day_before(units):
    held = PostingFactory(
        person__unit=units["A"], title="Trưởng phòng", term_ends_on=date(2028, 1, 1)
    )
    act("merge_units", codes=["A"], into="B")
    assert post_on(held.person_id, JUN_30).unit == units["A"]
    after = post_on(held.person_id, JUL_1)
    assert (after.unit, after.title, after.term_ends_on) == (
        units["B"], "Trưởng phòng", date(2028, 1, 1),
    )  # fmt: skip
    assert after.basis.title == "QĐ 1"
    person = Person.objects.get(pk=held.person_id)
    assert (person.unit, person.unit_path) == (units["B"], "kh.b")


def test_people_of_a_merged_part_go_to_the_part_of_that_name(units):
    parts = {
        code: UnitFactory(code=f"V{code}", parent=units[code], name="Văn phòng", kind="division")
        for code in ("A", "B")
    }
    held = PostingFactory(person__unit=parts["A"])
    act("merge_units", codes=["A", "B"], into=NewUnit("N", "Sở Mới", UnitKind.DEPARTMENT, "kh"))
    after = post_on(held.person_id, JUL_1).unit
    assert after.parent.code == "N"
    assert after.name == "Văn phòng"


def test_a_concurrent_post_and_a_planned_end_go_along(units):
    held = PostingFactory(
        person__unit=units["A"], valid=from_day(date(2024, 1, 1), date(2026, 12, 31))
    )
    PostingFactory(
        person=held.person, unit=units["A"], kind="concurrent", is_main=False, title="Thường trực"
    )
    act("merge_units", codes=["A"], into="B")
    assert post_on(held.person_id, JUL_1).valid.upper == date(2027, 1, 1)
    also = Posting.objects.on(JUL_1).get(person=held.person, is_main=False)
    assert also.unit == units["B"]


def test_who_never_stood_there_or_left_before_stays_out(units):
    gone = PostingFactory(person__unit=units["A"], valid=from_day(date(2024, 1, 1), JUN_30))
    other = PostingFactory(person__unit=units["C"])
    act("merge_units", codes=["A"], into="B")
    assert not Posting.objects.on(JUL_1).filter(person=gone.person).exists()
    assert post_on(other.person_id, JUL_1).unit == units["C"]


def test_nobody_is_left_behind_by_a_dissolution(units):
    held = PostingFactory(person__unit=units["A"])
    with pytest.raises(PeopleLeft, match="1"):
        act("dissolve_unit", code="A")
    act("dissolve_unit", code="A", people_to="C")
    assert post_on(held.person_id, JUL_1).unit == units["C"]


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("merge_units", {"codes": ["A"], "into": "B"}),
        ("dissolve_unit", {"code": "A", "people_to": "C"}),
        ("split_unit", {"code": "A", "into": ["B", "C"]}),
    ],
)
def test_people_come_back_with_the_unit(units, command, arguments):
    PostingFactory(person__unit=units["A"], valid=from_day(date(2024, 1, 1), date(2026, 12, 31)))
    PostingFactory(person__unit=units["A"])
    before = seen()
    act(command, **arguments)
    commands.take_back(
        actor=SYSTEM, basis=Paper.objects.get(title="QĐ 1"), by=paper("QĐ thu hồi"), today=TODAY
    )
    assert seen() == before


def test_a_later_post_is_not_lost_by_taking_back_the_merger(units):
    held = PostingFactory(person__unit=units["A"])
    act("merge_units", codes=["A"], into="B")
    open_fact(
        actor=SYSTEM, person=held.person, family=family("posts"), since=date(2026, 9, 1),
        values={"kind": "main", "unit": units["C"], "title": "Chuyên viên"}, basis=paper("QĐ 2"),
    )  # fmt: skip
    with pytest.raises((LaterFactsLean, LeanedOn)):
        commands.take_back(
            actor=SYSTEM, basis=Paper.objects.get(title="QĐ 1"), by=paper("QĐ thu hồi"), today=TODAY
        )


def test_a_unit_that_people_joined_since_is_not_unmade(units):
    act("open_unit", unit=NewUnit("N", "Sở Mới", UnitKind.DEPARTMENT, "kh"))
    new = Unit.objects.get(code="N")
    PostingFactory(person__unit=new, valid=from_day(date(2026, 8, 1)))
    with pytest.raises(PeopleLeft):
        commands.take_back(
            actor=SYSTEM, basis=Paper.objects.get(title="QĐ 1"), by=paper("QĐ thu hồi"), today=TODAY
        )


def test_people_of_a_split_unit_wait_to_be_placed_from_the_day_of_the_split(units):
    held = PostingFactory(person__unit=units["A"])
    act("split_unit", code="A", into=["B", "C"])
    assert post_on(held.person_id, JUL_1).unit == units["A"]
    place_people(actor=SYSTEM, person_ids=[held.person_id], unit="C", today=TODAY)
    after = post_on(held.person_id, JUL_1)
    assert (after.unit, after.basis.title) == (units["C"], "QĐ 1")
    with pytest.raises(NotUnplaced):
        place_people(actor=SYSTEM, person_ids=[held.person_id], unit="B", today=TODAY)
    with pytest.raises(NobodyChosen):
        place_people(actor=SYSTEM, person_ids=[], unit="B", today=TODAY)


def test_whose_end_is_decided_already_stays_and_hinders_no_merger(units):
    held = PostingFactory(
        person__unit=units["A"], valid=from_day(date(2024, 1, 1), date(2026, 12, 31)),
        end_basis=paper("Nghỉ hưu"),
    )  # fmt: skip
    act("merge_units", codes=["A"], into="B")
    assert post_on(held.person_id, JUL_1).unit == units["A"]


def test_placing_people_needs_the_right_on_both_units(units):
    held = PostingFactory(person__unit=units["A"])
    act("split_unit", code="A", into=["B", "C"])
    for where in ("A", "C"):
        own = actor_for(units[where], may=[People.RECORD_VIEW, People.RECORD_CHANGE])
        with pytest.raises((Forbidden, NotUnplaced)):
            place_people(actor=own, person_ids=[held.person_id], unit="C", today=TODAY)


def test_a_merger_needs_the_right_to_change_the_people_it_moves(units):
    PostingFactory(person__unit=units["A"])
    own = actor_for(units["A"].parent, may=Establishment.UNIT_CHANGE)
    with pytest.raises(Forbidden):
        act("merge_units", actor=own, codes=["A"], into="B")


def test_a_moved_unit_takes_its_people_along_without_a_new_post(units):
    person = PersonFactory(unit=units["A"])
    held = PostingFactory(person=person)
    act("move_unit", code="A", to="B")
    person.refresh_from_db()
    assert person.unit_path == "kh.b.a"
    assert post_on(person.pk, TODAY) == held
