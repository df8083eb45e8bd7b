"""Stretches of time named in a phrase: days, months, quarters, years and their ranges."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_Q = r"(?:iv|i{1,3}|[1-4])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:20[0-9]{2})"
_OF_YEAR = rf"(?:\s*[/,.\-]\s*|\s+|\s*(?:/|,)?\s*(?:cua\s+)?nam\s+)(?P<year>{_Y})(?!\d)"
_MORE = r"(?:\s*(?:-|,|va|den|toi)\s*"
_QUARTER = rf"\bquy\s+(?P<first>{_Q})\b(?P<rest>{_MORE}(?:quy\s+)?{_Q}\b(?!\s*/\s*\d{{1,2}}/))*)"
_MONTH = rf"\bthang\s+(?P<first>{_M})\b(?P<rest>{_MORE}(?:thang\s+)?{_M}\b(?!\s*/\s*\d{{1,2}}/))*)"


@dataclass(frozen=True)
class Period:
    """A stretch of time found at `at` (first and past-last character) of the folded phrase.

    `start` and `due` are its first and last day; both None where the phrase gives no year, and
    then `month_day` holds the month and day of its end.
    """

    kind: str
    at: tuple[int, int]
    start: date | None = None
    due: date | None = None
    month_day: tuple[int, int] | None = None
    months: tuple[int, int] | None = None

    def in_year(self, year: int) -> "Period":
        """The same period with its year filled in, where it had none."""
        if self.due is not None or self.month_day is None:
            return self
        month, day = self.month_day
        last = _month_end(year, month) if self.months else _day(year, month, day)
        if last is None:
            return self
        first = date(year, self.months[0], 1) if self.months else None
        return replace(self, start=first, due=last)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _numbers(match: re.Match[str], table: dict[str, int] | None) -> list[int]:
    found = re.findall(rf"{_Q if table else _M}\b", match["first"] + " " + (match["rest"] or ""))
    return [table[text] if table else int(text) for text in found]


def _months(match: re.Match[str], first: int, last: int, kind: str) -> Period | None:
    if first > last:
        return None
    at = match.span()
    end = (last, calendar.monthrange(2001, last)[1])
    year = match.groupdict().get("year")
    if not year:
        return Period(kind, at, month_day=end, months=(first, last))
    start = date(int(year), first, 1)
    return Period(kind, at, start, _month_end(int(year), last), end, (first, last))


def _quarter(match: re.Match[str]) -> Period | None:
    found = _numbers(match, _QUARTERS)
    kind = "quarter" if len(set(found)) == 1 else "range"
    return _months(match, found[0] * 3 - 2, found[-1] * 3, kind)


def _month(match: re.Match[str]) -> Period | None:
    found = _numbers(match, None)
    return _months(match, found[0], found[-1], "month" if len(set(found)) == 1 else "range")


def _half(match: re.Match[str]) -> Period | None:
    first = 1 if match["half"] == "dau" else 7
    return _months(match, first, first + 5, "range")


def _date(match: re.Match[str]) -> Period | None:
    found = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if found is None:
        return None
    return Period("day", match.span(), found, found, (found.month, found.day))


def _day_of_year(match: re.Match[str]) -> Period | None:
    month, day = int(match["month"]), int(match["day"])
    if _day(2000, month, day) is None:
        return None
    return Period("day", match.span(), month_day=(month, day))


def _school_year(match: re.Match[str]) -> Period:
    # Law: the school year is opened on 1 September (README of the labels, "triển khai từ năm học").
    first, last = int(match["first"]), int(match["last"])
    return Period("school", match.span(), date(first, 9, 1), date(last, 8, 31))


def _years(match: re.Match[str]) -> Period | None:
    first, last = int(match["first"]), int(match["last"])
    if first > last:
        return None
    kind = "range" if first < last else "year"
    return Period(kind, match.span(), date(first, 1, 1), date(last, 12, 31))


def _year(match: re.Match[str]) -> Period:
    year = int(match["year"])
    return Period("year", match.span(), date(year, 1, 1), date(year, 12, 31))


_FINDERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = tuple(
    (re.compile(pattern), finder)
    for pattern, finder in (
        (
            rf"\b(?P<day>\d{{1,2}})\s+thang\s+(?P<month>\d{{1,2}})\s+nam\s+(?P<year>{_Y})(?!\d)",
            _date,
        ),
        (
            rf"(?<![\d/])(?P<day>\d{{1,2}})(?P<sep>\s?[/.]\s?|-)(?P<month>\d{{1,2}})(?P=sep)"
            rf"(?P<year>{_Y})(?!\d)",
            _date,
        ),
        (rf"\b(?:0?6|sau)\s+thang\s+(?P<half>dau|cuoi)(?:{_OF_YEAR})", _half),
        (rf"\bnam\s+hoc\s+(?P<first>{_Y})\s*-\s*(?P<last>{_Y})(?!\d)", _school_year),
        (rf"{_QUARTER}{_OF_YEAR}", _quarter),
        (rf"{_MONTH}{_OF_YEAR}", _month),
        (rf"(?<![\d/])(?P<first>{_M})(?P<rest>)/(?P<year>{_Y})(?![\d/])", _month),
        (rf"(?<![\d/])(?P<first>{_Y})\s*-\s*(?P<last>{_Y})(?![\d/])", _years),
        (rf"(?<![\d/])(?P<year>{_Y})(?![\d/])", _year),
        (
            r"\b(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})\b(?!\s*/)",
            _day_of_year,
        ),
        (r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])", _day_of_year),
        (_QUARTER, _quarter),
        (_MONTH, _month),
    )
)
_JOIN = re.compile(
    r"\s*(?:-|den|den het|den cuoi|cho den|cho den het|toi)\s*(?:het\s+)?(?:ngay\s+|"
    r"nam\s+)?"
)


def _spotted(folded: str) -> Iterator[Period]:
    masked = folded
    for pattern, finder in _FINDERS:
        for match in pattern.finditer(masked):
            found = finder(match)
            if found:
                yield found
                first, last = match.span()
                masked = masked[:first] + "~" * (last - first) + masked[last:]


def find_periods(folded: str) -> list[Period]:
    """The periods of a folded phrase in order; two joined by a dash or "đến" become one range."""
    found: list[Period] = []
    for period in sorted(_spotted(folded), key=lambda period: period.at):
        before = found[-1] if found else None
        if before and _JOIN.fullmatch(folded[before.at[1] : period.at[0]]):
            joined = _joined(before, period)
            if joined:
                found[-1] = joined
                continue
        found.append(period)
    return found


def _joined(first: Period, last: Period) -> Period | None:
    if first.start is None and last.due is not None:
        first = first.in_year(last.due.year)
    if first.months and last.months and last.due is None and first.months[0] <= last.months[1]:
        span, months = (first.at[0], last.at[1]), (first.months[0], last.months[1])
        return Period("range", span, month_day=last.month_day, months=months)
    begin = first.start or first.due
    if begin is None or last.due is None or last.due < begin:
        return None
    return Period("range", (first.at[0], last.at[1]), begin, last.due)
