"""Keeping files and papers."""

import hashlib
from datetime import date

from django.db import transaction

from congvu.core.actors import Actor
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.documents.models import Paper, StoredFile
from congvu.journal import commands as journal


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
