"""The printed decision measured on the PDF itself, against Phụ lục I of NĐ 30/2020/NĐ-CP."""

import unicodedata
from dataclasses import replace
from pathlib import Path
from resource import getpagesize

import pypdfium2 as pdfium
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from congvu.decisions.printing.paper import Appendix, Article, Authority, Clause, Signer, Urgency
from congvu.decisions.printing.pdf import print_decision
from congvu.decisions.printing.tests.papers import (
    APPOINTMENT,
    CARRIED_OUT,
    COLUMNS,
    raise_list,
    raises,
)
from congvu.decisions.printing.wording import TooManyPoints
from congvu.documents.printing.letters import UnprintableText
from congvu.documents.printing.tables import Column, Table
from congvu.documents.printing.tests.reading import MM, letters, lines, strokes, text_of

LEFT, RIGHT = 30, 195  # the margins of office_form.page_mm, from the left edge
TOP, BOTTOM = 20, 277
LONG_ISSUER = (
    "Trung tâm Hỗ trợ phát triển doanh nghiệp nhỏ và vừa, đổi mới sáng tạo và chuyển đổi số"
)
SENTENCE = "Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này. "


def printed(paper=APPOINTMENT, **change):
    return print_decision(replace(paper, **change)).pdf


def line_with(pdf, start):
    return next(line for line in lines(pdf) if line.text.startswith(start))


def words_of(pdf):
    return " ".join(text_of(pdf).replace("\xa0", " ").split())


def body_margins(pdf):
    body = [letter for letter in letters(pdf) if letter.base > TOP]
    return min(letter.left for letter in body), max(letter.right for letter in body)


# --- page


def test_everything_stands_inside_the_margins_and_the_body_reaches_both():
    left, right = body_margins(printed())
    assert LEFT - 0.1 <= left <= LEFT + 0.5
    assert RIGHT - 0.5 <= right <= RIGHT + 0.1


def test_full_lines_of_a_paragraph_are_justified_and_first_lines_are_indented():
    paper = lines(printed(articles=(Article(SENTENCE * 6), Article(CARRIED_OUT))))
    start = next(at for at, line in enumerate(paper) if line.text.startswith("Điều 1."))
    first, *full = paper[start : start + 4]
    assert first.left == pytest.approx(LEFT + 10, abs=0.2)
    for line in (first, *full):
        assert line.right == pytest.approx(RIGHT, abs=0.4)
    for line in full:
        assert line.left == pytest.approx(LEFT, abs=0.4)


def test_paragraphs_stand_six_points_further_apart_than_lines():
    paper = lines(printed(articles=(Article(SENTENCE * 3), Article(CARRIED_OUT))))
    start = next(at for at, line in enumerate(paper) if line.text.startswith("Điều 1."))
    bases = [line.first.base for line in paper[start:]]
    after = next(at for at, line in enumerate(paper[start:]) if line.text.startswith("Điều 2."))
    step = bases[1] - bases[0]
    size = 14 * MM
    assert 1.149 * size - 0.05 <= step <= 1.5 * 1.149 * size
    assert bases[after] - bases[after - 1] == pytest.approx(step + 6 * MM, abs=0.05)


def test_only_tinos_in_black_at_the_sizes_of_the_decree():
    assert {letter.font.partition("-")[0] for letter in letters(printed())} == {"Tinos"}
    assert {letter.size for letter in letters(printed())} == {11, 12, 13, 14}


# --- parts: start of the line, size, face, side of the page


@pytest.mark.parametrize(
    ("start", "size", "face", "middle"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "Bold", 148.5),
        ("Độc lập - Tự do - Hạnh phúc", 13, "Bold", 148.5),
        ("UBND TỈNH KHÁNH HÒA", 12, "Regular", 66),
        ("SỞ NỘI VỤ", 12, "Bold", 66),
        ("Số: 05/QĐ-SNV", 13, "Regular", 66),
        ("Khánh Hòa, ngày 05 tháng 01 năm 2026", 13, "Italic", 148.5),
        ("QUYẾT ĐỊNH", 14, "Bold", 112.5),
        ("Về việc bổ nhiệm", 14, "Bold", 112.5),
        ("GIÁM ĐỐC SỞ NỘI VỤ TỈNH KHÁNH HÒA", 14, "Bold", 112.5),
        ("QUYẾT ĐỊNH:", 14, "Bold", 112.5),
        ("Căn cứ Luật", 14, "Italic", None),
        ("Điều 1.", 14, "Bold", None),
        ("Nơi nhận:", 12, "BoldItalic", None),
        ("- Như Điều 3;", 11, "Regular", None),
        ("- Lưu: VT, TCCB.", 11, "Regular", None),
        ("GIÁM ĐỐC", 14, "Bold", 151.5),
        ("Lê Thị Mẫu", 14, "Bold", 151.5),
    ],
)
def test_each_part_has_its_size_face_and_place(start, size, face, middle):
    found = [line for line in lines(printed()) if line.text.startswith(start)]
    line = next(line for line in found if middle is None or abs(line.middle - middle) < 1)
    assert (line.first.size, face_of(line.first)) == (size, face)


