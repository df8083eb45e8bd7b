"""Taking back one's own last act, while nothing leans on it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.work.choices import Act
from congvu.work.commands.acts import WrongState, effective_due, give_to, locked, write
from congvu.work.commands.judging import withdraw_one
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.rules.undoing import can_undo


class NothingToUndo(WrongState):
    """The last act was another's, or something already leans on it."""


@transaction.atomic
def undo(*, actor: Actor, task_id: int, on: date) -> Task:
    """Take back on day `on` the last act on the task, if it was the actor's own.

    What it brought along goes with it: the parts of a split are withdrawn, those withdrawn with
    the whole come back.

    Requires: to have done it.
    Raises: NotVisible, Forbidden, NothingToUndo where something leans on it.
    """
    task = locked(actor, task_id)
    last = TaskEvent.objects.filter(task=task).order_by("-id").first()
    if last is None or not can_undo(actor, task, last):
        raise _nothing_to_undo()
    if last.act == Act.SPLIT:
        _withdraw_parts(actor, last, on)
    if last.act == Act.WITHDRAWN:
        for event in last.brought.select_related("task").order_by("task_id"):
            _take_back(actor, event.task, event)
    _take_back(actor, task, last)
    return task


def _take_back(actor: Actor, task: Task, last: TaskEvent) -> None:
    """Put the task back where it stood before `last`."""
    if last.act == Act.EXTENDED:
        task.due_on, task.effective_due_on = last.due_before, effective_due(last.due_before)
    if last.act == Act.DELIVERED:
        TaskProduct.objects.filter(delivery=last).update(delivery=None, file=None, paper=None)
        task.delivered_on = None
    if last.act == Act.HANDED_OVER and last.unit_before:
        give_to(task, last.unit_before, last.person_before)
    if last.act in (Act.ACCEPTED, Act.WITHDRAWN):
        task.closed_on = None
    if last.act == Act.ACCEPTED:
        task.percent = _percent_before(task)
    write(
        actor,
        task,
        Act.UNDONE,
        to_state=last.from_state,
        from_state=last.to_state,
        note=str(Act(last.act).label),
        undoes=last,
        due_before=last.due_after if last.act == Act.EXTENDED else None,
    )


def _withdraw_parts(actor: Actor, split: TaskEvent, on: date) -> None:
    """Withdraw the parts that `split` made, as long as nobody touched one."""
    given = {event.task_id: event for event in split.brought.all()}
    parts = Task.objects.filter(pk__in=given).select_for_update().order_by("pk")
    if TaskEvent.objects.filter(task__in=given).exclude(within=split).exists():
        raise _nothing_to_undo()
    for part in parts:
        withdraw_one(actor, part, str(Act.UNDONE.label), on, undoes=given[part.pk])


def _nothing_to_undo() -> NothingToUndo:
    return NothingToUndo(
        _("This can no longer be undone: it was not your act, or work has gone on since.")
    )


def _percent_before(task: Task) -> int | None:
    """What was last noted before the acceptance set it to the whole."""
    noted = TaskEvent.objects.filter(task=task, act=Act.NOTED).order_by("-id").first()
    return noted.percent if noted else None
