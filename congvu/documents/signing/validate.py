"""Checking a paper that came from anywhere, within bounds on size, time and memory."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from congvu.documents.intake import LIMIT_MB, IntakeError, run_guarded

from .refusals import SigningRefused
from .types import SignatureReport, Trust, ValidationReport, Verdict

SECONDS = 30
MEMORY_MB = 1_000
_MB = 1_000_000
_MOMENTS = ("signed_at", "stamped_at", "revoked_at")


def validate_paper(
    pdf: bytes, trust: Trust, *, now: datetime, limit_mb: int = LIMIT_MB
) -> ValidationReport:
    """What is to be thought of the signatures on `pdf` at `now`.

    The file is read in a process of its own, at most 30 seconds and 1,000 MB; times of the
    report are in the zone of `now`. A paper changed after signing is no refusal but `broken`.

    Raises: SigningRefused: a file that is no PDF, locked, damaged without ever having been
    signed, or beyond the bounds.
    """
    check_size(len(pdf), limit_mb)
    try:
        answer = run_guarded(judge_as_data, pdf, trust, now, seconds=SECONDS, memory_mb=MEMORY_MB)
    except IntakeError as error:
        if error.code in ("too_slow", "too_hungry"):
            raise SigningRefused(error.code, **error.params) from error
        raise SigningRefused("damaged") from error
    try:
        if "refused" not in answer:
            return _report(answer, now)
        refusal = SigningRefused(answer["refused"], **answer["params"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # A process that was taken over says anything.
        raise SigningRefused("damaged") from error
    raise refusal


def check_size(size: int, limit_mb: int) -> None:
    """Refuse a file of `size` bytes where that is too large to be looked at.

    Raises: SigningRefused: `too_large`.
    """
    if size > limit_mb * _MB:
        raise SigningRefused("too_large", size=-(-size // _MB), limit=limit_mb)


def judge_as_data(pdf: bytes, trust: Trust, now: datetime) -> dict[str, Any]:
    """The report, or why there is none, as plain data; run in the bounded process."""
    from .judging import judge

    try:
        report = judge(pdf, trust, now)
    except SigningRefused as refusal:
        return {"refused": refusal.code, "params": refusal.params}
    signatures = [asdict(one) for one in report.signatures]
    for signature in signatures:
        for name in _MOMENTS:
            signature[name] = signature[name].isoformat() if signature[name] else None
    return {
        "verdict": report.verdict.value,
        "signatures": signatures,
        "certificates": [der.hex() for der in report.certificates],
    }


def _report(answer: dict[str, Any], now: datetime) -> ValidationReport:
    signatures = []
    for kept in answer["signatures"]:
        moments = {
            name: datetime.fromisoformat(kept[name]) if kept[name] else None for name in _MOMENTS
        }
        verdict = Verdict(kept["verdict"])
        report = SignatureReport(**{**kept, **moments, "verdict": verdict})
        report.told(str)  # here, not on a page, it shows that there are no words for it
        signatures.append(report)
    came = tuple(bytes.fromhex(told) for told in answer["certificates"])
    return ValidationReport(Verdict(answer["verdict"]), now, tuple(signatures), came)
