"""One list from file to dossiers, in short transactions: what jobs, console and demo run.

Reading and checking happen outside any transaction, so that the page can show how far it is;
writing is one transaction, told beside it by `Progress`. A worker killed anywhere leaves nothing
half-done: the job starts over.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.documents.intake import IntakeError
from congvu.people.commands import imports, taking
from congvu.people.commands.progress import Progress
from congvu.people.list_file import Order, ReadList, UnreadableList, read_list
from congvu.people.models import StaffImport

Reader = Callable[[Order], ReadList]


def check_list(*, actor: Actor, import_id: UUID, read: Reader = read_list) -> None:
    """Read and check a list and keep what was found, for the officer to choose."""
    found = _read(actor, import_id, read)
    if found is not None and found.checked is not None:
        with Progress(actor=actor, import_id=import_id) as tell, scope_of(actor):
            taking.keep_check(actor=actor, import_id=import_id, read=found, tell=tell)


def take_list(*, actor: Actor, import_id: UUID, read: Reader = read_list) -> None:
    """Read a list again and take its good rows; done twice, the second time does nothing."""
    found = _read(actor, import_id, read)
    if found is not None and found.checked is not None:
        with Progress(actor=actor, import_id=import_id) as tell, scope_of(actor):
            taking.take_list(actor=actor, import_id=import_id, read=found, tell=tell)


def import_file(
    *, actor: Actor, unit_code: str, name: str, content: bytes, on: date, limit_mb: int
) -> StaffImport:
    """Take the good rows of one file at once: the console and the demo.

    The product's own files are read without a child process.
    """
    from congvu.establishment.selectors import get_unit

    with scope_of(actor):
        unit = get_unit(actor=actor, code=unit_code)
        run = imports.start_import(
            actor=actor, unit=unit, name=name, content=content, on=on, limit_mb=limit_mb
        )
    take_list(
        actor=actor,
        import_id=run.pk,
        read=lambda order: read_list(replace(order, is_trusted=actor.is_system)),
    )
    with scope_of(actor):
        run.refresh_from_db()
    return run


def _read(actor: Actor, import_id: UUID, read: Reader) -> ReadList | None:
    with scope_of(actor):
        order = imports.begin_reading(actor=actor, import_id=import_id)
    if order is None:
        return None
    try:
        found = read(order)
    except (IntakeError, UnreadableList) as why:
        with scope_of(actor):
            imports.fail_import(actor=actor, import_id=import_id, why=why.told(gettext))
        return None
    with scope_of(actor):
        imports.note_read(actor=actor, import_id=import_id, read=found)
    return found
