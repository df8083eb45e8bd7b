"""Signing a paper: PAdES with SHA-256, as a new revision, seen on the page.

Everything that proves the signature (chain, revocation, time) is stored in the revision that is
signed, so that no part of our papers is left outside every signature.
"""

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PdfSignatureMetadata,
    PdfSigner,
    SigDSSPlacementPreference,
)
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import InsufficientRevinfoError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from congvu.documents.intake import LIMIT_MB

from .chains import TROUBLES, Papers, find_trouble, usage_of
from .judging import judge, name_in, open_reader
from .keys import OpenKey, SigningKey
from .marks import Mark, SealMark, SignerMark
from .pages import Place, appearance, place_on
from .refusals import SigningRefused
from .stamps import TimeStamper
from .types import Trust, Verdict
from .validate import check_size, validate_paper

_NAMES = {SignerMark: "ChuKy", SealMark: "Dau"}


@dataclass(frozen=True)
class SigningPolicy:
    """How the office signs.

    `stamper` gives time stamps (None: none). With `archive` the paper is closed by a time stamp
    over everything in it (B-LTA), for keeping past the life of the certificates.
    """

    trust: Trust
    stamper: TimeStamper | None = None
    archive: bool = False


def sign_paper(
    pdf: bytes,
    key: SigningKey,
    mark: Mark,
    *,
    policy: SigningPolicy,
    now: datetime,
    reason: str = "",
    printed_here: bool = False,
    limit_mb: int = LIMIT_MB,
) -> bytes:
    """The paper with one more signature, in a new revision; what was signed before stays valid.

    `now` is shown on the page, in the zone it carries. The level is B-LT where the policy has a
    time stamp service and a revocation list in force for each certificate, else B-T or B-B.
    `printed_here` says that the PDF is our own print: it is not looked at in a process of its
    own first.

    Raises: SigningRefused: what is wrong with the paper, the picture, the key, its certificate
    or the time stamp, and what to do.
    Law: NĐ 30/2020/NĐ-CP, Phụ lục I; Luật 20/2023/QH15, Điều 22.
    """
    check_size(len(pdf), limit_mb)
    if printed_here:
        before = judge(pdf, policy.trust, now)
    else:
        before = validate_paper(pdf, policy.trust, now=now, limit_mb=limit_mb)
    if before.verdict is Verdict.BROKEN:
        raise SigningRefused("changed")
    with key.opened() as opened:
        try:
            return asyncio.run(_sign(pdf, opened, mark, policy, now, reason))
        except TimestampRequestError as error:
            raise SigningRefused("no_stamp", reason=str(error)) from error
        except SigningError as error:
            raise SigningRefused("closed") from error
        except PdfError as error:
            raise SigningRefused("damaged") from error


async def _sign(
    pdf: bytes, key: OpenKey, mark: Mark, policy: SigningPolicy, now: datetime, reason: str
) -> bytes:
    signer = _KeySigner(key)
    reader = open_reader(pdf)
    papers = Papers(policy.trust, reader)
    context = await _check_certificates(signer, papers, policy, now)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=reader.strict)
    place = place_on(reader, mark.box)
    name = _free_name(reader, _NAMES.get(type(mark), "DauPhuLuc"))
    meta = PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        embed_validation_info=context is not None,
        validation_context=context,
        use_pades_lta=policy.archive,
        timestamp_field_name=_free_name(reader, "LuuTru"),
        signer_key_usage=usage_of(signer.signing_cert),
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
        ),
    )
    pdf_signer = _DatedSigner(
        meta,
        signer,
        timestamper=policy.stamper,
        stamp_style=appearance(mark, signer.person, signer.body, now, place.turn),
        new_field_spec=SigFieldSpec(name, on_page=mark.box.page, box=_box(place)),
    )
    pdf_signer.now = now
    out = io.BytesIO()
    await pdf_signer.async_sign_pdf(writer, output=out)
    return out.getvalue()


async def _check_certificates(
    signer: "_KeySigner", papers: Papers, policy: SigningPolicy, now: datetime
) -> ValidationContext | None:
    """The context to store proofs from; None where they are not at hand.

    Raises: SigningRefused: the signer's certificate may not sign now, or the stamp is not trusted.
    """
    certificate, chain = signer.signing_cert, list(signer.cert_registry)
    context = papers.context(now)
    trouble, since = await find_trouble(certificate, chain, context)
    proven = trouble != "revocation_unknown"
    if not proven:
        loose = papers.context(now, strict=False)
        trouble, since = await find_trouble(certificate, chain, loose)
    if trouble:
        day = since.astimezone(now.tzinfo).strftime("%d/%m/%Y") if since else ""
        issuer = name_in(certificate.issuer, "common_name")
        raise SigningRefused(trouble, name=signer.person, day=day, issuer=issuer)
    proven = proven and await _is_stamp_proven(policy.stamper, context)
    if policy.archive and not proven:
        code = "no_archive" if policy.stamper is None else "revocation_unknown"
        raise SigningRefused(code, name=signer.person)
    return context if proven else None


async def _is_stamp_proven(stamper: TimeStamper | None, context: ValidationContext) -> bool:
    """Whether the service's stamps will be provable later on.

    Raises: SigningRefused: `bad_stamp`.
    """
    if stamper is None:
        return False
    try:
        async for _path in stamper.validation_paths(context):
            pass
    except InsufficientRevinfoError:
        return False
    except TROUBLES as error:
        raise SigningRefused("bad_stamp") from error
    return True


def _box(place: Place) -> Any:
    """Points with their fractions: the library says whole ones, and takes any."""
    return place.points


def _free_name(reader: Any, stem: str) -> str:
    """The first name of a field in the row ChuKy1, ChuKy2 … that is not taken yet."""
    taken = {name for name, _value, _field in enumerate_sig_fields(reader)}
    return next(f"{stem}{n}" for n in range(1, len(taken) + 2) if f"{stem}{n}" not in taken)


class _KeySigner(signers.Signer):
    """Lets pyHanko sign with any open key."""

    signing_cert: asn1_x509.Certificate

    def __init__(self, key: OpenKey) -> None:
        certificate = asn1_x509.Certificate.load(key.certificate)
        chain = [asn1_x509.Certificate.load(der) for der in key.chain]
        store = SimpleCertificateStore.from_certs(chain)
        super().__init__(signing_cert=certificate, cert_registry=store, embed_roots=False)
        self._key = key
        self.body = name_in(certificate.subject, "organization_name")
        self.person = name_in(certificate.subject, "common_name") or self.body

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        return bytes(512) if dry_run else self._key.sign(data)


class _DatedSigner(PdfSigner):
    """Signs at a moment that is told, not read from a clock."""

    now: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.now
        return session
