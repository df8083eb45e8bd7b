"""Tables of printed forms in Word files: repeated head, rows kept on one page, bands."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from congvu.documents.printing.letters import printable

TWIPS = 1440 / 25.4  # in a millimetre
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in SIDES
)


def add_word_table(
    word: WordDocument, data: dict[str, Any], *, width_mm: float, size: float
) -> None:
    """Add the table `data` (of `table_data`) at the end of `word`, `width_mm` wide."""
    data = printable(data)
    whole = sum(data["widths"])
    widths = [round(share / whole * width_mm * TWIPS) for share in data["widths"]]
    rows = [
        *_head(data["head"], widths, size),
        *(_row(row, data, widths, size) for row in data["rows"]),
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{LINES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    body = word.element.body
    body.insert(len(body) - 1, table)  # before the page settings that close the body


def _head(head: list[list[dict[str, Any]]], widths: list[int], size: float) -> Iterator[str]:
    """One row, or two where columns are grouped: cells of both rows are merged downwards."""
    for number, row in enumerate(head):
        merged = [cell | {"text": ""} for cell in head[0] if number and cell["rows"] > 1]
        cells = ""
        for cell in sorted([*row, *merged], key=lambda cell: cell["at"]):
            span, at = cell["columns"], cell["at"]
            more = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            if cell["rows"] > 1:
                more += "<w:vMerge/>" if number else '<w:vMerge w:val="restart"/>'
            wide = sum(widths[at : at + span])
            cells += _cell(cell["text"], wide, "center", size, bold=True, more=more)
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: dict[str, Any], data: dict[str, Any], widths: list[int], size: float) -> str:
    if "band" in row:
        more = f'<w:gridSpan w:val="{len(widths)}"/>'
        cells = _cell(row["band"], sum(widths), "left", size, bold=True, more=more, keep=True)
    else:
        parts = zip(row["cells"], widths, data["aligns"], strict=True)
        cells = "".join(_cell(cell["text"], width, side, size) for cell, width, side in parts)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(
    text: str,
    width: int,
    side: str,
    size: float,
    *,
    bold: bool = False,
    more: str = "",
    keep: bool = False,
) -> str:
    letters = f'{"<w:b/>" if bold else ""}<w:sz w:val="{round(size * 2)}"/>'
    kept = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}<w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr>{kept}<w:spacing w:before="40" w:after="40"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{letters}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )
