"""The decision as a Word file, for drafters who go on working on the words there."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from congvu.decisions.printing.paper import DecisionPaper
from congvu.decisions.printing.pdf import decision_data
from congvu.documents.printing.compiling import widths_mm
from congvu.documents.printing.letters import bind
from congvu.documents.printing.word import (
    centre,
    centre_balanced,
    columns,
    frame,
    new_word,
    next_paragraph,
    number_pages,
    pack,
    rule,
    watermark,
    write,
)
from congvu.documents.printing.word_tables import add_word_table
from congvu.law.selectors import parameter

MOTTO_HEAD, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
STAMP_RED = "E00000"
TABLE_POINTS = 12
# Most that lines of the summary and above the bases take; what is left free beside the issuer.
SUMMARY_MM, DECIDED_BY_MM, ASIDE_MM = 140, 150, 4


def write_decision(paper: DecisionPaper) -> bytes:
    """`paper` as a Word file with the words and measures of its PDF; equal papers, equal bytes.

    Raises: UnprintableText, TooManyPoints.
    Law: office_form.*
    """
    data = decision_data(paper)
    look = data["look"]
    font = parameter("office_form.font", paper.on).value
    word = new_word(page_mm=look["page_mm"], font=font, size=look["points"]["body"])
    number_pages(word.sections[0], look["points"]["page_number"])
    if paper.is_draft:
        watermark(word.sections[0], "DỰ THẢO")
    _letterhead(word, data)
    _title(word, data)
    _body(word, data)
    _closing(word, data)
    for appendix in data["appendices"]:
        _appendix(word, appendix, data)
    return pack(word, on=paper.on, title=paper.summary)


def _letterhead(word: WordDocument, data: dict[str, Any]) -> None:
    points, wide, share = (
        data["look"]["points"],
        data["look"]["columns_mm"],
        data["look"]["rule_share"],
    )
    (motto,) = widths_mm([(MOTTO, points["motto"], True)])
    table = columns(word, wide["issuer"], wide["motto"], rows=2)
    left, right = table.rows[0].cells
    most = wide["issuer"] - ASIDE_MM
    if data["issuer_parent"]:
        _head(left, data, "issuer_parent", points["issuer"], most, bold=False)
    _line, length = _head(left, data, "issuer", points["issuer"], most)
    rule(left, length_mm=float(share["issuer"]) * length, width_mm=wide["issuer"])
    centre(right, MOTTO_HEAD, points["motto_head"], bold=True)
    centre(right, MOTTO, points["motto"], bold=True)
    rule(right, length_mm=motto, width_mm=wide["motto"])
    number, place = table.rows[1].cells
    for paragraph in (
        centre(number, data["number"], points["number"]),
        centre(place, data["place"], points["place"], italic=True),
    ):
        paragraph.paragraph_format.space_before = Pt(6)
    if data["stamp"]:
        _stamp(number, data["stamp"], points["stamp"], wide["issuer"])


def _head(
    holder: Any, data: dict[str, Any], part: str, size: float, most_mm: float, *, bold: bool = True
) -> tuple[Paragraph, float]:
    """Centred lines of `part`, whose bound words are not parted, and the longest's length."""
    text = bind(data["bound_words"], data[part])
    return centre_balanced(holder, text, size, most_mm=most_mm, bold=bold)


def _stamp(cell: Any, stamp: dict[str, Any], size: float, of_mm: float) -> None:
    paragraph = centre(cell, stamp["words"], size, bold=True)
    paragraph.runs[0].font.color.rgb = RGBColor.from_string(STAMP_RED)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.line_spacing = Mm(stamp["height"] - 1)
    frame(paragraph, width_mm=stamp["width"], of_mm=of_mm, colour=STAMP_RED)


