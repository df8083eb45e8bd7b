"""The folder of trusted roots."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from congvu.documents.signing import SigningRefused, load_trust
from congvu.documents.signing.judging import judge

from . import papers
from .papers import NOW


def test_roots_and_lists_are_read_as_pem_or_der_and_others_told_apart(tmp_path):
    papers.authority().write_trust(tmp_path, NOW)
    (tmp_path / "signer.cer").write_bytes(papers.signer().certificate.public_bytes(Encoding.DER))
    (tmp_path / "README.txt").write_text("roots of the office")
    trust = load_trust(tmp_path)
    assert (len(trust.roots), len(trust.others), len(trust.lists)) == (1, 1, 1)
    assert judge(papers.signed(), trust, NOW).is_valid


def test_one_file_may_hold_several_certificates(tmp_path):
    both = [papers.authority().root, papers.signer().certificate]
    (tmp_path / "all.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in both))
    trust = load_trust(tmp_path)
    assert (len(trust.roots), len(trust.others)) == (1, 1)


@pytest.mark.parametrize("name", ["broken.crt", "broken.crl"])
def test_a_file_that_is_no_certificate_is_named(tmp_path, name):
    papers.authority().write_trust(tmp_path, NOW + timedelta(days=1))
    (tmp_path / name).write_bytes(b"no certificate")
    with pytest.raises(SigningRefused) as caught:
        load_trust(tmp_path)
    assert caught.value.code == "bad_root"
    assert name in caught.value.told(str)


def test_a_folder_without_roots_or_none_at_all_is_refused(tmp_path):
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(SigningRefused) as caught:
            load_trust(folder)
        assert caught.value.code == "no_roots"
        assert str(folder) in caught.value.told(str)
