"""The printed CVs as PDF: every label and value in order, heads repeated, nothing torn apart."""

import re
import unicodedata
from datetime import date
from functools import cache
from struct import pack
from zlib import compress, crc32

import pypdfium2 as pdfium
import pytest

from congvu.documents.printing.letters import UnprintableText
from congvu.documents.printing.tests.reading import letters, lines, strokes, text_of
from congvu.people.printing.cv import Photo
from congvu.people.printing.pdf import pdf_of
from congvu.people.printing.plan import form_plans
from congvu.people.printing.sheet import Grid, Heading, Line, Passage, Strip
from congvu.people.printing.tests import samples

DAY = date(2026, 11, 21)
FORMS = list(form_plans())


def chunk(name, data):
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))


PNG = (  # a picture of one point
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", compress(b"\0\xff\0\0"))
    + chunk(b"IEND", b"")
)


@cache
def printed(form, whose):
    return pdf_of(samples.sheet(form, getattr(samples, whose)()), page_mm=samples.A4, on=DAY)


def joined(text):
    return re.sub(r"\s", "", text)


def texts_of(block):
    """What must be readable of a block, in order."""
    if isinstance(block, Line):
        return [text for slot in block.slots for text in (slot.words, slot.value)]
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Passage):
        return [block.words, *block.text.split("\n")]
    if isinstance(block, Strip):
        return [cell for band in block.bands for row in band for cell in row]
    return [*block.head, *(cell for row in block.rows for cell in row)]


@pytest.mark.parametrize("whose", ["ordinary", "empty", "long_served"])
@pytest.mark.parametrize("form", FORMS)
def test_every_label_and_value_is_on_the_paper_in_order(form, whose):
    sheet = samples.sheet(form, getattr(samples, whose)())
    # Feet and repeated heads stand between the texts: what follows is looked for further on.
    text, at = joined(text_of(printed(form, whose))), 0
    for block in (*sheet.head, *sheet.body):
        for wanted in filter(None, map(joined, texts_of(block))):
            found = text.find(wanted, at)
            if found < 0:  # a text over the end of a page, its foot in the middle
                assert all(joined(word) in text[at:] for word in wanted.split()), wanted
            else:
                at = found
    for block in sheet.beside_photo:
        for wanted in filter(None, map(joined, texts_of(block))):
            assert wanted in text


@pytest.mark.parametrize("form", FORMS)
def test_text_copies_out_in_nfc_with_every_vietnamese_letter(form):
    text = text_of(printed(form, "long_served"))
    assert unicodedata.is_normalized("NFC", text)
    assert joined("NGUYỄN THỊ ẴM ỠM ỰNG Ỷ ĐẶNG HOÀNG PHƯƠNG QUỲNH NHƯ") in joined(text)


@pytest.mark.parametrize("whose", ["ordinary", "empty", "long_served"])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_stands_outside_the_margins(form, whose):
    found = letters(printed(form, whose))
    assert min(letter.left for letter in found) >= 29.9
    assert max(letter.right for letter in found) <= 195.5


def pages_with(pdf, words):
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]
    return [number for number, text in enumerate(pages) if joined(words) in joined(text)]


@pytest.mark.parametrize("form", FORMS)
def test_the_head_of_a_long_table_is_repeated_on_each_page(form):
    sheet = samples.sheet(form, samples.long_served())
    pdf = printed(form, "long_served")
    work = max((one for one in sheet.body if isinstance(one, Grid)), key=lambda one: len(one.rows))
    held = {
        number
        for row in work.rows
        for number in pages_with(pdf, max(row, key=len))
    }  # fmt: skip
    assert len(held) > 1
    assert held <= set(pages_with(pdf, work.head[-1]))


@pytest.mark.parametrize("whose", ["ordinary", "empty", "long_served"])
@pytest.mark.parametrize("form", FORMS)
def test_declarant_and_head_sign_on_one_page_with_their_words(form, whose):
    pdf, signs = printed(form, whose), form_plans()[form].signs
    places = [pages_with(pdf, words)[-1] for words in signs.values()]
    assert set(places) == {len(pdfium.PdfDocument(pdf)) - 1}


