"""Whom the office trusts and how it signs, from the settings; the key of one act, from its form."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.documents.selectors import Mark, list_contents, list_marks
from congvu.documents.signing import (
    FileKey,
    SigningKey,
    SigningPolicy,
    SigningRefused,
    TokenKey,
    Trust,
    load_trust,
    stamper_at,
)

if TYPE_CHECKING:
    from congvu.documents.signing.stamps import TimeStamper


def trust(actor: Actor) -> Trust:
    """The roots and lists the administrator keeps, and the lists that were fetched.

    Nobody is trusted where no folder is set.

    Raises: SigningRefused.
    """
    folder = Path(settings.TRUST_ROOTS) if settings.TRUST_ROOTS else None
    if folder is None:
        return Trust()
    kept, marks = _read(folder, _changed_at(folder)), list_marks(actor=actor)
    return replace(kept, lists=(*kept.lists, *_fetched(marks))) if marks else kept


@lru_cache(maxsize=1)
def _fetched(marks: tuple[Mark, ...]) -> tuple[bytes, ...]:
    """The lists are the same for everybody: read once for each state of them."""
    return list_contents(actor=Actor.system("decisions.lists"), marks=marks)


def _changed_at(folder: Path) -> tuple[tuple[str, int], ...]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple((file.name, file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=2)
def _read(folder: Path, _changed: tuple[tuple[str, int], ...]) -> Trust:
    return load_trust(folder)


def policy(actor: Actor, now: datetime) -> SigningPolicy:
    """How papers are signed here: with a time stamp, where a service for them is set."""
    stamper = stamper_at(settings.TIME_STAMP_URL) or _demo_stamper(now)
    return SigningPolicy(trust(actor), stamper)


def _demo_stamper(now: datetime) -> "TimeStamper | None":
    """The demo's own service, which stands in no office."""
    if not settings.DEMO_AUTHORITY:
        return None
    from congvu.documents.signing.demo_keys import DemoAuthority

    file = Path(settings.DEMO_AUTHORITY)
    return DemoAuthority.from_file(file).stamper(now) if file.is_file() else None


def key_of(form: Any) -> SigningKey:
    """The key that a form of signing names: the token's where a PIN was typed."""
    told = form.cleaned_data
    if told.get("pin"):
        return TokenKey(Path(settings.PKCS11_MODULE), told["pin"], token=settings.PKCS11_TOKEN)
    return FileKey(told["key_file"], told.get("password", ""))


def words_of(refusal: DomainError) -> str:
    """What a refusal says, in the reader's language."""
    return refusal.told(_) if isinstance(refusal, SigningRefused) else str(refusal)
