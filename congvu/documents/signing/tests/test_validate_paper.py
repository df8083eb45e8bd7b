"""Checking signed papers: whom to trust, what counts as changed, and what hostile files get."""

import io
import time
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import (
    DictionaryObject,
    NumberObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from congvu.documents.signing import (
    SignerMark,
    SigningPolicy,
    SigningRefused,
    Trust,
    Verdict,
    sign_paper,
    validate,
    validate_paper,
)
from congvu.documents.signing.container import end_of
from congvu.documents.signing.demo_keys import DemoAuthority
from congvu.documents.signing.judging import MOST_SIGNATURES, judge

from . import papers
from .papers import LINE, NOW, WHERE, WHO

small = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = timedelta(days=1)


def judged(pdf, trust=None, at=NOW):
    return judge(pdf, trust or papers.authority().trust(NOW), at)


def only(report):
    (one,) = report.signatures
    return one


def verdict_of(pdf):
    """The verdict, or the refusal's code."""
    try:
        return judged(pdf).verdict
    except SigningRefused as refusal:
        return refusal.code


def flipped(pdf, place, mask):
    changed = bytearray(pdf)
    changed[place] ^= mask
    return bytes(changed)


def gap(pdf):
    """Where the last stored signature lies in the file: its first and last hex letter."""
    at = pdf.rindex(b"/ByteRange")
    numbers = pdf[pdf.index(b"[", at) + 1 : pdf.index(b"]", at)].split()
    before, length = int(numbers[1]), int(numbers[2])
    return before + 1, length - 1


@small
@given(
    pdf=st.sampled_from(["plain", "stamped", "sealed", "archived"]),
    place=st.floats(0, 1, exclude_max=True),
    mask=st.integers(1, 255),
)
def test_a_changed_byte_anywhere_never_shows_as_valid(pdf, place, mask):
    content = {
        "plain": lambda: papers.signed(stamped=False),
        "stamped": papers.signed,
        "sealed": papers.sealed,
        "archived": lambda: papers.signed(archive=True),
    }[pdf]()
    assert verdict_of(flipped(content, int(place * len(content)), mask)) in (
        Verdict.BROKEN,
        "damaged",
    )


@small
@given(place=st.floats(0, 1, exclude_max=True), mask=st.sampled_from([1, 2, 4, 8, 32]))
def test_a_changed_letter_of_the_stored_signature_itself_shows(place, mask):
    """No signature covers itself: certificates, names and padding in it are checked one by one."""
    content = papers.signed()
    start, end = gap(content)
    used = content[start:end].rstrip(b"0")
    assert verdict_of(flipped(content, start + int(place * len(used)), mask)) is Verdict.BROKEN


def test_a_time_stamp_under_another_number_breaks_the_signature():
    content = papers.signed()
    start, end = gap(content)
    token = content.index(b"2A864886F70D010910020E", start, end)  # what the attribute is
    at = content.rindex(b"A182", start, token)  # the attributes that no signature covers
    changed = content[:at] + b"A0" + content[at + 2 :]
    assert only(judged(changed)).reason == "container"


@pytest.mark.parametrize(
    "change",
    [
        lambda hexes: hexes[:-2] + b"01",  # padding
        lambda hexes: hexes.swapcase(),  # allowed: only a mixture is not
        lambda hexes: hexes[:900] + hexes[900:].swapcase(),
        lambda hexes: b"3082" + b"%04X" % (int(hexes[4:8], 16) + 2) + hexes[8:],  # outer length
    ],
)
def test_the_stored_signature_has_one_spelling(change):
    content = papers.signed()
    start, end = gap(content)
    changed = content[:start] + change(content[start:end]) + content[end:]
    expected = Verdict.VALID if change(b"ab" * 999) == b"AB" * 999 else Verdict.BROKEN
    assert verdict_of(changed) is expected


def test_bytes_put_behind_the_last_signature_break_it():
    assert verdict_of(papers.signed() + b"\n% more") is Verdict.BROKEN


def test_a_truncated_paper_never_shows_as_valid():
    content = papers.sealed()
    for part in range(1, 20):
        assert verdict_of(content[: len(content) * part // 20]) is not Verdict.VALID


def test_a_page_changed_in_a_later_revision_is_shown_as_broken():
    writer = IncrementalPdfFileWriter(io.BytesIO(papers.signed()))
    page = writer.find_page_for_modification(0)[0]
    page.get_object()[pdf_name("/Rotate")] = NumberObject(90)
    writer.mark_update(page)
    out = io.BytesIO()
    writer.write(out)
    report = judged(out.getvalue())
    assert (report.verdict, only(report).reason) == (Verdict.BROKEN, "added")
    assert "revision 2 of 3" in report.told(str)[1]


def test_an_unsigned_paper_is_said_to_be_unsigned():
    report = judged(papers.paper())
    assert (report.verdict, report.signatures) == (Verdict.UNSIGNED, ())
    assert len(report.told(str)) == 1


def test_a_report_names_signer_organisation_and_root():
    report = only(judged(papers.signed()))
    assert (report.signer, report.organisation) == (WHO, WHERE)
    assert report.issuer == "CA thử nghiệm"
    assert report.is_demo


def test_a_signer_of_an_unknown_authority_is_not_trusted():
    for stranger in (DemoAuthority(NOW).trust(NOW), Trust()):
        report = judged(papers.signed(), stranger)
        assert (report.verdict, only(report).reason) == (Verdict.UNTRUSTED, "root")
        assert "CA thử nghiệm" in report.told(str)[1]


def test_revoked_after_a_stamped_signature_leaves_it_valid():
    authority = DemoAuthority(NOW)
    signer = authority.issue(WHO, WHERE)
    pdf = papers.signed_by(authority, signer)
    authority.revoke(signer, NOW + DAY)
    assert judge(pdf, authority.trust(NOW + 2 * DAY), NOW + 2 * DAY).verdict is Verdict.VALID


def test_revoked_before_the_signature_is_not_trusted_and_says_since_when():
    authority = DemoAuthority(NOW)
    signer = authority.issue(WHO, WHERE)
    pdf = papers.signed_by(authority, signer)
    authority.revoke(signer, NOW - DAY)
    report = judge(
        pdf, Trust(authority.trust(NOW).roots, (), (authority.revocation_list(NOW),)), NOW
    )
    assert (report.verdict, only(report).reason) == (Verdict.UNTRUSTED, "revoked")
    assert only(report).revoked_at == NOW - DAY
    assert "20-11-2026 15:05:07 +07:00" in report.told(str)[1]


def test_revoked_at_any_time_undoes_a_signature_without_a_stamp():
    authority = DemoAuthority(NOW)
    signer = authority.issue(WHO, WHERE)
    pdf = papers.signed_by(authority, signer, stamped=False)
    authority.revoke(signer, NOW + DAY)
    report = judge(pdf, authority.trust(NOW + 2 * DAY), NOW + 2 * DAY)
    assert (report.verdict, only(report).reason) == (Verdict.UNTRUSTED, "revoked")


def test_a_stamp_outlives_the_signers_certificate_and_no_stamp_does_not():
    authority = DemoAuthority(NOW)
    signer = authority.issue(WHO, WHERE, until=NOW + DAY)
    later = NOW + 10 * DAY
    stamped = judge(papers.signed_by(authority, signer), authority.trust(NOW), later)
    bare = judge(papers.signed_by(authority, signer, stamped=False), authority.trust(NOW), later)
    assert stamped.verdict is Verdict.VALID
    assert (bare.verdict, only(bare).reason) == (Verdict.UNTRUSTED, "expired")


@pytest.mark.parametrize(("ahead", "stamped"), [(timedelta(minutes=4), True), (DAY, False)])
def test_a_stamp_from_the_future_counts_only_where_clocks_may_differ(ahead, stamped):
    authority = DemoAuthority(NOW)
    policy = SigningPolicy(authority.trust(NOW), authority.stamper(NOW + ahead))
    pdf = sign_paper(
        papers.paper(),
        authority.issue(WHO).file_key(),
        SignerMark(LINE),
        policy=policy,
        now=NOW,
        printed_here=True,
    )
    one = only(judge(pdf, authority.trust(NOW), NOW))
    assert (one.verdict, one.stamped_at is not None) == (Verdict.VALID, stamped)


def test_an_archived_paper_is_judged_for_the_moment_its_archive_stamp_proves():
    authority = DemoAuthority(NOW)
    signer = authority.issue(WHO, WHERE, until=NOW + DAY)
    policy = SigningPolicy(authority.trust(NOW), authority.stamper(NOW), archive=True)
    pdf = sign_paper(
        papers.paper(),
        signer.file_key(),
        SignerMark(LINE),
        policy=policy,
        now=NOW,
        printed_here=True,
    )
    later = NOW + 200 * DAY  # the first lists have long gone out of force
    assert judge(pdf, authority.trust(later), later).verdict is Verdict.VALID


def test_without_a_list_in_force_revocation_is_unknown():
    pdf = papers.signed(stamped=False)
    roots = Trust(papers.authority().trust(NOW).roots)
    stale = judge(pdf, roots, NOW + 40 * DAY)
    assert (stale.verdict, only(stale).reason) == (Verdict.UNTRUSTED, "revocation")


def test_a_stamp_of_an_unknown_service_is_not_trusted():
    mine, other = DemoAuthority(NOW), DemoAuthority(NOW)
    both = Trust(
        mine.trust(NOW).roots + other.trust(NOW).roots,
        (),
        mine.trust(NOW).lists + other.trust(NOW).lists,
    )
    pdf = sign_paper(
        papers.paper(),
        mine.issue(WHO).file_key(),
        SignerMark(LINE),
        policy=SigningPolicy(both, other.stamper(NOW)),
        now=NOW,
        printed_here=True,
    )
    assert judge(pdf, both, NOW).verdict is Verdict.VALID
    alone = judge(pdf, mine.trust(NOW), NOW)
    assert (alone.verdict, only(alone).reason) == (Verdict.UNTRUSTED, "stamp_root")


# -- files from outside, in the bounded process


def refused(pdf, **kwargs):
    with pytest.raises(SigningRefused) as caught:
        validate_paper(pdf, papers.authority().trust(NOW), now=NOW, **kwargs)
    return caught.value


def test_the_bounded_process_gives_the_same_report():
    trust = papers.authority().trust(NOW)
    assert validate_paper(papers.sealed(), trust, now=NOW) == judge(papers.sealed(), trust, NOW)


@pytest.mark.parametrize(
    "said",
    [
        [],
        {},
        {"refused": "no_such_code", "params": {}},
        {"refused": "too_many", "params": {}},
        {"refused": "too_many", "params": []},
        {"verdict": "fine", "signatures": [], "certificates": []},
        {"verdict": "valid", "signatures": [{"verdict": "valid"}], "certificates": []},
        {"verdict": "valid", "signatures": [], "certificates": ["xx"]},
    ],
)
def test_a_process_that_was_taken_over_and_says_anything_is_a_refusal(monkeypatch, said):
    monkeypatch.setattr(validate, "run_guarded", lambda *_what, **_bounds: said)
    assert refused(papers.paper()).code == "damaged"


def test_a_report_of_an_unknown_reason_is_a_refusal(monkeypatch):
    report = validate.judge_as_data(papers.signed(), papers.authority().trust(NOW), NOW)
    report["signatures"][0]["reason"] = "because"
    monkeypatch.setattr(validate, "run_guarded", lambda *_what, **_bounds: report)
    assert refused(papers.paper()).code == "damaged"


def encrypted():
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(papers.paper())))
    writer.encrypt("khoa", "khoa")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def cyclic():
    """A table of contents that names itself as the one before it."""
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    head += b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    at = len(head)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R/Prev %d>>\n" % at
    return head + table + b"startxref\n%d\n%%%%EOF\n" % at


def nested():
    """Lists in lists, deeper than any reader's stack."""
    deep = b"%PDF-1.4\n1 0 obj" + b"[" * 200_000 + b"endobj\n"
    deep += b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    at = deep.index(b"xref")
    return deep + b"trailer<</Size 2/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % at


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("not_pdf", lambda: b"<html>"),
        ("not_pdf", lambda: b""),
        ("encrypted", encrypted),
        ("damaged", lambda: papers.paper()[:500]),
        ("damaged", lambda: b"%PDF-1.7\n" + bytes(1_000_000)),
        ("damaged", cyclic),
        ("damaged", nested),
        ("too_many", lambda: papers.paper() + b"/ByteRange [0 1 2 3]" * (MOST_SIGNATURES + 1)),
    ],
)
def test_hostile_files_are_refused_in_words(code, make):
    began = time.perf_counter()
    assert refused(make()).code == code
    assert time.perf_counter() - began < 20


