"""Rows that wait: corrected in the page or answered, and taken one at a time."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.journal import commands as journal
from congvu.people.choices import ImportState, RowState
from congvu.people.commands.imports import ListSettled, _find, refuse_book
from congvu.people.commands.taking import take_rows
from congvu.people.models import ImportRow, StaffImport
from congvu.people.selectors.imports import recheck, rows_waiting


class AnswerUnknown(DomainError):
    """The dossier named is none of those the row may belong to."""


@transaction.atomic
def correct_row(*, actor: Actor, import_id: UUID, row: int, cells: list[str], today: date) -> bool:
    """Put the mended texts into a waiting row and try it again; return whether it was taken.

    Raises: NotVisible, ListSettled.
    """
    run = _taken_run(actor, import_id)
    waiting: ImportRow = rows_waiting(actor=actor, run=run).one(row=row)
    width = len(waiting.cells)
    waiting.cells = [_typed(text) for text in cells[:width]] + waiting.cells[len(cells) :]
    return _try_again(actor, run, waiting, {}, today)


@transaction.atomic
def answer_row(
    *, actor: Actor, import_id: UUID, row: int, person_id: UUID | None, today: date
) -> bool:
    """Say whose row it is: one of its candidates, or None for a new dossier; then take it.

    Raises: NotVisible, ListSettled, AnswerUnknown.
    """
    run = _taken_run(actor, import_id)
    waiting: ImportRow = rows_waiting(actor=actor, run=run).one(row=row, state=RowState.ASKED)
    if person_id is not None and person_id not in waiting.candidates:
        raise AnswerUnknown(_("Choose one of the people shown, or a new dossier."))
    return _try_again(actor, run, waiting, {row: person_id}, today)


def _try_again(
    actor: Actor,
    run: StaffImport,
    waiting: ImportRow,
    answers: dict[int, UUID | None],
    today: date,
) -> bool:
    """All waiting rows are checked together, for numbers that stand twice; this one is taken."""
    others = [row for row in rows_waiting(actor=actor, run=run) if row.pk != waiting.pk]
    checked = recheck(actor=actor, run=run, rows=[*others, waiting])
    still = take_rows(
        actor=actor, run=run, checked=checked, wanted={waiting.row}, answers=answers, today=today
    )
    problems = still.get(waiting.row)
    if problems is None:
        waiting.delete()
    else:
        asked = [one for one in problems if one["code"] == "person.asked"]
        waiting.state = RowState.ASKED if asked else RowState.REFUSED
        waiting.candidates = asked[0]["candidates"] if asked else []
        waiting.problems = [
            {key: value for key, value in one.items() if key != "candidates"} for one in problems
        ]
        waiting.save()
    journal.record(
        actor=actor,
        act="people.correct_row",
        subject=run,
        row=waiting.row,
        is_taken=problems is None,
    )
    return problems is None


def _typed(text: str) -> str:
    """A text as a cell may hold it: without the one character a database cannot store."""
    return text.replace("\0", "")[:1000]


def _taken_run(actor: Actor, import_id: UUID) -> StaffImport:
    run = _find(actor, import_id)
    refuse_book(run)
    if run.state != ImportState.DONE:
        raise ListSettled(_("Choose first whether the good rows of this list are taken."))
    return run
