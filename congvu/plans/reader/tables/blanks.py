"""Where the columns of a page begin when only blanks keep them apart."""

import re
from collections.abc import Sequence
from itertools import pairwise

from congvu.plans.reader.lines import Line, clean
from congvu.plans.reader.words import nfc

_FRAGMENT = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")


def page_line(line: Line) -> str:
    """A line as it stands on the page: composed letters, so that each takes one place."""
    return nfc(line.raw).replace("\xa0", " ").replace("\f", " ").rstrip()


def fragments_of(line: Line) -> list[tuple[int, str]]:
    """The parts of a line between two blanks and more, and where each begins."""
    if "\t" in line.raw or "|" in line.raw:
        return []
    return [(match.start(), clean(match[0])) for match in _FRAGMENT.finditer(page_line(line))]


def edges_of(lines: Sequence[Line], heads: Sequence[tuple[int, int]]) -> list[int]:
    """Where each column begins: between two heads, the place most lines leave blank.

    Among places that are alike the one where most cells begin.
    """
    raws = [page_line(line) for line in lines if not line.blank]
    edges = [0]
    for (begin, end), (following, last) in pairwise(heads):
        low, high = max(edges[-1], begin) + 1, max(following, (following + last) // 2)
        low = max(low, min(end, following - 1) if end < following - 1 else low)
        best = max(range(low, high + 1), key=lambda at: _worth(raws, at, following))
        edges.append(best)
    return edges


def _worth(raws: Sequence[str], at: int, head: int) -> float:
    """How well a column may begin at a place: cells that begin there, less words cut by it."""
    torn = begun = 0
    for raw in raws:
        if at >= len(raw):
            continue
        before, here = raw[at - 1] == " ", raw[at] != " "
        torn += not before and here
        begun += before and here and raw[max(0, at - 2)] == " "
    return begun - 2.0 * torn - 0.01 * abs(at - head)


def pieces_under(line: Line, edges: Sequence[int]) -> list[str]:
    """What a line prints in each column; a word belongs where most of it stands."""
    found = [""] * len(edges)
    raw = page_line(line)
    column = 0
    for match in _WORD.finditer(raw):
        begun = max((at for at, edge in enumerate(edges) if edge <= match.start()), default=0)
        goes_on = match.start() > 1 and raw[match.start() - 2] != " " and found[column]
        if begun > column and not (goes_on and match.start() > edges[begun] + 1):
            column = begun
        found[column] = f"{found[column]} {match[0]}".strip()
    return [clean(text) for text in found]
