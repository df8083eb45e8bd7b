"""What the pages of plans show, put together from the selectors."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.documents.intake.errors import MESSAGES
from congvu.law.selectors import parameter
from congvu.plans import selectors
from congvu.plans.choices import LineState
from congvu.plans.models import PlanLine, PlanPaper
from congvu.plans.rules.progress import Chosen, TaskFacts, tally_by_lead
from congvu.plans.rules.timeline import WIDTH, months_of
from congvu.work.choices import WITH_BEARER, State

SHOWN_LATE = 50
SURE = 0.8


def line_initial(line: PlanLine) -> dict[str, Any]:
    """The values of a line as its form takes them."""
    return {
        "text": line.text,
        "lead": "\n".join(line.lead),
        "coordinating": "\n".join(line.coordinating),
        "products": "\n".join(line.products),
        "deadline_raw": line.deadline_raw,
        "due_on": line.due_on,
    }


def review(*, actor: Actor, paper: PlanPaper, doubtful_first: bool, on: date) -> dict[str, Any]:
    """The paper's lines, its tasks with the units they name, and how far the review is."""
    lines = selectors.lines_of(actor=actor, paper=paper, doubtful_first=doubtful_first)
    named = {pk for line in lines for pk in line.lead_unit_ids[:4]}
    units = selectors.units_by_id(actor=actor, ids=named)
    for line in lines:
        line.leads = [units[pk] for pk in line.lead_unit_ids[:3] if pk in units]  # type: ignore[attr-defined]
        line.more_leads = max(0, len(line.lead_unit_ids) - 3)  # type: ignore[attr-defined]
        line.is_doubtful = float(line.confidence) < SURE  # type: ignore[attr-defined]
    standing = [line for line in lines if line.state != LineState.DROPPED]
    unknown = Counter(name for line in standing for name in line.unknown)
    return {
        "paper": paper,
        "text_lines": paper.text.split("\n"),
        "lines": lines,
        "standing": len(standing),
        "checked": sum(line.state == LineState.CHECKED for line in standing),
        "unknown": sorted(unknown.items()),
        "units": selectors.today_units(actor=actor, on=on) if unknown else [],
        "notes": [_(MESSAGES[code]) for code in paper.reading.get("notes", ())],
        "gone": selectors.gone_lines(actor=actor, paper=paper),
        "doubtful_first": doubtful_first,
    }


def progress(*, actor: Actor, paper: PlanPaper, today: date) -> dict[str, Any]:
    """Counts by lead, by month, what is late, and the paper's aims and reports."""
    tasks = list(selectors.tasks_of(actor=actor, paper=paper))
    soon_until = _soon_until(today)
    facts = [_facts_of(task) for task in tasks]
    whole, by_lead = tally_by_lead(facts, today=today, soon_until=soon_until)
    months = months_of(facts, today=today)
    late = [task for task, fact in zip(tasks, facts, strict=True) if fact.is_late(today)]
    return {
        "paper": paper,
        "whole": whole,
        "by_lead": by_lead,
        "months": months,
        "timeline_width": len(months) * WIDTH,
        "late": sorted(late, key=lambda task: task.effective_due_on or today)[:SHOWN_LATE],
        "recurring": [line for line in paper.lines.order_by("order") if line.every],
        "targets": selectors.targets_of(actor=actor, paper=paper, on=today),
        "reporting": list(paper.reporting.order_by("order")),
    }


def tasks(*, actor: Actor, paper: PlanPaper, today: date, chosen: Chosen) -> list[Any]:
    """The tasks behind one figure of the paper's progress, soonest due first."""
    until = _soon_until(today)
    found = [
        task
        for task in selectors.tasks_of(actor=actor, paper=paper)
        if chosen.takes(_facts_of(task), today=today, soon_until=until)
    ]
    return sorted(found, key=lambda task: (task.effective_due_on or date.max, task.pk))


def _soon_until(today: date) -> date:
    return today + timedelta(days=parameter("work.soon_days", today).value)


def _facts_of(task: Any) -> TaskFacts:
    return TaskFacts(
        lead=task.bearer_unit.name,
        code=task.bearer_unit.code,
        is_done=task.state == State.ACCEPTED,
        is_running=task.state in WITH_BEARER,
        due_on=task.effective_due_on,
    )
