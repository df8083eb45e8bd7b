"""The printed decision says what was decided; signed and sealed it still validates."""

from datetime import UTC, datetime

import pypdfium2
import pytest

from congvu.decisions.commands.drafting import Wording, change_draft
from congvu.decisions.commands.issuing import issue_decision
from congvu.decisions.commands.letterheads import letterhead_of, set_letterhead
from congvu.decisions.commands.signing import seal_decision, sign_decision
from congvu.decisions.keys import seal, signature
from congvu.decisions.models import Decision
from congvu.decisions.printed import draft_docx, draft_pdf, paper_of
from congvu.decisions.tests.factories import SYSTEM, TODAY, draft, line, submitted
from congvu.decisions.wording import articles_of, people_of
from congvu.documents.signing import SigningPolicy, Verdict, validate_paper
from congvu.documents.signing.demo_keys import DemoAuthority
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.factories import PostingFactory

NOW = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)


@pytest.fixture
def office(codes):
    unit = UnitFactory(kind="department", name="Sở Thử nghiệm")
    set_letterhead(
        actor=SYSTEM, unit=unit, name="Sở Thử nghiệm", parent_name="UBND tỉnh Khánh Hòa",
        symbol="STN", place="Khánh Hòa", decided_by="Giám đốc Sở Thử nghiệm", head_post="Giám đốc",
        kept_by="VP",
    )  # fmt: skip
    return unit


@pytest.fixture
def person(office):
    posting = PostingFactory(
        person__unit=office, person__object_kind="CC", person__full_name="Trần Thị Ngữ Ẩn",
        person__sex="F", person__post="Chuyên viên",
    )  # fmt: skip
    return posting.person


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = "\n".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(pages.replace("\N{NO-BREAK SPACE}", " ").split())


def allowance(person, office):
    return draft("PCCV", line(person, coefficient="0,30"), issuer=office)


def test_a_draft_says_who_gets_what_from_when(office, person):
    decision = allowance(person, office)
    told = text_of(draft_pdf(decision, letterhead_of(actor=SYSTEM, unit=office)))
    assert "Bà Trần Thị Ngữ Ẩn, Chuyên viên Sở Thử nghiệm, được hưởng phụ cấp chức vụ hệ số" in told
    assert "0,30, kể từ ngày 02/11/2026" in told
    assert "DỰ THẢO" in told


def test_the_last_article_names_who_carries_it_out(office, person):
    assert articles_of(allowance(person, office))[-1].endswith(
        "bà Trần Thị Ngữ Ẩn chịu trách nhiệm thi hành Quyết định này"
    )


def test_a_sentence_with_a_condition_is_left_out_where_nothing_was_answered(office, person):
    answers = {"unit": office.code, "title": "Trưởng phòng", "term_months": 60}
    bare = draft("BN", line(person, **answers), issuer=office)
    paid = draft("BN", line(person, **answers, allowance_coefficient="0,50"), issuer=office)
    assert (len(articles_of(bare)), len(articles_of(paid))) == (2, 3)


def test_the_drafters_own_articles_stand_in_the_place_of_the_kinds(office, person):
    decision = allowance(person, office)
    change_draft(
        actor=SYSTEM, decision_id=decision.pk, effective_on=TODAY,
        lines=[line(person, coefficient="0,30")],
        wording=Wording(articles=("Điều tự soạn thảo", "Thi hành")),
    )  # fmt: skip
    decision.refresh_from_db()
    assert articles_of(decision) == ["Điều tự soạn thảo", "Thi hành"]


def test_many_people_stand_in_a_list_of_their_own(office, person):
    other = PostingFactory(person__unit=office, person__object_kind="CC").person
    decision = draft(
        "PCCV", line(person, coefficient="0,30"), line(other, coefficient="0,50"), issuer=office
    )
    listed = people_of(decision)
    assert [row[1] for row in listed.rows] == [person.full_name, other.full_name]
    assert articles_of(decision)[0].startswith("Cho 02 người có tên trong danh sách kèm theo")


def test_the_list_of_many_takes_a_fixed_number_of_statements(
    office, person, django_assert_max_num_queries
):
    people = [PostingFactory(person__unit=office, person__object_kind="CC").person
              for _ in range(12)]  # fmt: skip
    lines = [line(one, step=4, coefficient="3,33") for one in people]
    decision = draft("NLTX", *lines, issuer=office)
    with django_assert_max_num_queries(4):
        people_of(decision)


def test_the_words_are_vietnamese_for_every_reader(office, person):
    from django.utils.translation import override

    with override("en"):
        decision = draft("KT", line(person, reward_kind="DH-LDTT", reason="Tốt"), issuer=office)
        assert "Lao động tiên tiến" in articles_of(decision)[0]


