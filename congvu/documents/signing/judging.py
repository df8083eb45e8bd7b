"""Judging the signatures of one paper; runs on unsafe bytes, so callers go by `validate_paper`."""

import asyncio
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.status import SignatureCoverageLevel

from .chains import SIGNING, Papers, find_trouble, strays, usage_of
from .container import embedded_certificates, is_sound, time_stamps
from .refusals import SigningRefused
from .types import SignatureReport, Trust, ValidationReport, Verdict
from .wording import DEMO_MARK

MOST_SIGNATURES = 100
# A stamp may be this much later than our own clock says it is.
CLOCKS_APART = timedelta(minutes=5)
# What a file holds that somebody signed, whatever else of it can still be read.
_TRACES = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/ETSI.RFC3161", b"/adbe.pkcs7.detached")
_LATER = ModificationLevel.LTA_UPDATES
# Added later may be signatures, time stamps and what proves them; filled-in forms may not.
POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        *(
            rule.as_qualified(_LATER)
            for rule in (
                DocInfoRule(),
                XrefStreamRule(),
                ObjectStreamRule(),
                DSSCompareRule(),
                MetadataUpdateRule(),
            )
        ),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
_TRUST_REASONS = {
    "": "weak",  # the chain is good, so it is the method of the signature itself
    "weak_key": "weak",
    "revoked": "revoked",
    "expired": "expired",
    "not_yet": "expired",
    "revocation_unknown": "revocation",
    "untrusted": "root",
    "unsuitable": "usage",
}


def judge(pdf: bytes, trust: Trust, now: datetime) -> ValidationReport:
    """What is to be thought of the paper at `now`, judged in this process.

    Raises: SigningRefused: `not_pdf`, `encrypted`, `damaged` or `too_many`.
    """
    was_signed = any(trace in pdf for trace in _TRACES)
    if pdf.count(b"/ByteRange") > MOST_SIGNATURES:
        count = pdf.count(b"/ByteRange")
        raise SigningRefused("too_many", count=count, limit=MOST_SIGNATURES)
    if b"%PDF-" not in pdf[:1024] and not was_signed:
        raise SigningRefused("not_pdf")
    try:
        reader = open_reader(pdf)
        found = list(reader.embedded_signatures)
        papers = Papers(trust, reader)
    except SigningRefused:
        raise
    except Exception as error:
        # Whatever a parser makes of a damaged file: where somebody had signed it, it was changed.
        if was_signed:
            return ValidationReport(Verdict.BROKEN, now)
        raise SigningRefused("damaged") from error
    if len(found) > MOST_SIGNATURES:
        raise SigningRefused("too_many", count=len(found), limit=MOST_SIGNATURES)
    if not found:
        return ValidationReport(Verdict.BROKEN if was_signed else Verdict.UNSIGNED, now)
    reports = asyncio.run(_judge_all(pdf, reader, found, papers, now))
    return ValidationReport(_overall(reports), now, tuple(reports), certificates_on(found))


def open_reader(pdf: bytes) -> PdfFileReader:
    """A reader for the file; files with two tables of contents (as Word writes them) too.

    Raises: SigningRefused: `encrypted`; else whatever the parser raises.
    """
    reader = PdfFileReader(io.BytesIO(pdf))
    if reader.xrefs.hybrid_xrefs_present:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    if reader.encrypted:
        raise SigningRefused("encrypted")
    return reader


def certificates_in(pdf: bytes) -> tuple[bytes, ...]:
    """The certificates that came with the signatures on a paper signed here."""
    return certificates_on(open_reader(pdf).embedded_signatures)


def count_signatures(pdf: bytes) -> int:
    """How many signatures and time stamps for keeping a paper kept here carries."""
    return len(list(open_reader(pdf).embedded_signatures))


def certificates_on(found: Iterable[EmbeddedPdfSignature]) -> tuple[bytes, ...]:
    """The certificates that came with signatures and their time stamps, each once."""
    came: dict[bytes, None] = {}
    for one in found:
        try:
            came |= dict.fromkeys(embedded_certificates(cms.ContentInfo.load(one.pkcs7_content)))
        except (ValueError, TypeError, KeyError):
            continue
    return tuple(came)


def _overall(reports: Sequence[SignatureReport]) -> Verdict:
    """A time stamp alone says when a paper was there, and nobody's word for it."""
    seen = {report.verdict for report in reports}
    for verdict in (Verdict.BROKEN, Verdict.UNTRUSTED):
        if verdict in seen:
            return verdict
    stamps_alone = all(report.is_archive_stamp for report in reports)
    return Verdict.UNSIGNED if stamps_alone else Verdict.VALID


async def _judge_all(
    pdf: bytes,
    reader: PdfFileReader,
    found: list[EmbeddedPdfSignature],
    papers: Papers,
    now: datetime,
) -> list[SignatureReport]:
    """From the last signature to the first: a time stamp proves what was there before it."""
    moment, reports = now, []
    for one in reversed(found):
        try:
            report = await _judge_one(pdf, reader, one, papers, moment)
        except Exception:
            # A signature that cannot even be read out; parsers raise anything.
            report = SignatureReport(
                str(one.field_name), False, Verdict.BROKEN, "unreadable", **_place(reader, one)
            )
        if report.is_archive_stamp and report.verdict is Verdict.VALID and report.stamped_at:
            moment = report.stamped_at
        reports.append(report)
    return reports[::-1]


