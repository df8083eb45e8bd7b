"""A staff list on its way: started, matched, checked, then taken or not, once."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.models import ProcrastinateJob

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.documents.commands import keep_file
from congvu.documents.intake import IntakeError, check_size, refuse_secret
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.people.choices import PERCENT, ImportKind, ImportState, ImportStep
from congvu.people.list_file import UnreadableList, refuse_no_list
from congvu.people.models import StaffImport
from congvu.people.permissions import People
from congvu.people.staff_list.limits import limit
from congvu.people.workbook_file import refuse_no_book

CHECK_JOB, TAKE_JOB = "people.check_list", "people.take_list"
BROKEN_OFF = "broken_off"
CHECKABLE = (ImportState.WAITING, ImportState.MATCHING, ImportState.CHECKED)
TAKEABLE = (ImportState.WAITING, ImportState.APPLYING)
"""The console takes without looking first."""
OPEN = (*CHECKABLE, ImportState.FAILED)


class ListUnreadable(DomainError):
    """What was sent is no list, too large or under a secrecy mark: nothing of it is kept."""


class DayOutside(DomainError):
    """No list tells of a day so far off."""


class NotAList(DomainError):
    """Said of a workbook of dossiers where only a list can be meant."""


class ListSettled(DomainError):
    """The list was taken or left already."""


@transaction.atomic
def start_import(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    content: bytes,
    on: date,
    limit_mb: int,
    kind: ImportKind = ImportKind.LIST,
) -> StaffImport:
    """Keep an uploaded list (or workbook of dossiers) of `unit` as of `on`; ask to read it.

    Requires: people.record.import on the unit.
    Raises: Forbidden, ListUnreadable, DayOutside.
    Law: the refusal of state secrets, Luật Bảo vệ bí mật nhà nước 117/2025/QH15
    """
    actor.require(People.RECORD_IMPORT, unit)
    first, last = limit("first_year"), limit("last_year")
    if not first <= on.year <= last:
        raise DayOutside(
            _("A list tells of a day in the years %(first)s to %(last)s. Give the right day.")
            % {"first": first, "last": last}
        )
    try:
        check_size(len(content), limit_mb)
        refuse = refuse_no_list if kind == ImportKind.LIST else refuse_no_book
        refuse(content, name)
        refuse_secret(name, content)
    except (IntakeError, UnreadableList) as refusal:
        raise ListUnreadable(refusal.told(_)) from refusal
    file = keep_file(
        actor=actor,
        name=name,
        content=content,
        media_type="application/octet-stream",
        unit_path=unit.path,
    )
    run = StaffImport.objects.create(
        kind=kind, file=file, unit=unit, unit_path=unit.path, on=on, account_id=actor.account_id
    )
    journal.record(actor=actor, act="people.start_import", subject=run, bytes=len(content))
    if not actor.is_system:
        _defer(actor, CHECK_JOB, run)
    return run


@transaction.atomic
def choose_columns(
    *,
    actor: Actor,
    import_id: UUID,
    overrides: dict[int, str | None],
    sheet: str = "",
    century_from: int | None = None,
    units: dict[str, str] | None = None,
) -> StaffImport:
    """Say by hand what the columns hold, then have the list read again.

    `overrides` maps a column's index to a field, None for "do not take it".

    Raises: NotVisible, ListSettled, NotAList.
    """
    run = _locked(actor, import_id, *OPEN)
    refuse_book(run)
    run.overrides = {str(index): chosen for index, chosen in overrides.items()}
    run.answers = {
        **run.answers,
        **({"century_from": century_from} if century_from else {}),
        **({"units": {**run.answers.get("units", {}), **units}} if units else {}),
    }
    run.sheet, run.state, run.percent = sheet[:100], ImportState.WAITING, 0
    run.save()
    journal.record(actor=actor, act="people.choose_columns", subject=run, columns=len(overrides))
    _defer(actor, CHECK_JOB, run)
    return run


@transaction.atomic
def begin_reading(*, actor: Actor, import_id: UUID, takes: bool) -> StaffImport | None:
    """Note that the file is being read; None when there is nothing to check, or to take, of it."""
    run = _find(actor, import_id)
    if run.state not in (TAKEABLE if takes else CHECKABLE):
        return None
    run.step, run.percent, run.failure = ImportStep.READING, PERCENT[ImportStep.READING], ""
    run.save(update_fields=["step", "percent", "failure"])
    return run


@transaction.atomic
def note_read(
    *, actor: Actor, import_id: UUID, begun: StaffImport, layout: dict[str, Any], is_clear: bool
) -> bool:
    """Keep what was made of sheets and columns; where that is not clear, the officer is asked.

    False where the reading of `begun` came to nothing: the officer declined or chose otherwise
    meanwhile.
    """
    run = _find(actor, import_id)
    if _said(run) != _said(begun):
        return False
    run.layout, run.sheet = layout, layout.get("sheet", "")[:100]
    run.step, run.percent = ImportStep.MATCHING, PERCENT[ImportStep.MATCHING]
    if not is_clear:
        run.state, run.step, run.percent = ImportState.MATCHING, "", 100
    run.save()
    return is_clear


@transaction.atomic
def fail_import(*, actor: Actor, import_id: UUID, begun: StaffImport, why: str) -> None:
    """Keep why the list could not be read, in the officer's words."""
    run = _find(actor, import_id)
    if _said(run) != _said(begun):
        return
    run.state, run.failure, run.percent = ImportState.FAILED, why[:500], 100
    run.save()
    journal.record(actor=actor, act="people.fail_import", subject=run)


