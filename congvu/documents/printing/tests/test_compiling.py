"""The PDF base: user text stays text, equal data give equal bytes, a lacking letter is told."""

import io
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pypdfium2 as pdfium
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from congvu.documents.printing.compiling import compile_form, print_form, widths_mm
from congvu.documents.printing.letters import UnprintableText, printable
from congvu.documents.printing.tables import Column, Table, _cell, table_data
from congvu.documents.printing.tests.reading import letters, text_of
from congvu.documents.printing.word import new_word, number_pages, pack, write

SAMPLE = Path(__file__).parent / "sample.typ"
DAY = date(2026, 11, 21)
MARKS = ["", *"\u0300\u0301\u0303\u0309\u0323"]
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
MARKED = unicodedata.normalize("NFC", "".join(v + m for v in VOWELS for m in MARKS)) + "đĐ"
A4 = {"width": 210, "height": 297, "top": 20, "bottom": 20, "left": 30, "right": 15}


def pdf_of(*paragraphs, **more):
    return compile_form(SAMPLE, {"paragraphs": paragraphs}, on=DAY, **more)


def joined(text):
    return "".join(text.split())


CODE = [
    "#set page(width: 10mm) #panic()",
    "$x^2$ @ref <label> *bold* _thin_ `raw` ~ -- --- ... // gone /* gone */",
    "\"quoted\" 'single' \\ back \\u{41} = head\n- list\n+ list\n/ term: x",
    '#{ read("/etc/passwd") } #sys.inputs.data ${jndi}',
    "https://vi.example/?a=1&b=<c>",
]


@pytest.mark.parametrize("typed", CODE)
def test_what_somebody_typed_is_never_code(typed):
    assert joined(text_of(pdf_of(typed))) == joined(typed)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("#$@<>*_`\"'\\[]{}()~-=+/.:; aệĐ\n", max_size=60), max_size=4))
def test_any_signs_come_out_as_they_went_in(typed):
    assert joined(text_of(pdf_of(*typed))) == joined("".join(typed))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_copies_out_in_nfc(form):
    # Ten to a word: longer words are broken and would be read line by line.
    words = [MARKED[at : at + 10] for at in range(0, len(MARKED), 10)]
    text = text_of(pdf_of(unicodedata.normalize(form, " ".join(words))))
    assert joined(text) == MARKED


def test_a_word_of_5000_letters_stays_inside_the_margins_and_copies_out_whole():
    pdf = pdf_of("Trước " + "Ệ" * 5000 + " sau")
    assert joined(text_of(pdf)) == "Trước" + "Ệ" * 5000 + "sau"
    assert min(letter.left for letter in letters(pdf)) >= 29.9
    assert max(letter.right for letter in letters(pdf)) <= 195.1


def test_a_number_with_its_symbol_is_not_broken():
    for lead in range(1, 60):
        copied = text_of(pdf_of("a" * 5 + " b" * lead + " 1234/2026/QĐ-UBND-TH nhé."))
        assert "1234/2026/QĐ-UBND-TH nhé" in copied.replace("\r\n", " ")


@pytest.mark.parametrize("sign", ["漢", "😀", "☑"])
def test_a_letter_the_typeface_lacks_is_refused_by_name(sign):
    with pytest.raises(UnprintableText, match=sign):
        pdf_of(f"Họ và tên: {sign}")


@pytest.mark.parametrize("sign", ["\x07", "\x00", "\x1b", "\ud800"])
def test_control_characters_are_refused(sign):
    with pytest.raises(UnprintableText):
        pdf_of(f"Họ và tên: {sign}")


def test_invisible_marks_and_odd_blanks_leave_the_text():
    text = "\ufeffa\u200bb\u00ad\u202f c\u00a0d\te\r\nf\x0bg"
    assert printable({"x": [text, 1, None]}) == {"x": ["ab  c\u00a0d e\nf\ng", 1, None]}


def test_a_blank_that_never_breaks_stays_in_a_table():
    table = Table((Column("Từ\u00a0tháng"),), ((" 9/2003\u00a0–\u00a0nay \n x",),))
    data = table_data(table)
    assert data["head"][0][0]["text"] == "Từ\u00a0tháng"
    assert data["rows"][0]["cells"][0]["text"] == "9/2003\u00a0–\u00a0nay x"


def test_equal_data_give_equal_bytes_and_another_day_others():
    assert pdf_of("Một") == pdf_of("Một")
    other = compile_form(SAMPLE, {"paragraphs": ["Một"]}, on=date(2026, 11, 22))
    assert other != pdf_of("Một")


def test_papers_printed_at_the_same_time_do_not_mix():
    words = [f"Tờ thứ {number} " * 40 for number in range(12)]
    alone = [pdf_of(text) for text in words]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(pdf_of, words)) == alone


def test_the_pdf_says_it_is_for_archives():
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf_of("a")
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf_of("a")
    assert b"pdfaid" not in pdf_of("a", standard="1.7")


def test_only_tinos_is_used_at_the_size_asked():
    found = letters(pdf_of("Cộng hòa"))
    assert {letter.font.partition("-")[0] for letter in found} == {"Tinos"}
    assert {letter.size for letter in found} == {14}


def test_a_place_left_blank_is_told_in_millimetres_from_below():
    form = print_form(SAMPLE, {"paragraphs": ["một dòng"] * 60}, on=DAY)
    box = form.boxes["sign"]
    assert (box.page, round(box.left_mm, 2)) == (1, 30)
    assert (box.width_mm, box.height_mm) == (pytest.approx(40), pytest.approx(20))
    last = letters(form.pdf)[-1]
    assert last.page == 1
    below = 297 - last.base
    assert below - 10 < box.bottom_mm + box.height_mm < below
    assert box.points[3] - box.points[1] == pytest.approx(20 * 72 / 25.4)


def test_a_word_file_has_the_page_the_letters_and_no_clock():
    def packed():
        word = new_word(page_mm=A4, font="Times New Roman", size=14)
        number_pages(word.sections[0], 14)
        write(word.add_paragraph(), "Đặng #a <b> & \u200bc", 13, bold=True)
        return pack(word, on=DAY, title="Thử")

    assert packed() == packed()
    word = Document(io.BytesIO(packed()))
    assert word.paragraphs[0].text == "Đặng #a <b> & c"
    assert word.sections[0].left_margin.mm == pytest.approx(30, abs=0.1)
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert word.core_properties.created.date() == DAY
    assert "PAGE" in ZipFile(io.BytesIO(packed())).read("word/header1.xml").decode()


def test_pages_are_a4():
    page = pdfium.PdfDocument(pdf_of("a"))[0]
    assert [round(length * 25.4 / 72) for length in page.get_size()] == [210, 297]


@pytest.mark.parametrize("bold", [False, True])
def test_no_letter_is_wider_than_tables_take_it_to_be(bold):
    every = MARKED + "".join(map(chr, range(33, 127))) + "–—…“”½"
    widest = [_cell(letter)["widest"] for letter in every]
    found = widths_mm([(letter, 100, bold) for letter in every])
    high = 100 * 25.4 / 72
    for letter, most, width in zip(every, widest, found, strict=True):
        assert width <= most * high, letter
