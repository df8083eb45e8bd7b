"""Lists of people that leave the system are noted."""

from django.db import transaction

from congvu.core.actors import Actor
from congvu.journal import commands as journal


@transaction.atomic
def note_export(*, actor: Actor, people: int, query: str) -> None:
    """Note that a list of `people` people left as a file, and by which search."""
    journal.record(actor=actor, act="people.export", people=people, query=query[:300])