TM, KT = "TM. ỦY BAN NHÂN DÂN XÃ THỬ", "KT. CHỦ TỊCH"


@pytest.mark.parametrize(
    ("is_collective", "mode", "lines"),
    [
        (True, "TT", (TM, "CHỦ TỊCH")), (True, "KT", (TM, KT, "CHỦ TỊCH")),
        (True, "Q", (TM, "Q. CHỦ TỊCH")), (True, "TL", ("TL. CHỦ TỊCH", "CHỦ TỊCH")),
        (False, "TT", ("CHỦ TỊCH",)), (False, "TM", (TM, "CHỦ TỊCH")),
    ],
)  # fmt: skip
def test_the_paper_is_signed_in_the_way_chosen(office, person, is_collective, mode, lines):
    head = letterhead_of(actor=SYSTEM, unit=UnitFactory(kind="commune", name="Xã Thử"))
    head.is_collective = is_collective
    decision = allowance(person, office)
    decision.signing_mode = mode
    assert paper_of(decision, head).signer.lines == lines


def test_papers_of_people_s_committees_begin_with_their_own_name(codes):
    province = UnitFactory(kind="province", name="Tỉnh Khánh Thử")
    told = {
        kind: letterhead_of(actor=SYSTEM, unit=unit)
        for kind, unit in (
            ("province", province),
            ("department", UnitFactory(kind="department", name="Sở Thử", parent=province)),
            ("commune", UnitFactory(kind="commune", name="Xã Thử", parent=province)),
        )
    }
    ubnd = "Ủy ban nhân dân tỉnh Khánh Thử"
    assert {kind: (one.parent_name, one.name) for kind, one in told.items()} == {
        "province": ("", ubnd),
        "department": (ubnd, "Sở Thử"),
        "commune": ("", "Ủy ban nhân dân xã Thử"),
    }
    assert {one.place for one in told.values()} == {"Khánh Thử", "Thử"}
    assert told["province"].decided_by == f"Chủ tịch {ubnd}"


def test_a_draft_can_be_had_as_a_word_file(office, person):
    content = draft_docx(allowance(person, office), letterhead_of(actor=SYSTEM, unit=office))
    assert content[:2] == b"PK"


def test_signed_and_sealed_the_paper_is_valid_and_bears_its_number(office, person):
    authority = DemoAuthority(NOW)
    policy = SigningPolicy(authority.trust(NOW))
    head = letterhead_of(actor=SYSTEM, unit=office)
    decision = submitted(allowance(person, office))
    signer = authority.issue("Lê Thị Thử", "Sở Thử nghiệm").file_key()
    body = authority.issue("Sở Thử nghiệm", "Sở Thử nghiệm").file_key()
    sign_decision(
        actor=SYSTEM, decision_id=decision.pk, today=TODAY,
        sign=signature(actor=SYSTEM, head=head, key=signer, policy=policy, now=NOW),
    )  # fmt: skip
    decision.refresh_from_db()
    seal_decision(
        actor=SYSTEM, decision_id=decision.pk,
        seal=seal(actor=SYSTEM, decision=decision, head=head, key=body, policy=policy, now=NOW),
    )  # fmt: skip
    issue_decision(actor=SYSTEM, decision_id=decision.pk, today=TODAY)
    paper = bytes(Decision.objects.get(pk=decision.pk).paper.file.content)
    report = validate_paper(paper, authority.trust(NOW), now=NOW)
    assert report.verdict is Verdict.VALID
    assert [one.signer for one in report.signatures] == ["Lê Thị Thử", "Sở Thử nghiệm"]
    told = text_of(paper)
    assert "Số: 01/QĐ-STN" in told
    assert "ngày 02 tháng 11 năm 2026" in told
    assert "DỰ THẢO" not in told


def test_a_changed_byte_of_the_kept_paper_is_shown_as_broken(office, person):
    authority = DemoAuthority(NOW)
    head = letterhead_of(actor=SYSTEM, unit=office)
    decision = submitted(allowance(person, office))
    sign_decision(
        actor=SYSTEM, decision_id=decision.pk, today=TODAY,
        sign=signature(
            actor=SYSTEM,
            head=head, key=authority.issue("Lê Thị Thử").file_key(),
            policy=SigningPolicy(authority.trust(NOW)), now=NOW,
        ),
    )  # fmt: skip
    paper = bytearray(Decision.objects.get(pk=decision.pk).paper.file.content)
    paper[len(paper) // 3] ^= 1
    report = validate_paper(bytes(paper), authority.trust(NOW), now=NOW)
    assert report.verdict is Verdict.BROKEN
