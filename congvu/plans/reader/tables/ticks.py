"""Columns headed by a stretch of time: a tick says when, and a year in a head holds for its cells.

"Quý I/2023 | Quý II/2023" over "x" gives the time of a row; words in such a column are the time
itself ("Hằng quý").
"""

import re

from congvu.plans.reader.words import fold

from .model import Row

_PERIOD = re.compile(
    r"(?:thoi gian )?(?:thuc hien |hoan thanh )?"
    r"(?:quy\s+(?:iv|i{1,3}|[1-4])|thang\s+\d{1,2}|nam\s+20\d\d|20\d\d"
    r"|6 thang (?:dau|cuoi)(?: nam)?)"
    r"(?:\s*(?:/|-|nam)?\s*(?:nam\s+)?20\d\d)?"
)
_TICK = re.compile(r"[x✓✔√+*]{1,2}", re.I)
_YEAR = re.compile(r"\b20\d\d\b")


def is_period(head: str) -> bool:
    """Whether a head names nothing but a stretch of time."""
    return bool(_PERIOD.fullmatch(fold(head).strip()))


def year_in(text: str) -> int | None:
    """The one year a text names, if it names just one."""
    found = set(_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else None


def periods_of(roles: list[str], heads: list[str]) -> dict[str, str]:
    """The heads of period columns by role, with the year that only the head over them names."""
    year = year_in(" ".join(head for role, head in zip(roles, heads, strict=True)
                            if role.startswith(("period", "time"))))  # fmt: skip
    return {
        role: head if year is None or _YEAR.search(head) else f"{head} năm {year}"
        for role, head in zip(roles, heads, strict=True)
        if role.startswith("period")
    }


def read_ticks(row: Row, periods: dict[str, str]) -> None:
    """Put what the period columns of a row say into its time cell."""
    for role, head in periods.items():
        cell = row.cells.pop(role, None)
        if cell is None or not cell.text:
            continue
        told = head if _TICK.fullmatch(cell.text) else cell.text
        time = row.cell("time")
        time.add(f"; {told}" if time.text else told, cell.lines[0])
        time.text = time.text.replace(" ;", ";")
