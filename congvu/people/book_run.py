"""One workbook of dossiers from file to dossiers, in short transactions: for jobs and console.

As with lists (`import_run`): reading stands outside any transaction, writing is one.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.documents.intake import IntakeError
from congvu.people.choices import ImportKind
from congvu.people.commands import book_imports, imports, taking_book
from congvu.people.commands.progress import Progress
from congvu.people.list_file import UnreadableList
from congvu.people.models import StaffImport
from congvu.people.workbook.book import BookOrder, ReadBook
from congvu.people.workbook_file import read_book

Reader = Callable[[BookOrder], ReadBook]


def check_book(*, actor: Actor, import_id: UUID, read: Reader = read_book) -> None:
    """Read and check a workbook and keep what was found, for the officer to choose."""
    found = _read(actor, import_id, read)
    if found is not None and found.checked is not None:
        with Progress(actor=actor, import_id=import_id) as tell, scope_of(actor):
            taking_book.keep_check(actor=actor, import_id=import_id, read=found, tell=tell)


def take_book(*, actor: Actor, import_id: UUID, read: Reader = read_book) -> None:
    """Read a workbook again and take its good people; the second time does nothing."""
    found = _read(actor, import_id, read)
    if found is not None and found.checked is not None:
        with Progress(actor=actor, import_id=import_id) as tell, scope_of(actor):
            taking_book.take_book(actor=actor, import_id=import_id, read=found, tell=tell)


def import_book(
    *, actor: Actor, unit_code: str, name: str, content: bytes, on: date, limit_mb: int
) -> StaffImport:
    """Take the good people of one workbook at once: the console and the demo.

    The product's own files are read without a child process.
    """
    from congvu.establishment.selectors import get_unit

    with scope_of(actor):
        run = imports.start_import(
            actor=actor,
            unit=get_unit(actor=actor, code=unit_code),
            name=name,
            content=content,
            on=on,
            limit_mb=limit_mb,
            kind=ImportKind.DOSSIERS,
        )
    take_book(
        actor=actor,
        import_id=run.pk,
        read=lambda order: read_book(replace(order, is_trusted=actor.is_system)),
    )
    with scope_of(actor):
        run.refresh_from_db()
    return run


def _read(actor: Actor, import_id: UUID, read: Reader) -> ReadBook | None:
    with scope_of(actor):
        order = book_imports.begin_reading(actor=actor, import_id=import_id)
    if order is None:
        return None
    try:
        found = read(order)
    except (IntakeError, UnreadableList) as why:
        with scope_of(actor):
            imports.fail_import(actor=actor, import_id=import_id, why=why.told(gettext))
        return None
    with scope_of(actor):
        book_imports.note_read(actor=actor, import_id=import_id, read=found)
    return found
