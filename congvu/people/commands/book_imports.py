"""A workbook of dossiers on its way: what differs from a staff list (`commands.imports`)."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from congvu.core.actors import Actor
from congvu.journal import commands as journal
from congvu.people.choices import ImportState
from congvu.people.commands.imports import CHECK_JOB, OPEN, _defer, _locked
from congvu.people.models import StaffImport


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
    run = _locked(actor, import_id, *OPEN)
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
    _defer(actor, CHECK_JOB, run)
    return run
