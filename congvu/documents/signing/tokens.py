"""Keys on a token or in a hardware module, reached by PKCS#11.

The driver is the token maker's own library on this machine; it runs inside this process, so its
place is configuration and never comes from a page.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from pkcs11.util.ec import encode_ecdsa_signature

from .keys import OpenKey, check_strength
from .refusals import SigningRefused

_WRONG_PIN = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)
_GONE = (pkcs11.TokenNotPresent, pkcs11.DeviceRemoved, pkcs11.TokenNotRecognised)


# A driver logs the whole process in, not one session: the next act waits for the last to end.
_TURN = threading.Lock()
TURN_SECONDS = 60


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURN.acquire(timeout=TURN_SECONDS):
        raise SigningRefused("busy_token")
    try:
        yield
    finally:
        _TURN.release()


@dataclass(frozen=True)
class TokenKey:
    """A key on a token: the driver's file, the PIN for this one act, and what to choose by.

    `token` (its label) or `slot` (its number) is needed only where several tokens are plugged in,
    `key` (its label) only where a token holds several keys for signing.
    """

    module: Path
    pin: str = field(repr=False)
    token: str = ""
    slot: int | None = None
    key: str = ""

    @contextmanager
    def opened(self) -> Iterator[OpenKey]:
        """The key on the token, logged in until the block ends.

        Raises: SigningRefused: what is missing or wrong (driver, token, PIN, key), or
        `token_failed` when the token breaks off.
        """
        if not self.module.is_file():
            raise SigningRefused("no_module", module=str(self.module))
        try:
            with _turn(), self._token().open(user_pin=self.pin) as session:
                yield self._key_in(session)
        except SigningRefused:
            raise
        except pkcs11.PinLocked:
            raise SigningRefused("locked_pin") from None
        except _WRONG_PIN:
            raise SigningRefused("wrong_pin") from None
        except _GONE:
            raise SigningRefused("no_token", token=self.token) from None
        except pkcs11.PKCS11Error as error:
            raise SigningRefused("token_failed", reason=type(error).__name__) from None

    def _token(self) -> Any:
        found = []
        for slot in _driver(self.module).get_slots(token_present=True):
            if self.slot is None or slot.slot_id == self.slot:
                with suppress(*_GONE):
                    found.append(slot.get_token())
        found = [one for one in found if one.label.strip() == (self.token or one.label.strip())]
        if not found:
            raise SigningRefused("no_token", token=self.token)
        if len(found) > 1:
            raise SigningRefused("many_tokens")
        return found[0]

    def _key_in(self, session: Any) -> "_TokenKey":
        """The key for signing that has a certificate; one meant for papers before any other."""
        wanted: dict[pkcs11.Attribute, Any] = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
            pkcs11.Attribute.SIGN: True,
        }
        if self.key:
            wanted[pkcs11.Attribute.LABEL] = self.key
        found = [(one[pkcs11.Attribute.ID], one[pkcs11.Attribute.VALUE]) for one in _kept(session)]
        kept = dict(found)
        keys = [one for one in session.get_objects(wanted) if one[pkcs11.Attribute.ID] in kept]
        if not keys:
            raise SigningRefused("no_key_on_token")
        owned = [(key, kept[key[pkcs11.Attribute.ID]]) for key in keys]
        key, certificate = next((pair for pair in owned if _binds(pair[1])), owned[0])
        check_strength(x509.load_der_x509_certificate(certificate))
        # Certificates of authorities often share one empty ID.
        chain = tuple(der for _id, der in found if der != certificate)
        return _TokenKey(key, certificate, chain)


def _driver(module: Path) -> Any:
    try:
        return pkcs11.lib(str(module))
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise SigningRefused("token_failed", reason=str(error) or type(error).__name__) from None


def _kept(session: Any) -> Any:
    return session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})


def _binds(certificate: bytes) -> bool:
    """Whether the certificate says that its key is for signing what binds its owner."""
    try:
        usage = x509.load_der_x509_certificate(certificate).extensions.get_extension_for_class(
            x509.KeyUsage
        )
    except (x509.ExtensionNotFound, ValueError):
        return False
    return usage.value.content_commitment


@dataclass(frozen=True)
class _TokenKey:
    key: Any = field(repr=False)
    certificate: bytes
    chain: tuple[bytes, ...]

    def sign(self, content: bytes) -> bytes:
        """Hashed here for elliptic curves: not every token knows ECDSA with a hash."""
        public = x509.load_der_x509_certificate(self.certificate).public_key()
        if isinstance(public, ec.EllipticCurvePublicKey):
            digest = sha256(content).digest()
            raw = self.key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA)
            return encode_ecdsa_signature(raw)
        signature: bytes = self.key.sign(content, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)
        return signature
