"""Tables whose cells stand one below the other: one cell a line, or dissolved by a PDF.

The head tells the columns, the row numbers tell the rows; inside a row the lines are cut into
columns so that each column gets the text that fits it best (`fit`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from congvu.plans.reader.agencies import agency_share
from congvu.plans.reader.lines import Line

from .across import fragments, place, read_across
from .fit import fit, is_names, looks_like_time, may_be_name, runs_on
from .model import Cell, Row, Table
from .numbering import opens_row, skips
from .pairs import Pairs, pairs_in
from .pieces import Piece, one_a_line, pieces_of
from .roles import (
    columns_of,
    exact_role,
    is_head_words,
    is_task_table,
    plain_head,
    split_head,
    starts_head,
    unique,
)
from .spread import spread_heads
from .together import read_together

_END = re.compile(r"^(?:noi nhan|tren day la|phu luc|luu:|tm\.|kt\.|tl\.)\b")
_HEADING = re.compile(r"^(?:[IVX]{1,5}|[A-Z])\s*[.)/-]\s+\S")
_HEAD_WORD = re.compile(r"(?:Sở|Bộ|Ban|Phòng|Trung tâm|Trường|Đài|Báo|Hội|Viện|Cục|SỞ|BAN)\b")
_MAX_HEAD = 24
# As many lines as columns: a cell each, unless another cut is better by so much.
_FULL = 5.0
# A printed row has not so many lines; a longer run is no row, and trying it would take for ever.
_MAX_PIECES = 120


@dataclass
class _Block:
    """The pieces of one numbered row, as they follow each other on the page."""

    number: str
    line: int
    pieces: list[Piece] = field(default_factory=list)
    inline: bool = False


def find_stacked(lines: list[Line], taken: set[int]) -> list[Table]:
    """All stacked tables of tasks; `taken` are lines other tables hold."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        opens = starts_head(lines[at].text) or exact_role(plain_head(lines[at].text)) == "content"
        head = _head_at(lines, at, taken) if opens else None
        if head is None:
            at += 1
            continue
        roles, body, words = head
        read = _read if roles[0] == "number" else _read_unnumbered
        table, end = read(lines, at, body, roles, words)
        if table.rows:
            found.append(table)
        at = max(end, at + 1)
    return found


def _head_at(
    lines: list[Line], at: int, taken: set[int]
) -> tuple[list[str], int, list[str]] | None:
    """Column keys, index past the head, and its lines, where a table head begins at `at`."""
    if lines[at].number in taken:
        return None
    heads: list[Line] = []
    end = at
    while end < len(lines) and len(heads) < _MAX_HEAD:
        line = lines[end]
        if not line.blank:
            if line.number in taken or not (line.text == "|" or is_head_words(line.text)):
                break
            heads.append(line)
        end += 1
    for size in range(len(heads), 0, -1):
        pieces = [piece for piece in pieces_of(heads[:size]) if piece.text]
        texts = [part for piece in pieces for part in _heads_in(piece)]
        roles = columns_of(texts)
        if "other" in roles or len(set(roles)) < len(roles) or not is_task_table(roles):
            roles = columns_of(spread_heads([line.text for line in heads[:size]])) or roles
        bare = roles[0] == "content" and len(roles) >= 3 and "lead" in roles and "time" in roles
        if is_task_table(roles) and (roles[0] == "number" or bare):
            body = lines.index(heads[size - 1]) + 1
            return unique(roles), body, [line.folded for line in heads[:size]]
    return None


def _heads_in(piece: Piece) -> list[str]:
    return [piece.text] if piece.whole else split_head(piece.text)


def _read(
    lines: list[Line], at: int, body: int, roles: list[str], head: list[str]
) -> tuple[Table, int]:
    kept, end, breaks = _body(lines, body, head)
    blocks = _blocks(kept, any(line.tabbed for line in kept))
    _mark_breaks(blocks, breaks)
    columns = roles[1:]
    rows: list[Row] = []
    if _runs_together(blocks):
        rows = _together(blocks, columns, pairs_in(line.text for line in lines))
        blocks = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1].number if index + 1 < len(blocks) else ""
        rows.extend(_rows(block, columns, gap=skips(block.number, following)))
    last = kept[-1].number if kept else lines[at].number
    return Table(roles, rows, lines[at].number, last, "stacked"), end


def _runs_together(blocks: list[_Block]) -> bool:
    """Whether the lines of the rows go over all columns: below the first few begin a cell."""
    full = [block for block in blocks if block.pieces]
    if sum(block.inline for block in full) <= 0.6 * len(full):
        return False
    begun = sum(piece.text[:1].isupper() for block in full for piece in block.pieces[1:])
    return begun < 1.2 * len(full)


def _together(blocks: list[_Block], columns: list[str], pairs: Pairs) -> list[Row]:
    """Rows whose every printed line goes over all columns."""
    full = [block for block in blocks if block.pieces]
    rows = read_together([block.pieces for block in full], columns, pairs)
    for block, row in zip(full, rows, strict=True):
        row.first, row.last = block.line, max(block.pieces[-1].lines)
        row.cells["number"] = Cell(block.number, [block.line])
    return rows


