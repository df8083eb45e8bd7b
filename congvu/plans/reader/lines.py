"""The lines of a paper: numbered, in composed form, without markup."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from .words import fold, nfc

_TAGS = re.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|span|p|div|font|center|h[1-6])(?:\s[^<>]*)?>", re.I
)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_FOOTNOTE_MARK = re.compile(r"\[footnoteRef:\d+\]|\[\^?\d{1,2}\](?!\()")
_FOOTNOTE_BODY = re.compile(r"\[\d{1,2}:\s[^\[\]]*\]")
_STARS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|(?<=[.;:,)])_{1,2}(?!\w)")
_HASHES = re.compile(r"^\s*(#{1,6})\s+")
_HIDDEN = re.compile(r"[\u200b-\u200f\u00ad\ufeff\u2060\x00-\x08\x0b\x0c\x0e-\x1f]")
_PAGE = re.compile(
    r"^\s*(?:[-–]\s*)?(?:trang|page)?\s*\d{1,3}(?:\s*(?:/|of|"
    r"trên)\s*\d{1,3})?(?:\s*[-–])?\s*$",
    re.I,
)
_SHORT_PAGE = 12
# Fewer letters, or fewer lines from one to the next, are not sure to be the head of a page.
_SHORT_HEAD = 8
_PAGE_LINES = 24
_FIGURE = re.compile(r"\d{1,3}")
_MARKS = ("-", "+", "|")
_ESCAPE = re.compile(r"\\([.\-+*_()\[\]#&|])")


@dataclass(frozen=True)
class Line:
    """One line of the paper: its number (from 1), the raw and the cleaned text."""

    number: int
    raw: str
    text: str
    folded: str
    hashes: int = 0
    bold: bool = False
    running: bool = False

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def tabbed(self) -> bool:
        return self.raw.startswith(("\t", " \t"))

    @property
    def page_number(self) -> bool:
        """Whether nothing but a number stands here, as page numbers do."""
        return self.running or bool(_PAGE.match(self.text))


def clean(raw: str) -> str:
    """One raw line in composed form, without markup, marks of footnotes and hidden signs."""
    text = _HIDDEN.sub("", nfc(raw)).replace("\r", "").replace("\xa0", " ")
    if "<" in text:
        text = _TAGS.sub("", _BREAK.sub(" ", text))
    if "[" in text:
        text = _FOOTNOTE_MARK.sub("", _FOOTNOTE_BODY.sub("", text))
    text = _HASHES.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    stripped = text.lstrip()
    if stripped.startswith("* "):
        text = "- " + stripped[2:]
    if "*" in text or "_" in text:
        text = _STARS.sub("", text)
    return text.strip()


def _is_bold(text: str) -> bool:
    """Whether a whole line is bold, or opens a bold paragraph; not only its first words."""
    return text.startswith("**") and (text.endswith("**") or text.count("**") == 1)


def read_lines(text: str) -> list[Line]:
    """The lines of `text.split("\\n")`, numbered from 1."""
    found = []
    for number, raw in enumerate(text.split("\n"), 1):
        cleaned = clean(raw)
        hashes = _HASHES.match(raw)
        found.append(
            Line(
                number=number,
                raw=raw,
                text=cleaned,
                folded=fold(cleaned),
                hashes=len(hashes[1]) if hashes else 0,
                bold=_is_bold(raw.strip(" \r\t#")),
            )
        )
    return _without_running_heads(found)


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Mark the lines printed again and again beside the page numbers, a page apart."""
    printed = [line for line in lines if not line.blank]
    total = Counter(line.folded for line in printed)
    beside: dict[str, list[int]] = {}
    for before, after in pairwise(printed):
        if before.page_number != after.page_number:
            text = before if after.page_number else after
            beside.setdefault(text.folded, []).append(text.number)
    heads = {
        text
        for text, at in beside.items()
        if len(at) >= 2 and len(text) > 28 and len(at) * 2 > total[text] and _pages_apart(at)
    }
    furniture = _short_heads(printed, total)
    return [
        replace(line, running=True) if line.folded in heads or line.number in furniture else line
        for line in lines
    ]


def _short_heads(printed: list[Line], total: Counter[str]) -> set[int]:
    """The numbers of the lines that hold a short running head or the page number beside it."""
    over: dict[str, list[tuple[Line, Line]]] = {}
    under: dict[str, list[tuple[Line, Line]]] = {}
    for before, after in pairwise(printed):
        if before.page_number and not after.page_number:
            over.setdefault(after.folded, []).append((after, before))
        elif after.page_number and not before.page_number:
            under.setdefault(before.folded, []).append((before, after))
    found: set[int] = set()
    for pairs, least in ((over, 2), (under, 3)):
        for text, at in pairs.items():
            if least <= len(at) == total[text] and _counts_pages(at):
                found.update(line.number for pair in at for line in pair)
    return found


def _counts_pages(at: list[tuple[Line, Line]]) -> bool:
    """Whether a short line stands beside one page number after the other.

    A cell beside the numbers of rows does not: no row is as long as a page.
    """
    head = at[0][0].text
    if len(head) < _SHORT_HEAD or head.startswith(_MARKS):
        return False
    pages = [int(found[0]) for _, number in at if (found := _FIGURE.search(number.text))]
    turned = all(new - old in (1, 2) for old, new in pairwise(pages))
    return turned and _pages_apart([line.number for line, _ in at], _PAGE_LINES)


def _pages_apart(at: list[int], least: int = _SHORT_PAGE) -> bool:
    """Whether lines stand so far from each other as heads of pages do, cells of a table do not."""
    return min(b - a for a, b in pairwise(at)) >= least
