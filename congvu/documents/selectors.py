"""Reading papers, files and revocation lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.documents.models import RevocationList, StoredFile
from congvu.documents.permissions import Documents
from congvu.documents.signing.refusals import SigningRefused

FRESH = timedelta(hours=6)
"""So long a list that was fetched is not asked for again, unless it runs out before."""
AGAIN = timedelta(minutes=50)
MOST_LISTS = 200

Mark = tuple[int, datetime]
"""Which state of which list: its key and when it was fetched."""


@dataclass(frozen=True)
class ListTold:
    """One revocation list in words; `trouble` is why the last try to fetch it failed."""

    authority: str
    address: str
    made_at: datetime | None
    due_at: datetime | None
    fetched_at: datetime | None
    trouble: str
    is_in_force: bool


def get_file(*, actor: Actor, file_id: int) -> StoredFile:
    """One file with its content.

    Raises: NotVisible.
    """
    file: StoredFile = StoredFile.objects.visible_to(actor, Documents.VIEW).one(pk=file_id)
    return file


def can_open(*, actor: Actor, file_id: int | None) -> bool:
    """Whether there is such a file and the actor may open it. One query."""
    return StoredFile.objects.visible_to(actor, Documents.VIEW).filter(pk=file_id).exists()


def list_marks(*, actor: Actor) -> tuple[Mark, ...]:
    """Which lists are at hand; equal marks mean equal lists. One statement, without contents."""
    held = RevocationList.objects.filter(fetched_at__isnull=False).order_by("pk")
    marks = held.values_list("pk", "fetched_at")[:MOST_LISTS]
    return tuple((key, at) for key, at in marks if at)


def list_contents(*, actor: Actor, marks: Iterable[Mark]) -> tuple[bytes, ...]:
    """The lists at hand as DER. One statement."""
    held = RevocationList.objects.filter(pk__in=[key for key, _at in marks]).order_by("pk")
    return tuple(bytes(content) for content in held.values_list("content", flat=True))


def lists_told(*, actor: Actor, now: datetime) -> list[ListTold]:
    """Every list the system looks after, for people. One statement."""
    lists = RevocationList.objects.defer("content", "issuer").order_by("issuer_name", "address")
    return [
        ListTold(
            authority=one.issuer_name,
            address=one.address,
            made_at=one.made_at,
            due_at=one.due_at,
            fetched_at=one.fetched_at,
            trouble=SigningRefused(one.failure["code"], **one.failure["params"]).told(_)
            if one.failure
            else "",
            is_in_force=bool(one.made_at and (one.due_at is None or now < one.due_at)),
        )
        for one in lists[:MOST_LISTS]
    ]


def lists_to_fetch(*, actor: Actor, now: datetime) -> list[tuple[int, str]]:
    """Key and address of each list to be asked for now: new, run out or not fresh any more."""
    stale = Q(fetched_at__isnull=True) | Q(fetched_at__lt=now - FRESH) | Q(due_at__lt=now)
    waited = Q(tried_at__isnull=True) | Q(tried_at__lt=now - AGAIN)
    lists = RevocationList.objects.filter(stale & waited).order_by("tried_at", "pk")
    return list(lists.values_list("pk", "address")[:MOST_LISTS])
