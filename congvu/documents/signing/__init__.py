"""Electronic signatures on papers: sign, stamp, check. Pure functions over bytes; no tables.

    with_key = FileKey(content, password)  # or TokenKey(module, pin)
    signed = sign_paper(pdf, with_key, SignerMark(box), policy=policy, now=now)
    report = validate_paper(signed, trust, now=now)

Nothing here is imported before it is asked for: the libraries behind it take half a second.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .judging import certificates_in, count_signatures
    from .keys import FileKey, OpenKey, SigningKey
    from .marks import SealMark, SeparateFileMark, SignerMark, check_picture
    from .refusals import SigningRefused
    from .sign import SigningPolicy, sign_paper
    from .stamps import ServiceStamper, stamper_at
    from .tokens import TokenKey
    from .trust import load_trust
    from .types import SignatureReport, Trust, ValidationReport, Verdict
    from .validate import validate_paper

_HOMES = {
    "FileKey": "keys",
    "OpenKey": "keys",
    "SigningKey": "keys",
    "SealMark": "marks",
    "SeparateFileMark": "marks",
    "SignerMark": "marks",
    "check_picture": "marks",
    "SigningRefused": "refusals",
    "SigningPolicy": "sign",
    "sign_paper": "sign",
    "ServiceStamper": "stamps",
    "certificates_in": "judging",
    "count_signatures": "judging",
    "stamper_at": "stamps",
    "TokenKey": "tokens",
    "load_trust": "trust",
    "SignatureReport": "types",
    "Trust": "types",
    "ValidationReport": "types",
    "Verdict": "types",
    "validate_paper": "validate",
}
__all__ = [
    "FileKey",
    "OpenKey",
    "SealMark",
    "SeparateFileMark",
    "ServiceStamper",
    "SignatureReport",
    "SignerMark",
    "SigningKey",
    "SigningPolicy",
    "SigningRefused",
    "TokenKey",
    "Trust",
    "ValidationReport",
    "Verdict",
    "certificates_in",
    "check_picture",
    "count_signatures",
    "load_trust",
    "sign_paper",
    "stamper_at",
    "validate_paper",
]


def __getattr__(name: str) -> Any:
    """The named piece, its module imported now."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
