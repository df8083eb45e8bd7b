"""Tables whose cells stand side by side on a line: pipes, drawn grids, tabs."""

import re
from collections.abc import Iterator

from congvu.plans.reader.agencies import agency_share
from congvu.plans.reader.lines import Line, clean
from congvu.plans.reader.words import fold

from .fit import begins_name, begins_product, is_open, wants_owner
from .model import Cell, Row, Table
from .roles import exact_role, is_task_table, plain_head, role_of, unique, without_spanning
from .ticks import is_period, periods_of, read_ticks, year_in

_BREAK = re.compile(r"<br\s*/?>", re.I)
_RULE = re.compile(r"^[\s|+:=\-_]+$")
_COUNTED = re.compile(r"^\(?\d{1,2}\)?$")
_LONGEST_HEAD = 60
# Cells shorter than this on average are names or figures, not tasks.
_SHORT_TASK = 20
Printed = tuple[Line, list[str]]


def split_pipes(line: Line) -> list[str] | None:
    """The cells of a line cut by pipes; None when it is no such line."""
    raw = line.raw.strip()
    if raw.count("|") < 2 and not raw.startswith("|"):
        return None
    cells = re.split(r"(?<!\\)\|", raw.strip("\r"))
    if raw.startswith("|"):
        cells = cells[1:]
    if raw.endswith("|"):
        cells = cells[:-1]
    if len(cells) < 2:
        return None
    return ["\n".join(map(clean, _BREAK.split(cell))) for cell in cells]


def split_tabs(line: Line) -> list[str] | None:
    """The cells of a line cut by tabs; None when it is no such line."""
    raw = line.raw.rstrip("\r\n")
    if "|" in raw or raw.count("\t") < 2 or raw.startswith("\t\t\t"):
        return None
    cells = [clean(cell) for cell in raw.split("\t")]
    return cells if sum(map(bool, cells)) >= 2 else None


def _short_tabs(line: Line, width: int) -> list[str] | None:
    """The cells of a line with fewer tabs than the rows above it, as rows of groups have."""
    cells = [clean(cell) for cell in line.raw.rstrip("\r\n").split("\t")]
    full = 1 < len(cells) <= width and "|" not in line.raw and any(cells)
    return cells + [""] * (width - len(cells)) if full else None


def find_grids(lines: list[Line]) -> list[Table]:
    """All tables of tasks printed side by side; one that goes on after a page break is one."""
    found: list[Table] = []
    for block, ruled in _blocks(lines):
        table = table_of(block, found[-1] if found else None, ruled=ruled)
        if table is None:
            continue
        if found and table.roles == found[-1].roles and _goes_on(found[-1], table, lines):
            if table.rows:
                table.rows[0].opens = True
            found[-1].rows.extend(table.rows)
            found[-1].last = table.last
        else:
            found.append(table)
    return [table for table in found if table.rows]


def _goes_on(before: Table, after: Table, lines: list[Line]) -> bool:
    between = lines[before.last : after.first - 1]
    return all(line.blank or line.page_number or len(line.text) < 4 for line in between)


def _blocks(lines: list[Line]) -> Iterator[tuple[list[Printed], bool]]:
    """Runs of lines cut the same way, and whether rules stand between all their rows.

    Blank lines may stand between rows; a head printed again begins a new run.
    """
    for split in (split_pipes, split_tabs):
        block: list[Printed] = []
        apart = False
        for line in lines:
            cells = split(line)
            if cells is None and block and split is split_tabs:
                cells = _short_tabs(line, len(block[0][1]))
            ruled = block and split is split_pipes and _RULE.match(line.raw or " x")
            if cells is not None or (ruled and not line.blank):
                if apart and block and cells and _same(cells, block[0][1]):
                    yield from _cut(block)
                    block = []
                block.append((line, cells or []))
                apart = False
            elif block and line.blank:
                apart = True
            elif block:
                yield from _cut(block)
                block, apart = [], False
        yield from _cut(block)


def _same(first: list[str], second: list[str]) -> bool:
    return [fold(cell) for cell in first] == [fold(cell) for cell in second]


def _cut(block: list[Printed]) -> Iterator[tuple[list[Printed], bool]]:
    if len(block) < 2:
        return
    rules = [index for index, (line, _) in enumerate(block) if _is_rule(line)]
    yield block, len(rules) > 2 and block[0][0].raw.strip().startswith("+")


def _is_rule(line: Line) -> bool:
    return (bool(_RULE.match(line.raw)) and "-" in line.raw) or (
        "=" in line.raw and bool(_RULE.match(line.raw))
    )


def table_of(block: list[Printed], before: Table | None, *, ruled: bool = False) -> Table | None:
    """The table of tasks in a run of printed rows; without a head it may go on `before`."""
    groups = (
        _ruled(block) if ruled else [[item] for item in block if not _is_rule(item[0]) and item[1]]
    )
    found = _head(groups)
    if found is None:
        if before is None or not groups or len(groups[0][0][1]) != len(before.roles):
            return None
        roles, periods, year, body = before.roles, before.periods, before.year, groups
    else:
        (roles, heads), body = found
        periods = periods_of(roles, heads)
        timed = [head for role, head in zip(roles, heads, strict=True) if role == "time"]
        year = year_in(" ".join(timed))
    rows = [_row(group, roles) for group in body]
    for row in rows:
        read_ticks(row, periods)
    rows = [row for row in rows if row.cells]
    return Table(roles, rows, block[0][0].number, block[-1][0].number, "pipes", periods, year)


