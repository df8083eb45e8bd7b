"""Counting working days over a calendar given as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Calendar:
    """Which days are days off. `fixed` maps MM-DD to a name; `off` and `swapped` are days.

    A fixed holiday that falls on weekly rest is made up on the next working day.
    Source: parameters calendar.*
    """

    weekly_rest: frozenset[int]
    fixed: Mapping[str, str]
    off: frozenset[date]
    swapped: frozenset[date]

    def is_holiday(self, day: date) -> bool:
        """Whether `day` is a public holiday, whatever its weekday."""
        return day in self.off or f"{day:%m-%d}" in self.fixed

    def is_day_off(self, day: date) -> bool:
        """Whether nobody works on `day`."""
        if day in self.swapped:
            return False
        if self.is_holiday(day) or day.isoweekday() in self.weekly_rest:
            return True
        return self._makes_up(day)

    def _makes_up(self, day: date) -> bool:
        """Whether a fixed holiday lost to weekly rest just before is made up on `day`."""
        lost, before = 0, day - timedelta(days=1)
        while self.is_holiday(before) or before.isoweekday() in self.weekly_rest:
            if f"{before:%m-%d}" in self.fixed and before.isoweekday() in self.weekly_rest:
                lost += 1
            before -= timedelta(days=1)
        return lost > 0


def next_working_day(calendar: Calendar, day: date) -> date:
    """`day` itself, or the first working day after it."""
    while calendar.is_day_off(day):
        day += timedelta(days=1)
    return day


def add_working_days(calendar: Calendar, day: date, count: int) -> date:
    """The day `count` working days after `day`; the day of the event is day 0."""
    while count > 0:
        day = next_working_day(calendar, day + timedelta(days=1))
        count -= 1
    return day


def working_days_between(calendar: Calendar, first: date, last: date) -> int:
    """How many working days lie after `first`, up to and with `last`; negative when before."""
    if last < first:
        return -working_days_between(calendar, last, first)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(not calendar.is_day_off(day) for day in days)
