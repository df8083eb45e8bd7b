from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden, NotVisible
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.work import commands
from congvu.work.choices import State
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.permissions import Work
from congvu.work.tests import factories as new
from congvu.work.types import NewTask, Recurrence, Share

pytestmark = pytest.mark.django_db


def test_a_plan_of_several_rows_is_given_as_a_tree_in_the_order_of_the_rows():
    unit = new.office()
    rows = [
        NewTask(title="Con", bearer_unit_id=unit.pk, parent=1, products=("Báo cáo",)),
        NewTask(title=" Cha  của việc ", bearer_unit_id=unit.pk, origin="Kế hoạch 104"),
    ]
    child, parent = commands.create_tasks(actor=new.giver_of(unit), rows=rows)
    assert (parent.title, parent.parent_id, parent.origin) == ("Cha của việc", None, "Kế hoạch 104")
    assert child.parent_id == parent.pk
    assert [p.text for p in TaskProduct.objects.filter(task=child)] == ["Báo cáo"]
    assert TaskEvent.objects.count() == 2


def test_a_large_plan_takes_no_more_statements_than_a_small_one(django_assert_num_queries):
    unit = new.office()
    giver = new.giver_of(unit)

    def rows(count):
        return [NewTask(title=f"Việc {n}", bearer_unit_id=unit.pk) for n in range(count)]

    with django_assert_num_queries(6):
        commands.create_tasks(actor=giver, rows=rows(3))
    with django_assert_num_queries(6):
        commands.create_tasks(actor=giver, rows=rows(300))


@pytest.mark.parametrize(
    "row",
    [
        {"title": "  "},
        {"starts_on": date(2026, 12, 2), "due_on": date(2026, 12, 1)},
        {"parent": 7},
        {"recurrence": Recurrence("year", due=("13-45",))},
        {"bearer_unit_id": 0},
    ],
)
def test_a_row_that_says_no_possible_task_is_refused_and_nothing_is_given(row):
    unit = new.office()
    good = NewTask(title="Việc tốt", bearer_unit_id=unit.pk)
    bad = NewTask(**{"title": "Việc", "bearer_unit_id": unit.pk, **row})
    with pytest.raises(commands.CannotGive):
        commands.create_tasks(actor=new.giver_of(unit), rows=[good, bad])
    assert not Task.objects.exists()


def test_work_is_given_only_where_one_may_assign():
    unit, other = new.office(), new.office()
    with pytest.raises(Forbidden):
        commands.create_tasks(
            actor=new.head_of(unit), rows=[NewTask(title="Việc", bearer_unit_id=other.pk)]
        )


def test_a_deadline_on_a_day_off_moves_behind_it_and_the_printed_day_stays():
    task = new.task_of(new.office(), due_on=new.SATURDAY)
    assert (task.due_on, task.effective_due_on) == (new.SATURDAY, new.MONDAY)
    on_a_working_day = new.task_of(new.office(), due_on=new.FRIDAY)
    assert on_a_working_day.effective_due_on == new.FRIDAY


def test_a_due_day_is_not_late_on_the_day_and_late_the_day_after():
    task = new.task_of(new.office(), due_on=new.FRIDAY)
    assert not Task.objects.late(new.FRIDAY).exists()
    assert Task.objects.late(new.SATURDAY).get() == task


def test_a_unit_is_judged_from_above_and_a_person_by_his_unit():
    unit = new.office()
    person = new.PersonFactory(unit=unit)
    assert new.task_of(unit).giver_path == unit.parent.path
    assert new.task_of(unit, bearer_person_id=person.pk).giver_path == unit.path


def test_a_task_goes_only_to_a_person_of_its_unit():
    unit, stranger = new.office(), new.PersonFactory()
    with pytest.raises(commands.CannotGive):
        new.task_of(unit, bearer_person_id=stranger.pk)


def test_a_split_task_is_in_hand_and_its_parts_are_given():
    unit = new.office()
    division, person = UnitFactory(parent=unit), new.PersonFactory(unit=unit)
    task = new.task_of(unit, due_on=new.FRIDAY)
    parts = commands.split(
        actor=new.head_of(unit),
        task_id=task.pk,
        shares=[
            Share(title="Phần một", bearer_unit_id=division.pk),
            Share(title="Phần hai", bearer_unit_id=unit.pk, bearer_person_id=person.pk),
        ],
    )
    task.refresh_from_db()
    assert task.state == State.IN_HAND
    assert [(p.parent_id, p.state, p.due_on, p.giver_path) for p in parts] == [
        (task.pk, State.GIVEN, new.FRIDAY, unit.path)
    ] * 2


def test_handing_over_starts_anew_and_leaves_who_accepts():
    unit = new.office()
    person = new.PersonFactory(unit=unit)
    task = new.task_of(unit)
    commands.take_up(actor=new.head_of(unit), task_id=task.pk)
    moved = commands.hand_over(
        actor=new.head_of(unit), task_id=task.pk, unit_id=unit.pk, person_id=person.pk
    )
    assert (moved.state, moved.bearer_name) == (State.GIVEN, person.full_name)
    assert moved.giver_path == unit.parent.path
    last = TaskEvent.objects.order_by("-id").first()
    assert (last.from_state, last.to_state) == (State.IN_HAND, State.GIVEN)


