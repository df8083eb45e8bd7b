"""Reading a printed PDF back: texts with their places, letters and lines."""

import ctypes
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Letter:
    """One letter as it stands: millimetres from the left and upper edge, size in points."""

    text: str
    page: int
    left: float
    right: float
    base: float
    font: str
    weight: int
    size: float


def letters(pdf: bytes) -> list[Letter]:
    """Every letter of `pdf` but blanks, in reading order; `base` is its base line."""
    found = []
    document = pdfium.PdfDocument(pdf)
    for number, page in enumerate(document):
        text = page.get_textpage()
        height = page.get_height()
        for at in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, at)
            if code <= ord(" ") or code == 0xA0:
                continue
            found.append(_letter(text, at, number, height, chr(code)))
    return found


def _letter(text, at, number, height, shown):
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, at, left, right, bottom, top)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 200, flags)
    return Letter(
        text=shown,
        page=number,
        left=x.value * MM,
        right=right.value * MM,
        base=(height - y.value) * MM,
        font=name.value.decode().split("+")[-1],
        weight=raw.FPDFText_GetFontWeight(text, at),
        size=round(raw.FPDFText_GetFontSize(text, at), 2),
    )


@dataclass(frozen=True)
class Line:
    """Letters on one base line of one page, blanks kept where the paper has them."""

    text: str
    letters: tuple[Letter, ...]

    @property
    def first(self) -> Letter:
        return self.letters[0]

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return self.letters[-1].right

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def lines(pdf: bytes, gap: float = 6) -> list[Line]:
    """The lines of `pdf`, page by page from above; letters over `gap` mm apart part a line."""
    rows: dict[tuple[int, float], list[Letter]] = {}
    for letter in letters(pdf):
        rows.setdefault((letter.page, round(letter.base, 1)), []).append(letter)
    found = []
    for _key, row in sorted(rows.items()):
        row.sort(key=lambda letter: letter.left)
        start = 0
        for at in range(1, len(row) + 1):
            if at == len(row) or row[at].left - row[at - 1].right > gap:
                found.append(_line(row[start:at]))
                start = at
    return found


def _line(row):
    text = row[0].text
    for before, letter in pairwise(row):
        if letter.left - before.right > 0.13 * letter.size * MM:
            text += " "
        text += letter.text
    return Line(text, tuple(row))


@dataclass(frozen=True)
class Stroke:
    """A drawn line: millimetres from the left and upper edge."""

    page: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left


def strokes(pdf: bytes) -> list[Stroke]:
    """Every drawn path of `pdf` by its bounds."""
    found = []
    for number, page in enumerate(pdfium.PdfDocument(pdf)):
        height = page.get_height()
        for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = shape.get_bounds()
            found.append(
                Stroke(number, left * MM, right * MM, (height - top) * MM, (height - bottom) * MM)
            )
    return found


def text_of(pdf: bytes) -> str:
    """What is copied out of `pdf`, pages one after the other.

    A hyphen at the end of a line comes out as U+FFFE, by a habit of the reader.
    """
    pages = (page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))
    return "\n".join(pages).replace("\ufffe", "-")
