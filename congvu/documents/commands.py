"""Keeping files, papers and revocation lists."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.scope import scope_of
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.documents.intake import IntakeError, refuse_secret
from congvu.documents.models import Paper, RevocationList, StoredFile
from congvu.documents.signing.lists import addresses_in, as_der, name_of, read_list
from congvu.documents.signing.refusals import SigningRefused
from congvu.journal import commands as journal

NOTING = Actor.system("documents.note_lists")


class StateSecret(DomainError):
    """A paper under a secrecy mark never enters this system."""


class PaperRevokedAlready(DomainError):
    """A paper is revoked once."""


@transaction.atomic
def keep_file(
    *, actor: Actor, name: str, content: bytes, media_type: str, unit_path: str
) -> StoredFile:
    """Keep one file at `unit_path`; the same content at the same place is kept once.

    Of two who send it at the same moment the later waits for the first and gets his row.
    """
    digest = hashlib.sha256(content).hexdigest()
    same = StoredFile.objects.defer("content").filter(sha256=digest, unit_path=unit_path)
    if not same.exists():
        file = StoredFile(
            name=clean(name)[:255],
            media_type=media_type,
            size=len(content),
            sha256=digest,
            content=content,
            unit_path=unit_path,
        )
        StoredFile.objects.bulk_create([file], ignore_conflicts=True)
    kept: StoredFile = same.get()
    return kept


def keep_paper_file(
    *, actor: Actor, name: str, content: bytes, media_type: str, unit_path: str
) -> StoredFile:
    """Keep the file of a paper or product, unless its name or text carries a secrecy mark.

    Raises: StateSecret; then nothing is kept.
    Law: the refusal of state secrets, Luật Bảo vệ bí mật nhà nước 117/2025/QH15
    """
    refuse_state_secret(actor=actor, name=name, content=content)
    return keep_file(
        actor=actor, name=name, content=content, media_type=media_type, unit_path=unit_path
    )


def refuse_state_secret(*, actor: Actor, name: str, content: bytes) -> bool:
    """Refuse a paper under a secrecy mark; return whether its text could be read.

    Raises: StateSecret.
    """
    try:
        return refuse_secret(name, content)
    except IntakeError as refusal:
        raise StateSecret(refusal.told(_)) from refusal


@transaction.atomic
def record_paper(
    *,
    actor: Actor,
    kind: str,
    title: str,
    unit_path: str,
    number: str = "",
    issuer: str = "",
    signed_on: date | None = None,
    file: StoredFile | None = None,
) -> Paper:
    """Record the paper that facts or work will rest on."""
    paper = store(
        Paper(
            kind=kind,
            title=clean(title)[:500],
            number=number,
            issuer=issuer,
            signed_on=signed_on,
            file=file,
            unit_path=unit_path,
        )
    )
    journal.record(actor=actor, act="documents.record_paper", subject=paper, kind=kind)
    return paper


@transaction.atomic
def revoke_paper(*, actor: Actor, paper: Paper, by: Paper) -> Paper:
    """Note that `by` revokes `paper`; from then on what it ended may be given back.

    Raises: PaperRevokedAlready.
    """
    locked: Paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if locked.revoked_by_id is not None:
        raise PaperRevokedAlready(_("This paper is revoked already."))
    locked.revoked_by = by
    locked.save(update_fields=["revoked_by"])
    journal.record(actor=actor, act="documents.revoke_paper", subject=locked, by=by.pk)
    return locked


def note_lists(*, actor: Actor, certificates: Iterable[bytes], roots: Iterable[bytes]) -> int:
    """Remember where the lists lie that may name `certificates`, to fetch them; how many are new.

    Only certificates that truly lead to one of `roots` count, since the address is gone to.
    """
    found = addresses_in(certificates, roots)
    known = RevocationList.objects.filter(address__in=[one.address for one in found])
    old = set(known.values_list("address", flat=True))
    new = [
        RevocationList(
            address=one.address, issuer=one.issuer, issuer_name=name_of(one.issuer)[:200]
        )
        for one in found
        if one.address not in old
    ]
    if new:
        with scope_of(NOTING):
            RevocationList.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def keep_list(*, actor: Actor, list_id: int, content: bytes, now: datetime) -> RevocationList:
    """Keep what was fetched as the list in use.

    Requires: the system.
    Raises: SigningRefused: `list_unreadable`, `list_forged` or `list_older`; the one at hand stays.
    """
    row: RevocationList = RevocationList.objects.select_for_update().get(pk=list_id)
    facts = read_list(content, bytes(row.issuer))
    if row.made_at and facts.made_at < row.made_at:
        raise SigningRefused("list_older")
    is_new = row.made_at != facts.made_at
    row.content, row.made_at, row.due_at = as_der(content), facts.made_at, facts.due_at
    row.fetched_at = row.tried_at = now
    row.failure = {}
    row.save()
    if is_new:
        journal.record(actor=actor, act="documents.keep_list", subject=row, bytes=len(content))
    return row


@transaction.atomic
def note_no_list(*, actor: Actor, list_id: int, why: SigningRefused, now: datetime) -> None:
    """Remember why a list was not fetched; the one at hand stays in use."""
    failure = {"code": why.code, "params": why.params}
    RevocationList.objects.filter(pk=list_id).update(tried_at=now, failure=failure)
