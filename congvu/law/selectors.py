"""Reading dated parameters from their files.

The files ship with the product and never change while it runs, so they are read once.
"""

from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from congvu.law.rules.working_days import Calendar
from congvu.law.types import Confidence, DatedLaw, Line, NoLawThatDay


@cache
def _files() -> dict[str, Any]:
    """Every parameter of every file by its code."""
    found: dict[str, Any] = {}
    for file in sorted(resources.files("congvu.law.parameters").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            found |= yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return found


@cache
def lines_of(code: str) -> tuple[Line, ...]:
    """The dated lines of parameter `code`, oldest first."""
    if code not in _files():
        raise KeyError(f"no parameter {code}")
    entry = _files()[code]
    values = sorted(entry["values"], key=lambda value: value["from"])
    ends = [value["from"] for value in values[1:]] + [None]
    return tuple(
        Line(
            code=code,
            since=value["from"],
            until=value.get("until", end),
            value=value["value"],
            source=value["source"],
            confidence=Confidence(value["confidence"]),
            unit=entry.get("unit", ""),
        )
        for value, end in zip(values, ends, strict=True)
    )


def parameter(code: str, on: date) -> Line:
    """The line of `code` in force on `on`.

    Raises: NoLawThatDay when no line covers the day.
    """
    return law_of(code).on(code, on)


@cache
def law_of(*codes: str) -> DatedLaw:
    """All dated lines of `codes`, for a rule that asks for several days."""
    return DatedLaw({code: lines_of(code) for code in codes})


def all_codes() -> list[str]:
    """The codes of every parameter, sorted."""
    return sorted(_files())


def parameter_since(code: str, on: date) -> Line:
    """The line in force on `on`; on a day before the first one, that: today's measure of the past.

    Raises: NoLawThatDay after the last line.
    """
    return parameter(code, max(on, min(line.since for line in lines_of(code))))


@cache
def calendar_of(year: int) -> Calendar:
    """The working-day calendar as the parameters of `year` give it, its neighbours included."""
    return _calendar(tuple(range(year - 1, year + 2)))


@cache
def moved_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """What a year's calendar changes of the plain week: weekdays off, days of rest worked.

    Nothing for a year before the calendar begins.
    """
    try:
        calendar = calendar_of(year)
    except NoLawThatDay:
        return frozenset(), frozenset()
    first = date(year, 1, 1).toordinal()
    days = [date.fromordinal(first + n) for n in range(date(year, 12, 31).timetuple().tm_yday)]
    at_rest = {day for day in days if day.isoweekday() in calendar.weekly_rest}
    off = {day for day in days if calendar.is_day_off(day)}
    return frozenset(off - at_rest), frozenset(at_rest - off)


def working_days_in(first: date, end: date) -> int:
    """The working days from `first` up to, but without, `end`, by the calendar of each year."""
    days = (date.fromordinal(n) for n in range(first.toordinal(), end.toordinal()))
    rest = set(parameter("calendar.weekly_rest", first).value)
    return sum(
        day in moved_days(day.year)[1]
        or (day.isoweekday() not in rest and day not in moved_days(day.year)[0])
        for day in days
    )


def _calendar(years: tuple[int, ...]) -> Calendar:
    off: set[date] = set()
    swapped: set[date] = set()
    for year in years:
        for line in lines_of("calendar.moving_days"):
            if line.since.year == year:
                off |= set(line.value["rest"])
                swapped |= set(line.value["swapped"])
    middle = date(years[1], 1, 1)
    return Calendar(
        weekly_rest=frozenset(parameter("calendar.weekly_rest", middle).value),
        fixed=parameter("calendar.fixed_holidays", middle).value,
        off=frozenset(off),
        swapped=frozenset(swapped),
    )