def face_of(letter):
    return letter.font.partition("-")[2].replace("-", "") or "Regular"


def test_the_motto_is_single_spaced_and_number_and_place_share_a_line():
    pdf = printed()
    head, motto = line_with(pdf, "CỘNG HÒA"), line_with(pdf, "Độc lập")
    assert motto.first.base - head.first.base < 8
    number, place = line_with(pdf, "Số:"), line_with(pdf, "Khánh Hòa, ngày")
    assert number.first.base == pytest.approx(place.first.base, abs=0.1)
    assert head.left > 100  # the right half of the page


def test_lines_are_drawn_under_motto_issuer_and_summary():
    pdf = printed()
    for start, least, most in (
        ("Độc lập", 0.98, 1.02),
        ("SỞ NỘI VỤ", 1 / 3, 1 / 2),
        ("Về việc", 1 / 3, 1 / 2),
    ):
        words = line_with(pdf, start)
        width = words.right - words.left
        under = [s for s in strokes(pdf) if 0 < s.top - words.first.base < 4]
        rule = next(s for s in under if abs((s.left + s.right) / 2 - words.middle) < 1)
        assert least <= rule.width / width <= most
        assert rule.top - words.first.base > 1  # clear of the marks below letters


def test_bases_end_in_semicolons_and_the_last_in_a_full_stop():
    text = words_of(printed())
    assert "năm 2025; Căn cứ" in text
    assert "quản lý công chức; Theo đề nghị" in text
    assert "Tổ chức, biên chế. QUYẾT ĐỊNH:" in text


def test_the_body_ends_in_the_mark_of_its_end():
    assert "thi hành Quyết định này./. Nơi nhận:" in words_of(printed())


def test_clauses_are_numbered_and_points_take_the_vietnamese_alphabet():
    clauses = (Clause("Về lương:", tuple(f"việc {n};" for n in range(6))), Clause("Về nhà ở."))
    text = words_of(printed(articles=(Article("Gồm:", clauses=clauses), Article(CARRIED_OUT))))
    assert "1. Về lương: a) việc 0; b) việc 1; c) việc 2; d) việc 3; đ) việc 4; e) việc 5;" in text
    assert "2. Về nhà ở." in text


def test_more_points_than_letters_are_refused():
    clauses = (Clause("Gồm:", tuple(f"việc {n}" for n in range(23))),)
    text = words_of(printed(articles=(Article("Gồm:", clauses=clauses),)))
    assert "y) việc 22./." in text
    more = (Clause("Gồm:", tuple(f"việc {n}" for n in range(24))),)
    with pytest.raises(TooManyPoints, match="23"):
        printed(articles=(Article("Gồm:", clauses=more),))


# --- signing


