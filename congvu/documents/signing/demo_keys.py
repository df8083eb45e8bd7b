"""A certificate authority for trying out: whoever trusts it trusts anybody. Never in real use.

The root says so in its own name, and every report on a paper signed under it repeats it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import cast

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
    load_der_private_key,
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
YEARS, LIST_DAYS = 10, 30
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
    """Gives out signers, a time stamp service, a revocation list; a root, or one below `above`.

    `now` is the day it opens; its own certificate holds ten years from there. `lists_at` is the
    address of its revocation list, as the certificates it gives out name it.
    """

    def __init__(
        self,
        now: datetime,
        above: "DemoAuthority | None" = None,
        name: str = ROOT_NAME,
        lists_at: str = "",
    ) -> None:
        self._lists_at = lists_at
        self.opened_at = now
        self.above = above
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._revoked: dict[int, datetime] = {}
        mine = _name(name, DEMO_MARK)
        issuer = above or self
        since, until = now - timedelta(days=1), now + timedelta(days=365 * YEARS)
        named = above.certificate.subject if above else mine
        builder = (
            _builder(mine, named, self._key.public_key(), since, until)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
            .add_extension(issuer.identifier, critical=False)
        )
        if above:
            builder = above._pointing(builder)
        self.certificate: x509.Certificate = builder.sign(issuer._key, hashes.SHA256())

    @property
    def identifier(self) -> x509.AuthorityKeyIdentifier:
        """What certificates given out here say of the key above them."""
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """Its own certificate, then those above it up to the root."""
        return (self.certificate, *(self.above.chain if self.above else ()))

    @property
    def root(self) -> x509.Certificate:
        """The end of the chain, which is to be trusted."""
        return self.chain[-1]

    def kept(self) -> str:
        """All of it as text, private keys too: to go on with the same one after a restart.

        For roots only, and for trying out only.
        """
        return json.dumps(
            {
                "warning": DEMO_MARK,
                "opened_at": self.opened_at.isoformat(),
                "key": _plain(self._key).hex(),
                "certificate": self.certificate.public_bytes(Encoding.DER).hex(),
                "stamping_key": _plain(self.stamping.key).hex(),
                "stamping": self.stamping.certificate.public_bytes(Encoding.DER).hex(),
                "revoked": {str(serial): at.isoformat() for serial, at in self._revoked.items()},
            },
            ensure_ascii=False,
            indent=1,
        )

    @classmethod
    def from_kept(cls, text: str) -> "DemoAuthority":
        """The authority that `kept` wrote down."""
        told = json.loads(text)
        found = cls(datetime.fromisoformat(told["opened_at"]))
        found._key = cast(ec.EllipticCurvePrivateKey, _loaded(told["key"]))
        found.certificate = x509.load_der_x509_certificate(bytes.fromhex(told["certificate"]))
        found._revoked = {
            int(serial): datetime.fromisoformat(at) for serial, at in told["revoked"].items()
        }
        stamping = x509.load_der_x509_certificate(bytes.fromhex(told["stamping"]))
        key = cast(rsa.RSAPrivateKey, _loaded(told["stamping_key"]))
        found.stamping = DemoSigner(stamping, key, found.chain)
        return found

    @classmethod
    def from_file(cls, file: Path) -> "DemoAuthority":
        """The authority that `keep_at` wrote down."""
        return _kept_at(file, file.stat().st_mtime_ns)

    def keep_at(self, file: Path) -> None:
        """Write all of it into a file that only its owner may read."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(self.kept(), encoding="utf-8")

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
        mine = _name(name, organisation)
        builder = _builder(mine, self.certificate.subject, key.public_key(), since, until)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        builder = self._pointing(builder.add_extension(self.identifier, False))
        for extension, is_critical in extensions:
            builder = builder.add_extension(extension, is_critical)
        return DemoSigner(builder.sign(self._key, hashes.SHA256()), key, self.chain)

    def _pointing(self, builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
        if not self._lists_at:
            return builder
        name = x509.UniformResourceIdentifier(self._lists_at)
        point = x509.DistributionPoint([name], None, None, None)
        return builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)

    def revoke(self, signer: DemoSigner, at: datetime) -> None:
        """Put the signer on the revocation list from `at` on."""
        self._revoked[signer.certificate.serial_number] = at

    def revocation_list(self, now: datetime) -> bytes:
        """The list of `now` as DER, in force for 30 days."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(now)
            .next_update(now + timedelta(days=LIST_DAYS))
            .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        )
        for serial, at in self._revoked.items():
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER)

    def trust(self, now: datetime) -> Trust:
        """Trust in the root of this authority, with the lists of `now` from here up to it."""
        above = self.above.trust(now).lists if self.above else ()
        root = self.root.public_bytes(Encoding.DER)
        return Trust(roots=(root,), lists=(self.revocation_list(now), *above))

    def write_trust(self, folder: Path, now: datetime) -> None:
        """Lay the root and its lists into a folder of trusted roots, named for what they are."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "CA-thu-nghiem.crt").write_bytes(self.root.public_bytes(Encoding.PEM))
        for number, der in enumerate(self.trust(now).lists, 1):
            (folder / f"CA-thu-nghiem-{number}.crl").write_bytes(der)

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
        return DummyTimeStamper(
            tsa_cert=asn1_x509.Certificate.load(mine.certificate.public_bytes(Encoding.DER)),
            tsa_key=asn1_keys.PrivateKeyInfo.load(_plain(mine.key)),
            certs_to_embed=SimpleCertificateStore(),
            fixed_dt=now,
        )


@lru_cache(maxsize=2)
def _kept_at(file: Path, _changed: int) -> DemoAuthority:
    return DemoAuthority.from_kept(file.read_text(encoding="utf-8"))


def _plain(key: _PrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _loaded(told: str) -> object:
    return load_der_private_key(bytes.fromhex(told), None)


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
