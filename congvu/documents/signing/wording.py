"""The sentences of a validation report."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from congvu.core.words import N_

if TYPE_CHECKING:
    from .types import SignatureReport

# What a certificate authority for trying out calls itself, so that no report hides it.
DEMO_MARK = "DÙNG THỬ, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
MOMENT = "%d-%m-%Y %H:%M:%S"
OVERALL = {
    "valid": N_("The paper is valid: nothing was changed since it was signed."),
    "broken": N_("The paper is BROKEN: it was changed after it had been signed. Do not use it."),
    "untrusted": N_("The paper cannot be trusted yet: see the lines below for what is missing."),
    "unsigned": N_("The paper carries no electronic signature."),
}
REASONS = {
    "valid": N_("valid"),
    "digest": N_("BROKEN: the signed part was changed after signing"),
    "signature": N_("BROKEN: the signature does not fit the certificate of its signer"),
    "added": N_("BROKEN: something was added after signing that nobody may add"),
    "coverage": N_("BROKEN: the signature does not cover the paper as it must"),
    "container": N_("BROKEN: the stored signature itself was changed"),
    "stamp": N_("BROKEN: the time stamp of the signature was changed"),
    "unreadable": N_("BROKEN: the signature cannot be read"),
    "root": N_(
        "not trusted: the certificate does not lead to a trusted root (given by “%(issuer)s”)"
    ),
    "stray": N_("not trusted: a certificate stored with it does not lead to a trusted root"),
    "expired": N_("not trusted: the certificate was not valid when it was signed"),
    "revoked": N_("not trusted: the certificate had been revoked at %(revoked)s"),
    "revocation": N_(
        "not trusted yet: whether the certificate was revoked is not known, since no revocation"
        " list in force is at hand"
    ),
    "stamp_root": N_(
        "not trusted: the certificate of the time stamp service is not trusted, or whether it was"
        " revoked is not known"
    ),
    "usage": N_("not trusted: the certificate was not given out for signing papers"),
    "weak": N_("not trusted: it was made by a method that is no longer safe"),
}
SIGNED = N_("%(who)s signed at %(when)s")
SIGNED_UNDATED = N_("%(who)s signed at an unknown time")
ARCHIVED = N_("Time stamp for keeping by %(who)s at %(when)s")
STAMPED = N_("time stamp %(when)s")
NOT_STAMPED = N_("no trusted time stamp")
WHOLE = N_("covers the whole file")
PART = N_("covers revision %(revision)d of %(revisions)d, later additions are permitted ones")
CHANGED = N_("stands in revision %(revision)d of %(revisions)d")
OF = N_("%(name)s (%(organisation)s)")
NOBODY = N_("An unknown signer")
DEMO = N_("a trial signature without legal force")


def moment(at: datetime) -> str:
    """`at` as on papers: dd-mm-yyyy hh:mm:ss ±hh:mm, in the zone it carries."""
    zone = at.strftime("%z") or "+0000"
    return f"{at.strftime(MOMENT)} {zone[:3]}:{zone[3:5]}"


def sentence(report: "SignatureReport", translate: Callable[[str], str]) -> str:
    """Who, when, what it covers, and the verdict with its reason."""
    parts = [_opening(report, translate)]
    if not report.is_archive_stamp:
        stamp = report.stamped_at
        parts.append(
            translate(STAMPED) % {"when": moment(stamp)} if stamp else translate(NOT_STAMPED)
        )
    if report.revision:
        parts.append(translate(_extent(report)) % vars(report))
    if report.is_demo:
        parts.append(translate(DEMO))
    revoked = moment(report.revoked_at) if report.revoked_at else "?"
    reason = translate(REASONS[report.reason]) % {"issuer": report.issuer, "revoked": revoked}
    return f"{', '.join(parts)}: {reason}."


def _opening(report: "SignatureReport", translate: Callable[[str], str]) -> str:
    who = report.signer or translate(NOBODY)
    if report.organisation and report.organisation != report.signer:
        who = translate(OF) % {"name": who, "organisation": report.organisation}
    at = report.stamped_at if report.is_archive_stamp else report.signed_at
    if at is None:
        return translate(SIGNED_UNDATED) % {"who": who}
    pattern = ARCHIVED if report.is_archive_stamp else SIGNED
    return translate(pattern) % {"who": who, "when": moment(at)}


def _extent(report: "SignatureReport") -> str:
    if report.covers_whole_file:
        return WHOLE
    return CHANGED if report.verdict.value == "broken" else PART
