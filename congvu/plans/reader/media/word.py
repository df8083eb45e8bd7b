"""Text of a docx file: paragraphs and tables in the order of the document.

Automatic numbers are written out as Word shows them. Deleted text of tracked changes is left
out, inserted text is taken; nothing outside the file is touched.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from congvu.documents.intake.errors import IntakeError

from .grid import table_lines
from .numbers import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PART_LIMIT = 80_000_000
_SKIPPED = {f"{_W}del", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", f"{_MC}Fallback", f"{_W}moveFrom"}
_MARKS = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
}  # fmt: skip
_INSIDE = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"}


def word_text(path: str) -> str:
    """The text of the docx file at `path`.

    Raises: IntakeError when the file is damaged.
    """
    with zipfile.ZipFile(Path(path)) as archive:
        body = _part(archive, "word/document.xml")
        numbering = Numbering(
            _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")
        )
    if body is None:
        raise IntakeError("broken")
    lines: list[str] = []
    content = body.find(f"{_W}body")
    for block in _blocks(content if content is not None else body):
        if block.tag == f"{_W}tbl":
            lines.extend(table_lines(_rows(block, numbering)))
        else:
            lines.extend(_paragraph(block, numbering).split("\n"))
    return "\n".join(lines)


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    try:
        with archive.open(name) as file:
            data = file.read(_PART_LIMIT + 1)
    except KeyError:
        return None
    if len(data) > _PART_LIMIT or b"<!DOCTYPE" in data[:4096]:
        raise IntakeError("bomb")
    try:
        return ElementTree.fromstring(data)  # noqa: S314 - no DTD, in a bounded process
    except ElementTree.ParseError as error:
        raise IntakeError("broken") from error


def _blocks(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Paragraphs and tables, also those inside content controls."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _INSIDE:
            yield from _blocks(child)


def _paragraph(paragraph: ElementTree.Element, numbering: Numbering) -> str:
    text = "".join(_runs(paragraph))
    number = numbering.next_for(paragraph) if text.strip() else ""
    return f"{number} {text}" if number else text


def _runs(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _runs(child)


def _rows(table: ElementTree.Element, numbering: Numbering) -> list[list[str | None]]:
    found = []
    for row in _inside(table, "tr"):
        cells: list[str | None] = []
        for cell in _inside(row, "tc"):
            properties = cell.find(f"{_W}tcPr")
            text = _cell(cell, numbering)
            cells.append(None if _goes_on(properties) else text)
            cells.extend([""] * (_span(properties) - 1))
        found.append(cells)
    return found


def _inside(parent: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in _INSIDE:
            yield from _inside(child, tag)


def _cell(cell: ElementTree.Element, numbering: Numbering) -> str:
    parts: list[str] = []
    for block in _blocks(cell):
        if block.tag == f"{_W}tbl":
            parts.extend("; ".join(text for text in row if text) for row in _rows(block, numbering))
        else:
            parts.append(_paragraph(block, numbering))
    return "\n".join(parts).strip()


def _goes_on(properties: ElementTree.Element | None) -> bool:
    merged = properties.find(f"{_W}vMerge") if properties is not None else None
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _span(properties: ElementTree.Element | None) -> int:
    spans = properties.find(f"{_W}gridSpan") if properties is not None else None
    value = spans.get(f"{_W}val", "1") if spans is not None else "1"
    return min(int(value), 60) if value.isdecimal() else 1
