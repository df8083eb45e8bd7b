"""What is seen of a signature: where, how large, and in which words."""

import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from congvu.documents.printing.places import Box
from congvu.documents.signing import (
    SealMark,
    SeparateFileMark,
    SignerMark,
    SigningRefused,
    check_picture,
)
from congvu.documents.signing.judging import judge
from congvu.law.selectors import parameter

from . import papers
from .papers import NOW, WHERE, WHO
from .test_sign_paper import refusal, sign

MM = 72 / 25.4
BOX = Box(0, 110, 20, 80, 25)
SIGNED_AT = "Thời gian ký: 21-11-2026 15:05:07 +07:00"


def flat(pdf):
    """The first page with its marks made part of it, so that they can be read and seen."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    assert pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    out = io.BytesIO()
    document.save(out)
    page.close()
    document.close()
    return pypdfium2.PdfDocument(out.getvalue())


def text_in(pdf, box):
    document = flat(pdf)
    page = document[0].get_textpage()
    left, bottom, right, top = box.points
    text = page.get_text_bounded(left, bottom, right, top).replace("\N{NO-BREAK SPACE}", " ")
    document.close()
    return text.split("\r\n")


def dots(pdf, box, scale=2):
    """The colours of the dots in `box` of the page as it is seen, a set of (r, g, b)."""
    document = flat(pdf)
    image = document[0].render(scale=scale, rev_byteorder=True)
    content, wide, step = bytes(image.buffer), image.stride, image.n_channels
    left, bottom, right, top = (round(point * scale) for point in box.points)
    rows = range(image.height - top, image.height - bottom)
    found = {
        tuple(content[at : at + 3])
        for y in rows
        for at in range(y * wide + left * step, y * wide + right * step, step)
    }
    document.close()
    return found


@pytest.mark.parametrize(
    ("mark", "lines"),
    [
        (SignerMark(BOX), [f"Ký bởi: {WHO}", f"Cơ quan: {WHERE}", SIGNED_AT]),
        (SealMark(Box(0, 20, 20, 160, 25)), [f"Cơ quan: {WHO}", SIGNED_AT]),
        (SeparateFileMark("15/QĐ-SNV", BOX), ["15/QĐ-SNV", "21-11-2026 15:05:07 +07:00"]),
    ],
)
def test_without_a_picture_who_and_when_is_written_in_vietnamese(mark, lines):
    assert text_in(sign(mark=mark), mark.box) == lines


def test_the_mark_of_a_separate_file_is_small_black_and_right_aligned():
    size = parameter("signing.separate_file_points", NOW.date()).value
    document = flat(sign(mark=SeparateFileMark("15/QĐ-SNV", Box(0, 120, 270, 80, 15), size)))
    page = document[0].get_textpage()
    shown = page.get_text_range()
    at = shown.index("15/QĐ-SNV")
    assert pdfium.FPDFText_GetFontSize(page, at) == pytest.approx(10)
    right = page.get_charbox(at + len("15/QĐ-SNV") - 1)[2]
    assert right == pytest.approx(200 * MM, abs=1)
    red, green, blue = (pypdfium2.raw.c_uint() for _ in range(3))
    alpha = pypdfium2.raw.c_uint()
    pdfium.FPDFText_GetFillColor(page, at, red, green, blue, alpha)
    assert (red.value, green.value, blue.value) == (0, 0, 0)


def test_text_too_long_for_its_box_is_set_smaller_and_stays_inside():
    narrow = Box(0, 110, 20, 45, 12)
    said = " ".join(text_in(sign(mark=SignerMark(narrow)), narrow))
    assert said.startswith(f"Ký bởi: {WHO}")
    assert said.endswith("+07:00")


def test_a_picture_is_put_where_it_was_told_and_nowhere_else():
    pdf = sign(mark=SignerMark(BOX, papers.png(80, 25)))
    upper, lower = Box(0, 112, 35, 76, 8), Box(0, 112, 22, 76, 8)
    assert dots(pdf, upper) == {(0, 0x33, 0xA0)}
    assert dots(pdf, lower) == {(255, 255, 255)}  # the paper shows through
    assert dots(pdf, Box(0, 60, 20, 48, 25)) == {(255, 255, 255)}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_on_a_page_that_is_shown_turned_the_mark_stands_upright(turn):
    pdf = sign(papers.paper(turn=turn), mark=SignerMark(BOX, papers.png(80, 25)))
    assert judge(pdf, papers.authority().trust(NOW), NOW).is_valid
    assert dots(pdf, Box(0, 112, 35, 76, 8)) == {(0, 0x33, 0xA0)}
    assert (0, 0x33, 0xA0) not in dots(pdf, Box(0, 112, 22, 76, 8))


def test_the_text_of_a_seal_leaves_the_half_over_the_signature_free():
    pdf = sign(mark=SealMark(BOX))
    left, right = Box(0, 110, 20, 40, 25), Box(0, 150, 20, 40, 25)
    assert "Cơ quan" in " ".join(text_in(pdf, left))
    assert text_in(pdf, right) == [""]


def test_a_mark_can_stand_on_a_later_page():
    pdf = sign(papers.paper(pages=3), mark=SignerMark(Box(2, 110, 60, 60, 25)))
    document = pypdfium2.PdfDocument(pdf)
    marks = [pdfium.FPDFPage_GetAnnotCount(page) for page in document]
    document.close()
    assert marks == [0, 0, 1]


@pytest.mark.parametrize("page", [-1, 1, 99])
def test_a_page_that_is_not_there_is_refused(page):
    refused = refusal(mark=SignerMark(Box(page, 110, 60, 60, 25)))
    assert refused.code == "no_page"
    assert "1" in refused.told(str)


@pytest.mark.parametrize(
    "box",
    [
        Box(0, 170, 60, 60, 25),
        Box(0, -5, 60, 60, 25),
        Box(0, 10, 280, 60, 25),
        Box(0, 10, 10, 0, 5),
    ],
)
def test_a_place_off_the_page_is_refused(box):
    assert refusal(mark=SignerMark(box)).code == "outside"


@pytest.mark.parametrize(
    ("code", "picture"),
    [
        ("not_png", b""),
        ("not_png", b"\xff\xd8\xff\xe0 a photograph"),
        ("not_png", papers.png(colour=2)),
        ("picture_size", papers.png(3001, 2)),
        ("picture_size", papers.png() + bytes(2_000_001)),
    ],
)
def test_a_picture_that_will_not_do_is_refused(code, picture):
    with pytest.raises(SigningRefused) as caught:
        check_picture(picture)
    assert caught.value.code == code


@pytest.mark.parametrize("symbol", ["15/QĐ-李", "15/QĐ\x00"])
def test_a_text_that_cannot_be_printed_is_refused_by_name(symbol):
    refused = refusal(mark=SeparateFileMark(symbol, BOX))
    assert refused.code == "unprintable"
    assert symbol in refused.told(str)


def test_a_picture_cut_off_in_the_middle_is_refused_when_drawn():
    assert refusal(mark=SignerMark(BOX, papers.png()[:60])).code == "not_png"
