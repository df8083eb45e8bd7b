"""What is said of a signed paper, and what one is judged by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .wording import sentence


class Verdict(StrEnum):
    """What is to be thought of a paper, or of one signature on it."""

    VALID = "valid"
    BROKEN = "broken"
    UNTRUSTED = "untrusted"
    UNSIGNED = "unsigned"


@dataclass(frozen=True)
class Trust:
    """Whom the office trusts: certificates and revocation lists, each as DER.

    `roots` end a chain; `others` only help to build one. Without a revocation list in force for
    each link a signature counts as untrusted.
    """

    roots: tuple[bytes, ...] = ()
    others: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class ListAddress:
    """Where a revocation list lies, and the certificate (DER) of the authority that signs it."""

    address: str
    issuer: bytes = field(repr=False)


@dataclass(frozen=True)
class SignatureReport:
    """One signature, seal or archive time stamp on a paper.

    `reason` is a code of `wording.REASONS`. `signed_at` is what the signer's machine said,
    `stamped_at` what a trusted time stamp proves (None without one). `revision` counts from 1.
    """

    field: str
    is_archive_stamp: bool
    verdict: Verdict
    reason: str
    signer: str = ""
    organisation: str = ""
    issuer: str = ""
    is_demo: bool = False
    signed_at: datetime | None = None
    stamped_at: datetime | None = None
    revoked_at: datetime | None = None
    revision: int = 0
    revisions: int = 0
    covers_whole_file: bool = False

    def told(self, translate: Callable[[str], str]) -> str:
        """One line in plain words."""
        return sentence(self, translate)


@dataclass(frozen=True)
class ValidationReport:
    """What was found on a paper; `checked_at` is the moment it was judged for.

    `certificates` (DER) came with the signatures; nobody has looked yet whether they are true.
    """

    verdict: Verdict
    checked_at: datetime
    signatures: tuple[SignatureReport, ...] = ()
    certificates: tuple[bytes, ...] = field(default=(), repr=False, compare=False)

    @property
    def is_valid(self) -> bool:
        return self.verdict is Verdict.VALID

    def told(self, translate: Callable[[str], str]) -> list[str]:
        """The overall answer, then a line for each signature."""
        from .wording import OVERALL

        head = translate(OVERALL[self.verdict.value])
        return [head, *(one.told(translate) for one in self.signatures)]
