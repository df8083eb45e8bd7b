"""From printed rows to whole ones: rows that go on, merged cells, groups, several products."""

import re
from dataclasses import dataclass, field

from congvu.plans.reader.words import fold

from .model import Cell, Row, Table

_NUMBER = re.compile(r"^\(?(\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐ]|[a-zđ])[.)\s]*$")
_ROMAN = re.compile(r"^[IVXL]{1,6}$")
_DASHED = re.compile(r"(?:^|\s)[-–+•]\s+(?=[^\W\d_]|\d)")
_INLINE = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+(?=[^\W\d_])")


@dataclass
class Group:
    """A row that only names a part of the table."""

    ref: str
    text: str
    first: int
    last: int
    row: Row


@dataclass
class Entry:
    """One task of a table: its cells, with what it takes from rows above."""

    ref: str
    row: Row
    group: Group | None
    inherited: list[str] = field(default_factory=list)
    part: int = 0
    parts: int = 1
    whole: Row | None = None


def number_of(text: str) -> str:
    """The number printed in a cell of the number column, without points and brackets."""
    match = _NUMBER.match(text.strip().replace(" .", "."))
    return match[1] if match else ""


def contents(row: Row) -> str:
    """The text of the task: the last content column, with those before it when it is short."""
    texts = [row.text(role) for role in row.cells if role.startswith("content")]
    texts = [text for text in texts if text]
    if len(texts) > 1 and len(texts[-1]) >= 15:
        return texts[-1]
    return ": ".join(dict.fromkeys(texts))


def whole_rows(table: Table) -> list[Row]:
    """Rows with their continuations joined; a row that only adds products stays apart."""
    found: list[Row] = []
    for row in table.rows:
        _take_number(row)
        if found and _continues(found[-1], row):
            _append(found[-1], row)
        else:
            found.append(row)
    return found


def _take_number(row: Row) -> None:
    """Move a number printed in front of the content into the number cell."""
    if number_of(row.text("number")) or "content" not in row.cells:
        return
    inline = _INLINE.match(row.text("content"))
    if inline and "number" not in row.cells:
        lines = row.cells["content"].lines
        row.cells["number"] = Cell(inline[1], list(lines[:1]))
        row.cells["content"].text = row.text("content")[inline.end() :]


def _continues(before: Row, row: Row) -> bool:
    if row.text("number"):
        return False
    texts = {role: row.text(role) for role in row.cells if row.text(role)}
    if not texts:
        return True
    if any(_starts_small(text) for text in texts.values()):
        return True
    if row.opens and any(role.startswith("content") for role in texts):
        return not before.text("lead") or not texts.get("lead")
    return set(texts) <= {"note", "other"}


def _starts_small(text: str) -> bool:
    return text[:1].islower() or text[:1] in ",;.)"


def _append(before: Row, row: Row) -> None:
    before.last = row.last
    for role, cell in row.cells.items():
        target = before.cell(role)
        for line in cell.lines or [row.first]:
            target.add(cell.text if line == (cell.lines or [row.first])[0] else "", line)


def _is_group(row: Row, following: Row | None, table: Table) -> bool:
    filled = {role for role in row.cells if row.text(role)}
    facts = {"lead", "both", "coordinating", "time", "product"} & filled
    if facts:
        return False
    number = number_of(row.text("number"))
    if following is None:
        return bool(_ROMAN.match(number)) or not number
    after = number_of(following.text("number"))
    if not number or _ROMAN.match(number) or re.match(r"^[A-ZĐ]$", number):
        return True
    deeper = after.startswith(number + ".") or (
        number.isdigit() and bool(re.match(r"^[a-z]$", after))
    )
    restarts = after == "1" and number != "1"
    blank = not after and bool(following.text("content"))
    return deeper or restarts or (blank and not number_of(following.text("number")))


def entries(table: Table) -> tuple[list[Entry], list[Group]]:
    """The tasks and the groups of a table, in order."""
    rows = whole_rows(table)
    found: list[Entry] = []
    groups: list[Group] = []
    open_groups: list[Group] = []
    above: Entry | None = None
    for at, row in enumerate(rows):
        number = number_of(row.text("number"))
        following = rows[at + 1] if at + 1 < len(rows) else None
        if _is_group(row, following, table) and contents(row) + row.text("number"):
            group = Group(number, contents(row) or row.text("number"), row.first, row.last, row)
            groups.append(group)
            open_groups = [old for old in open_groups if _holds(old.ref, number)] + [group]
            above = None
            continue
        if above and not number and not contents(row):
            _add_part(found, above, row)
            continue
        if not contents(row) and not row.text("product"):
            continue
        group_now = next((old for old in reversed(open_groups) if _holds(old.ref, number)), None)
        entry = Entry(number, row, group_now)
        _inherit(entry, found[-1] if found else None, table)
        found.append(entry)
        above = entry
    return _refs(found), groups


