"""Reading what is asked of an actor."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from congvu.core.actors import Actor
from congvu.duties.models import Duty


@dataclass(frozen=True)
class Asked:
    """A duty that was asked at some time: where, and whether it still is open."""

    unit_path: str
    is_open: bool


def asked_of_kinds(
    *, actor: Actor, kinds: Sequence[str], key: str = ""
) -> dict[tuple[str, str], Asked]:
    """Every duty of `kinds` by kind and key, done ones too; an open one counts before a done one.

    Only those of `key` where it is given. One statement.
    """
    duties = Duty.objects.filter(kind__in=kinds)
    if key:
        duties = duties.filter(key=key)
    rows = duties.values_list("kind", "key", "unit_path", "done_at")
    found: dict[tuple[str, str], Asked] = {}
    for kind, key, path, done_at in rows:
        asked = Asked(str(path), done_at is None)
        if asked.is_open or (kind, key) not in found:
            found[(kind, key)] = asked
    return found


def open_duties_for(*, actor: Actor, kinds: Sequence[str], key: str) -> list[Duty]:
    """The open duties of `kinds` about `key` that the scope shows, soonest first. One statement."""
    duties = Duty.objects.filter(kind__in=kinds, key=key, done_at=None)
    return list(duties.order_by("due_on", "id"))


def open_duties(*, actor: Actor) -> QuerySet[Duty]:
    """What is asked of `actor`, by name or through a permission on the unit, soonest first."""
    asked = Q(account_id=actor.account_id)
    for permission, paths in actor.reach.items():
        asked |= Q(account_id=None, permission=permission) & Duty.objects.all().within(paths)
    duties = Duty.objects.filter(asked, done_at=None)
    return duties.order_by("due_on", "id")