def _title(word: WordDocument, data: dict[str, Any]) -> None:
    look = data["look"]
    size = look["points"]["title"]
    inner = look["page_mm"]["width"] - look["page_mm"]["left"] - look["page_mm"]["right"]
    kind = centre(word, data["kind"], size, bold=True)
    kind.paragraph_format.space_before = Pt(14)
    _line, length = _head(word, data, "summary", size, SUMMARY_MM)
    rule(word, length_mm=float(look["rule_share"]["summary"]) * length, width_mm=inner)
    if not data["decided_by"]:
        return
    decided_by, _length = _head(word, data, "decided_by", size, DECIDED_BY_MM)
    decided_by.paragraph_format.space_before = decided_by.paragraph_format.space_after = Pt(8)


def _body(word: WordDocument, data: dict[str, Any]) -> None:
    look = data["look"]
    page = look["page_mm"]
    for text in data["bases"]:
        write(_paragraph(word, look), text, italic=True)
    verdict = centre(word, data["verdict"], look["points"]["title"], bold=True)
    verdict.paragraph_format.space_before = verdict.paragraph_format.space_after = Pt(6)
    verdict.paragraph_format.keep_with_next = True
    for part in data["body"]:
        paragraph = _paragraph(word, look)
        if part["mark"]:
            write(paragraph, f"{part['mark']} ", bold=True)
        write(paragraph, part["text"])
        if part["table"]:
            paragraph.paragraph_format.keep_with_next = True
            wide = page["width"] - page["left"] - page["right"]
            add_word_table(word, part["table"], width_mm=wide, size=TABLE_POINTS)
            _gap(word, 6)
    paragraph.paragraph_format.keep_with_next = True  # the signature stays with the last words


def _paragraph(word: WordDocument, look: dict[str, Any]) -> Any:
    paragraph = word.add_paragraph()
    paragraph.alignment = ALIGN.JUSTIFY
    shape = paragraph.paragraph_format
    shape.first_line_indent = Mm(look["paragraph"]["indent_mm"])
    shape.space_after = Pt(look["paragraph"]["gap_pt"])
    shape.line_spacing = float(look["paragraph"]["spacing_lines"])
    return paragraph


def _gap(word: WordDocument, points: float) -> None:
    """An all but empty line: Word joins tables that nothing parts."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(points)
    paragraph.add_run().font.size = Pt(1)


def _closing(word: WordDocument, data: dict[str, Any]) -> None:
    look = data["look"]
    points = look["points"]
    table = columns(word, look["columns_mm"]["recipients"], look["columns_mm"]["signer"])
    left, right = table.rows[0].cells
    head = next_paragraph(left)
    write(head, "Nơi nhận:", points["recipients_head"], bold=True, italic=True)
    head.paragraph_format.space_before = Pt(6)
    for text in data["recipients"]:
        write(left.add_paragraph(), text, points["recipients"])
    for text in data["signer"]["lines"]:
        bound = bind(data["bound_words"], text)
        most = look["columns_mm"]["signer"]
        centre_balanced(right, bound, points["title"], most_mm=most, bold=True)
    right.paragraphs[0].paragraph_format.space_before = Pt(6)
    name = centre(right, data["signer"]["name"], points["title"], bold=True)
    name.paragraph_format.space_before = Mm(look["signature_mm"]["height"])


def _appendix(word: WordDocument, appendix: dict[str, Any], data: dict[str, Any]) -> None:
    look = data["look"]
    points, page = look["points"], look["page_mm"]
    section = word.add_section(WD_SECTION.NEW_PAGE)
    width, height = page["width"], page["height"]
    if appendix["landscape"]:
        width, height = height, width
    section.orientation = WD_ORIENT.LANDSCAPE if appendix["landscape"] else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.different_first_page_header_footer = True
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    for former in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(former)
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
    if appendix["word"]:
        centre(word, appendix["word"], points["appendix_word"], bold=True)
    inner = width - page["left"] - page["right"]
    title = bind(data["bound_words"], appendix["title"])
    centre_balanced(word, title, points["appendix_title"], most_mm=inner, bold=True)
    reference = centre(word, appendix["reference"], points["appendix_reference"], italic=True)
    reference.paragraph_format.space_after = Pt(10)
    add_word_table(word, appendix["table"], width_mm=inner, size=TABLE_POINTS)
    _gap(word, 1)