@pytest.mark.parametrize("whose", ["ordinary", "empty", "long_served"])
@pytest.mark.parametrize("form", FORMS)
def test_no_heading_ends_a_page(form, whose):
    pdf = printed(form, whose)
    headings = {
        joined(block.text)
        for block in samples.sheet(form, getattr(samples, whose)()).body
        if isinstance(block, Heading)
    }
    last = {}
    for line in lines(pdf):
        if line.first.base < 297 - 20:  # above the foot
            last[line.first.page] = joined(line.text)
    assert not headings & set(last.values())


@pytest.mark.parametrize("form", FORMS)
def test_no_date_is_broken_over_lines(form):
    pdf = printed(form, "ordinary")
    for line in lines(pdf):
        assert not re.search(r"\d/$", line.text), line.text
        assert not re.match(r"/\d", line.text), line.text


@pytest.mark.parametrize("form", FORMS)
def test_each_page_says_who_printed_it_when_and_which_page_it_is(form):
    pdf = printed(form, "long_served")
    total = len(pdfium.PdfDocument(pdf))
    for number, page in enumerate(pdfium.PdfDocument(pdf), start=1):
        text = joined(page.get_textpage().get_text_range())
        assert joined("Người in: Lê Văn In; in lúc 09:05 ngày 21/11/2026") in text
        assert joined("Bản giấy in từ hồ sơ điện tử") in text
        assert f"Trang{number}/{total}" in text


def test_the_photo_box_is_four_by_six_centimetres_and_takes_the_photo():
    pdf = printed("2c_bnv_2008", "empty")
    boxes = [one for one in strokes(pdf) if abs(one.width - 40) < 0.5]
    assert any(abs(one.bottom - one.top - 60) < 0.5 for one in boxes)
    assert "4 × 6 cm" in text_of(pdf)
    told = samples.ordinary(photo=Photo(content=PNG, media_type="image/png"))
    pdf = pdf_of(samples.sheet("2c_bnv_2008", told), page_mm=samples.A4, on=DAY)
    assert "4 × 6 cm" not in text_of(pdf)


def test_a_photo_that_is_no_picture_leaves_the_box():
    told = samples.ordinary(photo=Photo(content=b"GIF89a", media_type="image/gif"))
    pdf = pdf_of(samples.sheet("2c_bnv_2008", told), page_mm=samples.A4, on=DAY)
    assert "4 × 6 cm" in text_of(pdf)


def test_a_broken_picture_leaves_the_box():
    told = samples.ordinary(photo=Photo(content=PNG[:40], media_type="image/png"))
    pdf = pdf_of(samples.sheet("2c_bnv_2008", told), page_mm=samples.A4, on=DAY)
    assert "4 × 6 cm" in text_of(pdf)


def test_equal_sheets_give_equal_bytes_for_archives():
    sheet = samples.sheet("2c_bnv_2008", samples.ordinary())
    first, again = (pdf_of(sheet, page_mm=samples.A4, on=DAY) for _ in range(2))
    assert first == again
    assert b"<pdfaid:part>2</pdfaid:part>" in first


def test_a_letter_the_typeface_lacks_is_refused_by_name():
    told = samples.ordinary(who=samples.identity(full_name="Nguyễn 漢"))
    with pytest.raises(UnprintableText, match="漢"):
        pdf_of(samples.sheet("2c_bnv_2008", told), page_mm=samples.A4, on=DAY)


def test_what_somebody_typed_is_never_code():
    told = samples.ordinary(who=samples.identity(full_name="#panic() *A* $x$ [b]"))
    pdf = pdf_of(samples.sheet("tieu_su_tom_tat", told), page_mm=samples.A4, on=DAY)
    assert joined("#PANIC() *A* $X$ [B]") in joined(text_of(pdf))
