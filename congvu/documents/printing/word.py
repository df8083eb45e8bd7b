"""What every Word form shares: page, letters, page number, and the packed file."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from congvu.documents.printing.letters import printable


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
