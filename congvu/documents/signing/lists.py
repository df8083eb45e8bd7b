"""Revocation lists: where certificates say they lie, whose they are, and what one tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from .refusals import SigningRefused
from .types import ListAddress

_REACHED_BY = ("http://", "https://")
LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class ListFacts:
    """When a list was made, and until when it is in force."""

    made_at: datetime
    due_at: datetime | None


def addresses_in(certificates: Iterable[bytes], roots: Iterable[bytes]) -> list[ListAddress]:
    """Where the lists lie that may name `certificates`, of those that truly lead to a root.

    An address somebody wrote into a certificate of his own counts for nothing.
    """
    found: dict[str, ListAddress] = {}
    for der, issuer in issuers_of(certificates, roots).items():
        for address in _addresses(x509.load_der_x509_certificate(der)):
            found.setdefault(address, ListAddress(address, issuer))
    return list(found.values())


def issuers_of(certificates: Iterable[bytes], roots: Iterable[bytes]) -> dict[bytes, bytes]:
    """The certificates that lead to a root by true signatures, each with the one that gave it."""
    trusted = set(roots)
    waiting = set(certificates) - trusted
    found: dict[bytes, bytes] = {}
    while waiting:
        reached = {
            der: issuer
            for der in waiting
            if (issuer := next((one for one in trusted if _issued(der, one)), None))
        }
        if not reached:
            break
        found |= reached
        trusted |= reached.keys()
        waiting -= reached.keys()
    return found


def read_list(content: bytes, issuer: bytes) -> ListFacts:
    """What the list `content` (DER or PEM) says of itself.

    Raises: SigningRefused: `list_unreadable`, or `list_forged` where `issuer` did not sign it.
    """
    try:
        told = x509.load_der_x509_crl(as_der(content))
        key: Any = x509.load_der_x509_certificate(issuer).public_key()
        is_theirs = told.is_signature_valid(key)
    except (ValueError, TypeError) as error:
        raise SigningRefused("list_unreadable") from error
    if not is_theirs:
        raise SigningRefused("list_forged")
    return ListFacts(told.last_update_utc, told.next_update_utc)


def as_der(content: bytes) -> bytes:
    """A list as DER, whichever way it was written down.

    Raises: ValueError.
    """
    if content.startswith(b"-----BEGIN"):
        return x509.load_pem_x509_crl(content).public_bytes(Encoding.DER)
    return content


def name_of(issuer: bytes) -> str:
    """What the authority calls itself."""
    subject = x509.load_der_x509_certificate(issuer).subject
    parts = {attribute.oid: str(attribute.value) for attribute in subject}
    return parts.get(NameOID.COMMON_NAME) or subject.rfc4514_string()


def _addresses(certificate: x509.Certificate) -> list[str]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    named = (str(name.value) for point in points for name in point.full_name or ())
    return [
        address
        for address in named
        if address.lower().startswith(_REACHED_BY) and len(address) <= LONGEST_ADDRESS
    ]


def _issued(der: bytes, above: bytes) -> bool:
    try:
        x509.load_der_x509_certificate(der).verify_directly_issued_by(
            x509.load_der_x509_certificate(above)
        )
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
