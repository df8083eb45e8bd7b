"""Recurring duties open their next period by themselves."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from congvu.core.actors import Actor
from congvu.journal import commands as journal
from congvu.work.choices import Act, DeadlineKind, State
from congvu.work.commands.acts import effective_due, event_of
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.permissions import Work
from congvu.work.rules.periods import Occurrence, next_occurrence


@transaction.atomic
def open_recurrences(*, actor: Actor, today: date) -> list[Task]:
    """Open the next period of every running recurring duty as a part of it; return those opened.

    A second run on the same day opens nothing. A duty whose own last day has passed rests.

    Requires: work.task.assign on the bearing unit; other duties are left alone.
    """
    running = (
        Task.objects.visible_to(actor, Work.TASK_ASSIGN)
        .exclude(recurs_every="")
        .filter(Q(due_on=None) | Q(due_on__gte=today), state__in=(State.GIVEN, State.IN_HAND))
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    due = {duty: next_occurrence(duty.recurs_every, duty.recurs_due, today) for duty in running}
    open_already = set(Task.objects.filter(parent__in=due).values_list("parent_id", "occurrence"))
    opened = Task.objects.bulk_create(
        [
            _period_of(duty, occurrence)
            for duty, occurrence in due.items()
            if (duty.pk, occurrence.key) not in open_already
        ],
        batch_size=1000,
    )
    _copy_products(opened)
    TaskEvent.objects.bulk_create(
        [event_of(actor, task, Act.OPENED) for task in opened], batch_size=1000
    )
    if opened:
        journal.record(actor=actor, act="work.open_recurrences", count=len(opened))
    return opened


def _period_of(duty: Task, occurrence: Occurrence) -> Task:
    return Task(
        title=duty.title,
        parent=duty,
        bearer_unit_id=duty.bearer_unit_id,
        bearer_person_id=duty.bearer_person_id,
        bearer_name=duty.bearer_name,
        unit_path=duty.unit_path,
        giver_path=duty.giver_path,
        partner_unit_ids=duty.partner_unit_ids,
        partners_printed=duty.partners_printed,
        starts_on=occurrence.starts_on,
        due_on=occurrence.due_on,
        effective_due_on=effective_due(occurrence.due_on),
        deadline_kind=DeadlineKind.BY_DATE,
        occurrence=occurrence.key,
        origin=duty.origin,
    )


def _copy_products(opened: list[Task]) -> None:
    by_duty = {task.parent_id: task for task in opened}
    TaskProduct.objects.bulk_create(
        [
            TaskProduct(task=by_duty[product.task_id], text=product.text, order=product.order)
            for product in TaskProduct.objects.filter(task__in=list(by_duty)).order_by("pk")
        ],
        batch_size=1000,
    )