@pytest.mark.parametrize(
    ("signer", "shown"),
    [
        (Signer("A Ơ", "Giám đốc"), ["GIÁM ĐỐC"]),
        (Signer("A Ơ", "Giám đốc", is_acting=True), ["Q. GIÁM ĐỐC"]),
        (
            Signer("A Ơ", "Chủ tịch", ((Authority.ON_BEHALF, "Ủy ban nhân dân"),)),
            ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        ),
        (
            Signer("A Ơ", "Phó Giám đốc", ((Authority.FOR_THE_HEAD, "Giám đốc"),)),
            ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
        ),
        (
            Signer(
                "A Ơ",
                "Phó Chủ tịch",
                (
                    (Authority.ON_BEHALF, "Ủy ban nhân dân"),
                    (Authority.FOR_THE_HEAD, "Chủ tịch"),
                ),
            ),
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        (
            Signer("A Ơ", "Chánh Văn phòng", ((Authority.BY_ORDER, "Giám đốc"),)),
            ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"],
        ),
        (
            Signer("A Ơ", "Trưởng phòng", ((Authority.BY_AUTHORISATION, "Giám đốc"),)),
            ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"],
        ),
    ],
)
def test_the_lines_above_the_signature(signer, shown):
    found = [line.text for line in lines(printed(signer=signer)) if abs(line.middle - 151.5) < 1]
    assert found[-len(shown) - 1 :] == [*shown, "A Ơ"]


def test_the_signature_goes_between_post_and_name_and_the_seal_over_its_left_third():
    decision = print_decision(APPOINTMENT)
    box, seal = decision.signature, decision.seal
    found = lines(decision.pdf)
    post = next(line for line in found if line.text == "GIÁM ĐỐC")
    name = next(line for line in found if line.text == "Lê Thị Mẫu")
    top = 297 - box.bottom_mm - box.height_mm
    assert post.first.base < top
    assert 297 - box.bottom_mm < name.first.base - 14 * MM * 0.7
    assert box.left_mm + box.width_mm / 2 == pytest.approx(name.middle, abs=0.5)
    covered = seal.left_mm + seal.width_mm - box.left_mm
    assert covered / box.width_mm == pytest.approx(1 / 3)
    middle = seal.bottom_mm + seal.height_mm / 2
    assert middle == pytest.approx(box.bottom_mm + box.height_mm / 2)


@pytest.mark.parametrize("sentences", range(1, 60, 4))
def test_the_signature_stands_on_one_page_with_the_last_words(sentences):
    articles = (APPOINTMENT.articles[0], Article(SENTENCE * sentences))
    decision = print_decision(replace(APPOINTMENT, articles=articles))
    found = lines(decision.pdf)
    end = next(line for line in found if line.text.endswith("./."))
    parts = [next(line for line in found if line.text == t) for t in ("GIÁM ĐỐC", "Lê Thị Mẫu")]
    parts.append(next(line for line in found if line.text.startswith("- Lưu")))
    assert {part.first.page for part in parts} == {end.first.page} == {decision.signature.page}
    assert max(letter.base for line in found for letter in line.letters) < BOTTOM


def test_ninety_recipients_run_on_and_the_signature_stays_with_the_text():
    decision = print_decision(
        replace(APPOINTMENT, recipients=tuple(f"Sở thứ {n}" for n in range(90)))
    )
    found = lines(decision.pdf)
    end = next(line for line in found if line.text.endswith("./."))
    name = next(line for line in found if line.text == "Lê Thị Mẫu")
    assert name.first.page == end.first.page
    assert found[-1].text == "- Lưu: VT, TCCB."


# --- numbers, blanks, marks


def test_an_unsigned_draft_keeps_blanks_and_is_marked_across_every_page():
    draft = {"number": None, "signed_on": None, "is_draft": True}
    pdf = printed(**draft, articles=(Article(SENTENCE * 60),))
    text = words_of(pdf)
    assert "Số: /QĐ-SNV" in text
    assert "Khánh Hòa, ngày tháng năm 2026" in text
    assert len(pdfium.PdfDocument(pdf)) == 3
    for page in pdfium.PdfDocument(pdf):
        assert "DỰ THẢO" in page.get_textpage().get_text_range().replace("\r\n", " ")
    number, symbol = line_with(pdf, "Số:"), line_with(pdf, "/QĐ-SNV")
    assert symbol.left - number.right > 12  # room for a written number
    assert "DỰ THẢO" not in text_of(printed())


@pytest.mark.parametrize(
    ("urgency", "words", "width"),
    [
        (Urgency.URGENT, "KHẨN", 20),
        (Urgency.VERY_URGENT, "THƯỢNG KHẨN", 40),
        (Urgency.FLASH, "HỎA TỐC", 30),
    ],
)
def test_the_stamp_of_urgency_stands_in_its_frame_under_the_number(urgency, words, width):
    pdf = printed(urgency=urgency)
    line = next(line for line in lines(pdf) if line.text == words)
    assert line.first.base > line_with(pdf, "Số:").first.base
    frame = next(s for s in strokes(pdf) if s.top < line.first.base < s.bottom)
    assert frame.width == pytest.approx(width, abs=0.5)
    assert frame.bottom - frame.top == pytest.approx(8, abs=0.5)
    assert line.middle == pytest.approx(66, abs=0.5)


def test_pages_are_numbered_in_the_top_margin_from_the_second_on():
    pdf = printed(articles=tuple(Article(SENTENCE * 3) for _ in range(40)))
    count = len(pdfium.PdfDocument(pdf))
    numbers = [line for line in lines(pdf) if line.first.base < TOP]
    assert [(line.first.page, line.text) for line in numbers] == [
        (page, str(page + 1)) for page in range(1, count)
    ]
    for line in numbers:
        assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
        assert line.first.size == 13
    assert "Điều 40." in words_of(pdf)


def test_a_decision_of_one_article_fits_one_page():
    assert len(pdfium.PdfDocument(printed(articles=(Article(CARRIED_OUT),)))) == 1


# --- long and marked words


def test_a_very_long_issuer_stays_in_its_column_beside_the_motto():
    pdf = printed(issuer=LONG_ISSUER, issuer_parent="Sở Khoa học và Công nghệ tỉnh Khánh Hòa")
    place = line_with(pdf, "Khánh Hòa, ngày")
    head = [line for line in lines(pdf) if line.first.base < place.first.base - 1]
    assert max(line.right for line in head if line.middle < 100) < 102
    assert min(line.left for line in head if line.middle > 100) > 102
    issuer = " ".join(line.text for line in head if face_of(line.first) == "Bold")
    for word in LONG_ISSUER.upper().split():
        assert word in issuer


def test_heads_do_not_part_words_that_belong_together():
    pdf = printed(issuer="Trung tâm Phục vụ hành chính công tỉnh Khánh Hòa")
    head = [line.text for line in lines(pdf) if line.middle < 100 and line.first.base < 50]
    assert "TỈNH KHÁNH HÒA" in head
    assert any("HÀNH CHÍNH CÔNG" in line for line in head)


def test_capitals_with_every_mark_copy_out_in_nfc():
    marks = ["", *"\u0300\u0301\u0303\u0309\u0323"]
    every = [f"{vowel}{mark}" for vowel in "AĂÂEÊIOÔƠUƯY" for mark in marks] + ["Đ"]
    name = " ".join(every)
    text = words_of(printed(signer=Signer(name, "Giám đốc"), summary=name))
    assert text.count(unicodedata.normalize("NFC", name)) == 2
    assert unicodedata.is_normalized("NFC", text)


def test_no_double_blank_and_no_typed_code_comes_through():
    text = text_of(printed(summary="Về  việc  #panic() $x$ <a> @b *c*", place=" Khánh   Hòa"))
    assert "Về việc #panic() $x$ <a> @b *c*" in text
    assert "Khánh Hòa, ngày" in text.replace("\xa0", " ")


def test_a_letter_that_cannot_be_printed_is_refused():
    with pytest.raises(UnprintableText, match="漢"):
        printed(signer=Signer("漢", "Giám đốc"))


# --- tables and appendices


def test_a_table_inside_an_article_is_followed_by_the_next_article():
    articles = (Article("Nâng bậc lương đối với:", table=raises(3)), Article(CARRIED_OUT))
    text = words_of(printed(articles=articles))
    assert text.index("Nâng bậc lương đối với:") < text.index("Ví Dụ 3") < text.index("Điều 2.")


def test_words_of_a_narrow_head_are_not_broken():
    columns = (Column("TT", 0.5), Column("Chuyên ngành", 1), Column("Họ và tên", 8))
    pdf = printed(appendices=(Appendix("Danh sách", Table(columns, (("1", "Luật", "Ô"),))),))
    shown = [line.text for line in lines(pdf, gap=2)]
    assert {"Chuyên", "ngành", "Họ và tên"} <= set(shown)


def test_three_hundred_people_stand_on_pages_of_their_own_under_a_repeated_head():
    pdf = printed(appendices=(raise_list(),))
    pages = [" ".join(p.get_textpage().get_text_range().split()) for p in pdfium.PdfDocument(pdf)]
    assert "DANH SÁCH CÔNG CHỨC" not in pages[0]
    assert pages[1].startswith("DANH SÁCH CÔNG CHỨC ĐƯỢC NÂNG BẬC LƯƠNG THƯỜNG XUYÊN")
    for page in pages[1:]:
        assert "Họ và tên" in page
        assert "Đang hưởng Được nâng" in page
        assert "Đơn vị thứ" in page  # the band is repeated too
    whole = " ".join(pages)
    for number in range(1, 301):
        assert whole.count(f"Nguyễn Thị Ví Dụ {number} ") == 1
    numbers = [line for line in lines(pdf) if line.first.base < TOP]
    assert [(line.first.page, line.text) for line in numbers] == [
        (page, str(page)) for page in range(2, len(pages))
    ]
    left, right = body_margins(pdf)
    assert left >= LEFT - 0.1
    assert right <= RIGHT + 0.1


def test_several_appendices_have_roman_numbers_and_each_its_own_pages():
    first, second = raise_list(60, word="Phụ lục"), raise_list(60, word="Phụ lục", landscape=True)
    pdf = printed(appendices=(first, second))
    sizes = [page.get_size() for page in pdfium.PdfDocument(pdf)]
    turned = next(at for at, (width, height) in enumerate(sizes) if width > height)
    text = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    assert text[1].startswith("Phụ lục I\r\n")
    assert text[turned].startswith("Phụ lục II\r\n")
    numbers = {line.first.page: line.text for line in lines(pdf) if line.first.base < TOP}
    assert numbers[2] == numbers[turned + 1] == "2"
    assert 1 not in numbers
    assert turned not in numbers


def test_one_appendix_has_no_number_and_the_reference_is_blank_in_electronic_papers():
    appendix = (raise_list(8, word="Phụ lục"),)
    blank = words_of(printed(appendices=appendix))
    assert "Phụ lục DANH SÁCH" in blank
    assert "(Kèm theo Quyết định số /QĐ-SNV ngày tháng năm 2026 của Giám đốc" in blank
    full = words_of(printed(appendices=appendix, is_electronic=False))
    assert "số 05/QĐ-SNV ngày 05 tháng 01 năm 2026 của Giám đốc" in full


def test_equal_papers_give_equal_bytes():
    assert printed(appendices=(raise_list(20),)) == printed(appendices=(raise_list(20),))


def test_printing_long_lists_again_and_again_takes_no_more_memory():
    def resident_mb():
        return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 2**20

    printed(appendices=(raise_list(),))
    before = resident_mb()
    for number in range(5):
        printed(number=number + 100, summary=f"Về việc {number}", appendices=(raise_list(),))
    assert resident_mb() - before < 100


PASTED = ["Ủy ban", "nhân dân", "NGHIÊNG", "W" * 29, "Ệ" * 200, "15/2026/QĐ-UBND-TC", "#a", "-"]
LONG_TEXT = st.lists(st.sampled_from(PASTED), min_size=1, max_size=30).map(" ".join)
SHORT_TEXT = st.lists(st.sampled_from(PASTED), min_size=1, max_size=2).map(" ".join)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.tuples(*[LONG_TEXT] * 6, *[SHORT_TEXT] * 3))
def test_no_text_runs_out_of_the_page_however_long(texts):
    parent, summary, decided_by, base, recipient, cell, issuer, post, name = texts
    table = Table(COLUMNS, ((cell,) * len(COLUMNS), ("1",) * len(COLUMNS)))
    pdf = printed(
        issuer=issuer,
        issuer_parent=parent,
        place=summary,
        symbol=name.replace(" ", "-"),
        summary=summary,
        decided_by=decided_by,
        bases=(base,),
        articles=(Article(base, table=table), Article(summary)),
        signer=Signer(name, post, ((Authority.BY_ORDER, issuer),)),
        recipients=(recipient,),
        unit_kept=recipient,
        appendices=(Appendix(summary, table, "Phụ lục"),),
    )
    left, right = body_margins(pdf)
    assert left >= LEFT - 0.6  # slanted letters lean out of their place
    assert right <= RIGHT + 0.6
    assert max(letter.base for letter in letters(pdf)) <= BOTTOM


def test_a_notice_has_neither_articles_nor_who_decides():
    words = words_of(printed(kind="Thông báo", number=None))
    assert "Sở Nội vụ thông báo:" in words
    assert "Điều 1." not in words
    assert APPOINTMENT.decided_by.upper() not in words
