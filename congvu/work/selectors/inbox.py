"""What waits for one reader's hand: tasks and duties in one list."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from congvu.core.actors import Actor
from congvu.duties.selectors import open_duties
from congvu.establishment.models import Unit
from congvu.work.choices import WITH_BEARER, Act, State
from congvu.work.models import Digest, Task, TaskEvent
from congvu.work.permissions import Work
from congvu.work.querysets import TaskQuerySet

SHOWN = 40
"""So many of each kind are listed; who has more waiting starts with the soonest."""

TO_ACCEPT, TO_MEND, TO_DELIVER, DUTY = "accept", "mend", "deliver", "duty"


@dataclass(frozen=True)
class Waiting:
    """One line of the inbox: what, since whose hand, by when.

    `kind` is one of TO_ACCEPT, TO_MEND, TO_DELIVER and DUTY; a duty has a `link`, the others a
    `task`.
    """

    kind: str
    title: str
    due_on: date | None
    task: Task | None = None
    link: str = ""


def inbox_of(*, actor: Actor) -> list[Waiting]:
    """What waits for `actor`, soonest due first, what has no day last. Four queries."""
    lines = [
        Waiting(
            TO_MEND if task.state == State.RETURNED else TO_DELIVER,
            task.title,
            task.effective_due_on,
            task,
        )
        for task in my_tasks(actor=actor).select_related("bearer_unit")[:SHOWN]
    ]
    lines += [
        Waiting(TO_ACCEPT, task.title, task.effective_due_on, task)
        for task in tasks_to_accept(actor=actor).select_related("bearer_unit")[:SHOWN]
    ]
    lines += [
        Waiting(DUTY, duty.title, duty.due_on, link=duty.link)
        for duty in open_duties(actor=actor)[:SHOWN]
    ]
    return sorted(lines, key=lambda line: (line.due_on is None, line.due_on or date.max))


def my_tasks(*, actor: Actor) -> TaskQuerySet:
    """The tasks the actor has to do: by name, and the own unit's where the actor leads it.

    One query to know the units; soonest due first.
    """
    led = list(
        Unit.objects.filter(path__in=actor.paths(Work.TASK_ASSIGN)).values_list("pk", flat=True)
    )
    tasks: TaskQuerySet = Task.objects.visible_to(actor, Work.TASK_VIEW)
    mine = tasks.once().borne_by(actor.person_id, led).filter(state__in=WITH_BEARER)
    return mine.order_by("effective_due_on", "id")


def tasks_to_accept(*, actor: Actor) -> TaskQuerySet:
    """What was handed in to the places where the actor accepts, by others; soonest due first.

    Only those places themselves: what a unit below gave, its own head accepts.
    """
    own_delivery = TaskEvent.objects.filter(
        task=OuterRef("pk"), act=Act.DELIVERED, account_id=actor.account_id
    )
    tasks: TaskQuerySet = Task.objects.visible_to(actor, Work.TASK_VIEW)
    handed_in = tasks.filter(
        giver_place__in=list(actor.paths(Work.TASK_ACCEPT)), state=State.DELIVERED
    )
    return handed_in.exclude(Exists(own_delivery)).order_by("effective_due_on", "id")


def digest_on(*, actor: Actor, on: date) -> Digest | None:
    """What the actor was told that morning, if anything."""
    if actor.account_id is None:
        return None
    digest: Digest | None = Digest.objects.filter(account_id=actor.account_id, on=on).first()
    return digest