def _read_unnumbered(
    lines: list[Line], at: int, body: int, roles: list[str], head: list[str]
) -> tuple[Table, int]:
    """A table without row numbers: each row is the best clean cut of the lines that follow."""
    kept, end, _ = _body(lines, body, head)
    pieces = pieces_of([line for line in kept if not line.page_number])
    rows: list[Row] = []
    done = 0
    while done < len(pieces):
        size = _clean_size(pieces[done : done + 3 * len(roles) + 8], roles)
        if not size:
            break
        row = _best(None, pieces[done : done + size], roles)
        rows.extend([row] if row else [])
        done += size
    last = rows[-1].last if rows else lines[at].number
    rest = next((index for index, line in enumerate(lines) if line.number > last), end)
    return Table(roles, rows, lines[at].number, last, "stacked"), rest if rows else at + 1


def _clean_size(pieces: Sequence[Piece], roles: list[str]) -> int:
    """How many of these pieces make the first row: the best clean cut; 0 when there is none."""
    best, found = -99.0, 0
    for size in range(2, len(pieces) + 1):
        following = pieces[size].text if size < len(pieces) else "Hết"
        if following[:1].islower() or looks_like_time(following):
            continue
        row = _sequence(pieces[:size], roles)
        if _is_clean(row, roles) and row.score > best + 0.01:
            best, found = row.score, size
        elif found and size > found + len(roles):
            break
    return found


def _mark_breaks(blocks: list[_Block], breaks: list[int]) -> None:
    """Mark the pieces that stand below a head repeated inside their own row."""
    for block in blocks:
        inside = [line for line in breaks if line > block.line]
        for piece in block.pieces:
            piece.after_break = bool(inside) and piece.lines[0] >= inside[0]


def _body(lines: list[Line], body: int, head: list[str]) -> tuple[list[Line], int, list[int]]:
    """The lines of the rows without blank lines and repeated heads, where they end, and the
    first line below each repeated head."""
    kept: list[Line] = []
    breaks: list[int] = []
    at = body
    while at < len(lines):
        line = lines[at]
        if line.blank:
            at += 1
            continue
        repeated = _repeated(lines, at, head)
        if repeated:
            paged = kept and kept[-1].page_number and not kept[-1].tabbed
            kept = kept[:-1] if paged else kept
            at = repeated
            breaks.append(lines[at].number if at < len(lines) else 0)
            continue
        if _ends(line):
            break
        kept += [] if line.running else [line]
        at += 1
    return kept, at, breaks


def _ends(line: Line) -> bool:
    return bool(_END.match(line.folded)) or (bool(_HEADING.match(line.text)) and len(line.text) > 8)


def _repeated(lines: list[Line], at: int, head: list[str]) -> int:
    """Index past a head printed again at the top of a page; 0 when there is none."""
    matched, end = 0, at
    while end < len(lines) and matched < len(head):
        if not lines[end].blank:
            if lines[end].folded != head[matched]:
                return 0
            matched += 1
        end += 1
    return end if matched == len(head) else 0


def _blocks(kept: list[Line], tabbed: bool) -> list[_Block]:
    blocks: list[_Block] = []
    lines: list[list[Line]] = []
    for index, line in enumerate(kept):
        following = kept[index + 1].text if index + 1 < len(kept) else ""
        number, rest = opens_row(line.text, following, [block.number for block in blocks])
        if number:
            blocks.append(_Block(number, line.number, inline=bool(rest)))
            lines.append([])
            if rest:
                blocks[-1].pieces.append(Piece(rest, [line.number]))
        elif blocks and not (line.page_number and not tabbed):
            lines[-1].append(line)
    for block, own in zip(blocks, lines, strict=True):
        if own and own[0].text == "|":
            own = own[1:]
        block.pieces.extend(pieces_of(own))
    if one_a_line(kept):
        for piece in (piece for block in blocks for piece in block.pieces):
            piece.likely = not piece.whole
    return blocks


def _rows(block: _Block, columns: list[str], *, gap: bool) -> list[Row]:
    pieces = block.pieces
    if len(pieces) > _MAX_PIECES:
        return []
    best = _best(block, pieces, columns)
    if not gap:
        return [best] if best else []
    whole = best.score if best else -99.0
    choice: list[Row] = [best] if best else []
    for cut in range(2, len(pieces) - 1):
        if pieces[cut].text[:1].islower():
            continue
        first, second = _best(block, pieces[:cut], columns), _best(None, pieces[cut:], columns)
        if first and second and first.score + second.score > whole:
            whole, choice = first.score + second.score, [first, second]
    return choice


