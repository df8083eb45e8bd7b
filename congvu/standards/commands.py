"""Screening: ask for it, carry it out, say when it failed."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app as jobs

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.duties import commands as duties
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.law.selectors import lines_of, parameter
from congvu.standards.choices import Answer, RunState
from congvu.standards.criteria import criteria_on
from congvu.standards.models import Finding, Run
from congvu.standards.permissions import Standards
from congvu.standards.selectors import people_without_data
from congvu.standards.statement import Reach, Statement
from congvu.standards.types import Criterion

SCREEN_JOB = "standards.screen"
KEPT_RUNS = "screening.kept_runs"
MISSING_DATA = "standards.missing_data"
# One pass over whole tables: hashing beats loops and sorts, which the planner would choose
# because it cannot guess how many rows lie under a path.
PLANNER = {
    "jit": "off",
    "work_mem": "'128MB'",
    "enable_nestloop": "off",
    "enable_sort": "off",
}


class NoCriterionThatDay(DomainError):
    """The day lies before the first criterion."""


@transaction.atomic
def request_screening(*, actor: Actor, unit: Unit, on: date) -> Run:
    """Ask for a screening of everybody below `unit` as of `on`, in the background.

    One that waits for the same unit and day is returned instead of a second one.

    Requires: standards.screening.run on `unit`.
    Raises: NoCriterionThatDay.
    """
    actor.require(Standards.RUN, unit)
    Unit.objects.select_for_update(of=["self"]).get(pk=unit.pk)
    unfinished = [RunState.WAITING, RunState.RUNNING]
    waiting: Run | None = Run.objects.filter(unit=unit, on=on, state__in=unfinished).first()
    if waiting is not None:
        return waiting
    run = _open(actor, unit, on)
    options: dict[str, Any] = {"lock": f"{SCREEN_JOB}:{unit.pk}"}
    jobs.configure_task(SCREEN_JOB, queue="screening", **options).defer(run_id=run.pk)
    return run


@transaction.atomic
def run_screening(*, actor: Actor, unit: Unit, on: date, now: datetime) -> Run:
    """Screen everybody below `unit` as of `on`, here and now. No earlier run is replaced.

    Requires: standards.screening.run on `unit`, and a scope that covers it.
    Raises: NoCriterionThatDay.
    """
    actor.require(Standards.RUN, unit)
    return _carry_out(actor, _open(actor, unit, on), now)


@transaction.atomic
def begin_screening(*, actor: Actor, run_id: int, now: datetime) -> Run:
    """Note that the run is being worked on, so that its page says so.

    Requires: the system.
    """
    run: Run = Run.objects.select_for_update().one(pk=run_id)
    actor.require(Standards.RUN, run.unit_path)
    if run.state != RunState.DONE:
        run.state, run.started_at, run.failure = RunState.RUNNING, now, ""
        run.save(update_fields=["state", "started_at", "failure"])
    return run


@transaction.atomic
def finish_screening(*, actor: Actor, run_id: int, now: datetime) -> Run:
    """Carry out a run that was asked for; one that is done already stays as it is.

    Requires: the system.
    """
    run: Run = Run.objects.select_for_update().one(pk=run_id)
    actor.require(Standards.RUN, run.unit_path)
    return run if run.state == RunState.DONE else _carry_out(actor, run, now)


@transaction.atomic
def fail_screening(*, actor: Actor, run_id: int, failure: str, now: datetime) -> Run:
    """Note in the reader's words why a run came to nothing.

    Requires: the system.
    """
    run: Run = Run.objects.select_for_update().one(pk=run_id)
    actor.require(Standards.RUN, run.unit_path)
    run.state, run.failure, run.finished_at = RunState.FAILED, failure[:500], now
    run.save(update_fields=["state", "failure", "finished_at"])
    journal.record(actor=actor, act="standards.fail_screening", subject=run)
    return run


def _open(actor: Actor, unit: Unit, on: date) -> Run:
    if not criteria_on(on):
        raise NoCriterionThatDay(_("No criterion was in force on that day. Choose a later day."))
    run = Run.objects.create(
        on=on, unit=unit, unit_path=unit.path, account_id=actor.account_id, asked_by=actor.name
    )
    journal.record(actor=actor, act="standards.request_screening", subject=run, on=str(on))
    return run


def _carry_out(actor: Actor, run: Run, now: datetime) -> Run:
    statement = Statement(criteria_on(run.on), run.on, Reach(path=run.unit_path))
    people, findings = _store(statement, run)
    run.state, run.people, run.finished_at = RunState.DONE, people, now
    run.started_at = run.started_at or now
    run.lines = [*map(_line_of_criterion, statement.criteria), *_lines_of_law(statement)]
    run.save()
    _forget_details(run)
    _ask_for_data(actor, run, now)
    journal.record(
        actor=actor, act="standards.run_screening", subject=run, people=people, findings=findings
    )
    return run


def _store(statement: Statement, run: Run) -> tuple[int, int]:
    """Run the one statement; returns people screened and findings stored."""
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {k} = {v}" for k, v in PLANNER.items()))
        cursor.execute(statement.store(), {**statement.params, "run": run.pk})
        people, findings = cursor.fetchone()
        cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in PLANNER))
    return people, findings


def _line_of_criterion(criterion: Criterion) -> dict[str, str]:
    return {
        "criterion": criterion.code,
        "since": criterion.since.isoformat(),
        "source": criterion.source,
        "confidence": criterion.confidence,
    }


def _lines_of_law(statement: Statement) -> list[dict[str, str]]:
    """Which dated line of each law parameter went in; the line itself never changes."""
    lines = (parameter(code, statement.on) for code in sorted(statement.parameters))
    return [
        {
            "parameter": line.code,
            "since": line.since.isoformat(),
            "source": line.source,
            "confidence": line.confidence,
        }
        for line in lines
    ]


def _forget_details(run: Run) -> None:
    """Keep the findings of the latest runs of the unit; figures by unit stay for ever."""
    kept = int(lines_of(KEPT_RUNS)[-1].value)
    finished = Run.objects.filter(unit_path=run.unit_path, state=RunState.DONE).order_by("-id")
    Finding.objects.filter(run__in=list(finished.values_list("pk", flat=True)[kept:])).delete()


def _ask_for_data(actor: Actor, run: Run, now: datetime) -> None:
    """A duty to whoever keeps the dossiers while something cannot be told for want of data."""
    latest = Run.objects.covering(run.unit_path).latest_first().first()
    if latest is None or latest.pk != run.pk:
        return
    missing = people_without_data(actor=actor, run=run)
    if not missing:
        duties.settle(actor=actor, kind=MISSING_DATA, key=str(run.unit_id), now=now)
        return
    title = ngettext(
        "Complete the dossier of %(n)d person: data for the standards is missing",
        "Complete the dossiers of %(n)d people: data for the standards is missing",
        missing,
    )
    duties.ask(
        actor=actor,
        kind=MISSING_DATA,
        key=str(run.unit_id),
        unit_path=run.unit_path,
        title=title % {"n": missing},
        link=f"{reverse('standards:finding_list')}?ket_qua={Answer.UNKNOWN.value}",
        permission="people.record.change",
    )
