"""An archive of many dossiers, made in the background for who asked, and forgotten after a day."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.journal import commands as journal
from congvu.law.selectors import parameter
from congvu.people.choices import PrintState
from congvu.people.commands.printing import PrintOrder, check_order, note_prints
from congvu.people.models import PrintRun
from congvu.people.printing.sheet import Sheet
from congvu.people.selectors.print_runs import NOBODY

PRINT_JOB = "people.print_dossiers"
LONGEST = timedelta(hours=1)
_OPEN = (PrintState.WAITING, PrintState.PRINTING)


@transaction.atomic
def start_print(*, actor: Actor, person_ids: Sequence[UUID], order: PrintOrder) -> PrintRun:
    """Ask for an archive; it is made by the worker with the rights its officer has then.

    Requires: people.sensitive.open where each person serves.
    Raises: NotVisible, Forbidden, PurposeMissing, TooManyToPrint.
    """
    check_order(actor=actor, person_ids=person_ids, order=order)
    if actor.account_id is None:
        raise NotVisible(_("Sign in with an account to have dossiers printed."))
    told = asdict(order) | {"on": order.on.isoformat()}
    del told["at"]  # the moment of printing comes
    run = PrintRun.objects.create(
        account_id=actor.account_id, people=list(dict.fromkeys(person_ids)), order=told
    )
    journal.record(actor=actor, act="people.start_print", subject=run, people=run.total)
    jobs.configure_task(PRINT_JOB, queue="prints", lock=f"{PRINT_JOB}:{run.pk}").defer(
        run_id=str(run.pk)
    )
    return run


@transaction.atomic
def begin_print(*, actor: Actor, run_id: UUID) -> PrintRun | None:
    """Note that it is being printed; None where that is settled already."""
    run = PrintRun.objects.select_for_update().filter(pk=run_id, state__in=_OPEN).first()
    if run is not None:
        run.state, run.done = PrintState.PRINTING, 0
        run.save(update_fields=["state", "done"])
    return run


def note_progress(*, actor: Actor, run_id: UUID, done: int) -> None:
    """Note how many are printed."""
    PrintRun.objects.filter(pk=run_id).update(done=done)


@transaction.atomic
def finish_print(
    *,
    actor: Actor,
    run_id: UUID,
    sheets: Mapping[UUID, Sheet],
    refused: Mapping[UUID, str],
    order: PrintOrder,
    content: bytes,
    now: datetime,
) -> None:
    """Keep the archive for its officer, and note each print in the journal."""
    hours = parameter("dossier_form.kept_hours", now.date()).value
    note_prints(actor=actor, sheets=sheets, refused=refused, order=order)
    PrintRun.objects.filter(pk=run_id, state__in=_OPEN).update(
        state=PrintState.READY,
        content=content,
        done=len(sheets),
        refused=len(refused),
        expires_at=now + timedelta(hours=hours),
    )


@transaction.atomic
def fail_print(*, actor: Actor, run_id: UUID, why: str) -> None:
    """Keep why nothing was printed, in the officer's words."""
    run = PrintRun.objects.get(pk=run_id)
    run.state, run.failure = PrintState.FAILED, why[:500]
    run.save(update_fields=["state", "failure"])
    journal.record(actor=actor, act="people.fail_print", subject=run, people=run.total)


@transaction.atomic
def take_print(*, actor: Actor, run_id: UUID, now: datetime) -> PrintRun:
    """The finished archive, for who asked for it; noted in the journal.

    Raises: NotVisible: another's, not ready yet, or forgotten.
    """
    run = PrintRun.objects.filter(pk=run_id, account_id=actor.account_id or NOBODY).first()
    if run is None or not run.is_there(now):
        raise NotVisible(_("This archive is not there any more. Print it again."))
    journal.record(actor=actor, act="people.take_print", subject=run, people=run.total)
    return run


@transaction.atomic
def forget_prints(*, actor: Actor, now: datetime) -> int:
    """Empty what has expired, and end what no worker finished; how many were emptied."""
    broken = PrintRun.objects.filter(state__in=_OPEN, asked_at__lt=now - LONGEST)
    broken.update(state=PrintState.FAILED, failure="broken_off")
    old = PrintRun.objects.filter(state=PrintState.READY, expires_at__lte=now)
    return old.update(state=PrintState.GONE, content=b"")


def order_of(run: PrintRun, at: datetime) -> PrintOrder:
    """What was asked for, printed at `at`."""
    told: dict[str, Any] = {**run.order, "on": date.fromisoformat(run.order["on"]), "at": at}
    return PrintOrder(**told)
