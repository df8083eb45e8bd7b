"""Numbers, letters and dashes that open an item, and how deep each kind stands."""

import re
from dataclasses import dataclass

from .words import fold

RANKS = {
    "part": 0, "annex": 0, "chapter": 1, "capital": 2, "roman": 3, "article": 3,
    "arabic1": 4, "arabic2": 5, "arabic3": 6, "arabic4": 7, "letter": 8, "paren": 9,
    "small_roman": 9, "dash": 11, "plus": 12, "para": 13,
}  # fmt: skip
_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7,
}  # fmt: skip
_PART = re.compile(r"^phan\s+(?:thu\s+)?(nhat|mot|hai|ba|tu|bon|nam|sau|bay|[ivx]+|\d)\b[.:\-\s]*")
_CHAPTER = re.compile(r"^(?:chuong|muc)\s+([ivx]+|\d{1,2})\b[.:\-\s]*")
_ARTICLE = re.compile(r"^dieu\s+(\d{1,3})\s*[.:\-]?\s*")
_TASK = re.compile(
    r"^(?:nhiem vu|noi dung|giai phap|cong viec)\s+(?:so\s+|"
    r"thu\s+)?(\d{1,2})\s*[.:)\-]\s*"
)
_ROMAN = re.compile(r"^(?!V/v)([IVX]{1,5})\s*(?:[./)](?!\d{4})|[-–](?=\s)|\s(?=[A-ZĐÀ-Ỹ]{2}))\s*")
_CAPITAL = re.compile(r"^(?!T/M\b)([A-HĐK-NP-UY])\s*(?:[./)]|[-–](?=\s))\s*(?=\S)")
_ARABIC = re.compile(
    r"^(?:\*\s*)?(\d{1,2}(?:\.\d{1,2}){0,3})(?:\s*[.)/:]\.?(?!\d)|\s*[-–](?=\s)|"
    r"(?<=\d\.\d)\s|(?<=\d\.\d\d)\s)\s*"
)
_LETTER = re.compile(r"^([a-zđ](?:\.?\d{1,2})?)\s*(?:\)|\.(?=\s)|/(?=\s))\s*")
_PAREN = re.compile(r"^\((\d{1,2})\)[.:]?\s*")
_SMALL = re.compile(r"^\(?([ivx]{1,4})\)\s*")
_DASH = re.compile(r"^[-–—−•●▪■◦➢*]\s*(?=\S)")
_PLUS = re.compile(r"^(?:[+○o✓→⇒➔]|=>|->)\s+(?=\S)|^\+(?=\S)")
_ANNEX = re.compile(r"^(?:phu luc|bieu so|danh muc)\b\s*(?:so\s*)?([ivx\d]*)")


@dataclass(frozen=True)
class Marker:
    """What opens an item: its kind, the printed number, and where the text begins."""

    kind: str
    number: str = ""
    end: int = 0


def read_marker(text: str) -> Marker | None:
    """The marker at the front of a line, if any."""
    folded = fold(text[:40])
    match = _PART.match(folded)
    if match and (text[:1].isupper()):
        return Marker("part", _part_number(match[1]), match.end())
    match = _CHAPTER.match(folded)
    if match and text[:1].isupper() and (len(text) < 30 or text.isupper()):
        return Marker("chapter", match[1].upper(), match.end())
    match = _TASK.match(folded)
    if match and text[:1].isupper():
        return Marker("arabic1", match[1], match.end())
    match = _ARTICLE.match(folded)
    if match and text[:1].isupper():
        return Marker("article", match[1], match.end())
    return _numbered(text) or _bulleted(text)


def _part_number(text: str) -> str:
    if text.isdigit():
        return text
    return str(_ORDINALS.get(text) or {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}.get(text, 0))


def _numbered(text: str) -> Marker | None:
    match = _ROMAN.match(text)
    if match and match.end() < len(text):
        return Marker("roman", match[1], match.end())
    match = _ARABIC.match(text)
    if match and not re.match(r"\d{1,2}[/.]\d{4}|\d+\.\d{3}\b", text):
        depth = match[1].count(".") + 1
        return Marker(f"arabic{min(depth, 4)}", match[1], match.end())
    match = _CAPITAL.match(text)
    if match:
        return Marker("capital", match[1], match.end())
    match = _PAREN.match(text)
    if match:
        return Marker("paren", match[1], match.end())
    return None


def _bulleted(text: str) -> Marker | None:
    match = _SMALL.match(text)
    if match and (text.startswith("(") or len(match[1]) > 1):
        return Marker("small_roman", match[1], match.end())
    match = _LETTER.match(text)
    if match:
        return Marker("letter", match[1], match.end())
    match = _PLUS.match(text)
    if match:
        return Marker("plus", text[0], match.end())
    match = _DASH.match(text)
    if match:
        return Marker("dash", {"–": "-", "—": "-", "−": "-"}.get(text[0], text[0]), match.end())
    return None


def is_annex(text: str) -> bool:
    """Whether a line opens an annex ("PHỤ LỤC I")."""
    return (
        bool(_ANNEX.match(fold(text)))
        and len(text) < 60
        and (text.isupper() or fold(text).startswith("phu luc"))
    )
