"""A certificate authority for trying out: whoever trusts it trusts anybody. Never in real use.

The root says so in its own name, and every report on a paper signed under it repeats it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .keys import FileKey
from .types import Trust
from .wording import DEMO_MARK

ROOT_NAME = "CA thử nghiệm"
STAMPER_NAME = "Dấu thời gian thử nghiệm"
ROOT_YEARS, LIST_DAYS = 10, 30
_PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class DemoSigner:
    """A signer's certificate, and the key that belongs to it."""

    certificate: x509.Certificate
    key: _PrivateKey = field(repr=False)
    chain: tuple[x509.Certificate, ...] = ()

    def pkcs12(self, password: str) -> bytes:
        """Both in a file, locked by `password`."""
        name = self.certificate.subject.rfc4514_string().encode()
        locked = BestAvailableEncryption(password.encode())
        return pkcs12.serialize_key_and_certificates(
            name, self.key, self.certificate, self.chain, locked
        )

    def file_key(self, password: str = "thu-nghiem") -> FileKey:  # noqa: S107 - for trying out
        """The key as one that signs."""
        return FileKey(self.pkcs12(password), password)


class DemoAuthority:
    """A root with what it gives out: signers, a time stamp service, a revocation list.

    `now` is the day it opens; the root holds ten years from there.
    """

    def __init__(self, now: datetime) -> None:
        self.opened_at = now
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._revoked: dict[int, datetime] = {}
        name = _name(ROOT_NAME, DEMO_MARK)
        until = now + timedelta(days=365 * ROOT_YEARS)
        builder = _builder(name, name, self._key.public_key(), now - timedelta(days=1), until)
        usage = _usage(key_cert_sign=True, crl_sign=True)
        self.root = (
            builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(self._key, hashes.SHA256())
        )

    def issue(
        self,
        name: str,
        organisation: str = "",
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        rsa_bits: int = 0,
        signs: bool = True,
    ) -> DemoSigner:
        """A signer under the given names; on an elliptic curve unless `rsa_bits` is given.

        Held for two years from the authority's opening unless said otherwise. One that does not
        sign may only encrypt.
        """
        usage = _usage(
            digital_signature=signs, content_commitment=signs, key_encipherment=not signs
        )
        return self._issue(name, organisation, since, until, rsa_bits, [(usage, True)])

    def _issue(
        self,
        name: str,
        organisation: str,
        since: datetime | None,
        until: datetime | None,
        rsa_bits: int,
        extensions: Iterable[tuple[x509.ExtensionType, bool]],
    ) -> DemoSigner:
        key: _PrivateKey = (
            rsa.generate_private_key(65537, rsa_bits)
            if rsa_bits
            else ec.generate_private_key(ec.SECP256R1())
        )
        since = since or self.opened_at - timedelta(days=1)
        until = until or self.opened_at + timedelta(days=730)
        builder = _builder(
            _name(name, organisation), self.root.subject, key.public_key(), since, until
        )
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        builder = builder.add_extension(above, False)
        for extension, is_critical in extensions:
            builder = builder.add_extension(extension, is_critical)
        return DemoSigner(builder.sign(self._key, hashes.SHA256()), key, (self.root,))

    def revoke(self, signer: DemoSigner, at: datetime) -> None:
        """Put the signer on the revocation list from `at` on."""
        self._revoked[signer.certificate.serial_number] = at

    def revocation_list(self, now: datetime) -> bytes:
        """The list of `now` as DER, in force for 30 days."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.subject)
            .last_update(now)
            .next_update(now + timedelta(days=LIST_DAYS))
            .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        )
        for serial, at in self._revoked.items():
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER)

    def trust(self, now: datetime) -> Trust:
        """Trust in this authority, with its list of `now`."""
        root = self.root.public_bytes(Encoding.DER)
        return Trust(roots=(root,), lists=(self.revocation_list(now),))

    def write_trust(self, folder: Path, now: datetime) -> None:
        """Lay the root and the list into a folder of trusted roots, named for what they are."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "CA-thu-nghiem.crt").write_bytes(self.root.public_bytes(Encoding.PEM))
        (folder / "CA-thu-nghiem.crl").write_bytes(self.revocation_list(now))

    @cached_property
    def stamping(self) -> DemoSigner:
        """The time stamp service's own key and certificate."""
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        usage = _usage(digital_signature=True)
        return self._issue(
            STAMPER_NAME, DEMO_MARK, None, None, 2048, [(usage, True), (purpose, True)]
        )

    def stamper(self, now: datetime) -> DummyTimeStamper:
        """A time stamp service whose clock stands at `now`."""
        mine = self.stamping
        plain = mine.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(
            tsa_cert=asn1_x509.Certificate.load(mine.certificate.public_bytes(Encoding.DER)),
            tsa_key=asn1_keys.PrivateKeyInfo.load(plain),
            certs_to_embed=SimpleCertificateStore(),
            fixed_dt=now,
        )


def _name(name: str, organisation: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
    since: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(**granted: bool) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{use: granted.get(use, False) for use in every})