def _best(block: _Block | None, pieces: Sequence[Piece], columns: list[str]) -> Row | None:
    """The row these pieces make: one cell after the other, or printed across."""
    if not pieces:
        return None
    row = _sequence(pieces, columns)
    others = []
    if not _is_clean(row, columns):
        finer = [part for piece in pieces for part in _finer(piece)]
        if len(pieces) < len(finer) <= 60:
            others.append(_sequence(finer, columns))
    best = max([row, *others], key=lambda way: way.score)
    printed = not (pieces[0].whole or pieces[0].likely)
    if printed and not _is_clean(best, columns) and (row.score < 0 or (block and block.inline)):
        others.append(read_across(pieces, columns))
    after = [piece for piece in pieces if piece.after_break]
    if after and len(after) < len(pieces):
        others.append(_resumed(pieces[: -len(after)], after, columns))
    row = max([row, *others], key=lambda way: way.score)
    row.first = block.line if block else pieces[0].lines[0]
    row.last = max(pieces[-1].lines)
    if block:
        row.cells["number"] = Cell(block.number, [block.line])
    return row


_SURE = {
    "lead": 1.5,
    "both": 1.5,
    "coordinating": 1.5,
    "time": 1.5,
    "product": -0.6,
    "content": -0.6,
}


def _is_clean(row: Row, columns: list[str]) -> bool:
    """Whether every cell that has a text fits its column, and bearer and time have one."""
    for column in columns:
        role, text = column.rstrip("0123456789"), row.text(column)
        needed = role in ("lead", "both", "time")
        if (text or needed) and fit(column, text) < _SURE.get(role, -9.0):
            return False
    return True


def _finer(piece: Piece) -> list[Piece]:
    """A printed line cut where a cell may begin inside it."""
    if piece.whole or piece.likely:
        return [piece]
    return [
        Piece(part, list(piece.lines), after_break=piece.after_break, inside=at > 0)
        for at, part in enumerate(fragments(piece.text))
        if part
    ]


def _sequence(pieces: Sequence[Piece], columns: list[str]) -> Row:
    """The row whose cells stand one after the other."""
    score, cuts = _cut(pieces, columns)
    row = Row(score=score)
    for role, (a, b) in zip(columns, cuts, strict=True):
        if b > a:
            cell = row.cell(role)
            for piece in pieces[a:b]:
                piece.put(cell)
    return row


def _resumed(before: Sequence[Piece], after: Sequence[Piece], columns: list[str]) -> Row:
    """The row that was whole before a page break and whose cells each go on below it."""
    row = _sequence(before, columns)
    parts = [piece.text for piece in after]
    for piece, column in zip(
        after, place(parts, [row.text(role) for role in columns], columns), strict=True
    ):
        piece.put(row.cell(columns[column]))
    row.score = sum(fit(role, row.text(role)) for role in columns)
    return row


def _cut(pieces: Sequence[Piece], columns: list[str]) -> tuple[float, list[tuple[int, int]]]:
    """The best way to cut the pieces into the columns, in order, and its points."""
    count = len(pieces)
    full = sum(map(fit, columns, (piece.text for piece in pieces)))
    each = [(at, at + 1) for at in range(count)]
    if count == len(columns) and pieces[0].whole:
        return full, each
    texts = [_texts(pieces, begin) for begin in range(count + 1)]
    joins = [0.0, *accumulate(_join_cost(piece) for piece in pieces)]
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for at, role in enumerate(columns):
        named = at > 0 and is_names(role) and is_names(columns[at - 1])
        reached: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for begin, (points, cuts) in best.items():
            inside = begin < count and pieces[begin].inside
            before = texts[cuts[-1][0]][cuts[-1][1] - cuts[-1][0]] if named else ""
            for end, text in enumerate(texts[begin], begin):
                if end > begin and _hopeless(role, texts[begin][1], text):
                    break
                total = points + fit(role, text) - (0.1 if inside and end > begin else 0.0)
                total -= 2.0 if before and text and runs_on(before, text) else 0.0
                total -= joins[end] - joins[begin + 1] if end > begin else 0.0
                if end not in reached or total > reached[end][0]:
                    reached[end] = (total, [*cuts, (begin, end)])
        best = reached
    if count == len(columns) and pieces[0].likely and full + _FULL > best[count][0]:
        return full, each
    return best.get(count, (-99.0, [(0, count)] + [(count, count)] * (len(columns) - 1)))


def _join_cost(piece: Piece) -> float:
    """What it costs to put a piece into one cell with the piece before it."""
    return 1.2 if piece.likely and piece.text[0] not in "-–+•(" else 0.0


def _texts(pieces: Sequence[Piece], begin: int) -> list[str]:
    """The text of the pieces from `begin` on: of none, of one, of two ..."""
    cell = Cell()
    found = [""]
    for piece in pieces[begin:]:
        piece.put(cell)
        found.append(cell.text)
    return found


def _hopeless(role: str, first: str, text: str) -> bool:
    """Whether longer texts cannot fit the column either, so that trying ends."""
    if role.startswith(("content", "note", "other")):
        return False
    if len(text) > 320:
        return True
    if not is_names(role) or _HEAD_WORD.match(first) or may_be_name(first):
        return False
    return agency_share(first) < 0.2