def test_a_file_beyond_the_limit_is_refused_before_it_is_read():
    refusal = refused(bytes(1_000_001), limit_mb=1)
    assert refusal.code == "too_large"
    assert "2 MB" in refusal.told(str)


def many_fields(count):
    """As many signatures as fit below the count of names, all made of rubbish."""
    pdf = b"%PDF-1.4\n"
    places = []

    def put(body):
        nonlocal pdf
        places.append(len(pdf))
        pdf += b"%d 0 obj" % len(places) + body + b"endobj\n"

    fields = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    put(b"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[" + fields + b"]>>>>")
    put(b"<</Type/Pages/Kids[]/Count 0>>")
    put(
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
        b"/ByteRange[0 9 11 9]/Contents<00>>>"
    )
    for number in range(count):
        put(b"<</FT/Sig/T(S%d)/V 3 0 R>>" % number)
    at = len(pdf)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + rows
    return pdf + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, at)


def test_one_true_signature_shown_in_too_many_fields_is_refused():
    writer = IncrementalPdfFileWriter(io.BytesIO(papers.signed()))
    fields = writer.root["/AcroForm"]["/Fields"]
    value = fields[0].get_object().raw_get("/V")
    for number in range(MOST_SIGNATURES):
        field = {"/FT": pdf_name("/Sig"), "/T": TextStringObject(f"x{number}"), "/V": value}
        entries = {pdf_name(name): entry for name, entry in field.items()}
        fields.append(writer.add_object(DictionaryObject(entries)))
    writer.update_container(fields)
    out = io.BytesIO()
    writer.write(out)
    assert refused(out.getvalue()).code == "too_many"


def test_thousands_of_fields_with_one_false_signature_are_broken_within_the_bounds():
    began = time.perf_counter()
    report = validate_paper(many_fields(5_000), papers.authority().trust(NOW), now=NOW)
    assert report.verdict is Verdict.BROKEN
    assert time.perf_counter() - began < 20


@pytest.mark.parametrize(
    ("content", "end"),
    [
        (bytes.fromhex("30030201 05".replace(" ", "")), 5),
        (bytes.fromhex("3080020105 0000".replace(" ", "")), 7),  # length told by an end mark
        (bytes.fromhex("30040201050000"), 0),  # padding taken into the value
        (bytes.fromhex("3081030201 05".replace(" ", "")), 0),  # a length told the long way
        (bytes.fromhex("30800201"), 0),
        (bytes.fromhex("3084ffffffff"), 0),
        (b"0", 0),
        (bytes.fromhex("3080") * 500, 0),
    ],
)
def test_a_value_must_fill_its_length_exactly(content, end):
    assert end_of(content) == end
