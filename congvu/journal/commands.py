"""Writing the journal: the last line of every command."""

from typing import Any

from django.db import models

from congvu.core.actors import EVERYWHERE, Actor
from congvu.journal.models import Entry


def record(
    *,
    actor: Actor,
    act: str,
    subject: models.Model | None = None,
    path: str | None = None,
    **details: Any,
) -> Entry:
    """Note that `actor` did `act` to `subject`; `details` are keys, counts and codes only.

    The place is `path`, or the subject's own `unit_path` or `path`.
    """
    entry = Entry(
        account_id=actor.account_id,
        actor_name=actor.name or actor.reason,
        act=act,
        subject_kind=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        unit_path=path or _place_of(subject),
        details={**details, **({"reason": actor.reason} if actor.reason else {})},
    )
    entry.save(force_insert=True)
    return entry


def _place_of(subject: models.Model | None) -> str:
    return getattr(subject, "unit_path", None) or getattr(subject, "path", None) or EVERYWHERE
