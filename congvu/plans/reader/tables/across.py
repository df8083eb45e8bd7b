"""Rows printed across: one line of the page holds a line of every cell."""

import re
from collections.abc import Sequence

from congvu.plans.reader.agencies import agency_share, read_names
from congvu.plans.reader.words import alternatives, fold

from .fit import fit, is_open, looks_like_time
from .model import Cell, Row
from .pieces import Piece

_PRODUCT = re.compile(rf"{alternatives('headers', 'products')}\b")
_TIME = re.compile(
    r"(?:trong nam|nam|quy|thang|truoc|thuong xuyen|hang|giai doan|tu nam|khi|sau khi|ngay)\b"
)


def fragments(text: str) -> list[str]:
    """A printed line cut where a cell may begin: an agency, a product, a time, a bracket.

    Never inside a name, and not before a name that a comma joins to the one in front of it.
    """
    cuts = [0]
    first = read_names(text[:160])
    held = len(first.names[0]) if first else 0
    for match in re.finditer(r"(?<=\s)(?=\S)", text):
        at = match.start()
        if at < held or not (text[at].isupper() or text[at] == "("):
            continue
        names = read_names(text[at : at + 160]) if _may_name(text, at) else None
        if names:
            held = at + len(names.names[0])
        folded = fold(text[at : at + 24])
        if names or text[at] == "(" or _PRODUCT.match(folded) or _TIME.match(folded):
            cuts.append(at)
    parts = (text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True))
    return [part for part in parts if part]


def _may_name(text: str, at: int) -> bool:
    """Whether a name that begins here can be the first of a cell."""
    before = fold(text[:at]).rstrip()
    return bool(before) and not before.endswith((",", ";", " va", " cac", " nhung", "-"))


def read_across(pieces: Sequence[Piece], columns: list[str]) -> Row:
    """The row whose lines each go over all columns, with its points."""
    texts = [""] * len(columns)
    lines: list[list[int]] = [[] for _ in columns]
    for piece in pieces:
        parts = fragments(piece.text)
        for part, column in zip(parts, place(parts, texts, columns), strict=True):
            texts[column] = f"{texts[column]} {part}".strip()
            lines[column].extend(piece.lines)
    row = Row(score=sum(fit(role, text) for role, text in zip(columns, texts, strict=True)))
    for role, text, own in zip(columns, texts, lines, strict=True):
        if text:
            row.cells[role] = Cell(text, sorted(set(own)))
    return row


def place(parts: list[str], texts: list[str], columns: list[str]) -> list[int]:
    """The column of each fragment, never going back, that gains the most points."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for part in parts:
        reached: dict[int, tuple[float, list[int]]] = {}
        for least, (points, placed) in best.items():
            for column in range(least, len(columns)):
                gained = _gain(part, placed, parts, texts[column], column, columns[column])
                total = points + gained
                if column not in reached or total > reached[column][0]:
                    reached[column] = (total, [*placed, column])
        best = reached
    return max(best.values(), key=lambda way: way[0])[1]


def _gain(
    part: str, placed: list[int], parts: list[str], text: str, column: int, role: str
) -> float:
    own = " ".join(other for other, at in zip(parts, placed, strict=False) if at == column)
    before = f"{text} {own}".strip()
    if before and (before.split()[-1] == part.split()[0] or (part[0] == "(" and is_open(before))):
        return -2.0
    if text and len(part) > 2 * max(len(text), 12) and role.rstrip("0123456789") != "content":
        return -2.0
    whole = f"{before} {part}".strip()
    named = bool(before) and role.startswith(("lead", "both", "coordinating"))
    if named and agency_share(whole.rstrip(" ,;")) < 0.95:
        return -2.0
    bonus = 0.5 if role == "time" and looks_like_time(part) else 0.0
    return bonus + fit(role, whole) - fit(role, before)
