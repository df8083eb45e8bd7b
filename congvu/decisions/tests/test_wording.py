"""What decisions say: every kind, for one person and for many, reads as an officer writes it."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from congvu.decisions.commands.drafting import usual_wording
from congvu.decisions.commands.letterheads import letterhead_of
from congvu.decisions.forms.lines import is_about_somebody_new
from congvu.decisions.printed import paper_of
from congvu.decisions.register import bases_of, kinds
from congvu.decisions.tests.factories import SYSTEM, answers_to, draft, issued, line
from congvu.decisions.wording import articles_of, people_of, recipients_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.factories import PostingFactory

DECEMBER = date(2026, 12, 1)
PEOPLE = [code for code, kind in kinds().items() if kind.subject == "person"]


@pytest.fixture
def office(codes):
    return UnitFactory(kind="department", name="Sở Thử")


@pytest.fixture
def other(office):
    return UnitFactory(kind="division", name="Phòng Kế toán", parent=office)


@pytest.fixture
def person(office):
    return PostingFactory(
        person__unit=office, person__object_kind="CC", person__sex="F",
        person__full_name="Trần Thị Ngữ Ẩn", person__post="Giám đốc",
    ).person  # fmt: skip


def wording(code, office, lines):
    return usual_wording(
        actor=SYSTEM, kind_code=code, issuer=office, effective_on=DECEMBER, lines=lines
    )


def lines_for(code, person, unit, **how):
    kind = kinds()[code]
    told = answers_to(kind, unit, **how)
    if is_about_somebody_new(kind):
        told |= {"full_name": "Lê Thị Mới", "sex": "F"}
        person = None
    return [line(person, **told)]


def check(text):
    """No blank, no sign twice, no empty place."""
    assert "…" not in text, text
    assert not re.search(r"[{}<>\[\]]|  |\.\.|,,|;;| [,.;]|, ;|,\.|None", text), text


def test_every_kind_about_one_person_says_whom_and_leaves_no_blank(office, other, person):
    for code in PEOPLE:
        for only_needed in (False, True):
            told = wording(code, office, lines_for(code, person, other, only_needed=only_needed))
            assert re.match(r"Về việc .*bà (Trần Thị Ngữ Ẩn|Lê Thị Mới)", told.summary), code
            assert bases_of(kinds()[code], DECEMBER, frozenset({"CC", "VC"})), code
            assert all(text.startswith("Căn cứ ") for text in told.bases)
            for text in (told.summary, *told.articles):
                check(text)
            assert all(text.endswith(".") for text in told.articles[:-1]), code
            assert all(text[0].isupper() for text in told.articles), code


def test_every_kind_for_many_is_worded_without_blanks(office, other, person):
    twin = PostingFactory(person__unit=office, person__object_kind="CC").person
    for code, kind in kinds().items():
        if kind.is_many:
            told = answers_to(kind, other)
            said = wording(code, office, [line(person, **told), line(twin, **told)])
            for text in (said.summary, *said.articles):
                check(text)
            assert "Trần Thị" not in said.summary
            assert "các ông, bà có tên tại Điều 1 chịu trách nhiệm" in said.articles[-1]


def test_an_english_reader_gets_the_same_paper(office, other, person):
    def said(language):
        with override(language):
            return [wording(code, office, lines_for(code, person, other)) for code in PEOPLE]

    assert said("en") == said("vi")


@pytest.mark.parametrize("corps", ["CC", "VC"])
def test_civil_servants_and_public_employees_each_get_their_own_law(office, other, person, corps):
    person.object_kind = corps
    person.save()
    both = [
        code
        for code in PEOPLE
        if {"L80", "LVC"} <= set(kinds()[code].bases) and not is_about_somebody_new(kinds()[code])
    ]
    assert len(both) > 10
    for code in both:
        cited = " ".join(wording(code, office, lines_for(code, person, other)).bases)
        assert ("Luật Viên chức" in cited, "Luật Cán bộ" in cited) == (corps == "VC", corps == "CC")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Trưởng phòng", "Trưởng phòng Kế toán, Sở Thử"),
        ("Kế toán trưởng", "Kế toán trưởng Phòng Kế toán, Sở Thử"),
        ("Trưởng Phòng Kế toán", "Trưởng Phòng Kế toán, Sở Thử"),
    ],
)
def test_a_post_and_its_unit_read_as_one(office, other, person, title, said):
    lines = [line(person, unit=other.code, title=title, term_months="60")]
    told = wording("BN", office, lines)
    assert f"giữ chức vụ {said}; thời hạn giữ chức vụ là 60 tháng" in told.articles[0]


def test_communes_are_written_small_inside_a_sentence(office, person):
    ward = UnitFactory(kind="ward", name="Phường Thử Đông")
    told = wording("DD", office, [line(person, unit=ward.code)])
    assert "tại phường Thử Đông, kể từ ngày 01/12/2026." in told.articles[0]


def test_years_bear_no_point_and_few_months_two_digits(office, other, person):
    rated = wording("DG", office, lines_for("DG", person, other))
    assert "năm 2026" in rated.articles[0]
    delayed = wording("KDNL", office, [line(person, months="6", reason="Kỷ luật.")])
    assert "06 tháng" in delayed.articles[0]
    assert delayed.articles[0].endswith("Lý do: Kỷ luật.")


def test_a_raise_tells_the_step_left_behind(office, person):
    common = {"person": person, "basis": person.basis, "unit_path": person.unit_path}
    person.paysteps.create(step=3, coefficient="3.00", valid=(date(2023, 5, 1), None), **common)
    told = wording("NLTX", office, [line(person, step="4", coefficient="3.33")])
    assert "từ bậc 3, hệ số lương 3,00 lên bậc 4, hệ số lương 3,33" in told.articles[0]


def test_a_correction_tells_what_is_put_right(office, person):
    target = issued("PCCV", line(person, coefficient="0,30"), issuer=office)
    row = target.changes.get(act="made")
    told = f'{{"{row.family}:{row.row_id}": {{"coefficient": "0.35"}}}}'
    made = draft(
        "DC", line(None, action="correct", reason="Sai sót", corrections=told),
        issuer=office, target_id=target.pk,
    )  # fmt: skip
    said = articles_of(made)[0]
    assert "hệ số “0,30” sửa thành “0,35”" in said
    assert said.endswith("Lý do: Sai sót.")
    assert "về việc hưởng phụ cấp chức vụ đối với bà Trần Thị Ngữ Ẩn" in said


def test_the_recipients_begin_with_the_last_article(office, person):
    told = draft("DD", line(person, unit=office.code), issuer=office)
    assert recipients_of(told) == ("Như Điều 3",)


def test_a_notice_decides_nothing(office, person):
    notice = draft("TBNH", line(person, retire_on="2027-02-28"), issuer=office)
    paper = paper_of(notice, letterhead_of(actor=SYSTEM, unit=office))
    assert paper.is_notice
    assert "Quyết định này" not in " ".join(articles_of(notice))
    assert paper.recipients == ("Bà Trần Thị Ngữ Ẩn",)


def test_names_of_lists_begin_large_in_a_table_and_small_in_a_sentence(office, person):
    twin = PostingFactory(person__unit=office, person__object_kind="CC").person
    told = {"allowance_kind": "KV", "allowance_mode": "coefficient", "coefficient": "0,30"}
    one = wording("PCK", office, [line(person, **told)])
    assert "được hưởng phụ cấp khu vực, hệ số 0,30, kể từ" in one.articles[0]
    many = draft("PCK", line(person, **told), line(twin, **told), issuer=office)
    assert people_of(many).rows[0][4] == "Phụ cấp khu vực"
