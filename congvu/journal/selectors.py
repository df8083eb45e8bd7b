"""Reading the journal."""

from datetime import datetime

from django.db.models import Q, QuerySet

from congvu.core.actors import Actor
from congvu.journal.models import Entry
from congvu.journal.permissions import Journal

QUIET = (
    "access.sign_in",
    "duties.ask",
    "duties.settle",
    "people.open_sensitive",
    "people.drop_view",
    "people.save_view",
    "work.digest",
    "web.refresh_figures",
)


def search_entries(
    *, actor: Actor, text: str = "", since: datetime | None = None
) -> QuerySet[Entry]:
    """The entries `actor` may see, newest first; `text` looks into act and name."""
    entries = Entry.objects.visible_to(actor, Journal.VIEW)
    if text:
        entries = entries.filter(Q(act__icontains=text) | Q(actor_name__icontains=text))
    if since:
        entries = entries.filter(at__gte=since)
    return entries.order_by("-id")


def entries_of(*, actor: Actor, subject_kind: str, subject_id: str) -> QuerySet[Entry]:
    """What happened to one subject, oldest first; the caller has checked that it is visible."""
    return Entry.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("id")


def changes_since(*, actor: Actor, since: datetime, most: int) -> list[Entry]:
    """What others did in the actor's units since then, latest first, at most `most`.

    Signing in, reading and what the system asks are left out: they changed nothing.
    """
    entries = Entry.objects.visible_to(actor, Journal.FOLLOW).filter(at__gt=since)
    quiet = Q(act__in=QUIET) | Q(account_id=actor.account_id)
    return list(entries.exclude(quiet).order_by("-id")[:most])
