"""Trusted roots and revocation lists, read from the folder that the administrator keeps."""

import re
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from .refusals import SigningRefused
from .types import Trust

CERTIFICATES = (".crt", ".cer", ".pem", ".der")
LISTS = (".crl",)
_PEM = re.compile(
    rb"-----BEGIN (?:CERTIFICATE|X509 CRL)-----.+?-----END [A-Z0-9 ]+-----\s?", re.DOTALL
)


def load_trust(folder: Path) -> Trust:
    """Whom the files in `folder` say to trust; other kinds of files are passed over.

    A certificate that gave itself out is a root, any other only helps to build chains. Files are
    DER or PEM, a PEM file may hold several.

    Raises: SigningRefused: `no_roots` or `bad_root`.
    """
    certificates: list[x509.Certificate] = []
    lists: list[bytes] = []
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            if file.suffix.lower() in CERTIFICATES:
                certificates += map(_certificate, _pieces(file.read_bytes()))
            elif file.suffix.lower() in LISTS:
                lists += map(_list, _pieces(file.read_bytes()))
        except ValueError as error:
            raise SigningRefused("bad_root", file=file.name) from error
    roots = [one for one in certificates if one.issuer == one.subject]
    if not roots:
        raise SigningRefused("no_roots", folder=str(folder))
    others = [one for one in certificates if one.issuer != one.subject]
    return Trust(_der(roots), _der(others), tuple(lists))


def _pieces(content: bytes) -> list[bytes]:
    return _PEM.findall(content) or [content]


def _certificate(piece: bytes) -> x509.Certificate:
    load = x509.load_pem_x509_certificate if _is_pem(piece) else x509.load_der_x509_certificate
    return load(piece)


def _list(piece: bytes) -> bytes:
    load = x509.load_pem_x509_crl if _is_pem(piece) else x509.load_der_x509_crl
    return load(piece).public_bytes(Encoding.DER)


def _is_pem(piece: bytes) -> bool:
    return piece.startswith(b"-----BEGIN")


def _der(certificates: list[x509.Certificate]) -> tuple[bytes, ...]:
    return tuple(one.public_bytes(Encoding.DER) for one in certificates)
