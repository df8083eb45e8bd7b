"""Word files of demo papers, with Word's own headings, numbers and tables."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from congvu.plans.demo.blocks import Block, Kind

OUTLINE, DASHES = 90, 91  # list ids above those of the template
# What each level prints, and the typed number it stands for.
LEVELS = (
    (re.compile(r"[IVX]+\. "), "upperRoman", "%1."),
    (re.compile(r"\d+\. "), "decimal", "%2."),
    (re.compile(r"[a-d]\) "), "lowerLetter", "%3)"),
)
LONGEST_HEADING = 90


def write_word(blocks: list[Block], path: Path, *, automatic_numbers: bool) -> None:
    """Write `blocks` as a Word file; equal blocks give equal bytes.

    With `automatic_numbers` the numbers and dashes before paragraphs leave the text and
    become Word's own lists, as the offices' templates have it.
    """
    word = Document()
    _set_styles(word)
    if automatic_numbers:
        _add_lists(word)
    for block in blocks:
        _add(word, block, automatic_numbers)
    word.core_properties.author = ""
    raw = BytesIO()
    word.save(raw)
    path.write_bytes(_without_clock(raw))


def _set_styles(word: WordDocument) -> None:
    for name in ("Normal", "Heading 1", "Heading 2"):
        font = word.styles[name].font
        font.name, font.size, font.color.rgb = "Times New Roman", Pt(13), RGBColor(0, 0, 0)


def _add_lists(word: WordDocument) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
        for level, (_, form, shown) in enumerate(LEVELS)
    )
    dash = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="-"/></w:lvl>'
    )
    numbering = word.part.numbering_part.element
    for place, (number, body) in enumerate(((OUTLINE, levels), (DASHES, dash))):
        # Definitions come before the lists that use them, or Word calls the file broken.
        numbering.insert(
            place,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{body}</w:abstractNum>'
            ),
        )
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )


def _add(word: WordDocument, block: Block, automatic_numbers: bool) -> None:
    if block.kind is Kind.ACROSS:
        section = word.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    elif block.kind in (Kind.TABLE, Kind.COLUMNS):
        _add_table(word, block)
    elif automatic_numbers and block.kind is not Kind.TITLE:
        _add_numbered(word, block.text)
    else:
        paragraph = word.add_paragraph()
        paragraph.add_run(block.text).bold = block.kind is not Kind.PARAGRAPH
        if block.kind is Kind.TITLE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_table(word: WordDocument, block: Block) -> None:
    table = word.add_table(0, max(map(len, block.rows)))
    table.style = "Table Grid" if block.kind is Kind.TABLE else "Normal Table"
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text


def _add_numbered(word: WordDocument, text: str) -> None:
    for level, (typed, _, _) in enumerate(LEVELS):
        if match := typed.match(text):
            is_heading = level == 0 or (level == 1 and len(text) < LONGEST_HEADING)
            style = f"Heading {level + 1}" if is_heading else "Normal"
            _put_in_list(word.add_paragraph(text[match.end() :], style), OUTLINE, level)
            return
    if text.startswith("- "):
        _put_in_list(word.add_paragraph(text[2:]), DASHES, 0)
    else:
        word.add_paragraph(text)


def _put_in_list(paragraph: Paragraph, number: int, level: int) -> None:
    place = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    place.get_or_add_ilvl().val = level
    place.get_or_add_numId().val = number


def _without_clock(packed: BytesIO) -> bytes:
    """The same package with the moment of writing taken out of its entries."""
    out = BytesIO()
    with ZipFile(packed) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return out.getvalue()
