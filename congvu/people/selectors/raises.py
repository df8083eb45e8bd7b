"""Who is due for a regular raise in a month, and why: of many by one statement, of one traced."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.periods import month_end
from congvu.establishment.models import Unit
from congvu.establishment.selectors import agencies_of
from congvu.law.selectors import law_of
from congvu.law.types import NoLawThatDay
from congvu.people.choices import RaiseLack, RaiseState
from congvu.people.models import PayStep, Person, RankHeld
from congvu.people.permissions import People
from congvu.people.rules import raises
from congvu.people.rules.holding import StillAway
from congvu.people.rules.pay import NotInTheTable, group_of
from congvu.people.rules.raises import Holding, NextRaise, next_raise
from congvu.people.selectors.raise_events import happened_to
from congvu.people.selectors.raise_law import law_params
from congvu.people.selectors.raise_statement import KEPT, WORKED_OUT

ALL = 1_000_000
_YEAR = len("2020")


@dataclass(frozen=True)
class RaiseQuery:
    """What a list of raises shows: a month by its first day, a unit by its path, a state.

    `person_ids` narrows it to these people.
    """

    month: date
    unit: str = ""
    state: str = RaiseState.DUE
    person_ids: tuple[UUID, ...] | None = None


@dataclass(frozen=True)
class RaiseLine:
    """One person of the list: the step held, and what comes when.

    `due_on` is the first day of the next step (or percent above the last), `ordinary_on` that
    without delays and time that does not count; both None where `lack` says what is missing.
    `unrated` are years of the holding period without a rating on file.
    """

    person_id: UUID
    full_name: str
    post: str
    unit: str
    agency: str
    unit_path: str
    rank_code: str
    group: str
    step: int | None
    coefficient: Decimal | None
    percent: int
    since: date | None
    since_printed: str
    ordinary_on: date | None
    due_on: date | None
    delay_months: int
    uncounted_months: int
    next_step: int | None
    next_percent: int
    next_coefficient: Decimal | None
    state: RaiseState
    lack: RaiseLack | None
    unrated: tuple[int, ...] = ()

    @property
    def rank(self) -> str:
        """What the rank is called."""
        return str(names_of("ranks").get(self.rank_code, self.rank_code))


@dataclass(frozen=True)
class RaiseList:
    """One stretch of the list, and how many stand in each state."""

    lines: list[RaiseLine]
    counts: Mapping[str, int] = field(default_factory=dict)


def raises_in(
    *,
    actor: Actor,
    wanted: RaiseQuery,
    today: date,
    first: int = 0,
    most: int = ALL,
    permission: str = People.RECORD_VIEW,
) -> RaiseList:
    """The raises of a month among those who serve in the actor's units. Three statements at most.

    The step in force on the last day of the month counts: who was raised already is not listed.
    A month that is not over is told from what is kept of each person, one gone by from the facts.
    In a month to come, "due earlier" means before the month of `today`. Ordered by day and name;
    `first` lines are left out, at most `most` follow; `permission` is what the units are held by.
    """
    last = month_end(wanted.month)
    is_kept = last >= today
    paths = actor.paths(permission)
    params = {
        **_reach(paths, wanted.unit, today, is_kept=is_kept),
        "month_first": wanted.month,
        "month_end": last,
        "shown_by": last,
        "late_before": min(wanted.month, today.replace(day=1)),
        "today": today,
        "person_ids": list(wanted.person_ids) if wanted.person_ids is not None else None,
        "state": wanted.state,
        "limit": most,
        "offset": first,
    }
    with connection.cursor() as cursor:
        cursor.execute(KEPT if is_kept else WORKED_OUT, params)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    counts = json.loads(rows[0]["counts"])
    found = [row for row in rows if row["person_id"] is not None]
    units = _units({row["unit_id"] for row in found})
    return RaiseList([_line(row, units) for row in found], counts)


def _reach(paths: Iterable[str], unit: str, today: date, *, is_kept: bool) -> dict[str, Any]:
    """What says whose raises are meant: the units at `paths` or below, and at or below `unit`.

    The statement over the facts takes keys of units, and the law: of a place in the tree the
    planner cannot tell how many stand there, and would join everybody with everybody.
    """
    if is_kept:
        return {"paths": list(paths), "unit": unit}
    units = Unit.objects.filter(path__under_any=list(paths), path__under=unit)
    return {**law_params(today), "units": list(units.values_list("pk", flat=True))}


def _units(keys: set[int]) -> dict[int, Unit]:
    return Unit.objects.select_related("parent").in_bulk(keys)


def _line(row: Mapping[str, Any], units: Mapping[int, Unit]) -> RaiseLine:
    unit = units[row["unit_id"]]
    is_part = unit.kind == "division" and unit.parent is not None
    lack = RaiseLack(row["missing"]) if row["missing"] else None
    return RaiseLine(
        person_id=row["person_id"],
        full_name=row["full_name"],
        post=row["post"],
        unit=unit.name,
        agency=unit.parent.name if is_part and unit.parent else "",
        unit_path=row["stands_at"],
        rank_code=row["rank_code"],
        group=row["salary_group"],
        step=row["step"],
        coefficient=row["coefficient"],
        percent=row["percent"],
        since=row["since"],
        since_printed=row["since_printed"],
        ordinary_on=None if lack else row["ordinary_on"],
        due_on=None if lack else row["due_on"],
        delay_months=row["delay"],
        uncounted_months=row["uncounted"],
        next_step=None if lack else row["next_step"],
        next_percent=0 if lack else row["next_percent"],
        next_coefficient=None if lack else row["next_coefficient"],
        state=RaiseState(row["state"]),
        lack=lack,
        unrated=tuple(row["unrated"] or ()),
    )


@dataclass(frozen=True)
class RaiseTold:
    """What comes next for one person, or what is missing to tell; with the step held."""

    person: Person
    coming: NextRaise | None
    lack: RaiseLack | None
    step: PayStep | None
    rank_code: str


def raise_of(*, actor: Actor, person_id: UUID, month: date) -> RaiseTold:
    """The next raise of one person, traced, by the step in force on the last day of `month`.

    Seven statements. Raises: NotVisible.
    """
    people = Person.objects.visible_to(actor, People.RECORD_VIEW).select_related("unit__parent")
    person = people.one(pk=person_id)
    on = month_end(month)
    step = PayStep.objects.on(on).filter(person=person, is_disputed=False).first()
    ranks = RankHeld.objects.on(on).filter(person=person, is_disputed=False)
    rank = ranks.select_related("rank").first()
    coming, lack = _compute(person, step, rank)
    return RaiseTold(person, coming, lack, step, rank.rank_id if rank else "")


def _compute(
    person: Person, step: PayStep | None, rank: RankHeld | None
) -> tuple[NextRaise | None, RaiseLack | None]:
    if step is None or rank is None:
        return None, RaiseLack.RANK if step else RaiseLack.STEP
    since = _counted_from(step)
    if since is None:
        return None, RaiseLack.SINCE
    holding, lack = _holding(step, rank, since)
    if holding is None or lack:
        return None, lack
    happened = happened_to(person, holding.since)
    try:
        coming = next_raise(law_of(*raises.CODES), holding, happened.sure)
    except (NotInTheTable, NoLawThatDay):
        return None, RaiseLack.MEASURE
    except StillAway:
        return None, RaiseLack.LEAVE
    if coming.due_on and happened.leaves_open(coming):
        return None, RaiseLack.SETBACK
    return coming, None


def _counted_from(step: PayStep) -> date | None:
    """The day the time to the next raise counts from: as a paper says, else the step's first."""
    if step.overframe_percent and step.overframe_since:
        return step.overframe_since
    first: date | None = step.counted_from or step.valid.lower
    return first


