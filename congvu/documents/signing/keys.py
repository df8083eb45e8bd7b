"""Keys that sign: one interface, whether the key lies in a file, on a token or far away.

A key is opened for one act and closed again. Passwords and PINs are held by the object that was
made for that act, shown by no `repr`, and written nowhere.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from asn1crypto.pkcs12 import Pfx
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from .refusals import SigningRefused

LEAST_RSA_BITS = 2048


class OpenKey(Protocol):
    """A key ready to sign."""

    @property
    def certificate(self) -> bytes:
        """The signer's own certificate, DER."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """What leads from it towards a root, each DER."""

    def sign(self, content: bytes) -> bytes:
        """The signature of `content` with SHA-256: PKCS#1 v1.5 for RSA, DER of ECDSA else."""


class SigningKey(Protocol):
    """Where a key lies, and how to open it for one act of signing."""

    def opened(self) -> AbstractContextManager[OpenKey]:
        """The key, ready to sign until the block ends.

        Raises: SigningRefused.
        """


@dataclass(frozen=True)
class FileKey:
    """A key in a PKCS#12 file (.p12, .pfx): for tests and the demo."""

    content: bytes = field(repr=False)
    password: str = field(repr=False)

    @contextmanager
    def opened(self) -> Iterator[OpenKey]:
        """The key out of the file.

        Raises: SigningRefused: `wrong_password`, `bad_key_file` or `weak_key`.
        """
        try:
            key, certificate, chain = pkcs12.load_key_and_certificates(
                self.content, self.password.encode()
            )
        except ValueError:
            code = "wrong_password" if _is_key_file(self.content) else "bad_key_file"
            raise SigningRefused(code) from None
        if certificate is None or not isinstance(
            key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
        ):
            raise SigningRefused("bad_key_file")
        check_strength(certificate)
        above = tuple(one.public_bytes(Encoding.DER) for one in chain)
        yield _LoadedKey(key, certificate.public_bytes(Encoding.DER), above)


def _is_key_file(content: bytes) -> bool:
    try:
        return bool(Pfx.load(content)["version"].native == "v3")
    except (ValueError, TypeError):
        return False


@dataclass(frozen=True)
class _LoadedKey:
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: bytes
    chain: tuple[bytes, ...]

    def sign(self, content: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(content, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(content, ec.ECDSA(hashes.SHA256()))


def check_strength(certificate: x509.Certificate) -> None:
    """Refuse keys too short, or of a kind that no token signs papers with.

    Raises: SigningRefused: `weak_key`.
    """
    key = certificate.public_key()
    strong = isinstance(key, rsa.RSAPublicKey) and key.key_size >= LEAST_RSA_BITS
    if not strong and not isinstance(key, ec.EllipticCurvePublicKey):
        raise SigningRefused("weak_key", name=certificate.subject.rfc4514_string())
