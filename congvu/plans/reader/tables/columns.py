"""Tables set in columns by blanks: a cell belongs to the head it stands under."""

import re
from dataclasses import dataclass

from congvu.plans.reader.lines import Line
from congvu.plans.reader.words import phrases

from .blanks import edges_of, fragments_of, pieces_under
from .columned import Printed, rows_of
from .model import Table
from .roles import exact_role, is_head_words, is_task_table, plain_head, role_of, unique

_HEADING = re.compile(r"^(?:[IVX]{1,5}|[A-Z])\s*[.)/-]\s+\S")
_END = re.compile(r"^(?:noi nhan|tren day la|luu:|tm\.|kt\.|tl\.)\b")
_MOST_HEAD_LINES = 4
Fragment = tuple[int, str]


@dataclass
class _Head:
    """The columns of a table: their roles, where each head begins and ends, and its texts."""

    roles: list[str]
    spans: list[tuple[int, int]]
    texts: list[str]
    after: int


def find_columns(lines: list[Line], taken: set[int]) -> list[Table]:
    """All tables of tasks whose columns are kept apart by two blanks and more."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        head = None if lines[at].number in taken else _head(lines, at)
        if head is None:
            at += 1
            continue
        first = lines[at].number
        printed, at = _body(lines, head)
        rows = rows_of(printed, head.roles)
        if rows:
            found.append(Table(head.roles, rows, first, rows[-1].last, "columns"))
    return found


def _head(lines: list[Line], at: int) -> _Head | None:
    """The table head that begins on a line; it may take a few lines."""
    if len(fragments_of(lines[at])) < 2:
        return None
    part: list[list[Fragment]] = []
    ends: list[int] = []
    for end in range(at, min(at + 2 * _MOST_HEAD_LINES, len(lines))):
        if lines[end].blank:
            continue
        fragments = fragments_of(lines[end])
        if len(part) == _MOST_HEAD_LINES or not all(
            is_head_words(text) or exact_role(plain_head(text)) for _, text in fragments
        ):
            break
        part.append(fragments)
        ends.append(end + 1)
    for size in range(len(part), 0, -1):
        head = _columns(part[:size], ends[size - 1])
        if head:
            return head
    return None


def _columns(part: list[list[Fragment]], after: int) -> _Head | None:
    """The columns that the fragments of these lines are heads of."""
    clusters: list[tuple[int, int, str]] = []
    for start, text in _without_span(part):
        end = start + len(text)
        for which, (a, b, before) in enumerate(clusters):
            if start < b + 1 and a < end + 1:
                clusters[which] = (min(a, start), max(b, end), f"{before} {text}")
                break
        else:
            clusters.append((start, end, text))
    clusters.sort()
    roles = [role_of(text) for _, _, text in clusters]
    if len(roles) < 3 or roles.count(None) > 1 or not is_task_table([r or "other" for r in roles]):
        return None
    keys = unique([role or "other" for role in roles])
    return _Head(keys, [(a, b) for a, b, _ in clusters], [text for *_, text in clusters], after)


def _without_span(part: list[list[Fragment]]) -> list[Fragment]:
    """The fragments of a head but for one that only stands over "chủ trì" and "phối hợp"."""
    flat = [fragment for fragments in part for fragment in fragments]
    lower = [exact_role(plain_head(text)) for fragments in part[1:] for _, text in fragments]
    if "lead" not in lower or "coordinating" not in lower:
        return flat
    spans = {plain_head(span) for span in phrases("headers", "spanning")}
    return [
        fragment
        for row, fragments in enumerate(part)
        for fragment in fragments
        if row or plain_head(fragment[1]) not in spans
    ]


def _body(lines: list[Line], head: _Head) -> tuple[list[Printed], int]:
    """The printed lines of a table, cut into its columns, and the index past it."""
    found: list[Printed] = []
    at = head.after
    now = head
    while True:
        part, at, again = _stretch(lines, at, now)
        edges = edges_of(part, now.spans)
        for line in part:
            found.append((line, pieces_under(line, edges) if not line.blank else []))
        if again is None:
            return _trimmed(found), at
        now, at = again, again.after
        found.append((lines[at - 1], []))


def _stretch(lines: list[Line], at: int, head: _Head) -> tuple[list[Line], int, _Head | None]:
    """The lines of one page of a table, where they end, and the head printed again there."""
    part: list[Line] = []
    while at < len(lines):
        line = lines[at]
        fragments = fragments_of(line)
        if line.blank or (line.page_number and len(fragments) < 2):
            part.append(line if line.blank else _emptied(line))
            at += 1
            continue
        again = _head(lines, at) if len(fragments) > 2 else None
        if again and again.roles == head.roles:
            return part, at, again
        if again or not _inside(lines, at, fragments, head):
            break
        part.append(line)
        at += 1
    return part, at, None


def _emptied(line: Line) -> Line:
    return Line(line.number, "", "", "")


def _inside(lines: list[Line], at: int, fragments: list[Fragment], head: _Head) -> bool:
    """Whether a line belongs to the table and is no text after it."""
    line = lines[at]
    if not fragments or _END.match(line.folded):
        return False
    if len(fragments) > 1:
        return True
    start, text = fragments[0]
    crossed = sum(start + 2 < a and b < start + len(text) for a, b in head.spans)
    left = start <= head.spans[0][1] and len(head.spans) > 1 and head.roles[0] == "number"
    if crossed or _HEADING.match(text) or (left and len(text) > 6):
        return _rows_follow(lines, at)
    return True


def _rows_follow(lines: list[Line], at: int) -> bool:
    """Whether the next printed line is a row of several cells that begins with a number."""
    following = next((line for line in lines[at + 1 :] if not line.blank), None)
    fragments = fragments_of(following) if following else []
    return len(fragments) > 2 and bool(re.match(r"\(?(?:\d|[a-zđ][.)])", fragments[0][1]))


def _trimmed(found: list[Printed]) -> list[Printed]:
    while found and not found[-1][1]:
        found.pop()
    return found
