"""Papers that other programs made or signed."""

import io
import struct

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper

from congvu.documents.printing.places import Box
from congvu.documents.signing import SignerMark, SigningRefused, Verdict, sign_paper
from congvu.documents.signing.chains import Papers
from congvu.documents.signing.judging import judge

from . import papers
from .papers import NOW


def judged(pdf):
    return judge(pdf, papers.authority().trust(NOW), NOW)


def signed_elsewhere(owner, *, pades=True, proofs=False, closed=False):
    """The paper as a common signing program leaves it: invisible, roots and all put in."""
    signer = SimpleSigner.load_pkcs12_data(owner.pkcs12("x"), other_certs=[], passphrase=b"x")
    own = Papers(papers.authority().trust(NOW))
    meta = PdfSignatureMetadata(
        field_name="Signature1",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES if pades else SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        embed_validation_info=proofs,
        validation_context=own.context(NOW) if proofs else None,
        certify=closed,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    out = io.BytesIO()
    pdf_signer = PdfSigner(meta, signer, timestamper=papers.authority().stamper(NOW))
    pdf_signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(papers.paper())), output=out)
    return out.getvalue()


def test_a_signature_of_the_older_kind_is_read():
    for owner in (papers.signer(), papers.body()):
        report = judged(signed_elsewhere(owner, pades=False))
        assert report.verdict is Verdict.VALID
        assert report.signatures[0].stamped_at == NOW


def test_proofs_added_in_a_revision_of_their_own_leave_the_paper_valid():
    report = judged(signed_elsewhere(papers.signer(), proofs=True))
    (one,) = report.signatures
    assert report.verdict is Verdict.VALID
    assert (one.revision, one.revisions, one.covers_whole_file) == (2, 3, False)


def test_a_paper_with_a_time_stamp_alone_is_not_signed_by_anybody():
    out = io.BytesIO()
    stamper = PdfTimeStamper(papers.authority().stamper(NOW))
    stamper.timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(papers.paper())),
        "sha256",
        Papers(papers.authority().trust(NOW)).context(NOW),
        output=out,
    )
    report = judged(out.getvalue())
    assert report.verdict is Verdict.UNSIGNED
    (stamp,) = report.signatures
    assert (stamp.is_archive_stamp, stamp.verdict) == (True, Verdict.VALID)


def test_our_signature_and_one_from_elsewhere_stand_together():
    report = judged(sign_again(signed_elsewhere(papers.signer(), proofs=True)))
    assert report.verdict is Verdict.VALID
    assert len(report.signatures) == 2


def sign_again(pdf):
    return sign_paper(
        pdf,
        papers.body().file_key(),
        SignerMark(Box(0, 110, 60, 60, 25)),
        policy=papers.policy(),
        now=NOW,
        printed_here=True,
    )


def test_a_paper_that_its_signer_closed_is_not_signed_again():
    closed = signed_elsewhere(papers.signer(), closed=True)
    assert judged(closed).verdict is Verdict.VALID
    with pytest.raises(SigningRefused) as caught:
        sign_again(closed)
    assert caught.value.code == "closed"


def test_a_signature_forced_onto_a_closed_paper_breaks_it(monkeypatch):
    monkeypatch.setattr(PdfSigner, "_enforce_certification_constraints", lambda *_args: None)
    forced = sign_again(signed_elsewhere(papers.signer(), closed=True))
    first, second = judged(forced).signatures
    assert (first.reason, second.reason) == ("added", "valid")


def test_a_signature_whose_lengths_are_told_by_end_marks_is_read():
    """As the libraries of some programs write it; the signed parts are the same."""
    pdf = papers.signed(stamped=False)
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    content = bytes.fromhex(pdf[start:end].decode())
    kind = cms.ContentInfo.load(content)["content_type"].dump()
    body = cms.ContentInfo.load(content)["content"].untag().dump()
    spelled = b"\x30\x80" + kind + b"\xa0\x80" + body + bytes(4)
    letters = spelled.hex().upper().encode().ljust(end - start, b"0")
    assert judged(pdf[:start] + letters + pdf[end:]).verdict is Verdict.VALID


def test_a_paper_with_two_tables_of_contents_as_word_writes_it_is_signed():
    assert judged(with_two_tables()).verdict is Verdict.UNSIGNED
    pdf = sign_paper(
        with_two_tables(),
        papers.signer().file_key(),
        SignerMark(Box(0, 20, 60, 60, 25)),
        policy=papers.policy(),
        now=NOW,
    )
    assert judged(pdf).verdict is Verdict.VALID
    changed = pdf.replace(b"A page", b"A pagg", 1)
    assert judged(changed).verdict is Verdict.BROKEN


def with_two_tables():
    """Old readers take the table at the end; new ones also the stream that it names."""
    pdf, places = b"%PDF-1.5\n", []
    text = b"BT /F0 12 Tf 50 700 Td (A page) Tj ET"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Title(hidden)>>",
    ]
    for number, body in enumerate(bodies, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    stream_at = len(pdf)
    row = struct.pack(">BIB", 1, places[4], 0)
    pdf += (
        b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Index[5 1]/Root 1 0 R/Length %d>>stream\n%s\n"
        b"endstream\nendobj\n" % (len(row), row)
    )
    table_at = len(pdf)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places[:4])
    pdf += b"xref\n0 5\n0000000000 65535 f \n" + rows
    pdf += b"trailer\n<</Size 7/Root 1 0 R/XRefStm %d>>\n" % stream_at
    return pdf + b"startxref\n%d\n%%%%EOF\n" % table_at
