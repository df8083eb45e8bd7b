"""Who holds which post where: counts and names by unit and position, one statement each.

A post in a list names its job position in words. It is held to be the position of the catalogue
its key says; without one, the approved position of its unit with the same leadership title, or of
the same name. Only main posts count: a person fills one post.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from congvu.core.actors import Actor
from congvu.core.querysets import ScopedQuerySet
from congvu.establishment.models import Unit
from congvu.establishment.rules.titles import leadership_titles
from congvu.people.models import Person
from congvu.people.permissions import People

NAMES_SHOWN = 6


def stands(alias: str) -> str:
    return f"{alias}.replaced_by_id IS NULL AND {alias}.voided_by_id IS NULL"


_RANK = f"""LEFT JOIN people_rankheld r ON r.person_id = p.id AND {stands("r")}
    AND NOT r.is_disputed AND r.valid @> %(on)s::date"""
IN_POST = f"""f.is_main AND {stands("f")} AND NOT f.is_disputed
    AND f.valid @> %(on)s::date AND f.unit_path <@ ANY (%(paths)s::ltree[])"""

_COUNTS = f"SELECT f.unit_id, count(*) FROM people_posting f WHERE {IN_POST} GROUP BY 1"
# By the keys of the units in reach, in whose order an index tells all that is asked.
_COUNTS_TODAY = """
SELECT p.unit_id, count(*) FROM people_person p
WHERE p.status = 'serving' AND p.unit_id = ANY (ARRAY(
    SELECT id FROM establishment_unit WHERE path <@ ANY (%(paths)s::ltree[])))
GROUP BY 1
"""

_HEADS = f"""
SELECT f.unit_id, count(*),
       (array_agg(p.full_name ORDER BY t.place, p.name_key) FILTER (WHERE t.place > 0))[1],
       (array_agg(f.title ORDER BY t.place, p.name_key) FILTER (WHERE t.place > 0))[1],
       (array_agg(p.id ORDER BY t.place, p.name_key) FILTER (WHERE t.place > 0))[1]
FROM people_posting f
JOIN people_person p ON p.id = f.person_id
LEFT JOIN unnest(%(titles)s::text[], %(places)s::int[]) AS t (code, place)
    ON t.code = f.title_code
WHERE {IN_POST} AND f.unit_id = ANY (%(units)s)
GROUP BY 1
"""

# What a post is called is held against the approved positions once for all who hold it.
PLACED = f"""
WITH approved AS MATERIALIZED (
    SELECT a.unit_id, a.position_id, j.title_code, j."order", vn_fold(j.name) AS folded
    FROM establishment_approvedposts a
    JOIN establishment_jobposition j ON j.id = a.position_id
    WHERE a.unit_id = ANY (%(units)s) AND a.headcount > 0 AND a.valid @> %(on)s::date
      AND {stands("a")}
), held AS MATERIALIZED (
    SELECT f.id, f.unit_id, f.person_id, f.position_id, f.title_code, f.title, p.full_name,
           p.name_key, coalesce(nullif(f.job_position, ''), f.title) AS called
    FROM people_posting f
    JOIN people_person p ON p.id = f.person_id
    WHERE {IN_POST} AND f.unit_id = ANY (%(units)s)
), meant AS (
    SELECT DISTINCT ON (h.unit_id, h.title_code, h.called)
           h.unit_id, h.title_code, h.called, a.position_id
    FROM (SELECT k.*, vn_fold(k.called) AS folded
          FROM (SELECT DISTINCT unit_id, title_code, called FROM held
                WHERE position_id IS NULL) k) h
    JOIN approved a ON a.unit_id = h.unit_id
        AND (a.title_code = nullif(h.title_code, '') OR a.folded = h.folded)
    ORDER BY h.unit_id, h.title_code, h.called,
             (a.title_code = nullif(h.title_code, '')) DESC NULLS LAST,
             (a.folded = h.folded) DESC, a."order", a.position_id
), placed AS (
    SELECT h.*, coalesce(h.position_id, m.position_id) AS place
    FROM held h
    LEFT JOIN meant m ON h.position_id IS NULL AND m.unit_id = h.unit_id
        AND m.title_code = h.title_code AND m.called = h.called
)
"""

_HOLDERS = f"""{PLACED}
SELECT g.unit_id, g.place, j.code, j.name, g.holders, g.ids, g.names
FROM (SELECT unit_id, place, count(*) AS holders,
             (array_agg(person_id ORDER BY name_key, person_id))[1:{NAMES_SHOWN}] AS ids,
             (array_agg(full_name ORDER BY name_key, person_id))[1:{NAMES_SHOWN}] AS names
      FROM placed GROUP BY 1, 2) g
LEFT JOIN establishment_jobposition j ON j.id = g.place
"""

_ROWS = f"""{PLACED}
SELECT x.unit_id, x.place, x.full_name, x.title, coalesce(r.rank_id, '')
FROM placed x
JOIN people_person p ON p.id = x.person_id
{_RANK}
ORDER BY x.name_key, x.person_id
"""

_FIGURES = f"""
SELECT g.unit_id, g.title_code, g.object_kind, coalesce(k.grade, ''),
       coalesce(k.salary_group, ''), sum(g.people)::int
FROM (SELECT f.unit_id, f.title_code, p.object_kind, r.rank_id, count(*) AS people
      FROM people_posting f
      JOIN people_person p ON p.id = f.person_id
      {_RANK}
      WHERE {IN_POST} AND f.unit_id = ANY (%(units)s) AND (%(all)s OR f.title_code <> '')
      GROUP BY 1, 2, 3, 4) g
