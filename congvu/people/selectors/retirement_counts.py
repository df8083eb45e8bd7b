"""How many retire when: counted by month and unit in one statement."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from congvu.core.actors import Actor
from congvu.core.periods import add_months, months_between
from congvu.establishment.models import Unit
from congvu.law.selectors import parameter
from congvu.people.permissions import People
from congvu.people.rules.retirement import AGES, births_by_stretch
from congvu.people.selectors.retirements import (
    LATER,
    PAST,
    UNKNOWN,
    Window,
    moved_people,
    units_below,
)

# An index alone answers: births are compared with those from which on a period is reached
# (`births_by_stretch`), and scope is told by the keys of units. Those whose dossier moves the day
# are left out here and counted by the rule. A thousand keys written out would lead the planner to
# the index of places instead, and to the rows.
COUNTED = """
SELECT u.place, p.sex,
       coalesce(CASE p.sex WHEN 'M' THEN width_bucket(p.born_from, %(men)s::date[])
                           WHEN 'F' THEN width_bucket(p.born_from, %(women)s::date[]) END, 0),
       count(*)
FROM people_person p
JOIN unnest(%(units)s::bigint[], %(places)s::bigint[]) AS u (id, place) ON u.id = p.unit_id
WHERE p.status = 'serving' AND p.unit_id = ANY(ARRAY(SELECT unnest(%(units)s::bigint[])))
    AND p.id <> ALL(%(moved)s::uuid[])
GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Place:
    """One unit of the forecast with its counts by period and sex.

    A period is a year, a month (2027-03), PAST, LATER or UNKNOWN.
    """

    unit: Unit
    counts: Mapping[str, Mapping[str, int]]

    def people(self, period: str) -> int:
        """How many of both sexes."""
        return sum(self.counts.get(period, {}).values())

    @property
    def total(self) -> int:
        """All who serve there."""
        return sum(map(self.people, self.counts))


def count_retirements(
    *, actor: Actor, today: date, window: Window, unit: str = "", by_month: bool = False
) -> list[Place]:
    """People reaching the age in `window` by unit below `unit` and by year (or month), and sex.

    All who serve are counted: past the age, later, or such that it cannot be told. In the order
    of the tree. Four statements. Law: retirement.age_months
    """
    starts = _starts(window, by_month=by_month)
    men, women = (_turns(sex, starts, today, by_month=by_month) for sex in "MF")
    tree = units_below(actor=actor, unit=unit)
    keys = {path: key for key, path in tree}
    depth = _depth(actor, unit)
    place_of = {
        key: keys[".".join(path.split(".")[:depth])]
        for key, path in tree
        if actor.may(People.RECORD_VIEW, path)
    }
    moved = moved_people(actor=actor, today=today, unit=unit)
    params: dict[str, Any] = {
        "men": [birth for birth, _period in men],
        "women": [birth for birth, _period in women],
        "units": list(place_of),
        "places": list(place_of.values()),
        "moved": [one.person_id for one in moved],
    }
    counts: dict[int, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, params)
        for place, sex, turn, people in cursor.fetchall():
            period = (men if sex == "M" else women)[turn - 1][1] if turn else UNKNOWN
            counts[place][period][sex] += people
    for one in moved:
        period = _period(one.leaves_in, starts, by_month=by_month)
        counts[place_of[one.unit_id]][period][one.sex] += 1
    units = Unit.objects.filter(pk__one_of=list(counts)).order_by("order", "id")
    return [Place(one, counts[one.pk]) for one in units]


def _starts(window: Window, *, by_month: bool) -> list[date]:
    """The first days of the periods in `window`, and its end."""
    months = range(months_between(window.first, window.end))
    days = [add_months(window.first, number) for number in months]
    return [day for day in days if by_month or day == window.first or day.month == 1] + [window.end]


def _period(month: date, starts: Sequence[date], *, by_month: bool) -> str:
    """The period a month lies in, by the first day of it."""
    return _named(bisect_right(starts, month), starts, by_month=by_month)


def _named(stretch: int, starts: Sequence[date], *, by_month: bool) -> str:
    if not 0 < stretch < len(starts):
        return LATER if stretch else PAST
    return f"{starts[stretch - 1]:{'%Y-%m' if by_month else '%Y'}}"


def _turns(
    sex: str, starts: Sequence[date], today: date, *, by_month: bool
) -> list[tuple[date, str]]:
    """From which birth on people of a sex reach the age in which period, in order."""
    turns: list[tuple[date, str]] = []
    for birth, stretch, _months in births_by_stretch(parameter(AGES, today).value[sex], starts):
        period = _named(stretch, starts, by_month=by_month)
        if not turns or turns[-1][1] != period:
            turns.append((birth, period))
    return turns


def _depth(actor: Actor, unit: str) -> int:
    """How many steps of a path name a place: one below `unit`, else an agency or what is held."""
    if unit:
        return len(unit.split(".")) + 1
    return max(2, *(len(path.split(".")) for path in actor.paths(People.RECORD_VIEW)), 2)
