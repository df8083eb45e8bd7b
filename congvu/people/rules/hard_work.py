"""When somebody's time in hard work and difficult areas is long enough for a lower age."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from congvu.core.periods import add_months, months_between
from congvu.law.types import DatedLaw, Line
from congvu.people.rules.trace import Step, shown

ENOUGH = "retirement.hard_work"
REGIONAL = "retirement.hard_allowance"
CAPACITY = "retirement.capacity_lost_percent"
CODES = (ENOUGH, REGIONAL, CAPACITY)


@dataclass(frozen=True)
class HardTime:
    """A time that counts towards the lower age, both ends by their days; `until` None: it runs.

    `name` is what readers call it. An allowance of a difficult area (`is_allowance`) counts only
    as far as the law says.
    """

    since: date
    until: date | None
    name: str
    is_allowance: bool = False


@dataclass(frozen=True)
class Lowered:
    """From which day on the lower age is open, and why."""

    on: date
    steps: tuple[Step, ...]


def lowered_from(
    law: DatedLaw, times: Iterable[HardTime], assessed: Iterable[tuple[date, int]], *, on: date
) -> Lowered | None:
    """The first day somebody may retire at the lower age; None where nothing opens it.

    `times` of all kinds are added up, once where they overlap; one that still runs is taken to go
    on. `assessed` are the days of assessments and the percent of working capacity lost. `on` is
    the day whose law is asked.

    Law: retirement.hard_work, retirement.hard_allowance, retirement.capacity_lost_percent
    """
    found = [one for one in (_by_time(law, times, on), _by_capacity(law, assessed, on)) if one]
    return min(found, key=lambda one: one.on, default=None)


def _by_capacity(law: DatedLaw, assessed: Iterable[tuple[date, int]], on: date) -> Lowered | None:
    line = law.on(CAPACITY, on)
    days = [day for day, percent in assessed if percent >= line.value]
    if not days:
        return None
    text = _("Loss of working capacity on file under Health, assessed on %(day)s.")
    return Lowered(min(days), (Step(text % {"day": shown(min(days))}, line, "health"),))


def _by_time(law: DatedLaw, times: Iterable[HardTime], on: date) -> Lowered | None:
    line = law.on(ENOUGH, on)
    counted = [one for one in (_cut(law, time, on) for time in times) if one is not None]
    day = _complete_on(counted, line)
    if day is None:
        return None
    years = line.value["months"] // 12
    text = _("%(years)s years of such work or in such areas are full on %(day)s.")
    steps = [*_listed(law, counted, on), Step(text % {"years": years, "day": shown(day)}, line)]
    return Lowered(day, tuple(steps))


def _cut(law: DatedLaw, time: HardTime, on: date) -> HardTime | None:
    """The part of a time that counts."""
    if not time.is_allowance:
        return time
    last = law.on(REGIONAL, on).value["until"]
    if time.since > last:
        return None
    until = min(time.until, last) if time.until else last
    return HardTime(time.since, until, time.name, is_allowance=True)


def _listed(law: DatedLaw, times: Iterable[HardTime], on: date) -> list[Step]:
    return [
        Step(
            _("%(what)s, %(first)s to %(last)s.")
            % {
                "what": one.name,
                "first": shown(one.since),
                "last": shown(one.until) if one.until else _("today and on"),
            },
            law.on(REGIONAL if one.is_allowance else ENOUGH, on),
        )
        for one in sorted(times, key=lambda one: one.since)
    ]


def _complete_on(times: Iterable[HardTime], line: Line) -> date | None:
    """The last day of the months needed, each day counted once; None where they fall short."""
    needed, odd_days = line.value["months"], line.value["days_a_month"]
    months = days = 0
    for first, end in _merged(times):
        months, days = months + days // odd_days, days % odd_days
        full = add_months(first, needed - months - bool(days))
        full += timedelta(days=odd_days - days if days else 0)
        if end is None or full <= end:
            return full - timedelta(days=1)
        whole = months_between(first, end)
        months += whole
        days += (end - add_months(first, whole)).days
        if months + days // odd_days >= needed:
            return end - timedelta(days=1)
    return None


def _merged(times: Iterable[HardTime]) -> list[tuple[date, date | None]]:
    """The times one after another, half-open, overlapping ones made one."""
    merged: list[tuple[date, date | None]] = []
    for one in sorted(times, key=lambda one: one.since):
        end = one.until + timedelta(days=1) if one.until else None
        if merged and (merged[-1][1] is None or one.since <= merged[-1][1]):
            first, before = merged[-1]
            merged[-1] = (first, None if before is None or end is None else max(before, end))
        else:
            merged.append((one.since, end))
    return merged