def test_nobody_hands_work_to_a_unit_he_does_not_look_after():
    unit, other = new.office(), new.office()
    task = new.task_of(unit)
    with pytest.raises(Forbidden):
        commands.hand_over(actor=new.head_of(unit), task_id=task.pk, unit_id=other.pk)


def test_what_stands_elsewhere_is_not_found_and_a_partner_only_looks():
    unit, partner = new.office(), new.office()
    task = new.task_of(unit, partner_unit_ids=(partner.pk,))
    with pytest.raises(NotVisible):
        commands.take_up(actor=new.head_of(new.office()), task_id=task.pk)
    with pytest.raises(Forbidden):
        commands.take_up(actor=new.head_of(partner), task_id=task.pk)


def test_raw_sql_shows_a_task_to_bearer_and_partner_and_to_no_other_unit():
    unit, partner, other = new.office(), new.office(), new.office()
    person = new.PersonFactory(unit=unit)
    task = new.task_of(
        unit, partner_unit_ids=(partner.pk,), bearer_person_id=person.pk, products=("Đề án",)
    )
    bearer = Actor(account_id=1, name="", person_id=str(person.pk))

    def rows_of(actor):
        with scope_of(actor), connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM work_task), (SELECT count(*) FROM work_taskproduct),"
                " (SELECT count(*) FROM work_taskevent), (SELECT count(*) FROM work_digest)"
            )
            return cursor.fetchone()

    def changed_by(actor):
        with scope_of(actor), connection.cursor() as cursor:
            cursor.execute("UPDATE work_task SET percent = 1 WHERE id = %s", [task.pk])
            return cursor.rowcount

    viewer = Work.TASK_VIEW
    assert rows_of(actor_for(unit, may=viewer)) == (1, 1, 1, 0)
    assert rows_of(actor_for(partner, may=viewer)) == (1, 1, 1, 0)
    assert rows_of(bearer) == (1, 1, 1, 0)
    assert rows_of(actor_for(other, may=viewer)) == (0, 0, 0, 0)
    assert rows_of(Actor(account_id=1, name="")) == (0, 0, 0, 0)
    assert changed_by(actor_for(partner, may=viewer)) == 0
    assert changed_by(bearer) == 1


def test_raw_sql_of_a_partner_writes_no_history_and_changes_no_product():
    unit, partner = new.office(), new.office()
    task = new.task_of(unit, partner_unit_ids=(partner.pk,), products=("Đề án",))
    add = (
        "INSERT INTO work_taskevent (task_id, actor_name, act, to_state, note, from_state)"
        " VALUES (%s, 'x', 'noted', 'given', '', '')"
    )
    with scope_of(actor_for(partner, may=Work.TASK_VIEW)), connection.cursor() as cursor:
        cursor.execute("UPDATE work_taskproduct SET text = 'khác'")
        assert cursor.rowcount == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(add, [task.pk])
    with scope_of(actor_for(unit, may=Work.TASK_VIEW)), connection.cursor() as cursor:
        cursor.execute(add, [task.pk])
        assert cursor.rowcount == 1


def test_the_filter_shows_the_same_rows_as_the_database():
    unit, partner, other = new.office(), new.office(), new.office()
    new.task_of(unit, partner_unit_ids=(partner.pk,))
    for seen_by, count in ((unit, 1), (partner, 1), (other, 0)):
        actor = actor_for(seen_by, may=Work.TASK_VIEW)
        assert Task.objects.visible_to(actor, Work.TASK_VIEW).count() == count
        with scope_of(actor):
            assert Task.objects.count() == count


def test_what_searches_past_the_policies_returns_only_what_they_let_through():
    unit, partner, other = new.office(), new.office(), new.office()
    task = new.task_of(unit, "Đề án 100% số_hóa \\ lưu trữ", partner_unit_ids=(partner.pk,))

    def found_by(seen_by, *words):
        with scope_of(actor_for(seen_by, may=Work.TASK_VIEW)), connection.cursor() as cursor:
            cursor.execute("SELECT congvu_tasks_titled(%s, 10)", [list(words)])
            titled = [key for (key,) in cursor.fetchall()]
            cursor.execute("SELECT congvu_partner_tasks()")
            return titled, [key for (key,) in cursor.fetchall()]

    assert found_by(unit, "de an", "luu") == ([task.pk], [])
    assert found_by(unit, "100%", "so_hoa", "\\")[0] == [task.pk]
    assert found_by(unit, "1%0")[0] == []
    assert found_by(unit, "so hoa")[0] == []
    assert found_by(unit, "';--")[0] == []
    assert found_by(partner, "de an") == ([task.pk], [task.pk])
    assert found_by(other, "de an") == ([], [])


def test_history_is_never_rewritten():
    new.task_of(new.office())
    with pytest.raises(Exception, match="never changed"):
        TaskEvent.objects.update(note="khác")
