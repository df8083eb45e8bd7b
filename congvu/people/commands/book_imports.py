"""A workbook of dossiers on its way: what differs from a staff list (`commands.imports`)."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from congvu.core.actors import Actor
from congvu.journal import commands as journal
from congvu.people.choices import PERCENT, ImportState, ImportStep
from congvu.people.commands.imports import CHECK_JOB, _defer, _find, _locked
from congvu.people.models import StaffImport
from congvu.people.selectors.book_imports import book_order_of
from congvu.people.workbook.book import BookOrder, ReadBook

_READABLE = (
    ImportState.WAITING,
    ImportState.MATCHING,
    ImportState.CHECKED,
    ImportState.FAILED,
    ImportState.APPLYING,
)


@transaction.atomic
def begin_reading(*, actor: Actor, import_id: UUID) -> BookOrder | None:
    """Note that the workbook is being read; return what to read, None when it is settled."""
    run = _find(actor, import_id)
    if run.state not in _READABLE:
        return None
    run.step, run.percent, run.failure = ImportStep.READING, PERCENT[ImportStep.READING], ""
    run.save(update_fields=["step", "percent", "failure"])
    return book_order_of(actor=actor, run=run)


@transaction.atomic
def note_read(*, actor: Actor, import_id: UUID, read: ReadBook) -> None:
    """Keep what was made of sheets and columns; with no sheet known, the officer is asked."""
    run = _find(actor, import_id)
    run.layout = {
        "notes": list(read.notes),
        "sheets": [matched.as_json() for matched in read.matched],
        "headings": {
            key: list(
                next(one for one in read.matched if one.sheet and one.sheet.key == key).headings
            )
            for key in read.files
        },
    }
    run.step, run.percent = ImportStep.MATCHING, PERCENT[ImportStep.MATCHING]
    if read.checked is None:
        run.state, run.step, run.percent = ImportState.MATCHING, "", 100
    run.save()


@transaction.atomic
def choose_sheets(
    *,
    actor: Actor,
    import_id: UUID,
    sheets: Mapping[str, str],
    columns: Mapping[str, Mapping[int, str]],
) -> StaffImport:
    """Say by hand what sheets and columns hold, then have the workbook read again.

    `sheets` maps a sheet's name to a family's key, `columns` a sheet's name to columns by index;
    "-" stands for "do not take it".

    Raises: NotVisible, ListSettled.
    """
    run = _locked(actor, import_id, *_READABLE[:4])
    run.overrides = {
        "sheets": dict(sheets),
        "columns": {
            name: {str(index): chosen for index, chosen in told.items()}
            for name, told in columns.items()
        },
    }
    run.state, run.percent = ImportState.WAITING, 0
    run.save()
    journal.record(actor=actor, act="people.choose_sheets", subject=run, sheets=len(sheets))
    _defer(CHECK_JOB, run)
    return run
