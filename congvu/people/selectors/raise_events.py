"""What lies inside a holding period: measures, ratings, decided delays, time not counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from congvu.catalog.selectors import names_of
from congvu.core.periods import last_day, month_end
from congvu.law.selectors import law_of, working_days_in
from congvu.people.models import Discipline, EmploymentStatus, Person, RaiseDelay, YearRating
from congvu.people.rules import holding, raises
from congvu.people.rules.holding import (
    Away,
    Delay,
    Event,
    Setback,
    rated_on,
    time_of,
    uncounted_codes,
    uncounted_line,
)
from congvu.people.rules.raises import NextRaise

_YEAR, _DAY = len("2020"), len("2020-01-01")


@dataclass(frozen=True)
class Unsure:
    """Something disputed or not dated to the day that may lie inside the holding period.

    `on` is the first day it can mean, None where nobody knows; a decision on a delay of the day
    `answered_by` or later settles it. `code` is that of a measure.
    """

    on: date | None
    code: str = ""
    answered_by: date | None = None


@dataclass(frozen=True)
class Happened:
    """All that may count from the first day of a step on."""

    sure: tuple[Event, ...]
    unsure: tuple[Unsure, ...]

    def leaves_open(self, coming: NextRaise) -> bool:
        """Whether something unsure may change the day of `coming`."""
        return any(_matters(one, coming, self.sure) for one in self.unsure)


def happened_to(person: Person, since: date) -> Happened:
    """What a dossier tells of a holding period that begins on `since`. Four statements."""
    found = [
        *_measures(person, since),
        *_ratings(person, since),
        *_delays(person, since),
        *_times_away(person, since),
    ]
    sure = tuple(one for one in found if not isinstance(one, Unsure))
    return Happened(sure, tuple(one for one in found if isinstance(one, Unsure)))


def _measures(person: Person, since: date) -> Iterator[Event | Unsure]:
    names = names_of("discipline_kinds")
    for row in Discipline.objects.standing().filter(person=person):
        day, last = row.valid.lower, _last_meant(row)
        if not _is_sure(row):
            if last is None or last >= since:
                yield Unsure(day, row.kind_code, last)
        elif day >= since:
            yield Setback(day, row.kind_code, str(names.get(row.kind_code, "")))


def _ratings(person: Person, since: date) -> Iterator[Event | Unsure]:
    law = law_of(*raises.CODES)
    bad = {line.value["rating"] for line in law.lines[holding.NOT_COMPLETED]}
    for row in YearRating.objects.standing().filter(person=person, level_code__in=bad):
        if row.year >= since.year:
            day = rated_on(law, row.year)
            yield Unsure(day, "", day) if row.is_disputed else Setback(day)


def _delays(person: Person, since: date) -> Iterator[Event | Unsure]:
    for row in RaiseDelay.objects.standing().filter(person=person):
        day, last = row.valid.lower, _last_meant(row)
        if not _is_sure(row):
            if last is None or last >= since:
                yield Unsure(day)
        elif day >= since:
            yield Delay(day, row.months, row.reason)


def _times_away(person: Person, since: date) -> Iterator[Event | Unsure]:
    law = law_of(*raises.CODES)
    names = names_of("employment_status")
    codes = uncounted_codes(law)
    for row in EmploymentStatus.objects.standing().filter(person=person, status_code__in=codes):
        first, end = row.valid.lower, row.valid.upper
        day = max(first or since, since)
        if (end and end <= since) or uncounted_line(law, row.status_code, day) is None:
            continue
        if not _is_sure(row) or row.until_printed:
            yield Unsure(first)
            continue
        whole, odd = time_of(day, end, working_days_in) if end else (0, 0)
        name = str(names.get(row.status_code, ""))
        yield Away(day, last_day(row.valid), row.status_code, whole, odd, name)


def _is_sure(row: Any) -> bool:
    return row.valid.lower is not None and not row.is_disputed and not row.since_printed


def _last_meant(row: Any) -> date | None:
    """The last day that the first day of `row` can mean."""
    day, printed = row.valid.lower, row.since_printed
    if day is None:
        return None
    if len(printed) == _YEAR:
        return date(day.year, 12, 31)
    found: date = day if len(printed) == _DAY or not printed else month_end(day)
    return found


def _matters(one: Unsure, coming: NextRaise, sure: Iterable[Event]) -> bool:
    """Whether it may lie inside the holding period, and nothing answered it."""
    law = law_of(*raises.CODES)
    party = {code for line in law.lines[holding.PARTY] for code in line.value}
    measures = [other.code for other in sure if isinstance(other, Setback) and other.code]
    if one.code in party and any(code not in party for code in measures):
        return False
    answered = coming.answered_until
    if one.answered_by and answered and one.answered_by <= answered:
        return False
    return one.on is None or coming.due_on is None or one.on < coming.due_on
