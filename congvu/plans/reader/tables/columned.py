"""Rows of a table set in columns: which printed lines make one row.

The number stands on the first line of its row or, where cells are set in the middle, on the line
halfway down.
"""

from collections.abc import Sequence

from congvu.plans.reader.lines import Line

from .fit import is_names, is_open
from .model import Cell, Row
from .rows import number_of

Printed = tuple[Line, list[str]]
_TALLEST = 24


def rows_of(printed: Sequence[Printed], roles: list[str]) -> list[Row]:
    """The rows that these printed lines make; a line without pieces is blank."""
    if "number" not in roles:
        return _by_content(printed, roles)
    column = roles.index("number")
    numbered = [at for at, (_, cells) in enumerate(printed) if cells and number_of(cells[column])]
    if not numbered:
        return []
    if _numbers_open(printed, numbered, roles):
        begins = [at for at, _ in enumerate(printed) if at in set(numbered)]
        begins[0] = _first(printed)
    else:
        begins = _around(printed, numbered, roles)
    ends = [*begins[1:], len(printed)]
    rows = [_row(printed[a:b], roles) for a, b in zip(begins, ends, strict=True)]
    return [row for row in rows if row.cells]


def _first(printed: Sequence[Printed]) -> int:
    return next(at for at, (_, cells) in enumerate(printed) if cells)


def _numbers_open(printed: Sequence[Printed], numbered: list[int], roles: list[str]) -> bool:
    """Whether the number stands on the first line of a row."""
    column = roles.index("content") if "content" in roles else 1
    texts = [printed[at][1][column] for at in numbered]
    opened = sum(not text or not text[0].islower() for text in texts)
    return opened >= 0.9 * len(texts) and numbered[0] <= _first(printed)


def _around(printed: Sequence[Printed], numbered: list[int], roles: list[str]) -> list[int]:
    """Where rows begin whose number stands halfway down: the cheapest way to part them."""
    ways: dict[int, tuple[float, list[int]]] = {_first(printed): (0.0, [_first(printed)])}
    for at, here in enumerate(numbered):
        after = numbered[at + 1] if at + 1 < len(numbered) else len(printed)
        reached: dict[int, tuple[float, list[int]]] = {}
        ends = range(here + 1, after + 1) if at + 1 < len(numbered) else [len(printed)]
        for begin, (paid, begins) in ways.items():
            for end in ends:
                cost = paid + _cost(printed, begin, here, end, roles)
                if end not in reached or cost < reached[end][0]:
                    reached[end] = (cost, [*begins, end])
        ways = reached
    return min(ways.values(), key=lambda way: way[0])[1][:-1]


def _cost(printed: Sequence[Printed], begin: int, number: int, end: int, roles: list[str]) -> float:
    """How unlike a row the lines from `begin` to before `end` are, whose number stands between."""
    inside = [at for at in range(begin, end) if printed[at][1]]
    if not inside or len(inside) > _TALLEST:
        return 99.0
    skew = abs((inside[0] + inside[-1]) / 2 - number)
    cost = 0.6 * skew if skew > 0.6 else 0.0
    blanks = [at for at in range(inside[0], inside[-1]) if not printed[at][1]]
    cost += 2.0 * len(blanks)
    for column, role in enumerate(roles):
        texts = [printed[at][1][column] for at in inside if printed[at][1][column]]
        if not texts:
            cost += 2.0 if role == "content" else 0.0
        elif texts[0][0].islower() or texts[0][0] in ",;)":
            cost += 2.0
        if texts and (is_names(role) or role == "content") and is_open(texts[-1]):
            cost += 1.5
    return cost


def _by_content(printed: Sequence[Printed], roles: list[str]) -> list[Row]:
    """Rows without numbers: a capital in the first column opens one."""
    column = next((at for at, role in enumerate(roles) if role.startswith("content")), 0)
    groups: list[list[Printed]] = []
    for item in printed:
        opens = item[1] and item[1][column][:1].isupper() and sum(map(bool, item[1])) > 1
        if item[1] and (opens or not groups):
            groups.append([])
        if groups:
            groups[-1].append(item)
    return [_row(group, roles) for group in groups]


def _row(group: Sequence[Printed], roles: list[str]) -> Row:
    inside = [(line, cells) for line, cells in group if cells]
    row = Row(first=inside[0][0].number, last=inside[-1][0].number) if inside else Row()
    for line, cells in inside:
        for role, text in zip(roles, cells, strict=True):
            if text:
                row.cells.setdefault(role, Cell()).add(text, line.number)
    return row
