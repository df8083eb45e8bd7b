"""Keys in files and on tokens: opened for one act, refused with what to do."""

from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from pkcs11 import Attribute

from congvu.documents.signing import (
    FileKey,
    SignerMark,
    SigningRefused,
    TokenKey,
    sign_paper,
    tokens,
)
from congvu.documents.signing.demo_keys import DemoAuthority
from congvu.documents.signing.judging import judge

from . import papers
from .papers import LINE, NOW, WHO

PIN = "12345678"


def opening(key):
    with pytest.raises(SigningRefused) as caught, key.opened():
        pass
    return caught.value


def test_a_key_file_opens_with_its_password_only():
    content = papers.signer().pkcs12("đúng mật khẩu")
    with FileKey(content, "đúng mật khẩu").opened() as key:
        assert x509.load_der_x509_certificate(key.certificate) == papers.signer().certificate
    assert opening(FileKey(content, "sai")).code == "wrong_password"


@pytest.mark.parametrize("content", [b"", b"no key", papers.png(), b"\x30\x03\x02\x01\x05"])
def test_a_file_that_holds_no_key_is_refused(content):
    assert opening(FileKey(content, "x")).code == "bad_key_file"


def test_a_key_file_without_a_key_is_refused():
    only = pkcs12.serialize_key_and_certificates(
        None, None, None, [papers.authority().root], BestAvailableEncryption(b"x")
    )
    assert opening(FileKey(only, "x")).code == "bad_key_file"


def test_a_short_key_is_refused():
    weak = papers.authority().issue(WHO, rsa_bits=1024).file_key()
    refusal = opening(weak)
    assert refusal.code == "weak_key"
    assert WHO in refusal.told(str)


def test_secrets_are_shown_by_no_key():
    shown = repr(FileKey("bí mật".encode(), "mật khẩu")) + repr(TokenKey(Path("x"), PIN))
    assert "mật" not in shown
    assert PIN not in shown


# -- tokens, by a driver that behaves as PKCS#11 drivers do


class Thing(dict):
    """An object on a token; a key signs as hardware does: raw for elliptic curves."""

    key = None

    def sign(self, content, mechanism):
        if mechanism is pkcs11.Mechanism.ECDSA:
            made = self.key.sign(content, ec.ECDSA(utils.Prehashed(hashes.SHA256())))
            return b"".join(part.to_bytes(32, "big") for part in utils.decode_dss_signature(made))
        assert mechanism is pkcs11.Mechanism.SHA256_RSA_PKCS
        return self.key.sign(content, padding.PKCS1v15(), hashes.SHA256())


class Token:
    """Both the token and the session on it."""

    def __init__(self, label, *signers, trouble=None):
        self.label = label
        self.trouble = trouble
        self.things = []
        self.is_open = False
        for number, (name, signer) in enumerate(signers):
            mark = {pkcs11.Attribute.ID: bytes([number]), pkcs11.Attribute.LABEL: name}
            key = Thing({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY, **mark})
            key[pkcs11.Attribute.SIGN] = True
            key.key = signer.key
            der = signer.certificate.public_bytes(Encoding.DER)
            kept = Thing({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, **mark})
            kept[pkcs11.Attribute.VALUE] = der
            self.things += [key, kept]

    def open(self, user_pin):
        if self.trouble:
            raise self.trouble
        if user_pin != PIN:
            raise pkcs11.PinIncorrect
        return self

    def __enter__(self):
        self.is_open = True
        return self

    def __exit__(self, *_error):
        self.is_open = False

    def get_objects(self, wanted):
        return [one for one in self.things if wanted.items() <= one.items()]


class Slot:
    def __init__(self, slot_id, token):
        self.slot_id = slot_id
        self.token = token

    def get_token(self):
        if self.token is None:
            raise pkcs11.TokenNotPresent
        return self.token


@pytest.fixture
def plugged(monkeypatch, tmp_path):
    """Plugs tokens in; the answer makes a key on them."""
    module = tmp_path / "driver.so"
    module.touch()

    def plug(*inserted):
        class Driver:
            def get_slots(self, token_present):
                assert token_present
                return [Slot(number, token) for number, token in enumerate(inserted)]

        monkeypatch.setattr(tokens, "_driver", lambda path: Driver())
        return lambda pin=PIN, **chosen: TokenKey(module, pin, **chosen)

    return plug


