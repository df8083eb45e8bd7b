"""Lists of people that leave as a file, or show sensitive columns, are noted."""

from collections.abc import Iterable
from typing import Any

from congvu.core.actors import Actor
from congvu.journal import commands as journal


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