async def _judge_one(
    pdf: bytes, reader: PdfFileReader, one: EmbeddedPdfSignature, papers: Papers, moment: datetime
) -> SignatureReport:
    is_stamp = one.sig_object_type == "/DocTimeStamp"
    if not is_sound(pdf, list(one.byte_range), one.pkcs7_content):
        return _report(reader, one, "container", Verdict.BROKEN)
    if is_stamp:
        status: Any = await async_validate_pdf_timestamp(one, papers.context(moment), POLICY)
        stamped = status.timestamp
    else:
        status, stamped = await _judge_signature(one, papers, moment)
    reason = _broken(pdf, one, status)
    verdict, revoked = Verdict.BROKEN, None
    if not reason:
        reason, revoked = await _distrust(one, papers, status, stamped or moment)
        verdict = Verdict.UNTRUSTED if reason else Verdict.VALID
    zone = moment.tzinfo
    return _report(
        reader,
        one,
        reason or "valid",
        verdict,
        signed_at=_local(None if is_stamp else status.signer_reported_dt, zone),
        stamped_at=_local(stamped, zone),
        revoked_at=_local(revoked, zone),
    )


async def _judge_signature(
    one: EmbeddedPdfSignature, papers: Papers, moment: datetime
) -> tuple[Any, datetime | None]:
    """The signer is judged for the moment that a trusted stamp proves, else for `moment`."""
    claimed = _claimed_stamp(one)
    for at in dict.fromkeys((claimed, moment)):
        if at is None or at > moment + CLOCKS_APART:
            continue
        status = await async_validate_pdf_signature(
            one,
            signer_validation_context=papers.context(at),
            ts_validation_context=papers.context(moment),
            diff_policy=POLICY,
            key_usage_settings=SIGNING,
        )
        stamp = status.timestamp_validity
        if at == claimed and stamp is not None and stamp.valid and stamp.intact and stamp.trusted:
            return status, claimed
    return status, None


def _claimed_stamp(one: EmbeddedPdfSignature) -> datetime | None:
    for token in time_stamps(one.signer_info):
        told = token["content"]["encap_content_info"]["content"].parsed
        at: datetime = told["gen_time"].native
        return at
    return None


async def _distrust(
    one: EmbeddedPdfSignature, papers: Papers, status: Any, at: datetime
) -> tuple[str, datetime | None]:
    """The code of why an unbroken signature is not trusted, and since when; empty if it is."""
    is_stamp = one.sig_object_type == "/DocTimeStamp"
    if status.trust_problem_indic is not None or status.validation_path is None:
        if is_stamp:
            return "stamp_root", None
        chain, context = one.other_embedded_certs, papers.context(at)
        trouble, since = await find_trouble(one.signer_cert, chain, context)
        return _TRUST_REASONS[trouble], since
    stamp = getattr(status, "timestamp_validity", None)
    if stamp is not None and not stamp.trusted:
        return "stamp_root", None
    if not is_stamp and not usage_of(one.signer_cert):
        return "usage", None
    return ("stray" if _has_strays(one, papers) else ""), None


def _broken(pdf: bytes, one: EmbeddedPdfSignature, status: Any) -> str:
    """The code of what was changed; empty where nothing was."""
    stamp = getattr(status, "timestamp_validity", None)
    checks = {
        "digest": status.intact,
        "signature": status.valid,
        "coverage": status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION,
        "added": _only_allowed_follows(pdf, one, status.diff_result),
        "stamp": stamp is None or (stamp.intact and stamp.valid),
    }
    return next((code for code, holds in checks.items() if not holds), "")


def _only_allowed_follows(pdf: bytes, one: EmbeddedPdfSignature, difference: Any) -> bool:
    if difference is None or isinstance(difference, SuspiciousModification):
        return False
    if difference.modification_level == ModificationLevel.OTHER:
        return False
    closed = one.docmdp_level  # how far the signer let others add to the paper
    if closed is not None and difference.modification_level.value > closed.value:
        return False
    is_last = one.signed_revision == one.reader.xrefs.total_revisions - 1
    return not is_last or _end(one) == len(pdf)


def _has_strays(one: EmbeddedPdfSignature, papers: Papers) -> bool:
    came = embedded_certificates(cms.ContentInfo.load(one.pkcs7_content))
    roots = [root.dump() for root in papers.roots]
    return strays(came, [other.dump() for other in papers.others], roots)


def _end(one: EmbeddedPdfSignature) -> int:
    return int(one.byte_range[2]) + int(one.byte_range[3])


def _place(reader: PdfFileReader, one: EmbeddedPdfSignature) -> dict[str, Any]:
    """Which revision it signed; revisions count from 1."""
    size = reader.stream.seek(0, io.SEEK_END)
    return {
        "revision": one.signed_revision + 1,
        "revisions": reader.xrefs.total_revisions,
        "covers_whole_file": _end(one) == size,
    }


def _report(
    reader: PdfFileReader, one: EmbeddedPdfSignature, reason: str, verdict: Verdict, **more: Any
) -> SignatureReport:
    subject, issuer = one.signer_cert.subject, one.signer_cert.issuer
    return SignatureReport(
        field=str(one.field_name),
        is_archive_stamp=one.sig_object_type == "/DocTimeStamp",
        verdict=verdict,
        reason=reason,
        signer=name_in(subject, "common_name") or name_in(subject, "organization_name"),
        organisation=name_in(subject, "organization_name"),
        issuer=name_in(issuer, "common_name") or name_in(issuer, "organization_name"),
        is_demo=DEMO_MARK in name_in(issuer, "organization_name"),
        **_place(reader, one),
        **more,
    )


def name_in(name: asn1_x509.Name, part: str) -> str:
    """One part of a name in a certificate; the last, narrowest one where there are several."""
    value = name.native.get(part, "")
    text = value[-1] if isinstance(value, list) and value else value
    return unicodedata.normalize("NFC", str(text or ""))


def _local(at: datetime | None, zone: Any) -> datetime | None:
    return at.astimezone(zone) if at is not None and at.tzinfo is not None else at