def _holding(step: PayStep, rank: RankHeld, since: date) -> tuple[Holding | None, RaiseLack | None]:
    """The step as the rule takes it; the coefficient tells the step where it is left out."""
    in_table = step.valid.lower or since
    try:
        group = group_of(law_of(*raises.CODES), rank.rank.salary_group, rank.rank.corps, in_table)
    except (NotInTheTable, NoLawThatDay):
        return None, RaiseLack.GROUP
    number = step.step
    if number is None and step.coefficient is not None:
        above, odd = divmod(step.coefficient - group.first, group.increment)
        number = None if odd else int(above) + 1
    if number is None or not 1 <= number <= group.steps:
        return None, RaiseLack.FIT
    if step.coefficient is not None and step.coefficient != group.coefficient(number):
        return None, RaiseLack.FIT
    if len(step.since_printed) == _YEAR and since == step.valid.lower:
        return None, RaiseLack.SINCE
    percent = step.overframe_percent or 0
    return Holding(rank.rank.salary_group, rank.rank.corps, number, since, percent), None


def units_to_pick(*, actor: Actor, on: date, chosen: str = "") -> list[tuple[str, str]]:
    """Agencies the actor may look at, and the parts of the chosen one: (path, indented name).

    Not the whole tree: its seven hundred lines would be most of the page. At most two statements.
    """
    agencies = list(agencies_of(actor=actor, permission=People.RECORD_VIEW, on=on))
    if not agencies:
        held = [path for path in actor.paths(People.RECORD_VIEW) if path]
        agencies = list(Unit.objects.on(on).filter(path__under_any=held).order_by("order", "id"))
    parts: list[Unit] = []
    if chosen:
        agency = ".".join(chosen.split(".")[:2])
        below = Unit.objects.on(on).filter(path__under=agency).exclude(path=agency)
        parts = list(below.order_by("order", "id"))
    picked: list[tuple[str, str]] = []
    for unit in agencies:
        picked.append((unit.path, unit.name))
        picked += [
            (part.path, f"\u2003{part.name}")
            for part in parts
            if part.path.startswith(unit.path + ".")
        ]
    return picked
