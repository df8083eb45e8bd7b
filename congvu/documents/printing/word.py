"""What every Word form shares: page, letters, page number, and the packed file."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING as LINE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from congvu.documents.printing.compiling import widths_mm
from congvu.documents.printing.letters import BLANK, NO_BREAK, balance, printable

WATERMARK = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;'
    "width:420pt;height:110pt;rotation:308;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin"'
    ' fillcolor="#e6e6e6" stroked="f"><v:textpath'
    ' style="font-family:&quot;Times New Roman&quot;;font-weight:bold" string="{words}"/>'
    "</v:shape></w:pict>"
)


def new_word(*, page_mm: Mapping[str, float], font: str, size: float) -> WordDocument:
    """An empty Word file: the page and its margins (keys of office_form.page_mm), the letters."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(page_mm["width"]), Mm(page_mm["height"])
    section.top_margin, section.bottom_margin = Mm(page_mm["top"]), Mm(page_mm["bottom"])
    section.left_margin, section.right_margin = Mm(page_mm["left"]), Mm(page_mm["right"])
    section.header_distance = Mm(page_mm["top"] / 2)
    normal = word.styles["Normal"]
    set_face(normal, font)
    normal.font.size = Pt(size)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    return word


def set_face(style: Any, name: str) -> None:
    """`name` as the typeface of every script of `style`."""
    style.font.name = name
    for script in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
        style.element.rPr.rFonts.set(qn(script), name)


def number_pages(section: Any, size: float) -> None:
    """The page number in the middle of the top margin, `size` points, none on the first page."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def write(
    paragraph: Paragraph,
    text: str,
    size: float | None = None,
    *,
    bold: bool = False,
    italic: bool = False,
) -> None:
    """Add `text` to `paragraph`; without `size` in the paragraph's own."""
    run = paragraph.add_run(printable(text))
    run.bold, run.italic = bold, italic
    if size is not None:
        run.font.size = Pt(size)


def centre(
    holder: Any, text: str, size: float, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    """A centred, single-spaced line at the end of `holder` (file or cell)."""
    paragraph = next_paragraph(holder)
    paragraph.alignment = ALIGN.CENTER
    write(paragraph, text, size, bold=bold, italic=italic)
    return paragraph


def centre_balanced(
    holder: Any, text: str, size: float, *, most_mm: float, bold: bool = False
) -> tuple[Paragraph, float]:
    """Centred lines of about equal length, at most `most_mm` wide, and the longest's length.

    Blanks that do not break keep their words together.
    """
    parts = printable(text).split(BLANK)
    blank, *widths = widths_mm([(NO_BREAK, size, bold), *((part, size, bold) for part in parts)])
    lines = balance(parts, widths, blank, most_mm)
    paragraph = centre(holder, lines[0], size, bold=bold)
    for line in lines[1:]:
        paragraph.runs[-1].add_break()
        write(paragraph, line, size, bold=bold)
    return paragraph, max(widths_mm([(line, size, bold) for line in lines]))


def next_paragraph(holder: Any) -> Paragraph:
    """A new paragraph of `holder`; in a fresh cell the one that stands there already."""
    if hasattr(holder, "merge") and len(holder.paragraphs) == 1 and not holder.paragraphs[0].runs:
        found: Paragraph = holder.paragraphs[0]
        if not holder.tables and found._p.getparent() is holder._tc:
            return found
    made: Paragraph = holder.add_paragraph()
    return made


def rule(holder: Any, *, length_mm: float, width_mm: float) -> None:
    """A line of `length_mm` in the middle of `width_mm`, under what stands last in `holder`."""
    paragraph = holder.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(2)
    aside = Mm(max(0.0, (width_mm - length_mm) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = aside
    paragraph.paragraph_format.line_spacing_rule = LINE.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(3)
    paragraph.add_run().font.size = Pt(2)
    _border(paragraph, ("top",), "000000")


def frame(paragraph: Paragraph, *, width_mm: float, of_mm: float, colour: str) -> None:
    """Draw a frame of `colour` (hex) around `paragraph`, which stands in `of_mm`."""
    aside = Mm(max(0.0, (of_mm - width_mm) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = aside
    _border(paragraph, ("top", "left", "bottom", "right"), colour)


def _border(paragraph: Paragraph, sides: tuple[str, ...], colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def columns(word: WordDocument, *widths_mm: float, rows: int = 1) -> Any:
    """A table without lines that puts parts of the form beside each other."""
    table = word.add_table(rows, len(widths_mm))
    table.autofit = False
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    return table


def watermark(section: Any, words: str) -> None:
    """`words` in grey across every page of `section`, behind the text."""
    for header in (section.header, section.first_page_header):
        header.is_linked_to_previous = False
        run = header.paragraphs[0].add_run()
        run._r.append(parse_xml(WATERMARK.format(words=escape(words, {'"': "&quot;"}))))


def pack(word: WordDocument, *, on: date, title: str = "") -> bytes:
    """`word` as a file dated `on`; equal content gives equal bytes."""
    properties = word.core_properties
    properties.author, properties.title = "", printable(title)[:255]
    properties.created = properties.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001
    raw, out = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with ZipFile(raw) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return out.getvalue()
