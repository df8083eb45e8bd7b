"""Tables set in columns by blanks: a cell belongs to the head it stands under."""

import re

from congvu.plans.reader.lines import Line, clean

from .model import Cell, Row, Table
from .roles import is_task_table, role_of, unique

_FRAGMENT = re.compile(r"\S+(?: {1,2}\S+)*")
_SLACK = 3


def find_columns(lines: list[Line], taken: set[int]) -> list[Table]:
    """All tables of tasks whose columns are kept apart by three blanks and more."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        head = None if lines[at].number in taken else _head(lines[at])
        if head is None:
            at += 1
            continue
        roles, starts = head
        rows, at = _rows(lines, at + 1, roles, starts)
        if rows:
            found.append(Table(roles, rows, rows[0].first - 1, rows[-1].last, "columns"))
    return found


def _fragments(line: Line) -> list[tuple[int, str]]:
    if "\t" in line.raw or "|" in line.raw:
        return []
    return [(match.start(), clean(match[0])) for match in _FRAGMENT.finditer(line.raw.rstrip())]


def _head(line: Line) -> tuple[list[str], list[int]] | None:
    fragments = _fragments(line)
    if len(fragments) < 3:
        return None
    roles = [role_of(text) or "other" for _, text in fragments]
    if "other" in roles or not is_task_table(roles):
        return None
    return unique(roles), [start for start, _ in fragments]


def _rows(lines: list[Line], at: int, roles: list[str], starts: list[int]) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while at < len(lines):
        fragments = _fragments(lines[at])
        if _leaves(fragments, starts) or (not fragments and not lines[at].blank):
            break
        if fragments and not lines[at].page_number:
            _place(rows, fragments, lines[at], roles, starts)
        at += 1
    return rows, at


def _leaves(fragments: list[tuple[int, str]], starts: list[int]) -> bool:
    """Whether a line is running text: it goes from one column right through the next."""
    return len(fragments) == 1 and any(
        fragments[0][0] + _SLACK < start < fragments[0][0] + len(fragments[0][1])
        for start in starts
    )


def _place(
    rows: list[Row],
    fragments: list[tuple[int, str]],
    line: Line,
    roles: list[str],
    starts: list[int],
) -> None:
    """Put the parts of a line under their heads, into a new row or the one it goes on with."""
    cells = {roles[_column(start, starts)]: text for start, text in fragments}
    content = cells.get("content", "")
    opens = "number" in cells if "number" in roles else content[:1].isupper()
    if opens or not rows:
        rows.append(Row(first=line.number, last=line.number))
    row = rows[-1]
    row.last = line.number
    for role, text in cells.items():
        row.cells.setdefault(role, Cell()).add(text, line.number)


def _column(start: int, starts: list[int]) -> int:
    before = [at for at, head in enumerate(starts) if head <= start + _SLACK]
    return before[-1] if before else 0
