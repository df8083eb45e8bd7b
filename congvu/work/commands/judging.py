"""What the giver does: accept, send back, give more time, withdraw."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.work.choices import Act, State
from congvu.work.commands.acts import SayMore, effective_due, locked_for, write
from congvu.work.models import Task, TaskEvent
from congvu.work.permissions import Work
from congvu.work.types import BulkOutcome, Refusal


class OwnDelivery(DomainError):
    """Nobody accepts what he himself handed in."""


class TasksMoved(DomainError):
    """Work that somebody has begun cannot be taken back in one go."""


@transaction.atomic
def accept(*, actor: Actor, task_id: int, on: date, note: str = "") -> Task:
    """Accept what was handed in: the task ends on day `on`.

    Requires: work.task.accept where the task was given.
    Raises: NotVisible, Forbidden, WrongState, OwnDelivery.
    """
    task = locked_for(actor, task_id, Act.ACCEPTED)
    last = TaskEvent.objects.filter(task=task, act=Act.DELIVERED).order_by("-id").first()
    if last is not None and actor.account_id and last.account_id == actor.account_id:
        raise OwnDelivery(_("You handed this in yourself; somebody else has to accept it."))
    task.closed_on, task.percent = on, 100
    write(actor, task, Act.ACCEPTED, to_state=State.ACCEPTED, note=note.strip())
    return task


@transaction.atomic
def send_back(*, actor: Actor, task_id: int, reason: str) -> Task:
    """Give the task back to its bearer, saying what is missing.

    Requires: as `accept`.
    Raises: NotVisible, Forbidden, WrongState, SayMore without a reason.
    """
    task = locked_for(actor, task_id, Act.SENT_BACK)
    _need(reason, _("Say what is still missing, so that the bearer can mend it."))
    write(actor, task, Act.SENT_BACK, to_state=State.RETURNED, note=reason.strip())
    return task


@transaction.atomic
def extend(*, actor: Actor, task_id: int, due_on: date, reason: str, today: date) -> Task:
    """Put the due day off to `due_on`, which lies after the present one and not before `today`.

    Requires: as `accept`.
    Raises: NotVisible, Forbidden, WrongState, SayMore.
    """
    task = locked_for(actor, task_id, Act.EXTENDED)
    _need(reason, _("Say why more time is given."))
    if due_on < today or (task.due_on and due_on <= task.due_on):
        raise SayMore(_("The new day has to lie after the present one, and not in the past."))
    before = task.due_on
    _set_due(task, due_on)
    write(actor, task, Act.EXTENDED, note=reason.strip(), due_before=before)
    return task


@transaction.atomic
def withdraw(*, actor: Actor, task_id: int, reason: str, on: date) -> Task:
    """Withdraw a task nobody needs any more; its open parts go with it.

    Requires: work.task.assign where the task was given.
    Raises: NotVisible, Forbidden, WrongState, SayMore without a reason.
    """
    task = locked_for(actor, task_id, Act.WITHDRAWN)
    _need(reason, _("Say why the task is withdrawn."))
    parts = Task.objects.filter(pk__in=_below([task.pk])).open().select_for_update()
    event = withdraw_one(actor, task, reason, on)
    for part in parts.order_by("pk"):
        withdraw_one(actor, part, reason, on, within=event)
    return task


def accept_many(*, actor: Actor, task_ids: Sequence[int], on: date) -> BulkOutcome:
    """Accept each of the tasks; those that cannot be stay as they are and are told.

    Requires, Raises: nothing as a whole; each task as `accept`.
    """
    return _each(actor, task_ids, lambda task_id: accept(actor=actor, task_id=task_id, on=on))


def extend_many(
    *, actor: Actor, task_ids: Sequence[int], due_on: date, reason: str, today: date
) -> BulkOutcome:
    """Put off each of the tasks to `due_on`; those that cannot be stay as they are and are told.

    Requires, Raises: nothing as a whole; each task as `extend`.
    """

    def one(task_id: int) -> Task:
        return extend(actor=actor, task_id=task_id, due_on=due_on, reason=reason, today=today)

    return _each(actor, task_ids, one)


@transaction.atomic
def withdraw_untouched(*, actor: Actor, task_ids: Sequence[int], reason: str, on: date) -> int:
    """Take back work just given, all or nothing; return how many tasks were withdrawn.

    Periods that opened by themselves go along as long as nobody touched them either.

    Requires: work.task.assign where each task was given.
    Raises: TasksMoved when any task or part has been touched.
    """
    wanted = [*task_ids, *_below(task_ids)]
    tasks = list(
        Task.objects.visible_to(actor, Work.TASK_VIEW)
        .filter(pk__in=wanted)
        .exclude(state=State.WITHDRAWN)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    actor.require(Work.TASK_ASSIGN, *{task.giver_path for task in tasks})
    moved = [task for task in tasks if task.state != State.GIVEN]
    touched = TaskEvent.objects.filter(task__in=tasks).exclude(act__in=(Act.GIVEN, Act.OPENED))
    if moved or touched.exists():
        raise TasksMoved(
            _("Work on these tasks has begun; withdraw them one by one with a reason instead.")
        )
    given = TaskEvent.objects.filter(task__in=tasks).order_by("-id")
    first = {event.task_id: event for event in given}
    for task in tasks:
        withdraw_one(actor, task, reason, on, undoes=first.get(task.pk))
    return len(tasks)


def _each(actor: Actor, task_ids: Sequence[int], act: Callable[[int], Task]) -> BulkOutcome:
    # Names for the refusals, read once and only of what the actor may see.
    seen = Task.objects.visible_to(actor, Work.TASK_VIEW).filter(pk__in=task_ids)
    titles: dict[int, str] = dict(seen.values_list("pk", "title"))
    done, refused = [], []
    # In one order everywhere: two people working on the same rows wait, and never for each other.
    for task_id in sorted(set(task_ids)):
        try:
            with transaction.atomic():
                done.append(act(task_id).pk)
        except DomainError as refusal:
            refused.append(Refusal(task_id, titles.get(task_id, ""), str(refusal)))
    return BulkOutcome(tuple(done), tuple(refused))


def _below(task_ids: Sequence[int]) -> list[int]:
    """The keys of every part of the tasks, at any depth."""
    found: list[int] = []
    level = list(task_ids)
    while level:
        level = list(Task.objects.filter(parent_id__in=level).values_list("pk", flat=True))
        found += level
    return found


def withdraw_one(
    actor: Actor,
    task: Task,
    reason: str,
    on: date,
    *,
    within: TaskEvent | None = None,
    undoes: TaskEvent | None = None,
) -> TaskEvent:
    """Withdraw this one task; `undoes` where that takes back its being given."""
    task.closed_on = on
    note = reason.strip()
    return write(
        actor,
        task,
        Act.WITHDRAWN,
        to_state=State.WITHDRAWN,
        note=note,
        within=within,
        undoes=undoes,
    )


def _set_due(task: Task, due_on: date | None) -> None:
    task.due_on, task.effective_due_on = due_on, effective_due(due_on)


def _need(text: str, words: str) -> None:
    if not text.strip():
        raise SayMore(words)