LEFT JOIN catalog_rank k ON k.code = g.rank_id
GROUP BY 1, 2, 3, 4, 5
"""

_CHOSEN = f"""{PLACED}
SELECT x.person_id FROM placed x
JOIN people_person p ON p.id = x.person_id
{_RANK}
LEFT JOIN catalog_rank k ON k.code = r.rank_id
WHERE (%(position)s::bigint IS NULL OR x.place = %(position)s)
  AND (NOT %(unplaced)s OR x.place IS NULL)
  AND (%(titles)s::text[] IS NULL OR x.title_code = ANY (%(titles)s))
  AND (%(grades)s::text[] IS NULL OR coalesce(k.grade, '') = ANY (%(grades)s))
  AND (%(kinds)s::text[] IS NULL OR p.object_kind = ANY (%(kinds)s))
  AND (%(salary_groups)s::text[] IS NULL
       OR split_part(coalesce(k.salary_group, ''), '.', 1) = ANY (%(salary_groups)s))
  AND (%(outside_groups)s::text[] IS NULL
       OR split_part(coalesce(k.salary_group, ''), '.', 1) <> ALL (%(outside_groups)s))
"""


@dataclass(frozen=True)
class Holders:
    """The people in one position of one unit: how many, and the first of them by name."""

    unit_id: int
    position_id: int | None
    code: str
    name: str
    count: int
    people: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class Figure:
    """How many people of one unit have this title, corps, grade and group of the pay table."""

    unit_id: int
    title_code: str
    object_kind: str
    grade: str
    salary_group: str
    count: int


@dataclass(frozen=True)
class Chosen:
    """Which people of units are meant; None asks nothing of them.

    `salary_groups` are groups of the pay table without their part behind the dot, of which the
    person's rank is one, `outside_groups` those of which it is none.
    """

    position_id: int | None = None
    is_unplaced: bool = False
    titles: tuple[str, ...] | None = None
    grades: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    salary_groups: tuple[str, ...] | None = None
    outside_groups: tuple[str, ...] | None = None


def people_by_unit(*, actor: Actor, on: date, is_today: bool) -> dict[int, int]:
    """How many people are placed right in each unit on `on`; of today dossiers tell it quicker."""
    statement = _COUNTS_TODAY if is_today else _COUNTS
    return {row[0]: row[1] for row in rows_of(statement, actor, on) if row[0]}


def heads_of_units(
    *, actor: Actor, unit_ids: Sequence[int], on: date
) -> dict[int, tuple[Any, ...]]:
    """By unit: people placed right in it; name, title and key of who leads it, if anybody."""
    titles = leadership_titles()
    values = {
        "units": list(unit_ids),
        "titles": list(titles),
        "places": [title.order for title in titles.values()],
    }
    return {row[0]: row[1:] for row in rows_of(_HEADS, actor, on, values)}


def holders_in(*, actor: Actor, unit_ids: Sequence[int], on: date) -> list[Holders]:
    """The people of the units on `on` by position; who is in none has no position."""
    rows = rows_of(_HOLDERS, actor, on, {"units": list(unit_ids)})
    return [
        Holders(unit, place, code or "", name or "", count, tuple(zip(ids, names, strict=True)))
        for unit, place, code, name, count, ids, names in rows
    ]


def holders_as_rows(*, actor: Actor, unit_ids: Sequence[int], on: date) -> list[tuple[Any, ...]]:
    """For a file: unit, position, name, title and rank of everybody in the units."""
    return [tuple(row) for row in rows_of(_ROWS, actor, on, {"units": list(unit_ids)})]


def figures_in(
    *, actor: Actor, unit_ids: Sequence[int], on: date, leaders_only: bool = False
) -> list[Figure]:
    """The people of the units counted by what limits ask for."""
    values = {"units": list(unit_ids), "all": not leaders_only}
    return [Figure(*row) for row in rows_of(_FIGURES, actor, on, values)]


def people_chosen(
    *, actor: Actor, unit_ids: Sequence[int], on: date, chosen: Chosen
) -> ScopedQuerySet:
    """The people of the units that `chosen` describes, by name. One statement more."""
    values: Mapping[str, Any] = {
        "units": list(unit_ids),
        "position": chosen.position_id,
        "unplaced": chosen.is_unplaced,
        "titles": _array(chosen.titles),
        "grades": _array(chosen.grades),
        "kinds": _array(chosen.kinds),
        "salary_groups": _array(chosen.salary_groups),
        "outside_groups": _array(chosen.outside_groups),
    }
    keys = [row[0] for row in rows_of(_CHOSEN, actor, on, values)]
    people: ScopedQuerySet = Person.objects.visible_to(actor, People.RECORD_VIEW)
    found = people.filter(pk__one_of=keys).select_related("unit__parent", "rank")
    return found.order_by("name_key", "pk")


def people_waiting(*, actor: Actor, path: str, today: date) -> ScopedQuerySet:
    """Who is still placed at or below `path` in a unit that does not stand, by name.

    One statement more, and none after it where every unit stands.
    """
    below = Unit.objects.filter(path__under=path).exclude(valid__contains=today)
    gone = list(below.values_list("pk", flat=True))
    people: ScopedQuerySet = Person.objects.visible_to(actor, People.RECORD_VIEW)
    if not gone:
        return people.none()
    found: ScopedQuerySet = people.filter(status="serving", unit_id__one_of=gone)
    return found.select_related("unit__parent", "rank").order_by("name_key", "pk")


def unplaced_in(*, actor: Actor, path: str, today: date) -> list[Person]:
    """Who is still placed at or below `path` in a unit that does not stand. Two statements."""
    return list(people_waiting(actor=actor, path=path, today=today))


def _array(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


def rows_of(
    statement: str, actor: Actor, on: date, values: Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    told = {"on": on, "paths": list(actor.paths(People.RECORD_VIEW)), **(values or {})}
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return list(cursor.fetchall())
