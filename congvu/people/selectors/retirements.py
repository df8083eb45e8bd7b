"""Who retires when: counted by month and unit in one statement, listed by name."""

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
from congvu.people.rules.retirement import AGES, PAPERS, Retirement, paper_by, retirement_of
from congvu.people.selectors.circumstances import circumstances_of, people_apart

FORECAST_YEARS = "retirement.forecast_years"
ALL = 1_000_000
SERVING = "LV"
"""The code of employment_status of whoever is simply at work."""
PAST, LATER, UNKNOWN = "past", "later", "unknown"
"""Who reached the age before the forecast begins, will after it ends, or of whom none can tell."""

# The ages of a sex are two arrays, by birth: the day from which on, and how many months then.
# A birth known by year or month alone counts from its first day, which is `born_from`. The few
# whose dossier moves the day come along reckoned by the rule (`apart`).
_WHO = """
WITH ages AS (
    SELECT * FROM jsonb_to_recordset(%(ages)s::jsonb)
        AS a (sex text, since date[], months int[])
), apart AS (
    SELECT * FROM jsonb_to_recordset(%(apart)s::jsonb) AS m (id uuid, last_day date, why text)
), who AS (
    SELECT p.id, p.name_key, p.full_name, p.born, p.sex, p.post, p.unit_id, p.unit_path,
           m.last_day, coalesce(m.why, '') AS why, coalesce(date_trunc('month', m.last_day),
               date_trunc('month', p.born_from) + make_interval(
                   months => a.months[width_bucket(p.born_from, a.since)]))::date AS leaves_in
    FROM people_person p LEFT JOIN ages a ON a.sex = p.sex
    LEFT JOIN apart m ON m.id = p.id
    WHERE p.status = 'serving' AND p.unit_path <@ ANY(%(paths)s::ltree[])
        AND p.unit_path <@ %(unit)s::ltree
)
"""

COUNTED = f"""
{_WHO}
SELECT subpath(unit_path, 0, least(nlevel(unit_path), %(depth)s))::text AS place,
       CASE WHEN leaves_in IS NULL THEN '{UNKNOWN}' WHEN leaves_in < %(first)s THEN '{PAST}'
            WHEN leaves_in >= %(end)s THEN '{LATER}'
            ELSE to_char(leaves_in, %(pattern)s) END AS period,
       sex, count(*) AS people
FROM who
GROUP BY 1, 2, 3
"""  # noqa: S608 - only constants of this module are put in

LISTED = f"""
{_WHO}
SELECT who.id, full_name, born, sex, post, unit_id, who.unit_path::text AS unit_path, leaves_in,
       last_day, why, status.status_code, count(*) OVER () AS total
FROM who
LEFT JOIN people_employmentstatus status ON status.person_id = who.id
    AND status.valid @> %(today)s::date AND status.replaced_by_id IS NULL
    AND status.voided_by_id IS NULL AND NOT status.is_disputed
WHERE CASE %(kind)s WHEN '{UNKNOWN}' THEN leaves_in IS NULL
                    WHEN '{PAST}' THEN leaves_in < %(first)s
                    ELSE leaves_in >= %(first)s AND leaves_in < %(end)s END
ORDER BY leaves_in, name_key, who.id LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608 - only constants of this module are put in


@dataclass(frozen=True)
class Window:
    """A stretch of whole months, both ends by the first day of a month; `end` is not in it."""

    first: date
    end: date


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


def count_retirements(
    *, actor: Actor, today: date, window: Window, unit: str = "", by_month: bool = False
) -> list[Place]:
    """People reaching the age in `window` by unit below `unit` and by year (or month), and sex.

    All who serve are counted: past the age, later, or such that it cannot be told. In the order
    of the tree. Three statements. Law: retirement.age_months
    """
    rows = _rows(
        COUNTED,
        {
            **_base(actor, today, unit),
            "depth": _depth(actor, unit),
            "first": window.first,
            "end": window.end,
            "pattern": "YYYY-MM" if by_month else "YYYY",
        },
    )
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for row in rows:
        by_sex = counts.setdefault(row["place"], {}).setdefault(row["period"], {})
        by_sex[row["sex"]] = row["people"]
    units = Unit.objects.filter(path__in=list(counts)).order_by("order", "id")
    return [Place(unit, counts[unit.path]) for unit in units]


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
    """The people behind a number of the forecast, by month and name. Three statements.

    `kind` empty: those who reach the age in `window`; PAST: before it begins; UNKNOWN: of whom it
    cannot be told. `first` are left out, at most `most` follow; `permission` is what the
    units are held by.
    """
    rows = _rows(
        LISTED,
        {
            **_base(actor, today, unit, permission),
            "kind": kind,
            "first": window.first,
            "end": window.end,
            "today": today,
            "limit": most,
            "offset": first,
        },
    )
    units = Unit.objects.select_related("parent").in_bulk({row["unit_id"] for row in rows})
    papers = parameter(PAPERS, today).value
    people = [_retiring(row, units[row["unit_id"]], papers) for row in rows]
    return RetiringList(people, rows[0]["total"] if rows else 0)


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


def _depth(actor: Actor, unit: str) -> int:
    """How many steps of a path name a place: one below `unit`, else an agency or what is held."""
    if unit:
        return len(unit.split(".")) + 1
    return max(2, *(len(path.split(".")) for path in actor.paths(People.RECORD_VIEW)), 2)


def _base(
    actor: Actor, today: date, unit: str, permission: str = People.RECORD_VIEW
) -> dict[str, Any]:
    rows = [
        {
            "sex": sex,
            "since": [birth.isoformat() for birth in sorted(table)],
            "months": [table[birth] for birth in sorted(table)],
        }
        for sex, table in parameter(AGES, today).value.items()
    ]
    return {
        "ages": json.dumps(rows),
        "apart": json.dumps(_apart(actor, today, unit, permission)),
        "paths": list(actor.paths(permission)),
        "unit": unit,
    }


def moved_retirements(*, actor: Actor, today: date) -> dict[UUID, date]:
    """The month of those whose dossier moves their retirement, by its first day. One statement."""
    moved = _apart(actor, today, "", People.RECORD_VIEW)
    return {UUID(one["id"]): date.fromisoformat(one["last_day"]).replace(day=1) for one in moved}


def _apart(actor: Actor, today: date, unit: str, permission: str) -> list[dict[str, str]]:
    """Those whose last day is another than that of the ordinary age, reckoned by the rule."""
    law = law_of(*retirement.CODES)
    moved = []
    people = people_apart(actor=actor, today=today, unit=unit, permission=permission)
    for one in people:
        if not one.born or not one.sex:
            continue
        found = retirement_of(law, one.born, one.sex, on=today, told=one.told)
        if found.last_day != found.age_last_day:
            why = RetirementReason.KEPT if found.is_kept else RetirementReason.LOWER
            told = {"id": str(one.person_id), "last_day": found.last_day.isoformat()}
            moved.append({**told, "why": why.value})
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
