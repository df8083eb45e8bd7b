from datetime import timedelta

import pytest

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden
from congvu.establishment.tests.factories import UnitFactory
from congvu.work import commands, selectors
from congvu.work.choices import Act, State
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.permissions import Work
from congvu.work.tests import factories as new
from congvu.work.types import Handed, Progress, Share, Upload

pytestmark = pytest.mark.django_db

ON = new.FRIDAY
PDF = Upload("đề án.pdf", b"%PDF-1.7 ", "application/pdf")


@pytest.fixture
def unit():
    return new.office()


@pytest.fixture
def head(unit):
    return new.head_of(unit)


@pytest.fixture
def giver(unit):
    return new.giver_of(unit)


def deliver(actor, task, **more):
    return commands.deliver(actor=actor, task_id=task.pk, on=ON, **({"note": "Đã xong"} | more))


def acts_of(task):
    return list(TaskEvent.objects.filter(task=task).order_by("id").values_list("act", flat=True))


def test_a_task_goes_from_given_to_accepted_and_every_act_is_kept(unit, head, giver):
    task = new.task_of(unit, products=("Đề án",))
    commands.take_up(actor=head, task_id=task.pk)
    commands.note_progress(actor=head, task_id=task.pk, note="Đang lấy ý kiến", percent=40)
    product = TaskProduct.objects.get()
    handed = Handed(product.pk, number="12/ĐA-SNV", file=PDF)
    deliver(head, task, products=[handed], note="")
    done = commands.accept(actor=giver, task_id=task.pk, on=ON)
    assert (done.state, done.percent) == (State.ACCEPTED, 100)
    assert (done.delivered_on, done.closed_on) == (ON, ON)
    product.refresh_from_db()
    assert (product.paper.number, product.file.name) == ("12/ĐA-SNV", "đề án.pdf")
    assert acts_of(task) == [Act.GIVEN, Act.TAKEN_UP, Act.NOTED, Act.DELIVERED, Act.ACCEPTED]


def test_noting_progress_takes_the_task_in_hand(unit, head):
    task = commands.note_progress(actor=head, task_id=new.task_of(unit).pk, percent=0)
    assert (task.state, task.percent) == (State.IN_HAND, 0)


@pytest.mark.parametrize("says", [{}, {"note": "  "}, {"percent": 101}, {"percent": -1}])
def test_progress_that_says_nothing_possible_is_refused(unit, head, says):
    with pytest.raises(commands.SayMore):
        commands.note_progress(actor=head, task_id=new.task_of(unit).pk, **says)


def test_a_delivery_without_its_product_names_what_is_missing(unit, head):
    task = new.task_of(unit, products=("Đề án", "Tờ trình"))
    first = TaskProduct.objects.get(text="Đề án")
    with pytest.raises(commands.SayMore, match="Tờ trình"):
        deliver(head, task, products=[Handed(first.pk, file=PDF)])
    assert acts_of(task) == [Act.GIVEN]


def test_a_delivery_without_anything_is_refused(unit, head):
    with pytest.raises(commands.SayMore):
        deliver(head, new.task_of(unit), note=" ")


def test_a_product_of_another_task_is_not_taken(unit, head):
    stranger = TaskProduct.objects.create(task=new.task_of(unit), text="Khác")
    with pytest.raises(commands.SayMore):
        deliver(head, new.task_of(unit), products=[Handed(stranger.pk, file=PDF)], note="")


def test_a_returned_task_keeps_what_was_handed_in_and_takes_the_better_one(unit, head, giver):
    task = new.task_of(unit, products=("Đề án", "Tờ trình"))
    plan, letter = TaskProduct.objects.order_by("pk")
    deliver(head, task, products=[Handed(plan.pk, "1"), Handed(letter.pk, "2")])
    commands.send_back(actor=giver, task_id=task.pk, reason="Thiếu kinh phí")
    deliver(head, task, products=[Handed(plan.pk, "3")])
    assert [p.paper.number for p in TaskProduct.objects.order_by("pk")] == ["3", "2"]


def test_a_whole_is_not_handed_in_while_a_part_waits(unit, head, giver):
    whole = new.task_of(unit)
    part = new.task_of(unit, parent_id=whole.pk)
    with pytest.raises(commands.WrongState):
        deliver(head, whole)
    commands.withdraw(actor=giver, task_id=part.pk, reason="Không cần nữa", on=ON)
    assert deliver(head, whole).state == State.DELIVERED


def test_the_head_does_not_accept_the_work_of_the_own_unit(unit, head):
    task = new.task_of(unit)
    deliver(head, task)
    with pytest.raises(Forbidden):
        commands.accept(actor=head, task_id=task.pk, on=ON)


def test_nobody_accepts_what_he_handed_in_himself(unit, head):
    task = new.task_of(unit, bearer_person_id=new.PersonFactory(unit=unit).pk)
    deliver(head, task)
    with pytest.raises(commands.OwnDelivery):
        commands.accept(actor=head, task_id=task.pk, on=ON)