def _ruled(block: list[Printed]) -> list[list[Printed]]:
    groups: list[list[Printed]] = [[]]
    for item in block:
        if _is_rule(item[0]):
            groups.append([])
        elif item[1]:
            groups[-1].append(item)
    return [group for group in groups if group]


def _joined(group: list[Printed]) -> list[str]:
    width = max(len(cells) for _, cells in group)
    return [
        " ".join(cells[at] for _, cells in group if at < len(cells) and cells[at]).strip()
        for at in range(width)
    ]


def _head(
    groups: list[list[Printed]],
) -> tuple[tuple[list[str], list[str]], list[list[Printed]]] | None:
    """Column keys and heads, and the rows below the head, which may take two or three rows."""
    for depth in range(min(3, len(groups)), 0, -1):
        for start in range(0, min(3, len(groups) - depth + 1)):
            part = groups[start : start + depth]
            heads = _joined([item for group in part for item in group])
            heads = _under_spans(heads, part)
            roles = ["period" if is_period(head) else role_of(head) or "other" for head in heads]
            below = groups[start + depth :]
            if is_task_table(roles) and _all_heads(part) and (depth == 1 or _is_head(part[-1])):
                return (unique(roles), heads), below
            told = _with_content(heads, below) if depth == 1 else None
            if told:
                return (unique(told), heads), below
    return None


def _with_content(heads: list[str], below: list[list[Printed]]) -> list[str] | None:
    """The roles of a head that does not say which column is the task: the one unknown to us with
    the longest cells, where bearers stand beside a time, a product or partners."""
    roles = [exact_role(plain_head(head)) for head in heads]
    unknown = [at for at, head in enumerate(heads) if role_of(head) is None and head]
    has = set(roles)
    if "content" in has or not (
        has & {"lead", "both"} and has & {"time", "product", "coordinating"}
    ):
        return None
    if not unknown or not below or any(len(head) > _LONGEST_HEAD for head in heads):
        return None
    rows = [_joined(group) for group in below]
    lengths = {at: sum(len(row[at]) for row in rows if at < len(row)) for at in unknown}
    longest = max(unknown, key=lambda at: lengths[at])
    if lengths[longest] < _SHORT_TASK * len(rows):
        return None
    return ["content" if at == longest else role or "other" for at, role in enumerate(roles)]


def _is_head(group: list[Printed]) -> bool:
    """Whether every cell of a lower row of a table head is the head of a column."""
    cells = [cell for _, cells in group for cell in cells if cell]
    return bool(cells) and all(
        exact_role(plain_head(cell)) or _COUNTED.match(cell) or is_period(cell) for cell in cells
    )


def _all_heads(part: list[list[Printed]]) -> bool:
    cells = [cell for group in part for _, cells in group for cell in cells if cell]
    named = [cell for cell in cells if role_of(cell) is not None or len(cell) <= 25]
    return len(named) == len(cells) and all(len(cell) <= 90 for cell in cells)


def _under_spans(heads: list[str], part: list[list[Printed]]) -> list[str]:
    """Heads of a two-row table head: where the lower row has a word, it decides."""
    if len(part) == 1:
        return heads
    lower = _joined(part[-1])
    known = without_spanning([(head, role_of(head) or "other") for head in lower if head])
    lowest = {text for text, _ in known}
    return [
        lower[at] if at < len(lower) and lower[at] in lowest and role_of(lower[at]) else head
        for at, head in enumerate(heads)
    ]


def _one_line(role: str, text: str) -> str:
    """A cell on one line: lines of a list stand apart by ";", lines of a sentence by a blank."""
    if "\n" not in text:
        return text
    found = ""
    for part in text.split("\n"):
        part = part.strip()
        glue = "; " if found and _begins_item(role, found, part) else " "
        found = f"{found}{glue}{part}".strip()
    return found


def _begins_item(role: str, before: str, part: str) -> bool:
    """Whether a line of a cell begins a new item of a list and does not go on with a name."""
    if part[:1].islower() or part[:1].isdigit() or before.endswith((",", ";", "-", ":", "và")):
        return False
    if role.startswith("product"):
        return begins_product(part) and not is_open(before)
    if not role.startswith(("lead", "coordinating", "both")):
        return False
    if is_open(before) or wants_owner(before):
        return False
    apart = agency_share(f"{before} {part}") < agency_share(before) - 0.01
    return apart or (begins_name(part) and agency_share(part) > 0.98)


def _row(group: list[Printed], roles: list[str]) -> Row:
    row = Row(first=group[0][0].number, last=group[-1][0].number)
    for line, cells in group:
        for role, text in zip(roles, cells, strict=False):
            if text:
                row.cells.setdefault(role, Cell()).add(_one_line(role, text), line.number)
    return row
