"""Signing: what is stored, and when it is refused."""

from datetime import timedelta

import pytest

from congvu.documents.printing.places import Box
from congvu.documents.signing import (
    SeparateFileMark,
    SignerMark,
    SigningPolicy,
    SigningRefused,
    Trust,
    Verdict,
    sign_paper,
)
from congvu.documents.signing.demo_keys import DemoAuthority
from congvu.documents.signing.judging import judge, open_reader

from . import papers
from .papers import LINE, NOW, WHERE, WHO


def sign(pdf=None, key=None, mark=None, *, policy=None, now=NOW, printed_here=True):
    return sign_paper(
        papers.paper() if pdf is None else pdf,
        key or papers.signer().file_key(),
        mark or SignerMark(LINE),
        policy=policy or papers.policy(),
        now=now,
        printed_here=printed_here,
    )


def refusal(**kwargs):
    with pytest.raises(SigningRefused) as caught:
        sign(**kwargs)
    return caught.value


def judged(pdf, at=NOW):
    return judge(pdf, papers.authority().trust(NOW), at)


def test_a_signature_a_seal_and_one_more_all_stay_valid():
    third = sign(papers.sealed(), mark=SeparateFileMark("15/QĐ-SNV", Box(0, 120, 280, 75, 10)))
    report = judged(third)
    assert report.verdict is Verdict.VALID
    assert [one.field for one in report.signatures] == ["ChuKy1", "Dau1", "DauPhuLuc1"]
    assert [one.signer for one in report.signatures] == [WHO, WHERE, WHO]
    assert [one.covers_whole_file for one in report.signatures] == [False, False, True]
    assert [(one.revision, one.revisions) for one in report.signatures] == [(2, 4), (3, 4), (4, 4)]


def test_two_signatures_of_a_kind_get_names_of_their_own():
    twice = sign(papers.signed(), mark=SignerMark(Box(0, 20, 60, 60, 25)))
    assert [one.field for one in judged(twice).signatures] == ["ChuKy1", "ChuKy2"]


def test_each_signature_is_added_behind_what_was_there():
    assert papers.signed().startswith(papers.paper())
    assert papers.sealed().startswith(papers.signed())


def test_signing_is_pades_with_sha256_and_stores_what_proves_it():
    reader = open_reader(papers.signed())
    one = reader.embedded_signatures[0]
    assert one.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert one.md_algorithm == "sha256"
    assert reader.root["/DSS"]["/CRLs"]
    (report,) = judged(papers.signed()).signatures
    assert (report.signed_at, report.stamped_at) == (NOW, NOW)
    assert report.covers_whole_file


def test_without_a_revocation_list_a_stamp_is_still_put_but_no_proof_stored():
    trust = Trust(papers.authority().trust(NOW).roots)
    pdf = sign(policy=SigningPolicy(trust, papers.authority().stamper(NOW)))
    assert "/DSS" not in open_reader(pdf).root
    (report,) = judged(pdf).signatures
    assert report.verdict is Verdict.VALID
    assert report.stamped_at == NOW


def test_without_a_stamp_service_the_report_says_so():
    report = judged(papers.signed(stamped=False))
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].stamped_at is None
    assert "no trusted time stamp" in report.told(str)[1]


def test_an_archive_stamp_is_put_over_everything():
    first, last = judged(papers.signed(archive=True)).signatures
    assert (first.is_archive_stamp, last.is_archive_stamp) == (False, True)
    assert (first.covers_whole_file, last.covers_whole_file) == (False, True)
    assert last.stamped_at == NOW


def test_archiving_is_refused_without_stamps_or_lists():
    trust = papers.authority().trust(NOW)
    assert refusal(policy=SigningPolicy(trust, None, archive=True)).code == "no_archive"
    blind = SigningPolicy(Trust(trust.roots), papers.authority().stamper(NOW), archive=True)
    assert refusal(policy=blind).code == "revocation_unknown"


def test_a_revoked_signer_is_refused_with_the_day():
    authority = DemoAuthority(NOW)
    thief = authority.issue("Người Bị Thu Hồi")
    authority.revoke(thief, NOW - timedelta(hours=2))
    policy = SigningPolicy(authority.trust(NOW), authority.stamper(NOW))
    refused = refusal(key=thief.file_key(), policy=policy)
    assert refused.code == "revoked"
    assert "Người Bị Thu Hồi" in refused.told(str)
    assert "21/11/2026" in refused.told(str)


@pytest.mark.parametrize(
    ("code", "days", "day"),
    [("expired", (-30, -1), "20/11/2026"), ("not_yet", (1, 9), "22/11/2026")],
)
def test_a_certificate_out_of_its_time_is_refused_with_the_day(code, days, day):
    since, until = (NOW + timedelta(days=offset) for offset in days)
    signer = papers.authority().issue(WHO, WHERE, since=since, until=until)
    refused = refusal(key=signer.file_key())
    assert refused.code == code
    assert day in refused.told(str)


def test_a_certificate_signs_on_its_last_second_and_not_after_it():
    signer = papers.authority().issue(WHO, WHERE, until=NOW)
    assert judged(sign(key=signer.file_key())).verdict is Verdict.VALID
    late = NOW + timedelta(minutes=1)
    assert refusal(key=signer.file_key(), now=late).code == "expired"


def test_a_signer_of_an_unknown_authority_is_refused():
    stranger = DemoAuthority(NOW).issue(WHO)
    assert refusal(key=stranger.file_key()).code == "untrusted"


def test_a_certificate_for_something_else_is_refused():
    assert refusal(key=papers.authority().stamping.file_key()).code == "unsuitable"
    assert refusal(key=papers.authority().issue(WHO, signs=False).file_key()).code == "unsuitable"


def test_a_stamp_service_nobody_trusts_is_refused():
    policy = SigningPolicy(papers.authority().trust(NOW), DemoAuthority(NOW).stamper(NOW))
    assert refusal(policy=policy).code == "bad_stamp"


def test_a_paper_changed_after_signing_is_not_signed_again():
    changed = bytearray(papers.signed())
    changed[200] ^= 1
    assert refusal(pdf=bytes(changed)).code == "changed"


@pytest.mark.parametrize("printed_here", [True, False])
@pytest.mark.parametrize(("code", "pdf"), [("not_pdf", b"PK\x03\x04"), ("damaged", b"%PDF-1.7 no")])
def test_what_is_no_paper_is_refused(code, pdf, printed_here):
    assert refusal(pdf=pdf, printed_here=printed_here).code == code


def test_a_paper_from_outside_is_looked_at_first_and_signed():
    assert judged(sign(printed_here=False)).verdict is Verdict.VALID


def test_refusals_speak_the_language_of_the_reader():
    assert str(SigningRefused("wrong_pin")).startswith("Mã PIN")