def test_a_colleague_does_not_deliver_anothers_task_and_the_bearer_does(unit):
    person = new.PersonFactory(unit=unit)
    task = new.task_of(unit, bearer_person_id=person.pk)
    colleague = actor_for(unit, may=new.MEMBER)
    with pytest.raises(Forbidden):
        deliver(colleague, task)
    bearer = Actor(account_id=7, name="Người làm", person_id=str(person.pk))
    assert deliver(bearer, task).state == State.DELIVERED


def test_a_return_needs_a_reason_and_an_extension_too(unit, head, giver):
    task = new.task_of(unit, due_on=ON)
    deliver(head, task)
    with pytest.raises(commands.SayMore):
        commands.send_back(actor=giver, task_id=task.pk, reason=" ")
    with pytest.raises(commands.SayMore):
        commands.extend(actor=giver, task_id=task.pk, due_on=new.MONDAY, reason="", today=ON)


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, False), (1, True)])
def test_more_time_ends_after_the_present_day(unit, giver, days, is_taken):
    task = new.task_of(unit, due_on=ON)
    due_on = ON + timedelta(days=days)
    if not is_taken:
        with pytest.raises(commands.SayMore):
            commands.extend(
                actor=giver, task_id=task.pk, due_on=due_on, reason="Chờ ý kiến", today=ON
            )
        return
    task = commands.extend(
        actor=giver, task_id=task.pk, due_on=due_on, reason="Chờ ý kiến", today=ON
    )
    assert (task.due_on, task.effective_due_on) == (new.SATURDAY, new.MONDAY)


def test_accepting_many_does_the_good_ones_and_tells_the_others(unit, head, giver):
    ready, waiting = new.task_of(unit, "Việc đã nộp"), new.task_of(unit, "Việc chưa nộp")
    deliver(head, ready)
    outcome = commands.accept_many(
        actor=giver, task_ids=[waiting.pk, ready.pk, new.task_of(new.office()).pk], on=ON
    )
    assert outcome.done == (ready.pk,)
    assert [refusal.title for refusal in outcome.refused] == ["Việc chưa nộp", ""]
    assert all(refusal.why for refusal in outcome.refused)


def test_extending_many_does_the_good_ones_and_tells_the_others(unit, giver):
    near, far = new.task_of(unit, due_on=ON), new.task_of(unit, due_on=new.MONDAY)
    outcome = commands.extend_many(
        actor=giver, task_ids=[near.pk, far.pk], due_on=new.MONDAY, reason="Lùi", today=ON
    )
    assert outcome.done == (near.pk,)
    assert [refusal.task_id for refusal in outcome.refused] == [far.pk]


def test_work_untouched_is_taken_back_whole_and_work_begun_not_at_all(unit, head, giver):
    whole = new.task_of(unit)
    part = new.task_of(unit, parent_id=whole.pk)
    other = new.task_of(unit)
    commands.take_up(actor=head, task_id=other.pk)
    with pytest.raises(commands.TasksMoved):
        commands.withdraw_untouched(
            actor=giver, task_ids=[whole.pk, other.pk], reason="Đọc nhầm", on=ON
        )
    assert not Task.objects.filter(state=State.WITHDRAWN).exists()
    count = commands.withdraw_untouched(actor=giver, task_ids=[whole.pk], reason="Đọc nhầm", on=ON)
    assert count == 2
    assert set(Task.objects.filter(state=State.WITHDRAWN)) == {whole, part}


def test_an_extended_task_counts_as_touched(unit, giver):
    task = new.task_of(unit, due_on=ON)
    commands.extend(actor=giver, task_id=task.pk, due_on=new.MONDAY, reason="Lùi", today=ON)
    with pytest.raises(commands.TasksMoved):
        commands.withdraw_untouched(actor=giver, task_ids=[task.pk], reason="Đọc nhầm", on=ON)


def test_the_last_own_act_is_undone_with_all_it_changed(unit, head, giver):
    task = new.task_of(unit, products=("Đề án",), due_on=ON)
    commands.note_progress(actor=head, task_id=task.pk, percent=60)
    product = TaskProduct.objects.get()
    deliver(head, task, products=[Handed(product.pk, "1", PDF)])
    task = commands.undo(actor=head, task_id=task.pk, on=ON)
    product.refresh_from_db()
    assert (task.state, task.delivered_on, product.delivery) == (State.IN_HAND, None, None)
    deliver(head, task, products=[Handed(product.pk, "1", PDF)])
    commands.accept(actor=giver, task_id=task.pk, on=ON)
    task = commands.undo(actor=giver, task_id=task.pk, on=ON)
    assert (task.state, task.closed_on, task.percent) == (State.DELIVERED, None, 60)
    commands.extend(actor=giver, task_id=task.pk, due_on=new.SATURDAY, reason="Lùi", today=ON)
    task = commands.undo(actor=giver, task_id=task.pk, on=ON)
    assert (task.due_on, task.effective_due_on) == (ON, ON)


