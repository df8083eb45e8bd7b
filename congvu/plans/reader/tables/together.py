"""Rows whose columns are printed into each other: a line holds a piece of every cell.

The blanks that kept the columns apart are gone. What is left to tell them: a cell begins with a
capital and ends for good, names and times are known by their words, and the lines of one column
are about as long as each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from congvu.plans.reader.agencies import agency_share
from congvu.plans.reader.words import lists, lower, nfc

from .fit import ends_in_head, fit, is_half, is_names, looks_like_time, runs_on, unlabelled
from .model import Row
from .pairs import Pairs, joins
from .pieces import Piece

_STATES = 8
_WAYS = 6
_LOOSE = 3
_TIME_WORDS = frozenset(lists("cells")["time_words"])
_NO_LEAD = 1.2
_GOES_ON = 0.25
_KNOWN = -0.3
_UNKNOWN = 0.5
Way = tuple[float, float, tuple[str, ...]]
_FIGURE = re.compile(r"\d|^(?:i{1,3}|iv|vi{0,3}|ix|x)$")


@dataclass(frozen=True)
class State:
    """How far the cells of a row have come: their texts, which are closed, and the points."""

    texts: tuple[str, ...]
    lasts: tuple[int, ...]
    closed: tuple[bool, ...]
    pieces: tuple[tuple[str, ...], ...]
    points: float
    cost: float


@dataclass(frozen=True)
class Page:
    """What is known of a table: its columns, how long their lines are, and pairs of words."""

    columns: tuple[str, ...]
    pairs: Pairs
    widths: tuple[int, ...] = ()


def read_together(
    rows: Sequence[Sequence[Piece]], columns: Sequence[str], pairs: Pairs
) -> list[Row]:
    """The rows that these lines make, with their points."""
    page = _measured(rows, Page(tuple(columns), pairs))
    states = [_solve(pieces, page) for pieces in rows]
    lengths = [
        [len(parts[at]) for state in states for parts in state.pieces if parts[at]]
        for at in range(len(columns))
    ]
    better = replace(page, widths=_widths(lengths, 0.97))
    if any(abs(new - old) > 1 for new, old in zip(better.widths, page.widths, strict=True)):
        states = [_solve(pieces, better) for pieces in rows]
    return [_row(state, pieces, page) for state, pieces in zip(states, rows, strict=True)]


def _measured(rows: Sequence[Sequence[Piece]], page: Page) -> Page:
    """A page with the letters a line of each column holds, as the first lines of rows tell."""
    for share in (0.75, 0.9):
        found: list[list[int]] = [[] for _ in page.columns]
        for pieces in rows:
            best = _lines_on(_start(page), pieces[0].text, page)
            for lengths, text in zip(found, best[0].texts if best else (), strict=False):
                if text:
                    lengths.append(len(text))
        page = replace(page, widths=_widths(found, share))
    return page


def _widths(lengths: Sequence[Sequence[int]], share: float) -> tuple[int, ...]:
    return tuple(sorted(each)[int(len(each) * share)] if each else 12 for each in lengths)


def _solve(pieces: Sequence[Piece], page: Page) -> State:
    states = [_start(page)]
    for piece in pieces:
        reached: dict[tuple[tuple[str, ...], tuple[bool, ...]], State] = {}
        for state in states:
            for way in _lines_on(state, piece.text, page):
                key = (way.texts, way.closed)
                if key not in reached or reached[key].points < way.points:
                    reached[key] = way
        states = sorted(reached.values(), key=lambda way: -way.points)[:_STATES] or states
    return max(states, key=lambda state: _final(state, page))


def _row(best: State, pieces: Sequence[Piece], page: Page) -> Row:
    row = Row(score=_final(best, page))
    for at, role in enumerate(page.columns):
        for piece, parts in zip(pieces, best.pieces, strict=False):
            if parts[at]:
                row.cell(role).add(parts[at], piece.lines[0])
    return row


def _start(page: Page) -> State:
    count = len(page.columns)
    return State(("",) * count, (0,) * count, (False,) * count, (), 0.0, 0.0)


def _final(state: State, page: Page) -> float:
    return sum(map(closed_fit, page.columns, state.texts)) - state.cost


def closed_fit(role: str, text: str) -> float:
    """Points of a cell that is whole, strict with words that seldom stand in a time."""
    points = fit(role, text)
    if text:
        return points - (0.8 * _strange(text) if role.startswith("time") else 0.0)
    return points - (_NO_LEAD if role.startswith(("lead", "both")) else 0.0)


@lru_cache(maxsize=20000)
def _strange(text: str) -> int:
    """How many words of a text are none of a time's; a condition may hold any."""
    words = [word.strip("(),.;:-–/%") for word in lower(nfc(text)).split()]
    if words[0] in ("khi", "sau", "theo", "ngay", "đột") or len(words) > 14:
        return 0
    return sum(not _of_time(word) for word in words)


