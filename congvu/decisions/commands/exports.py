"""Lists of decisions that leave as a file are noted."""

from django.db import transaction

from congvu.core.actors import Actor
from congvu.core.errors import Forbidden
from congvu.decisions.permissions import Decisions
from congvu.journal import commands as journal


@transaction.atomic
def note_export(*, actor: Actor, decisions: int, query: str) -> None:
    """Note that a list of so many decisions left as a file, by which search.

    Requires: decisions.decision.view.
    Raises: Forbidden.
    """
    if not actor.holds(Decisions.VIEW):
        raise Forbidden
    journal.record(actor=actor, act="decisions.export", decisions=decisions, query=query[:300])
