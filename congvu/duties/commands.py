"""Asking something of someone, and noting that it is done."""

from datetime import date, datetime

from django.db import transaction

from congvu.core.actors import Actor
from congvu.duties.models import Duty
from congvu.journal import commands as journal


@transaction.atomic
def ask(
    *,
    actor: Actor,
    kind: str,
    key: str,
    unit_path: str,
    title: str,
    link: str,
    due_on: date | None = None,
    account_id: int | None = None,
    permission: str = "",
) -> Duty:
    """Ask `title` of an account or of whoever holds `permission` at `unit_path`.

    An open duty with the same kind and key is renewed instead of doubled.
    """
    duty, is_new = Duty.objects.update_or_create(
        kind=kind,
        key=key,
        done_at=None,
        defaults={
            "unit_path": unit_path,
            "title": title,
            "link": link,
            "due_on": due_on,
            "account_id": account_id,
            "permission": permission,
        },
    )
    if is_new:
        journal.record(actor=actor, act="duties.ask", subject=duty, kind=kind, key=key)
    return duty


@transaction.atomic
def settle(*, actor: Actor, kind: str, key: str, now: datetime) -> int:
    """Note that the open duty `kind`, `key` is done; return how many were open (0 or 1)."""
    count = Duty.objects.filter(kind=kind, key=key, done_at=None).update(done_at=now)
    if count:
        journal.record(actor=actor, act="duties.settle", kind=kind, key=key)
    return count
