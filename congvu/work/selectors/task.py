"""One task, whole: what it is, what was done, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congvu.core.actors import Actor
from congvu.core.text import fold
from congvu.documents.models import StoredFile
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import Unit
from congvu.establishment.querysets import UnitQuerySet
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.work.choices import Act, State
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.permissions import Work
from congvu.work.rules.rights import acts_open_to
from congvu.work.rules.undoing import can_undo
from congvu.work.selectors.progress import progress_of
from congvu.work.types import Progress

PEOPLE_SHOWN = 300
UNITS_SHOWN = 200
UNITS_OFFERED = 60


@dataclass(frozen=True)
class WholeTask:
    """Everything the page of one task shows."""

    task: Task
    products: Sequence[TaskProduct]
    events: Sequence[TaskEvent]
    parts: Sequence[Task]
    partners: Sequence[Unit]
    progress: Progress
    acts: frozenset[Act]
    can_undo: bool


def get_task(*, actor: Actor, task_id: int) -> Task:
    """One task with its bearer's unit and parent.

    Raises: NotVisible.
    """
    seen = Task.objects.visible_to(actor, Work.TASK_VIEW)
    task: Task = seen.select_related("bearer_unit", "parent").one(pk=task_id)
    return task


def whole_task(*, actor: Actor, task_id: int, today: date) -> WholeTask:
    """One task with its history, newest first. Six queries.

    Raises: NotVisible.
    """
    task = get_task(actor=actor, task_id=task_id)
    events = list(
        TaskEvent.objects.filter(task=task)
        .select_related("file")
        .defer("file__content")
        .order_by("-id")
    )
    parts = Task.objects.visible_to(actor, Work.TASK_VIEW).filter(parent=task)
    last = events[0] if events else None
    shown = list(parts.select_related("bearer_unit").order_by("order", "effective_due_on", "id"))
    return WholeTask(
        task=task,
        products=list(
            TaskProduct.objects.filter(task=task)
            .select_related("file", "paper")
            .defer("file__content")
            .order_by("order", "id")
        ),
        events=events,
        parts=shown,
        partners=list(Unit.objects.filter(pk__in=task.partner_unit_ids).order_by("order", "id")),
        progress=progress_of(actor=actor, parent_id=task.pk, today=today),
        acts=acts_open_to(actor, task),
        can_undo=last is not None and can_undo(actor, task, last) and not _moved(last, shown),
    )


def _moved(last: TaskEvent, parts: Sequence[Task]) -> bool:
    """Whether a part of the split that `last` is has gone on since."""
    since = [part for part in parts if part.updated_at > last.at]
    return last.act == Act.SPLIT and any(part.state != State.GIVEN for part in since)


def file_of(*, actor: Actor, task_id: int, file_id: int) -> StoredFile:
    """One file of a task, with its content: whoever sees the task may open it.

    Raises: NotVisible.
    """
    task = get_task(actor=actor, task_id=task_id)
    in_history = TaskEvent.objects.filter(task=task).values("file")
    in_products = TaskProduct.objects.filter(task=task).values("file")
    files = StoredFile.objects.filter(pk__in=in_history.union(in_products))
    file: StoredFile = files.one(pk=file_id)
    return file


def units_to_assign(*, actor: Actor, on: date, under: str = "") -> list[Unit]:
    """The units `actor` may give work to: all when they are few, else without divisions."""
    units = Unit.objects.on(on).visible_to(actor, Work.TASK_ASSIGN)
    return _few(units.under(under) if under else units, UNITS_SHOWN)


def units_to_follow(*, actor: Actor, on: date) -> list[Unit]:
    """The units whose work `actor` follows: all when they are few, else without divisions."""
    return _few(Unit.objects.on(on).visible_to(actor, Work.TASK_VIEW), UNITS_OFFERED)


def _few(units: UnitQuerySet, most: int) -> list[Unit]:
    """One query, two where there are too many."""
    found = list(units.order_by("order", "id")[: most + 1])
    if len(found) > most:
        whole = units.exclude(kind=UnitKind.DIVISION)
        found = list(whole.order_by("order", "id")[:UNITS_SHOWN])
    return found


def people_to_assign(*, actor: Actor, unit_path: str, named: str = "") -> list[Person]:
    """The people `actor` may give work to in one unit and below, by given name; `named` so only."""
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW).serving()
    people = seen.filter(unit_path__under=unit_path).select_related("unit")
    if named:
        people = people.filter(name_fold=fold(named))
    return list(people.order_by("name_key", "id")[:PEOPLE_SHOWN])


def unit_of_code(*, actor: Actor, code: str) -> Unit | None:
    """The unit a filter names, if the actor follows work there."""
    if not code:
        return None
    unit: Unit | None = Unit.objects.visible_to(actor, Work.TASK_VIEW).filter(code=code).first()
    return unit
