"""Which period a recurring duty is to be opened for, and its due day."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from congvu.work.choices import Every

MONTHS = {Every.YEAR: 12, Every.QUARTER: 3, Every.MONTH: 1}


@dataclass(frozen=True)
class Occurrence:
    """One time a duty comes back: `key` names it once for all, both days are inclusive."""

    key: str
    starts_on: date
    due_on: date


def next_occurrence(every: str, due: Sequence[str], today: date) -> Occurrence:
    """The first occurrence whose due day is `today` or later.

    `due` as in `types.Recurrence`.
    Raises: ValueError for a day that cannot be read.
    """
    first = _first_of_period(every, today)
    while True:
        for occurrence in _of_period(every, due, first):
            if occurrence.due_on >= today:
                return occurrence
        first = _months_after(first, MONTHS[Every(every)])


def _of_period(every: str, due: Sequence[str], first: date) -> Iterator[Occurrence]:
    months = MONTHS[Every(every)]
    last_month = _months_after(first, months - 1)
    if not due:
        yield Occurrence(_key(every, first), first, _day(last_month, 31))
        return
    starts, days = first, sorted(_due_day(mark, last_month) for mark in due)
    for day in days:
        key = _key(every, first) if len(days) == 1 else day.isoformat()
        yield Occurrence(key, starts, day)
        starts = day


def _first_of_period(every: str, day: date) -> date:
    months = MONTHS[Every(every)]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _months_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _due_day(mark: str, last_month: date) -> date:
    """A day "MM-DD" of the year, or "DD" of the period's last month."""
    month, _, day = mark.rpartition("-")
    return _day(last_month.replace(month=int(month)) if month else last_month, int(day))


def _day(month: date, day: int) -> date:
    """That day of the month, or its last where the month is shorter."""
    return month.replace(day=min(day, calendar.monthrange(month.year, month.month)[1]))


def _key(every: str, first: date) -> str:
    if every == Every.YEAR:
        return f"{first.year}"
    if every == Every.QUARTER:
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return f"{first:%Y-%m}"