def _holds(outer: str, inner: str) -> bool:
    """Whether a group numbered `outer` can hold a row numbered `inner`."""
    if not inner or not outer:
        return not outer or not inner
    if _ROMAN.match(outer) or re.match(r"^[A-ZĐ]$", outer):
        return (not _ROMAN.match(inner) and not re.match(r"^[A-ZĐ]$", inner)) or (
            bool(re.match(r"^[ABCDĐ]$", outer)) and bool(_ROMAN.match(inner))
        )
    return inner.startswith(outer + ".") or bool(re.match(r"^[a-zđ]$", inner))


def _inherit(entry: Entry, before: Entry | None, table: Table) -> None:
    """Fill cells left empty because the cell above is merged over several rows."""
    group = entry.group.row if entry.group else None
    for role in ("lead", "both", "coordinating", "time"):
        if role not in table.roles or entry.row.text(role):
            continue
        source = group if group is not None and group.text(role) else None
        if source is None and role in ("lead", "both") and before is not None:
            source = before.row
        if source is None or not source.text(role):
            continue
        entry.row.cells[role] = Cell(source.text(role), list(source.cells[role].lines))
        entry.inherited.append(role)


def _add_part(found: list[Entry], above: Entry, row: Row) -> None:
    """A further product of the row above, with what stays merged over it."""
    whole = above.whole or above.row
    part = Row(dict(row.cells), above.row.first, row.last)
    part.cells = {role: cell for role, cell in part.cells.items() if cell.text}
    inherited = []
    for role in whole.cells:
        if role.startswith("content") or (role != "product" and role not in part.cells):
            part.cells[role] = whole.cells[role]
            inherited.append(role)
    last = found[-1]
    for role in ("lead", "coordinating", "time"):
        if role not in row.cells and last.row.text(role):
            part.cells[role] = last.row.cells[role]
    entry = Entry(above.ref, part, above.group, inherited, whole=whole)
    found.append(entry)
    siblings = [other for other in found if other is above or other.whole is whole]
    above.whole = whole
    for number, sibling in enumerate(siblings, 1):
        sibling.part, sibling.parts = number, len(siblings)


def _refs(found: list[Entry]) -> list[Entry]:
    """Give numbers to rows that lost theirs and tell apart numbers that restart in each group."""
    split: list[Entry] = []
    for entry in found:
        split.extend(_split(entry))
    before = 0
    numbered = any(entry.ref for entry in split)
    for entry in split:
        if not entry.ref and entry.parts == 1 and (before or not numbered):
            entry.ref = str(before + 1)
        before = int(entry.ref) if entry.ref.isdigit() else before
    seen = [entry.ref for entry in split if entry.part <= 1]
    restarts = len(set(seen)) < len(seen)
    for entry in split:
        if (
            restarts
            and entry.group
            and entry.group.ref
            and not entry.ref.startswith(entry.group.ref)
        ):
            entry.ref = f"{entry.group.ref}.{entry.ref}"
        if entry.parts > 1:
            entry.ref = f"{entry.ref}({entry.part})"
    return split


def dashed(text: str) -> list[str]:
    """The dashed items of a cell; one item when there are no dashes."""
    if not _DASHED.match(text):
        return [text]
    return [item.strip(" .;") for item in _DASHED.split(text) if item.strip(" .;")]


def _split(entry: Entry) -> list[Entry]:
    """A row whose products each have their own time becomes one task for each."""
    products, times = dashed(entry.row.text("product")), dashed(entry.row.text("time"))
    if entry.parts > 1 or len(products) < 2 or len(products) != len(times):
        return [entry]
    if len({fold(time) for time in times}) == 1:
        return [entry]
    found = []
    for at, (product, time) in enumerate(zip(products, times, strict=True), 1):
        row = Row(dict(entry.row.cells), entry.row.first, entry.row.last, score=entry.row.score)
        row.cells["product"] = Cell(product, list(entry.row.cells["product"].lines))
        row.cells["time"] = Cell(time, list(entry.row.cells["time"].lines))
        found.append(
            Entry(entry.ref, row, entry.group, list(entry.inherited), at, len(products), entry.row)
        )
    return found
