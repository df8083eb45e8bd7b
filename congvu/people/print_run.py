"""Printing an archive in the background: read, print one after the other, hand over."""

from datetime import datetime
from uuid import UUID

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.scope import scope_of
from congvu.people.commands import print_runs
from congvu.people.commands.printing import fill_dossiers
from congvu.people.printing.files import archive_of

STEP = 5
"""After so many files the page is told."""


def print_archive(*, actor: Actor, run_id: UUID, now: datetime) -> None:
    """Make the archive of a run; done again after a broken worker, it is made once.

    Each step is a transaction of its own, so that the page sees how far it is and none stays open
    while pages are set.
    """
    with scope_of(actor):
        run = print_runs.begin_print(actor=actor, run_id=run_id)
    if run is None:
        return
    order = print_runs.order_of(run, now)

    def told(done: int) -> None:
        if done % STEP == 0:
            with scope_of(actor):
                print_runs.note_progress(actor=actor, run_id=run_id, done=done)

    try:
        with scope_of(actor):
            sheets = fill_dossiers(actor=actor, person_ids=run.people, order=order)
        content, refused = archive_of(
            sheets, order.medium, on=now.date(), form=order.form, told=told
        )
        with scope_of(actor):
            print_runs.finish_print(
                actor=actor, run_id=run_id, sheets=sheets, refused=refused, order=order,
                content=content, now=now,
            )  # fmt: skip
    except DomainError as refusal:
        with scope_of(actor):
            print_runs.fail_print(actor=actor, run_id=run_id, why=str(refusal))
