"""Whom the office trusts and how it signs, from the settings; the key of one act, from its form."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from congvu.core.errors import DomainError
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


def trust() -> Trust:
    """The roots and revocation lists the administrator keeps; nobody where none are set.

    Raises: SigningRefused.
    """
    folder = Path(settings.TRUST_ROOTS) if settings.TRUST_ROOTS else None
    if folder is None:
        return Trust()
    return _read(folder, _changed_at(folder))


def _changed_at(folder: Path) -> tuple[tuple[str, int], ...]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple((file.name, file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=2)
def _read(folder: Path, _changed: tuple[tuple[str, int], ...]) -> Trust:
    return load_trust(folder)


def policy() -> SigningPolicy:
    """How papers are signed here."""
    return SigningPolicy(trust(), stamper_at(settings.TIME_STAMP_URL))


def key_of(form: Any) -> SigningKey:
    """The key that a form of signing names: the token's where a PIN was typed."""
    told = form.cleaned_data
    if told.get("pin"):
        return TokenKey(Path(settings.PKCS11_MODULE), told["pin"])
    return FileKey(told["key_file"], told.get("password", ""))


def words_of(refusal: DomainError) -> str:
    """What a refusal says, in the reader's language."""
    return refusal.told(_) if isinstance(refusal, SigningRefused) else str(refusal)
