"""Who retires when, listed by name, and one person's retirement traced."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.periods import add_months, month_end
from congvu.duties.selectors import asked_of_kinds
from congvu.establishment.models import Unit
from congvu.law.selectors import law_of, parameter
from congvu.people.choices import RetirementPaper, RetirementReason
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.rules import retirement
from congvu.people.rules.retirement import (
    AGES,
    PAPERS,
    Retirement,
    births_by_stretch,
    paper_by,
    retirement_of,
)
from congvu.people.selectors.circumstances import circumstances_of, people_apart

FORECAST_YEARS = "retirement.forecast_years"
ALL = 1_000_000
SERVING = "LV"
"""The code of employment_status of whoever is simply at work."""
PAST, LATER, UNKNOWN = "past", "later", "unknown"
"""Who reached the age before the forecast begins, will after it ends, or of whom none can tell."""

# Each line of `ages` is a sex, births from a day on and before another, and their age in months.
# A birth known by year or month alone counts from its first day, which is `born_from`.
_AGES = """unnest(%(sexes)s::text[], %(since)s::date[], %(until)s::date[], %(months)s::int[])
    AS a (sex, since, until, months)"""
_OF_AGE = "p.sex = a.sex AND p.born_from >= a.since AND p.born_from < a.until"
_SERVES = "p.status = 'serving' AND p.unit_id = ANY(%(units)s::bigint[])"
_REACHING = f"""
SELECT p.id, (date_trunc('month', p.born_from) + make_interval(months => a.months))::date
           AS leaves_in, NULL::date AS last_day, '' AS why
FROM {_AGES} JOIN people_person p ON {_OF_AGE}
WHERE {_SERVES} AND p.id <> ALL(%(moved)s::uuid[])
UNION ALL
SELECT p.id, date_trunc('month', m.last_day)::date, m.last_day, m.why
FROM jsonb_to_recordset(%(within)s::jsonb) AS m (id uuid, last_day date, why text)
JOIN people_person p ON p.id = m.id
WHERE {_SERVES}
"""  # noqa: S608 - only constants of this module are put in
_UNTOLD = f"""
SELECT p.id, NULL::date AS leaves_in, NULL::date AS last_day, '' AS why
FROM people_person p LEFT JOIN {_AGES} ON {_OF_AGE}
WHERE {_SERVES} AND a.sex IS NULL
"""  # noqa: S608 - only constants of this module are put in
_LISTED = """
WITH who AS ({who})
SELECT p.id, p.full_name, p.born, p.sex, p.post, p.unit_id, p.unit_path::text AS unit_path,
       who.leaves_in, who.last_day, who.why, status.status_code, count(*) OVER () AS total
FROM who JOIN people_person p ON p.id = who.id
LEFT JOIN people_employmentstatus status ON status.person_id = p.id
    AND status.valid @> %(today)s::date AND status.replaced_by_id IS NULL
    AND status.voided_by_id IS NULL AND NOT status.is_disputed