def _of_time(word: str) -> bool:
    return not word or word in _TIME_WORDS or bool(_FIGURE.search(word))


def _lines_on(state: State, text: str, page: Page) -> list[State]:
    """The best ways to cut one more printed line into the columns."""
    words, columns = text.split(), page.columns
    # By number of words used: points, cost and the pieces so far.
    ways: dict[int, list[Way]] = {0: [(0.0, 0.0, ())]}
    for at, role in enumerate(columns):
        named = at > 0 and not state.pieces and is_names(role) and is_names(columns[at - 1])
        reached: dict[int, list[Way]] = {}
        for begin, found in ways.items():
            for end, piece, points, cost in _options(state, at, words, begin, page):
                grown = reached.setdefault(end, [])
                for total, paid, parts in found:
                    torn = 2.0 if named and runs_on(parts[-1], piece) else 0.0
                    grown.append((total + points - torn, paid + cost + torn, (*parts, piece)))
        ways = {
            end: sorted(found, key=lambda way: -way[0])[:_WAYS] for end, found in reached.items()
        }
    return [_moved(state, way) for way in ways.get(len(words), [])]


def _moved(state: State, way: Way) -> State:
    points, cost, parts = way
    return State(
        tuple(f"{old} {new}".strip() for old, new in zip(state.texts, parts, strict=True)),
        tuple(len(new) if new else old for old, new in zip(state.lasts, parts, strict=True)),
        tuple(not new for new in parts),
        (*state.pieces, parts),
        state.points + points,
        state.cost + cost,
    )


def _options(
    state: State, at: int, words: list[str], begin: int, page: Page
) -> list[tuple[int, str, float, float]]:
    """What a column may take of a line from word `begin` on: end, piece, points gained, cost."""
    before, role = state.texts[at], page.columns[at]
    if state.closed[at]:
        return [(begin, "", 0.0, 0.0)]
    now = hope(role, before) if state.pieces else 0.0
    found = [(begin, "", closed_fit(role, before) - now, 0.0)]
    if begin == len(words) or (not before and words[begin][0].islower()):
        return found
    most = page.widths[at] + _LOOSE if page.widths else 70
    joint = _joint_cost(before, words[begin], page) if before else 0.0
    for end in range(begin + 1, len(words) + 1):
        piece = " ".join(words[begin:end])
        if len(piece) > most and end > begin + 1:
            break
        if not state.pieces and end < len(words) and words[end][0].islower():
            continue
        cost = joint
        if page.widths:
            cost += _width_cost(state.lasts[at], piece, words[begin], page.widths[at])
        text = f"{before} {piece}" if before else piece
        found.append((end, piece, hope(role, text) - now - cost, cost))
    return found


def _joint_cost(before: str, word: str, page: Page) -> float:
    """What it costs that a cell goes on with a word: less for one known to follow."""
    known = joins(page.pairs, before, word)
    return _GOES_ON if known is None else _KNOWN if known else _UNKNOWN


def _width_cost(last: int, piece: str, word: str, width: int) -> float:
    """What it costs that a line is longer than its column, or left room for this line's word."""
    over = max(0, len(piece) - width)
    room = max(0, width - 2 - (last + 1 + len(word))) if last else 0
    return 0.4 * over + min(4.0, 0.35 * room)


@lru_cache(maxsize=50000)
def hope(role: str, text: str) -> float:
    """Points a cell may still get that has come as far as `text`."""
    if not text:
        return closed_fit(role, text)
    if is_names(role):
        return _names_hope(text)
    if role.startswith("time"):
        return _time_hope(text)
    open_end = 0.6 if role.startswith("content") and ends_in_head(text) else 0.0
    return max(fit(role, text), fit(role, text.rstrip(" ,;("))) - open_end


def _names_hope(text: str) -> float:
    if "chủ trì: ".startswith(text.lower()) or "phối hợp: ".startswith(text.lower()):
        return 1.0
    text = unlabelled(text)
    words = text.split()
    if not words:
        return 1.0
    best = _part_hope(text)
    if len(words) > 1:
        rest, last = " ".join(words[:-1]), words[-1]
        known = rest.endswith((",", ";", "và")) or last[:1].isupper()
        best = max(best, _part_hope(rest) - (0.35 if known else 0.8))
    elif text[:1].isupper():
        best = max(best, 0.8)
    return best - (3.0 if text[:1].islower() else 0.0)


def _part_hope(text: str) -> float:
    text = text.rstrip(" ,;")
    return 2.0 - 8.0 * (1.0 - agency_share(text)) - (3.0 if is_half(text) else 0.0)


def _time_hope(text: str) -> float:
    first = lower(nfc(text)).split()[0].strip("(),.;:-–/")
    if not _of_time(first):
        return -3.0
    strange = _strange(text)
    return (2.0 if looks_like_time(text) else 1.4 - 0.8 * (strange > 0)) - 0.8 * strange
