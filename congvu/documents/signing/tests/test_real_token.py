"""A true PKCS#11 driver: the software token that browsers bring, with keys that never leave it.

Left out where there is no C compiler or no NSS; `test_keys.py` holds the same against a stand-in.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pkcs11
import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from congvu.documents.signing import SignerMark, SigningRefused, TokenKey, sign_paper
from congvu.documents.signing.judging import judge

from . import papers
from .papers import LINE, NOW, WHERE

PIN, LABEL = "12345678", "VGCA"
SOURCE = Path(__file__).parent / "soft_token.c"
PLACES = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")


def nss():
    found = [Path(place) / "libsoftokn3.so" for place in PLACES]
    return next((str(file) for file in found if file.is_file()), "")


@pytest.fixture(scope="module")
def driver(tmp_path_factory):
    """The driver's file, its token holding the key and certificate of the body."""
    compiler, library = shutil.which("cc"), nss()
    if not compiler or not library:
        pytest.skip("no C compiler or no NSS on this machine")
    folder = tmp_path_factory.mktemp("token")
    file = folder / "driver.so"
    command = [compiler, "-shared", "-fPIC", "-o", str(file), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    os.environ["TEST_TOKEN_DRIVER"] = library
    os.environ["TEST_TOKEN_AT"] = (
        f"configdir='sql:{folder}' certPrefix='' keyPrefix='' secmod='' flags=noModDB"
        f" dbTokenDescription='{LABEL}'"
    )
    token = pkcs11.lib(str(file)).get_token(token_label=LABEL)
    with token.open(rw=True, so_pin="") as session:
        session.init_pin(PIN)
    with token.open(rw=True, user_pin=PIN) as session:
        put(session, papers.body())
    return file


def put(session, signer):
    """The signer's key and certificate onto the token."""
    der = signer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    plain = PrivateKeyInfo.load(der)["private_key"].parsed.dump()
    own = {Attribute.TOKEN: True, Attribute.ID: b"\x01", Attribute.LABEL: "ký"}
    session.create_object(decode_rsa_private_key(plain) | own | {Attribute.SENSITIVE: True})
    certificate = decode_x509_certificate(signer.certificate.public_bytes(Encoding.DER))
    session.create_object(certificate | own)


def test_a_paper_is_signed_by_a_key_that_never_leaves_its_token(driver):
    pdf = sign_paper(
        papers.paper(),
        TokenKey(driver, PIN, token=LABEL),
        SignerMark(LINE),
        policy=papers.policy(),
        now=NOW,
        printed_here=True,
    )
    report = judge(pdf, papers.authority().trust(NOW), NOW)
    assert (report.is_valid, report.signatures[0].signer) == (True, WHERE)
    assert report.signatures[0].stamped_at == NOW


@pytest.mark.parametrize(
    ("code", "pin", "chosen"),
    [
        ("wrong_pin", "00000000", {"token": LABEL}),
        ("no_token", PIN, {"token": "another"}),
        ("no_key_on_token", PIN, {"token": LABEL, "key": "another"}),
        ("many_tokens", PIN, {}),
    ],
)
def test_what_a_true_driver_refuses_is_said_in_words(driver, code, pin, chosen):
    with pytest.raises(SigningRefused) as caught, TokenKey(driver, pin, **chosen).opened():
        pass
    assert caught.value.code == code


def test_a_token_opens_again_after_a_wrong_pin(driver):
    with pytest.raises(SigningRefused), TokenKey(driver, "1", token=LABEL).opened():
        pass
    with TokenKey(driver, PIN, token=LABEL).opened() as key:
        assert key.certificate == papers.body().certificate.public_bytes(Encoding.DER)
