"""Text of a PDF: its text layer line by line, ruled tables as lines of pipes.

A table is found by its ruled lines; each letter goes into the cell it stands in. Everything else
keeps the order of the file, which for papers out of Word is the reading order.
"""

import re
from ctypes import c_double
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

from congvu.documents.intake.errors import IntakeError

from .grid import table_lines
from .ruling import Grid, grids_of

MAX_PAGES = 2_000
_FEW_LETTERS = 20


@dataclass
class _Cell:
    """The letters of one cell with the height of the last, to see where a line ends."""

    text: str = ""
    bottom: float | None = None

    def add(self, char: str, bottom: float, height: float) -> None:
        if self.bottom is not None and abs(bottom - self.bottom) > 0.6 * max(height, 4.0):
            self.text = self.text.rstrip() + ("\n" if self.text else "")
        self.text += char
        if not char.isspace():
            self.bottom = bottom


@dataclass
class _Page:
    """The lines of a page as they come, with its tables in their places."""

    grids: list[Grid]
    lines: list[str] = field(default_factory=list)
    cells: dict[int, dict[tuple[int, int], _Cell]] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    last: tuple[int, tuple[int, int]] | None = None


def pdf_text(path: str) -> str:
    """The text of the PDF at `path`.

    Raises: IntakeError when it is locked, damaged, or has no text layer.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise IntakeError("encrypted" if locked else "broken") from error
    try:
        if len(document) > MAX_PAGES:
            raise IntakeError("bomb")
        pages = [_page_text(document[at]) for at in range(len(document))]
    finally:
        document.close()
    letters = sum(char.isalpha() for page in pages for char in page)
    if letters < _FEW_LETTERS * max(1, min(len(pages), 5)):
        raise IntakeError("scanned")
    return "\n".join(pages)


def _page_text(page: Any) -> str:
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    read = _Page(grids_of(page))
    if read.grids:
        _place_letters(read, textpage, text)
    else:
        read.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    textpage.close()
    page.close()
    return "\n".join(_with_tables(read)).replace("\ufffe", "-")


def _place_letters(read: _Page, textpage: Any, text: str) -> None:
    """Send each letter to its cell or to the line outside of tables."""
    left, right, bottom, top = (c_double() for _ in range(4))
    handle = textpage.raw
    line = ""
    at = 0
    for char in text:
        if char in "\r\n":
            at += 1
            if char == "\n" and line.strip():
                read.lines.append(line)
                line = ""
            continue
        raw.FPDFText_GetCharBox(handle, at, left, right, bottom, top)
        at += 1 if ord(char) < 0x10000 else 2
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        found = _cell_at(read.grids, x, y) if not char.isspace() else None
        if char.isspace():
            _space(read, line)
            line += char if line else ""
        elif found is None:
            line += char
        else:
            if line.strip():
                read.lines.append(line)
            line = ""
            which, cell = found
            read.places.setdefault(which, len(read.lines))
            cells = read.cells.setdefault(which, {})
            cells.setdefault(cell, _Cell()).add(char, bottom.value, top.value - bottom.value)
            read.last = found
    if line.strip():
        read.lines.append(line)


def _space(read: _Page, line: str) -> None:
    """A blank belongs to the cell of the letter before it."""
    if read.last and not line:
        which, cell = read.last
        read.cells[which][cell].text += " "


def _cell_at(grids: list[Grid], x: float, y: float) -> tuple[int, tuple[int, int]] | None:
    for at, grid in enumerate(grids):
        cell = grid.cell_at(x, y)
        if cell is not None:
            return at, cell
    return None


def _unwrapped(text: str) -> str:
    """The lines of a cell as one, but for the items of a dashed list."""
    return re.sub(
        r"(?<=\w)-\n(?=\w)|\n(?!\s*[-+•–] )",
        lambda cut: cut[0].replace("\n", " ").replace("- ", "-"),
        text,
    )


def _with_tables(read: _Page) -> list[str]:
    found: list[str] = []
    for at in range(len(read.lines) + 1):
        for which, place in read.places.items():
            if place == at:
                cells = {cell: _unwrapped(held.text) for cell, held in read.cells[which].items()}
                found.extend(table_lines(read.grids[which].rows(cells)))
        if at < len(read.lines):
            found.append(read.lines[at])
    return found