def test_an_undone_split_withdraws_its_parts_and_the_whole_stands_as_before(unit, head):
    whole = new.task_of(unit)
    parts = commands.split(
        actor=head,
        task_id=whole.pk,
        shares=[Share("Phần một", unit.pk), Share("Phần hai", unit.pk)],
    )
    whole = commands.undo(actor=head, task_id=whole.pk, on=ON)
    states = {Task.objects.get(pk=part.pk).state for part in parts}
    assert (whole.state, states) == (State.GIVEN, {State.WITHDRAWN})


def test_a_split_stays_once_somebody_touched_a_part(unit, head):
    whole = new.task_of(unit)
    [part] = commands.split(actor=head, task_id=whole.pk, shares=[Share("Phần một", unit.pk)])
    commands.take_up(actor=head, task_id=part.pk)
    with pytest.raises(commands.NothingToUndo):
        commands.undo(actor=head, task_id=whole.pk, on=ON)
    assert not selectors.whole_task(actor=head, task_id=whole.pk, today=ON).can_undo


def test_an_undone_hand_over_gives_the_task_back_to_who_bore_it(unit, head, giver):
    other = UnitFactory(parent=unit.parent)
    task = new.task_of(unit)
    commands.take_up(actor=head, task_id=task.pk)
    commands.hand_over(actor=giver, task_id=task.pk, unit_id=other.pk)
    task = commands.undo(actor=giver, task_id=task.pk, on=ON)
    assert (task.bearer_unit, task.unit_path, task.state) == (unit, unit.path, State.IN_HAND)


def test_an_undone_withdrawal_brings_back_what_went_with_it_and_nothing_else(unit, giver):
    whole = new.task_of(unit)
    kept, gone = (new.task_of(unit, parent_id=whole.pk) for _ in range(2))
    commands.withdraw(actor=giver, task_id=gone.pk, reason="Trùng", on=ON)
    commands.withdraw(actor=giver, task_id=whole.pk, reason="Không cần nữa", on=ON)
    with pytest.raises(commands.NothingToUndo):
        commands.undo(actor=giver, task_id=kept.pk, on=ON)
    whole = commands.undo(actor=giver, task_id=whole.pk, on=ON)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (whole.state, whole.closed_on) == (State.GIVEN, None)
    assert (kept.state, kept.closed_on, gone.state) == (State.GIVEN, None, State.WITHDRAWN)


def test_work_of_a_plan_taken_back_does_not_come_back_one_by_one(unit, giver):
    task = new.task_of(unit)
    commands.withdraw_untouched(actor=giver, task_ids=[task.pk], reason="Làm lại", on=ON)
    with pytest.raises(commands.NothingToUndo):
        commands.undo(actor=giver, task_id=task.pk, on=ON)


def test_anothers_act_and_an_act_that_others_built_on_stay(unit, head, giver):
    task = new.task_of(unit)
    deliver(head, task)
    with pytest.raises(commands.NothingToUndo):
        commands.undo(actor=giver, task_id=task.pk, on=ON)
    commands.accept(actor=giver, task_id=task.pk, on=ON)
    with pytest.raises(commands.NothingToUndo):
        commands.undo(actor=head, task_id=task.pk, on=ON)


def test_an_act_that_does_not_fit_the_state_says_the_state(unit, giver):
    with pytest.raises(commands.WrongState, match=r"\w"):
        commands.accept(actor=giver, task_id=new.task_of(unit).pk, on=ON)


def test_the_progress_of_a_whole_comes_from_its_parts(unit, head, giver):
    whole = new.task_of(unit)
    parts = [new.task_of(unit, parent_id=whole.pk, due_on=ON) for _ in range(3)]
    deliver(head, parts[0])
    commands.accept(actor=giver, task_id=parts[0].pk, on=ON)
    deliver(head, parts[1])

    def progress(today):
        return selectors.progress_of(actor=giver, parent_id=whole.pk, today=today)

    assert progress(ON) == Progress(total=3, accepted=1, delivered=1, late=0)
    assert progress(new.SATURDAY).late == 1
    assert progress(ON).percent == 33
    commands.withdraw(actor=giver, task_id=parts[2].pk, reason="Không cần nữa", on=ON)
    assert progress(ON).percent == 50


def test_files_of_a_task_are_opened_by_those_who_see_it_and_by_nobody_else(unit, head):
    from congvu.core.scope import scope_of
    from congvu.documents.models import StoredFile

    partner = new.office()
    task = new.task_of(unit, partner_unit_ids=(partner.pk,))
    deliver(head, task, files=[PDF])
    for seen_by, count in ((partner, 1), (new.office(), 0)):
        with scope_of(actor_for(seen_by, may=Work.TASK_VIEW)):
            assert StoredFile.objects.count() == count
