"""Giving work: one task, a whole plan, a part of a task, another bearer."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor, is_within
from congvu.core.errors import DomainError
from congvu.core.text import clean
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.people.models import Person
from congvu.work.choices import Act, State
from congvu.work.commands.acts import (
    SayMore,
    effective_due,
    event_of,
    give_to,
    locked_for,
    write,
)
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.permissions import Work
from congvu.work.rules.periods import next_occurrence
from congvu.work.rules.rights import giver_path_of
from congvu.work.types import NewTask, Share

_ANY_DAY = date(2026, 1, 1)


class CannotGive(DomainError):
    """The row does not say a task that could be given."""


@transaction.atomic
def create_tasks(
    *, actor: Actor, rows: Sequence[NewTask], within: TaskEvent | None = None
) -> list[Task]:
    """Give all of `rows`, or none; return the tasks in the order of the rows.

    `within` is the act on a whole that makes them its parts.

    A row may come before its parent. Statements: two for each depth of the tree, and six.

    Requires: work.task.assign on every bearer unit.
    Raises: Forbidden, NotVisible for an unknown parent, CannotGive for a row without title, unit,
        possible days or parent.
    """
    units, people = _units_of(rows), _people_of(rows)
    actor.require(Work.TASK_ASSIGN, *units.values())
    above = _parents_of(actor, rows)
    made: dict[int, Task] = {}
    waiting = dict(enumerate(rows))
    while waiting:
        ready = {n: row for n, row in waiting.items() if row.parent is None or row.parent in made}
        if not ready:
            raise CannotGive(_("A part of this work names a parent that is not there."))
        wave = {
            n: _task_of(row, units, people, _parent_of(row, made, above))
            for n, row in ready.items()
        }
        Task.objects.bulk_create(wave.values(), batch_size=1000)
        made |= wave
        waiting = {n: row for n, row in waiting.items() if n not in made}
    tasks = [made[n] for n in range(len(rows))]
    _add_products(tasks, [row.products for row in rows])
    TaskEvent.objects.bulk_create(
        [event_of(actor, task, Act.GIVEN, within=within) for task in tasks], batch_size=1000
    )
    journal.record(
        actor=actor,
        act="work.create_tasks",
        path=tasks[0].giver_path if tasks else None,
        tasks=[task.pk for task in tasks],
    )
    return tasks


def give_task(*, actor: Actor, row: NewTask) -> Task:
    """Give one task.

    Requires, Raises: as `create_tasks`.
    """
    return create_tasks(actor=actor, rows=[row])[0]


@transaction.atomic
def split(*, actor: Actor, task_id: int, shares: Sequence[Share]) -> list[Task]:
    """Make parts of a task the work of units below, or of people; the whole stays with its bearer.

    Requires: work.task.assign on the bearing unit and on every unit named.
    Raises: NotVisible, Forbidden, WrongState, CannotGive, SayMore.
    """
    task = locked_for(actor, task_id, Act.SPLIT)
    if not shares:
        raise SayMore(_("Name at least one part and who bears it."))
    already = Task.objects.filter(parent=task).count()
    event = write(actor, task, Act.SPLIT, to_state=State.IN_HAND)
    return create_tasks(
        actor=actor,
        rows=[_row_of_share(task, share, already + n) for n, share in enumerate(shares)],
        within=event,
    )


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    task_id: int,
    unit_id: int,
    person_id: UUID | None = None,
    note: str = "",
) -> Task:
    """Give the task to another bearer, who starts anew; who accepts it stays the same.

    Requires: work.task.assign on the unit left and on the unit joined.
    Raises: NotVisible, Forbidden, WrongState, CannotGive.
    """
    task = locked_for(actor, task_id, Act.HANDED_OVER)
    row = NewTask(title=task.title, bearer_unit_id=unit_id, bearer_person_id=person_id)
    unit = _units_of([row])[unit_id]
    actor.require(Work.TASK_ASSIGN, unit)
    if (unit_id, person_id) == (task.bearer_unit_id, task.bearer_person_id):
        raise CannotGive(_("The task is already with this bearer."))
    person = _person_of(row, unit, _people_of([row]))
    told = [_("from %(bearer)s") % {"bearer": task.bearer_name or task.bearer_unit.name}, note]
    before = (task.bearer_unit, task.bearer_person)
    give_to(task, unit, person)
    write(
        actor,
        task,
        Act.HANDED_OVER,
        to_state=State.GIVEN,
        note="; ".join(filter(None, told)),
        before=before,
    )
    return task


def _row_of_share(task: Task, share: Share, order: int) -> NewTask:
    return NewTask(
        title=share.title,
        bearer_unit_id=share.bearer_unit_id,
        bearer_person_id=share.bearer_person_id,
        parent_id=task.pk,
        products=share.products,
        due_on=share.due_on or task.due_on,
        deadline_kind="by_date" if share.due_on or task.due_on else task.deadline_kind,
        order=order,
        origin=task.origin,
    )


def _units_of(rows: Sequence[NewTask]) -> dict[int, Unit]:
    wanted = {row.bearer_unit_id for row in rows}
    units = Unit.objects.in_bulk(wanted)
    if wanted - set(units):
        raise CannotGive(_("Choose the unit that answers for the task."))
    return units


def _people_of(rows: Sequence[NewTask]) -> dict[UUID, Person]:
    wanted = {row.bearer_person_id for row in rows if row.bearer_person_id}
    return Person.objects.in_bulk(wanted) if wanted else {}


def _parents_of(actor: Actor, rows: Sequence[NewTask]) -> dict[int, Task]:
    seen = Task.objects.visible_to(actor, Work.TASK_VIEW)
    wanted = {row.parent_id for row in rows if row.parent_id}
    return {pk: seen.one(pk=pk) for pk in wanted}


def _parent_of(row: NewTask, made: Mapping[int, Task], above: Mapping[int, Task]) -> Task | None:
    if row.parent is not None:
        return made[row.parent]
    return above[row.parent_id] if row.parent_id else None


def _person_of(row: NewTask, unit: Unit, people: Mapping[UUID, Person]) -> Person | None:
    if row.bearer_person_id is None:
        return None
    person = people.get(row.bearer_person_id)
    if person is None or not is_within(person.unit_path, unit.path):
        raise CannotGive(_("Choose a person who works in %(unit)s.") % {"unit": unit.name})
    return person


def _task_of(
    row: NewTask, units: Mapping[int, Unit], people: Mapping[UUID, Person], parent: Task | None
) -> Task:
    unit = units[row.bearer_unit_id]
    person = _person_of(row, unit, people)
    _check(row)
    recurs = row.recurrence
    return Task(
        title=clean(row.title),
        parent=parent,
        bearer_unit=unit,
        bearer_person=person,
        bearer_name=person.full_name if person else "",
        unit_path=unit.path,
        giver_path=giver_path_of(
            unit.path,
            to_person=person is not None,
            parent_path=parent.unit_path if parent else None,
        ),
        partner_unit_ids=sorted(set(row.partner_unit_ids)),
        partners_printed=row.partners_printed,
        starts_on=row.starts_on,
        due_on=row.due_on,
        effective_due_on=effective_due(row.due_on),
        deadline_kind=row.deadline_kind,
        deadline_printed=row.deadline_printed,
        recurs_every=recurs.every if recurs else "",
        recurs_min_times=recurs.min_times if recurs else None,
        recurs_due=list(recurs.due) if recurs else [],
        event=row.event,
        order=row.order,
        origin=row.origin[:300],
    )


def _check(row: NewTask) -> None:
    """Refuse in words what the database would refuse by a code."""
    if not clean(row.title):
        raise CannotGive(_("Say what is to be done."))
    if row.starts_on and row.due_on and row.starts_on > row.due_on:
        raise CannotGive(_("The first day lies after the due day: %s") % clean(row.title)[:80])
    if row.recurrence:
        try:
            # Any day will do: only whether the days of the period can be read is asked here.
            next_occurrence(row.recurrence.every, row.recurrence.due, _ANY_DAY)
        except ValueError as unreadable:
            raise CannotGive(
                _("The days on which it comes back cannot be read: %s") % clean(row.title)[:80]
            ) from unreadable


def _add_products(tasks: Sequence[Task], texts: Sequence[Sequence[str]]) -> None:
    TaskProduct.objects.bulk_create(
        [
            TaskProduct(task=task, text=clean(text), order=order)
            for task, products in zip(tasks, texts, strict=True)
            for order, text in enumerate(products)
            if clean(text)
        ],
        batch_size=1000,
    )