@transaction.atomic
def end_broken_off(*, actor: Actor, quiet_since: datetime) -> int:
    """Tell of every list whose job was given up, so that none stands at its progress for ever.

    A list from the console has no job: it counts as broken off when it began before `quiet_since`.
    Returns how many lists there were.
    """
    underway = StaffImport.objects.visible_to(actor, People.RECORD_IMPORT).filter(
        state__in=(ImportState.WAITING, ImportState.APPLYING)
    )
    has_job = ProcrastinateJob.objects.filter(
        status__in=("todo", "doing"),
        lock__in=[
            Concat(Value(f"{job}:"), Cast(OuterRef("pk"), TextField()))
            for job in (CHECK_JOB, TAKE_JOB)
        ],
    )
    is_from_console = Q(account=None, started_at__gte=quiet_since)
    lost = list(underway.exclude(Exists(has_job)).exclude(is_from_console))
    for run in lost:
        run.state, run.step, run.percent = ImportState.FAILED, BROKEN_OFF, 100
        run.failure = _(
            "The work on this list broke off several times and was stopped. Nothing of it was"
            " written, and the list is kept. Try again; if it breaks off once more, split the list"
            " or tell the administrator of your office."
        )
        run.save(update_fields=["state", "step", "percent", "failure"])
        journal.record(actor=actor, act="people.end_broken_off", subject=run)
    return len(lost)


@transaction.atomic
def try_again(*, actor: Actor, import_id: UUID) -> StaffImport:
    """Have a list read once more after it failed; the officer chooses again what is taken.

    Raises: NotVisible, ListSettled.
    """
    run = _locked(actor, import_id, ImportState.FAILED)
    run.state, run.step, run.percent, run.failure = ImportState.WAITING, "", 0, ""
    run.save(update_fields=["state", "step", "percent", "failure"])
    journal.record(actor=actor, act="people.try_again", subject=run)
    _defer(actor, CHECK_JOB, run)
    return run


@transaction.atomic
def ask_to_take(*, actor: Actor, import_id: UUID) -> StaffImport:
    """The officer's choice "take the good rows": it happens in the background.

    Raises: NotVisible, ListSettled.
    """
    run = _locked(actor, import_id, ImportState.CHECKED)
    run.state, run.step, run.percent = ImportState.APPLYING, "", 0
    run.save()
    _defer(actor, TAKE_JOB, run)
    return run


@transaction.atomic
def decline_import(*, actor: Actor, import_id: UUID) -> StaffImport:
    """The officer's choice "take none": the rows that waited are forgotten.

    Raises: NotVisible, ListSettled.
    """
    run = _locked(actor, import_id, *OPEN)
    run.rows.all().delete()
    run.state, run.step, run.percent = ImportState.DECLINED, "", 100
    run.save()
    journal.record(actor=actor, act="people.decline_import", subject=run)
    return run


def refuse_book(run: StaffImport) -> None:
    """Columns and single rows are mended here for a list only.

    Raises: NotAList.
    """
    if run.kind != ImportKind.LIST:
        raise NotAList(_("Mend the workbook in Excel and send it again."))


def _said(run: StaffImport) -> tuple[Any, ...]:
    """What the officer said of an import so far."""
    return run.state, run.sheet, run.overrides, run.answers


def _find(actor: Actor, import_id: UUID) -> StaffImport:
    """The import, locked until the transaction ends: two workers never take one list twice.

    The lock is not that of the row, so that meanwhile its progress can be told beside it.
    """
    with connection.cursor() as cursor:
        key = f"people.import:{import_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    visible = StaffImport.objects.visible_to(actor, People.RECORD_IMPORT)
    run: StaffImport = visible.one(pk=import_id)
    return run


def _locked(actor: Actor, import_id: UUID, *states: ImportState) -> StaffImport:
    run = _find(actor, import_id)
    if run.state not in states:
        raise ListSettled(
            _("This list is settled already: %(state)s. Open it to see what came of it.")
            % {"state": ImportState(run.state).label}
        )
    return run


def _defer(actor: Actor, job: str, run: StaffImport) -> None:
    """Ask for a job in this very transaction: with a rollback it never was.

    It acts for whoever asks now, who need not be the one who sent the file.
    """
    options: dict[str, Any] = {"lock": f"{job}:{run.pk}"}
    told = {"import_id": str(run.pk), "account_id": actor.account_id}
    jobs.configure_task(job, queue="lists", **options).defer(**told)
