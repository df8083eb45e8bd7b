"""Marks in the demo papers that stand for days, and what they become on one day.

`{{day:-40}}` is a day so many days from today, `{{month:+2}}`, `{{quarter:-1}}` and
`{{year:+1}}` a calendar period so many periods from the present one. `daylong` and
`quarterlong` are the spelt-out forms of a letter head and of a sentence. The labels of a
paper use `{{iso:day:-40}}`, `{{start:quarter:-1}}`, `{{due:quarter:-1}}` for whole days and
`{{int:year:+1}}` for a number.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

MARK = re.compile(
    r"\{\{(?:(iso|start|due|int):)?(daylong|day|month|quarterlong|quarter|year):([+-]?\d+)\}\}"
)
ROMAN = ("I", "II", "III", "IV")
MONTHS_IN = {"month": 1, "quarter": 3, "quarterlong": 3, "year": 12}


def _period(unit: str, steps: int, today: date) -> tuple[date, date]:
    """First and last day (inclusive) of the day, month, quarter or year `steps` from today's."""
    if unit not in MONTHS_IN:
        day = today + timedelta(days=steps)
        return day, day
    length = MONTHS_IN[unit]
    first_month = (today.year * 12 + today.month - 1) // length * length + steps * length
    after = first_month + length
    start = date(first_month // 12, first_month % 12 + 1, 1)
    return start, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


PRINTED: dict[str, Callable[[date], str]] = {
    "day": lambda day: f"{day:%d/%m/%Y}",
    # The State's rule for letter heads: a nought before days under 10 and months 1 and 2.
    "daylong": lambda day: (
        f"ngày {day:%d} tháng {day.month:{'02' if day.month < 3 else ''}} năm {day.year}"
    ),
    "month": lambda day: f"{day:%m/%Y}",
    "quarter": lambda day: f"{ROMAN[(day.month - 1) // 3]}/{day.year}",
    "quarterlong": lambda day: f"{ROMAN[(day.month - 1) // 3]} năm {day.year}",
    "year": lambda day: str(day.year),
}


def fill(text: str, today: date) -> str:
    """Put days in the place of every mark of `text`.

    Raises: ValueError when something between double braces is no mark.
    """

    def printed(match: re.Match[str]) -> str:
        form, unit, steps = match.groups()
        start, due = _period(unit, int(steps), today)
        if form in ("iso", "start"):
            return start.isoformat()
        return due.isoformat() if form == "due" else PRINTED[unit](start)

    filled = MARK.sub(printed, text)
    if "{{" in filled:
        raise ValueError(f"unknown mark: {filled[filled.index('{{') :][:40]}")
    return filled


def fill_labels(value: Any, today: date) -> Any:
    """Fill every text inside parsed JSON; a text that is one `int` mark becomes a number."""
    if isinstance(value, dict):
        return {key: fill_labels(item, today) for key, item in value.items()}
    if isinstance(value, list):
        return [fill_labels(item, today) for item in value]
    if not isinstance(value, str):
        return value
    filled = fill(value, today)
    match = MARK.fullmatch(value)
    return int(filled) if match and match.group(1) == "int" else filled
