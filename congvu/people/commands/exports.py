"""Lists of people that leave as a file, or show sensitive columns, are noted."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden
from congvu.journal import commands as journal
from congvu.people.choices import Purpose
from congvu.people.permissions import People
from congvu.people.selectors.sensitive import PurposeMissing


class ExportTooLarge(DomainError):
    """More dossiers than a page writes while somebody waits."""


@transaction.atomic
def note_book(
    *, actor: Actor, people: int, most: int | None, query: str, is_whole: bool, purpose: str
) -> None:
    """Note that the dossiers of `people` people leave as a workbook, by which search and why.

    `most` is how many a page writes while somebody waits, None for the console. Noted before the
    file is written: who broke it off has seen some of it all the same.

    Requires: people.record.export; with `is_whole` people.sensitive.open too.
    Raises: Forbidden, PurposeMissing, ExportTooLarge.
    """
    if not actor.holds(People.RECORD_EXPORT) or (
        is_whole and not actor.holds(People.SENSITIVE_OPEN)
    ):
        raise Forbidden
    if purpose not in Purpose.values:
        raise PurposeMissing(_("Say what the dossiers are taken out for: choose a purpose."))
    if most is not None and people > most:
        raise ExportTooLarge(
            _(
                "These are %(people)s people, more than the %(most)s a page can write. Choose a"
                " unit, or ask the administrator to write the file on the server."
            )
            % {"people": people, "most": most}
        )
    journal.record(
        actor=actor,
        act="people.export_book",
        people=people,
        query=query[:300],
        is_whole=is_whole,
        purpose=purpose,
    )


def note_export(
    *, actor: Actor, people: int, query: str, columns: Iterable[str] = (), purpose: str = ""
) -> None:
    """Note that a list of `people` people left as a file, by which search, with which columns.

    `purpose` is why its sensitive columns were open; empty where they were masked.
    """
    told: dict[str, Any] = {"columns": list(columns)} | ({"purpose": purpose} if purpose else {})
    journal.record(actor=actor, act="people.export", people=people, query=query[:300], **told)


def note_opened(*, actor: Actor, people: int, columns: Iterable[str], purpose: str) -> None:
    """Note that sensitive columns of so many people were shown on a page, and why."""
    journal.record(
        actor=actor, act="people.open_list", people=people, columns=list(columns), purpose=purpose
    )