@pytest.mark.parametrize("owner", [papers.signer, papers.body])
def test_a_token_signs_a_paper_and_is_closed_again(plugged, owner):
    token = Token("VGCA", ("ký", owner()))
    pdf = sign_paper(
        papers.paper(),
        plugged(token)(),
        SignerMark(LINE),
        policy=papers.policy(),
        now=NOW,
        printed_here=True,
    )
    assert judge(pdf, papers.authority().trust(NOW), NOW).is_valid
    assert not token.is_open


def test_of_several_keys_the_one_for_papers_signs_or_the_named_one(plugged):
    other = papers.authority().issue("Mã hóa", signs=False)
    key = plugged(Token("VGCA", ("mã hóa", other), ("ký", papers.signer())))
    for chosen, owner in (({}, papers.signer()), ({"key": "mã hóa"}, other)):
        with key(**chosen).opened() as opened:
            assert opened.certificate == owner.certificate.public_bytes(Encoding.DER)


def test_the_certificates_above_come_along_though_they_share_an_empty_id(plugged):
    root = DemoAuthority(NOW)
    middle = DemoAuthority(NOW, above=root)
    signer = DemoAuthority(NOW, above=middle).issue("Lê Thị Thử")
    token = Token("VGCA", ("ký", signer))
    for one in signer.chain:
        mark = {Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, Attribute.ID: b""}
        token.things.append(Thing({**mark, Attribute.VALUE: one.public_bytes(Encoding.DER)}))
    with plugged(token)().opened() as opened:
        assert opened.chain == tuple(one.public_bytes(Encoding.DER) for one in signer.chain)


def test_of_several_tokens_the_named_one_is_opened(plugged):
    one, two = Token("A  ", ("ký", papers.signer())), Token("B", ("ký", papers.body()))
    key = plugged(one, two, None)
    assert opening(key()).code == "many_tokens"
    for chosen, owner in (({"token": "A"}, papers.signer()), ({"slot": 1}, papers.body())):
        with key(**chosen).opened() as opened:
            assert opened.certificate == owner.certificate.public_bytes(Encoding.DER)


@pytest.mark.parametrize(
    ("code", "inserted", "chosen"),
    [
        ("no_token", [], {}),
        ("no_token", [None], {}),
        ("no_token", [Token("A")], {"token": "B"}),
        ("no_key_on_token", [Token("A")], {}),
        ("wrong_pin", [Token("A")], {"pin": "0000"}),
        ("locked_pin", [Token("A", trouble=pkcs11.PinLocked())], {}),
        ("no_token", [Token("A", trouble=pkcs11.DeviceRemoved())], {}),
        ("token_failed", [Token("A", trouble=pkcs11.GeneralError())], {}),
    ],
)
def test_what_is_wrong_with_a_token_is_said_with_what_to_do(plugged, code, inserted, chosen):
    refusal = opening(plugged(*inserted)(**chosen))
    assert refusal.code == code
    assert PIN not in refusal.told(str)


def test_one_act_at_a_time_uses_a_token(plugged, monkeypatch):
    monkeypatch.setattr(tokens, "TURN_SECONDS", 0.01)
    key = plugged(Token("A", ("ký", papers.signer())))
    with key().opened():
        assert opening(key()).code == "busy_token"
    with key().opened() as opened:
        assert opened.certificate


def test_a_missing_driver_says_what_to_install(tmp_path):
    refusal = opening(TokenKey(tmp_path / "missing.so", PIN))
    assert refusal.code == "no_module"
    assert "missing.so" in refusal.told(str)
    assert "CONGVU_PKCS11_MODULE" in refusal.told(str)


def test_a_file_that_is_no_driver_is_refused(tmp_path):
    module = tmp_path / "not-a-driver.so"
    module.write_bytes(b"no library")
    assert opening(TokenKey(module, PIN)).code == "token_failed"
