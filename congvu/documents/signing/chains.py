"""Chains of certificates: from a signer up to a trusted root, on a given moment."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
    ValidationError,
)

from .lists import issuers_of
from .types import Trust

# What the library says of each paper it doubts is said by the report.
logging.getLogger("pyhanko").setLevel(logging.ERROR)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.ERROR)
SIGNING = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
# Given out for these alone, a certificate is not for signing papers.
_OTHER_USES = {"time_stamping", "ocsp_signing", "server_auth", "code_signing"}
TROUBLES = (PathBuildingError, ValidationError, PathValidationError)


class Papers:
    """Certificates and answers about revocation at hand: the office's own and those of a paper."""

    def __init__(self, trust: Trust, reader: PdfFileReader | None = None) -> None:
        self.roots = [asn1_x509.Certificate.load(der) for der in trust.roots]
        self.others = [asn1_x509.Certificate.load(der) for der in trust.others]
        self.lists = [crl.CertificateList.load(der) for der in trust.lists]
        self.answers: list[ocsp.OCSPResponse] = []
        if reader is not None:
            self._take_from(reader)

    def _take_from(self, reader: PdfFileReader) -> None:
        """What signers stored in the paper for long keeping (DSS)."""
        try:
            context = DocumentSecurityStore.read_dss(reader).as_validation_context(
                {"trust_roots": self.roots, "allow_fetching": False}
            )
        except NoDSSFoundError:
            return
        self.others += list(context.certificate_registry)
        self.lists += context.crls
        self.answers += context.ocsps

    def context(self, at: datetime, *, strict: bool = True) -> ValidationContext:
        """What chains are judged by for the moment `at`; nothing is fetched from anywhere.

        A list made after `at` counts: it tells of `at` too, by the day of each revocation.
        """
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=self.others,
            moment=at,
            crls=self.lists,
            ocsps=self.answers,
            allow_fetching=False,
            revocation_mode="require" if strict else "soft-fail",
            retroactive_revinfo=True,
        )


async def find_trouble(
    certificate: asn1_x509.Certificate,
    chain: Iterable[asn1_x509.Certificate],
    context: ValidationContext,
) -> tuple[str, datetime | None]:
    """Why the certificate may not sign papers at the context's moment, and since when.

    Codes as in `refusals.MESSAGES`; ("", None) for one that may.
    """
    validator = CertificateValidator(
        certificate, intermediate_certs=list(chain), validation_context=context
    )
    usage = usage_of(certificate)
    if not usage:
        return "unsuitable", None
    try:
        await validator.async_validate_usage(usage)
    except RevokedError as error:
        return "revoked", error.revocation_dt
    except ExpiredError as error:
        return "expired", error.expired_dt
    except NotYetValidError as error:
        return "not_yet", error.valid_from
    except InsufficientRevinfoError:
        return "revocation_unknown", None
    except DisallowedAlgorithmError:
        return "weak_key", None
    except InvalidCertificateError:
        return "unsuitable", None
    except TROUBLES:
        return "untrusted", None
    return "", None


def usage_of(certificate: asn1_x509.Certificate) -> set[str]:
    """The one purpose among those for signing papers that the certificate names; else none."""
    narrowed: Any = certificate.extended_key_usage_value
    if narrowed is not None and set(narrowed.native) <= _OTHER_USES:
        return set()
    named: Any = certificate.key_usage_value
    held: set[str] = set() if named is None else named.native
    for usage in ("non_repudiation", "digital_signature"):
        if usage in held:
            return {usage}
    return set()


def strays(certificates: Iterable[bytes], known: Iterable[bytes], roots: Iterable[bytes]) -> bool:
    """Whether some certificate does not lead to a root by true signatures, one from the next.

    A single changed letter in any certificate that came with a signature shows here, also in one
    that the signer's own chain does not need.
    """
    own = set(roots)
    led = issuers_of({*certificates, *known}, own)
    return bool(set(certificates) - own - led.keys())