ORDER BY who.leaves_in, p.name_key, p.id LIMIT %(limit)s OFFSET %(offset)s
"""


@dataclass(frozen=True)
class Window:
    """A stretch of whole months, both ends by the first day of a month; `end` is not in it."""

    first: date
    end: date


@dataclass(frozen=True)
class Retiring:
    """One person of the list; all days None where birth or sex is not on file.

    `leaves_in` is the first day of the month of the last day, `why` says what moves it from the
    ordinary age. `is_assumed`: only the year or month of birth is known.
    """

    person_id: UUID
    full_name: str
    born: str
    sex: str
    post: str
    unit: str
    agency: str
    unit_path: str
    leaves_in: date | None
    last_day: date | None
    pension_from: date | None
    notice_by: date | None
    decision_by: date | None
    is_assumed: bool
    status_code: str
    why: str = ""

    @property
    def reason(self) -> str:
        """Why it is another month than that of the ordinary age, in words."""
        return str(RetirementReason(self.why).label) if self.why else ""

    @property
    def status(self) -> str:
        """The employment status in words, where it is another than serving."""
        if self.status_code in ("", SERVING):
            return ""
        return str(names_of("employment_status").get(self.status_code, self.status_code))


@dataclass(frozen=True)
class RetiringList:
    """One stretch of the list, and how many stand on it in all."""

    people: list[Retiring]
    total: int


def forecast_window(today: date) -> Window:
    """The years the forecast covers, from the month of `today`. Law: retirement.forecast_years"""
    first = today.replace(day=1)
    return Window(first, add_months(first, 12 * parameter(FORECAST_YEARS, today).value))


def units_below(*, actor: Actor, unit: str) -> list[tuple[int, str]]:
    """Key and path of every unit at or below a path. One statement."""
    return list(Unit.objects.filter(path__under=unit).values_list("pk", "path"))


def retirements_in(
    *,
    actor: Actor,
    today: date,
    window: Window,
    kind: str = "",
    unit: str = "",
    first: int = 0,
    most: int = ALL,
    permission: str = People.RECORD_VIEW,
) -> RetiringList:
    """The people behind a number of the forecast, by month and name. Four statements.

    `kind` empty: those who reach the age in `window`; PAST: before it begins; UNKNOWN: of whom it
    cannot be told. `first` are left out, at most `most` follow; `permission` is what the
    units are held by.
    """
    moved = moved_people(actor=actor, today=today, unit=unit, permission=permission)
    within = [
        {"id": str(one.person_id), "last_day": one.last_day.isoformat(), "why": one.why.value}
        for one in moved
        if _is_asked(one.leaves_in, window, kind)
    ]
    tree = units_below(actor=actor, unit=unit)
    rows = _rows(
        _LISTED.format(who=_UNTOLD if kind == UNKNOWN else _REACHING),
        {
            **_ages_asked(window, kind, today),
            "moved": [one.person_id for one in moved],
            "within": json.dumps(within),
            "units": [key for key, path in tree if actor.may(permission, path)],
            "today": today,
            "limit": most,
            "offset": first,
        },
    )
    units = Unit.objects.select_related("parent").in_bulk({row["unit_id"] for row in rows})
    papers = parameter(PAPERS, today).value
    people = [_retiring(row, units[row["unit_id"]], papers) for row in rows]
    return RetiringList(people, rows[0]["total"] if rows else 0)


def _is_asked(month: date, window: Window, kind: str) -> bool:
    return month < window.first if kind == PAST else window.first <= month < window.end


def _ages_asked(window: Window, kind: str, today: date) -> dict[str, list[Any]]:
    """The births asked for with their ages: sexes, first days, days they end before, months."""
    starts = {PAST: [window.first], UNKNOWN: []}.get(kind, [window.first, window.end])
    wanted = 0 if kind else 1
    lines: list[tuple[str, date, date, int]] = []
    for sex, ages in parameter(AGES, today).value.items():
        turns = births_by_stretch(ages, starts)
        ends = [*(birth for birth, *_rest in turns[1:]), date.max]
        lines += [
            (sex, birth, end, months)
            for (birth, stretch, months), end in zip(turns, ends, strict=True)
            if stretch == wanted
        ]
    columns = zip(*lines, strict=True) if lines else ([], [], [], [])
    names = ("sexes", "since", "until", "months")
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def retirement_of_person(
    *, actor: Actor, person_id: UUID, today: date
) -> tuple[Person, Retirement | None]:
    """One person's retirement, traced; None where birth or sex is not on file. Two statements.

    Raises: NotVisible.
    """
    people = Person.objects.visible_to(actor, People.RECORD_VIEW).select_related("unit__parent")
    person = people.one(pk=person_id)
    if not person.born or not person.sex:
        return person, None
    told = circumstances_of(actor=actor, person=person, today=today)
    law = law_of(*retirement.CODES)
    return person, retirement_of(law, person.born, person.sex, on=today, told=told)


def paper_key(person_id: UUID, last_day: date) -> str:
    """What makes the duty for a retirement paper unique: the person and the month of leaving."""
    return f"{person_id}:{last_day:%Y-%m}"


def papers_of(
    *, actor: Actor, person: Person, found: Retirement | None
) -> list[tuple[str, str, bool]]:
    """The papers of a retirement: value and words of RetirementPaper, whether noted as done.

    One statement; nothing where the month of retirement cannot be told.
    """
    if found is None:
        return []
    key = paper_key(person.pk, found.last_day)
    asked = asked_of_kinds(actor=actor, kinds=RetirementPaper.values, key=key)
    known = {paper: asked.get((paper.value, key)) for paper in RetirementPaper}
    return [
        (paper.value, str(paper.label), one is not None and not one.is_open)
        for paper, one in known.items()
    ]


def unit_of(*, actor: Actor, unit_id: int) -> Unit | None:
    """The unit asked for, None for 0, which means all units of the actor.

    Raises: NotVisible.
    """
    if not unit_id:
        return None
    units = Unit.objects.visible_to(actor, People.RECORD_VIEW).select_related("parent")
    unit: Unit = units.one(pk=unit_id)
    return unit


@dataclass(frozen=True)
class Moved:
    """Somebody whose last day is another than that of the ordinary age, and why."""

    person_id: UUID
    unit_id: int
    sex: str
    last_day: date
    why: RetirementReason

    @property
    def leaves_in(self) -> date:
        """The first day of the month of the last day."""
        return self.last_day.replace(day=1)


def moved_retirements(*, actor: Actor, today: date) -> dict[UUID, date]:
    """The month of those whose dossier moves their retirement, by its first day. One statement."""
    return {one.person_id: one.leaves_in for one in moved_people(actor=actor, today=today)}


def moved_people(
    *, actor: Actor, today: date, unit: str = "", permission: str = People.RECORD_VIEW
) -> list[Moved]:
    """Those whose dossier moves the day, reckoned by the rule. One statement."""
    law = law_of(*retirement.CODES)
    moved = []
    for one in people_apart(actor=actor, today=today, unit=unit, permission=permission):
        if not one.born or not one.sex:
            continue
        found = retirement_of(law, one.born, one.sex, on=today, told=one.told)
        if found.last_day != found.age_last_day:
            why = RetirementReason.KEPT if found.is_kept else RetirementReason.LOWER
            moved.append(Moved(one.person_id, one.unit_id, one.sex, found.last_day, why))
    return moved


def _rows(statement: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _retiring(row: Mapping[str, Any], unit: Unit, papers: Mapping[str, int]) -> Retiring:
    is_part = unit.kind == "division" and unit.parent is not None
    leaves_in = row["leaves_in"]
    last = row["last_day"] or (month_end(leaves_in) if leaves_in else None)
    return Retiring(
        person_id=row["id"],
        full_name=row["full_name"],
        born=row["born"],
        sex=row["sex"],
        post=row["post"],
        unit=unit.name,
        agency=unit.parent.name if is_part and unit.parent else "",
        unit_path=row["unit_path"],
        leaves_in=leaves_in,
        last_day=last,
        pension_from=add_months(leaves_in, 1) if leaves_in else None,
        notice_by=paper_by(last, papers["notice"]) if last else None,
        decision_by=paper_by(last, papers["decision"]) if last else None,
        is_assumed=bool(leaves_in) and len(row["born"]) < len("2000-01-01"),
        status_code=row["status_code"] or "",
        why=row["why"],
    )
