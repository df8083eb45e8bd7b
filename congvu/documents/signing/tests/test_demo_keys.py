"""The authority for trying out: chains of several links, and going on after a restart."""

from datetime import timedelta

import pytest

from congvu.documents.signing import (
    SignerMark,
    SigningPolicy,
    SigningRefused,
    Trust,
    Verdict,
    load_trust,
    sign_paper,
)
from congvu.documents.signing.demo_keys import DemoAuthority
from congvu.documents.signing.judging import judge

from . import papers
from .papers import LINE, NOW, WHO

DAY = timedelta(days=1)


def sign(signer, trust, stamper=None):
    return sign_paper(
        papers.paper(),
        signer.file_key(),
        SignerMark(LINE),
        policy=SigningPolicy(trust, stamper),
        now=NOW,
        printed_here=True,
    )


def test_a_chain_of_several_links_is_followed_to_its_root():
    root = DemoAuthority(NOW)
    office = DemoAuthority(NOW, above=root, name="CA cơ quan thử nghiệm")
    trust = office.trust(NOW)
    pdf = sign(office.issue(WHO), trust, office.stamper(NOW))
    report = judge(pdf, trust, NOW)
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].issuer == "CA cơ quan thử nghiệm"


def test_each_link_needs_its_own_list():
    root = DemoAuthority(NOW)
    office = DemoAuthority(NOW, above=root, name="CA cơ quan thử nghiệm")
    trust = office.trust(NOW)
    bare = sign(office.issue(WHO), Trust(trust.roots))
    for lists in ((), trust.lists[:1], trust.lists[1:]):
        report = judge(bare, Trust(trust.roots, (), lists), NOW)
        assert (report.verdict, report.signatures[0].reason) == (Verdict.UNTRUSTED, "revocation")
    assert judge(bare, trust, NOW).verdict is Verdict.VALID


def test_an_authority_that_was_revoked_itself_takes_its_signers_along():
    root = DemoAuthority(NOW)
    office = DemoAuthority(NOW, above=root, name="CA cơ quan thử nghiệm")
    signer = office.issue(WHO)
    root.revoke(office, NOW - DAY)
    with pytest.raises(SigningRefused) as caught:
        sign(signer, office.trust(NOW))
    assert caught.value.code == "revoked"


def test_an_authority_goes_on_after_a_restart():
    first = DemoAuthority(NOW)
    thief, signer = first.issue("Người Bị Thu Hồi"), first.issue(WHO)
    first.revoke(thief, NOW - DAY)
    again = DemoAuthority.from_kept(first.kept())
    pdf = sign(signer, again.trust(NOW), again.stamper(NOW))
    assert judge(pdf, first.trust(NOW + DAY), NOW + DAY).verdict is Verdict.VALID
    with pytest.raises(SigningRefused) as caught:
        sign(thief, again.trust(NOW))
    assert caught.value.code == "revoked"


def test_the_folder_it_writes_is_one_that_can_be_trusted(tmp_path):
    office = DemoAuthority(NOW, above=DemoAuthority(NOW), name="CA cơ quan thử nghiệm")
    office.write_trust(tmp_path, NOW)
    assert judge(sign(office.issue(WHO), office.trust(NOW)), load_trust(tmp_path), NOW).is_valid
