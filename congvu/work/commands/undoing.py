"""Taking back one's own last act, while nothing leans on it."""

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.work.choices import Act
from congvu.work.commands.acts import WrongState, effective_due, locked, write
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.rules.undoing import can_undo


class NothingToUndo(WrongState):
    """The last act was another's, or something already leans on it."""


@transaction.atomic
def undo(*, actor: Actor, task_id: int) -> Task:
    """Take back the last act on the task, if it was the actor's own and nothing leans on it.

    Requires: to have done it.
    Raises: NotVisible, Forbidden, NothingToUndo.
    """
    task = locked(actor, task_id)
    last = TaskEvent.objects.filter(task=task).order_by("-id").first()
    if last is None or not can_undo(actor, task, last):
        raise NothingToUndo(
            _("This can no longer be undone: it was not your act, or work has gone on since.")
        )
    if last.act == Act.EXTENDED:
        task.due_on, task.effective_due_on = last.due_before, effective_due(last.due_before)
    if last.act == Act.DELIVERED:
        TaskProduct.objects.filter(delivery=last).update(delivery=None, file=None, paper=None)
        task.delivered_on = None
    if last.act == Act.ACCEPTED:
        task.closed_on = None
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
    return task


def _percent_before(task: Task) -> int | None:
    """What was last noted before the acceptance set it to the whole."""
    noted = TaskEvent.objects.filter(task=task, act=Act.NOTED).order_by("-id").first()
    return noted.percent if noted else None
