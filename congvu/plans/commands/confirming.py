"""Confirming a paper: its lines become tasks; and taking that back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.plans.choices import LineState, PaperState
from congvu.plans.models import PlanLine, PlanPaper
from congvu.plans.permissions import Plans
from congvu.plans.selectors import get_paper
from congvu.work import commands as work
from congvu.work.types import NewTask, Recurrence


class NotReady(DomainError):
    """Some lines still lack an answerable unit."""


class NotConfirmed(DomainError):
    """Only a confirmed paper has work to take back."""


@transaction.atomic
def confirm_paper(*, actor: Actor, paper_id: int, now: datetime) -> PlanPaper:
    """Give the work of every line that was not left out.

    A line with several leads becomes a parent with one child for each. Lines whose task
    stands from an earlier version of the paper keep it.

    Requires: plans.plan.confirm. Raises: NotReady, NotVisible.
    """
    paper = _locked(actor, paper_id)
    if paper.state == PaperState.CONFIRMED:
        return paper
    lines = list(paper.lines.exclude(state=LineState.DROPPED).order_by("order"))
    _refuse_unowned(lines)
    fresh = [line for line in lines if line.task_id is None]
    units = Unit.objects.in_bulk({pk for line in fresh for pk in line.lead_unit_ids})
    rows, places = _tasks_of(fresh, units, paper)
    tasks = work.create_tasks(actor=actor, rows=rows)
    for line, place in zip(fresh, places, strict=True):
        line.task = tasks[place]
    PlanLine.objects.bulk_update(fresh, ["task"])
    paper.state, paper.confirmed_at = PaperState.CONFIRMED, now
    paper.reader_unit_ids = sorted(_readers(lines))
    paper.save(update_fields=["state", "confirmed_at", "reader_unit_ids"])
    journal.record(actor=actor, act="plans.confirm_paper", subject=paper, tasks=len(tasks))
    return paper


@transaction.atomic
def undo_confirmation(*, actor: Actor, paper_id: int, on: date) -> PlanPaper:
    """Take the given work back and open the paper for review again.

    Requires: plans.plan.confirm. Raises: NotConfirmed, work.TasksMoved once a task has moved.
    """
    paper = _locked(actor, paper_id)
    if paper.state != PaperState.CONFIRMED:
        raise NotConfirmed(_("The work of this paper is not given yet."))
    lines = list(paper.lines.exclude(task=None))
    tops = [line.task_id for line in lines]
    work.withdraw_untouched(actor=actor, task_ids=tops, reason=_("Confirmation undone"), on=on)
    for line in lines:
        line.task = None
    PlanLine.objects.bulk_update(lines, ["task"])
    paper.state, paper.confirmed_at, paper.reader_unit_ids = PaperState.REVIEWING, None, []
    paper.save(update_fields=["state", "confirmed_at", "reader_unit_ids"])
    journal.record(actor=actor, act="plans.undo_confirmation", subject=paper)
    return paper


def _locked(actor: Actor, paper_id: int) -> PlanPaper:
    paper = get_paper(actor=actor, paper_id=paper_id)
    actor.require(Plans.CONFIRM, paper.unit_path)
    papers = PlanPaper.objects.select_for_update(of=["self"]).select_related("unit")
    locked: PlanPaper = papers.get(pk=paper.pk)
    return locked


def _readers(lines: list[PlanLine]) -> set[int]:
    """The units the paper gives work to, partners included."""
    return {pk for line in lines for pk in (*line.lead_unit_ids, *line.partner_unit_ids)}


def _refuse_unowned(lines: list[PlanLine]) -> None:
    without = [line for line in lines if not line.lead_unit_ids]
    if without:
        raise NotReady(
            _(
                "%(n)d tasks have no unit that answers for them yet, the first is %(ref)s. "
                "Choose the unit or leave the task out, then confirm."
            )
            % {"n": len(without), "ref": without[0].ref or without[0].text[:60]}
        )
    if not lines:
        raise NotReady(_("Every task of this paper was left out: there is nothing to give."))


def _tasks_of(
    lines: list[PlanLine], units: dict[int, Unit], paper: PlanPaper
) -> tuple[list[NewTask], list[int]]:
    """The tasks to create, and for each line the place of its top task among them."""
    rows: list[NewTask] = []
    places: list[int] = []
    for order, line in enumerate(lines):
        leads = [pk for pk in line.lead_unit_ids if pk in units]
        places.append(len(rows))
        if len(leads) == 1:
            rows.append(_task(line, leads[0], order, parent=None))
            continue
        rows.append(_task(line, paper.unit_id, order, parent=None, is_parent=True))
        top = len(rows) - 1
        rows.extend(_task(line, unit_id, order, parent=top) for unit_id in leads)
    return rows, places


def _task(
    line: PlanLine, unit_id: int, order: int, *, parent: int | None, is_parent: bool = False
) -> NewTask:
    return NewTask(
        title=line.text[:1].upper() + line.text[1:],
        bearer_unit_id=unit_id,
        parent=parent,
        partner_unit_ids=() if is_parent else tuple(line.partner_unit_ids),
        partners_printed="; ".join(line.coordinating),
        products=tuple(line.products),
        starts_on=line.starts_on,
        due_on=line.due_on,
        deadline_kind=line.deadline_kind,
        deadline_printed=line.deadline_raw,
        recurrence=None if is_parent else _recurrence(line),
        event=line.event,
        order=order,
        origin=f"{line.paper.number or line.paper.title[:80]} · {line.ref}",
    )


def _recurrence(line: PlanLine) -> Recurrence | None:
    if not line.every:
        return None
    return Recurrence(line.every, line.min_times, tuple(filter(None, line.due_mmdd.split(","))))
