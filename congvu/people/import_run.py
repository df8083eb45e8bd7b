"""One file from upload to dossiers, in short transactions: what jobs, console and demo run.

Reading and checking happen outside any transaction, so that the page can show how far it is;
writing is one transaction, told beside it by `Progress`. A worker killed anywhere leaves nothing
half-done: the job starts over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.documents.intake import IntakeError
from congvu.establishment.selectors import get_unit
from congvu.people import list_file, workbook_file
from congvu.people.choices import ImportKind
from congvu.people.commands import imports, taking, taking_book
from congvu.people.commands.progress import Progress
from congvu.people.models import StaffImport
from congvu.people.selectors.book_imports import book_order_of
from congvu.people.selectors.imports import order_of


@dataclass(frozen=True)
class _Way:
    """What differs by the kind of file: what is to be read, the reader, and what is kept of it."""

    order_of: Callable[..., Any]
    read: Callable[[Any], Any]
    layout_of: Callable[[Any], dict[str, Any]]
    keep_check: Callable[..., StaffImport]
    take: Callable[..., StaffImport]


_WAYS: Mapping[str, _Way] = {
    ImportKind.LIST: _Way(
        order_of, list_file.read_list, list_file.layout_of, taking.keep_check, taking.take_list
    ),
    ImportKind.DOSSIERS: _Way(
        book_order_of,
        workbook_file.read_book,
        workbook_file.layout_of,
        taking_book.keep_check,
        taking_book.take_book,
    ),
}


def check_import(*, actor: Actor, import_id: UUID, today: date) -> None:
    """Read and check a file and keep what was found, for the officer to choose."""
    _run(actor, import_id, today, takes=False)


def take_import(*, actor: Actor, import_id: UUID, today: date) -> None:
    """Read a file again and take what is good; done twice, the second time does nothing."""
    _run(actor, import_id, today, takes=True)


def import_file(
    *,
    actor: Actor,
    unit_code: str,
    name: str,
    content: bytes,
    on: date,
    today: date,
    limit_mb: int,
    kind: ImportKind = ImportKind.LIST,
    takes: bool = True,
    is_trusted: bool = False,
) -> StaffImport:
    """Take what is good of one file at once, or only check it: the console and the demo.

    It tells of the day `on`. A file the product made itself (`is_trusted`) is read without a child
    process.

    Raises: NotVisible, Forbidden, ListUnreadable.
    """
    with scope_of(actor):
        run = imports.start_import(
            actor=actor,
            unit=get_unit(actor=actor, code=unit_code),
            name=name,
            content=content,
            on=on,
            limit_mb=limit_mb,
            kind=kind,
        )
    _run(actor, run.pk, today, takes=takes, is_trusted=is_trusted)
    with scope_of(actor):
        run.refresh_from_db()
    return run


def _run(
    actor: Actor, import_id: UUID, today: date, *, takes: bool, is_trusted: bool = False
) -> None:
    which: dict[str, Any] = {"actor": actor, "import_id": import_id}
    with scope_of(actor):
        begun = imports.begin_reading(**which, takes=takes)
        if begun is None:
            return
        way = _WAYS[begun.kind]
        order = replace(way.order_of(actor=actor, run=begun), is_trusted=is_trusted)
    try:
        read = way.read(order)
    except (IntakeError, list_file.UnreadableList) as why:
        with scope_of(actor):
            imports.fail_import(**which, begun=begun, why=why.told(gettext))
        return
    with scope_of(actor):
        goes_on = imports.note_read(
            **which, begun=begun, layout=way.layout_of(read), is_clear=read.checked is not None
        )
    if goes_on:
        with Progress(**which) as tell, scope_of(actor):
            keep = way.take if takes else way.keep_check
            keep(**which, read=read, today=today, tell=tell)
