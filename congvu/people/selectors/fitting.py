"""Levels of competency people were found to have, against those their job positions ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from congvu.core.actors import Actor
from congvu.core.querysets import ScopedQuerySet
from congvu.establishment.models import JobPosition
from congvu.establishment.rules.competencies import Fit, fit
from congvu.establishment.rules.limits import Answer
from congvu.people.models import CompetencyLevel, Person, Posting
from congvu.people.permissions import People
from congvu.people.selectors.staffing import IN_POST, PLACED, rows_of, stands

Levels = Mapping[str, int]

_UNITS = f"""
SELECT a.unit_id FROM establishment_approvedposts a
WHERE a.position_id = %(position)s AND a.headcount > 0 AND {stands("a")}
  AND a.valid @> %(on)s::date
UNION
SELECT f.unit_id FROM people_posting f WHERE f.position_id = %(position)s AND {IN_POST}
"""

# Who falls short stands first, then whose levels are not all known.
_JUDGED = f"""{PLACED}, mine AS (
    SELECT x.person_id, x.name_key FROM placed x WHERE x.place = %(position)s
), asked AS (
    SELECT t.code, t.level FROM unnest(%(codes)s::text[], %(levels)s::int[]) AS t (code, level)
), found AS (
    SELECT DISTINCT ON (c.person_id, c.competency_code) c.person_id, c.level < a.level AS is_short
    FROM people_competencylevel c JOIN asked a ON a.code = c.competency_code
    WHERE {stands("c")} AND NOT c.is_disputed AND c.valid @> %(on)s::date
      AND c.person_id IN (SELECT person_id FROM mine)
    ORDER BY c.person_id, c.competency_code, lower(c.valid) DESC NULLS LAST, c.id DESC
), summed AS (
    SELECT person_id, count(*) AS known, bool_or(is_short) AS is_short FROM found GROUP BY 1
), judged AS (
    SELECT m.person_id, m.name_key, CASE WHEN s.is_short THEN 0
           WHEN coalesce(s.known, 0) < %(asked)s THEN 1 ELSE 2 END AS place
    FROM mine m LEFT JOIN summed s ON s.person_id = m.person_id
)
SELECT person_id, place FROM judged ORDER BY place, name_key, person_id
"""

_POSITION = f"""{PLACED}
SELECT x.place FROM placed x WHERE x.person_id = %(person)s
"""

_ANSWERS = (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET)


@dataclass(frozen=True)
class Judged:
    """The holders of a position by their answer, each answer's by name."""

    people: Mapping[Answer, Sequence[UUID]]

    @property
    def count(self) -> int:
        """How many hold the position."""
        return sum(map(len, self.people.values()))

    def of(self, answer: str) -> list[UUID]:
        """Those of one answer; of all, who falls short first."""
        return [key for one in _ANSWERS if answer in ("", one) for key in self.people[one]]


@dataclass(frozen=True)
class Holder:
    """One holder of a position, with what is asked against what was found."""

    person: Person
    fit: Fit


@dataclass(frozen=True)
class Held:
    """The main post of a person, and the position of the catalogue it is."""

    post: Posting
    position: JobPosition | None


def judged_holders(*, actor: Actor, position: JobPosition, asked: Levels, on: date) -> Judged:
    """The holders of `position` in the actor's units, judged by `asked`. Two statements."""
    told = {"position": position.pk}
    units = [row[0] for row in rows_of(_UNITS, actor, on, told)]
    values: Mapping[str, Any] = {
        **told,
        "units": units,
        "codes": list(asked),
        "levels": list(asked.values()),
        "asked": len(asked),
    }
    found: dict[Answer, list[UUID]] = {one: [] for one in _ANSWERS}
    for key, place in rows_of(_JUDGED, actor, on, values) if units else ():
        found[_ANSWERS[place]].append(key)
    return Judged(found)


def holders_fit(
    *, actor: Actor, person_ids: Sequence[UUID], asked: Levels, on: date
) -> list[Holder]:
    """What is asked of each of `person_ids` against what was found, in their order. Two statements.

    People out of the actor's reach are left out.
    """
    people: ScopedQuerySet = Person.objects.visible_to(actor, People.RECORD_VIEW)
    found = people.filter(pk__in=person_ids).select_related("unit__parent").in_bulk()
    levels = levels_of(person_ids=list(found), on=on)
    return [
        Holder(found[key], fit(asked=asked, held=levels.get(key, {})))
        for key in person_ids
        if key in found
    ]


def levels_of(*, person_ids: Sequence[UUID], on: date) -> dict[UUID, dict[str, int]]:
    """The level of each competency people were found to have on `on`. One statement.

    Requires: the caller has asked whether these dossiers may be seen.
    """
    rows = CompetencyLevel.objects.on(on).filter(person__in=person_ids, is_disputed=False)
    found: dict[UUID, dict[str, int]] = {}
    told = rows.order_by("valid", "pk").values_list("person_id", "competency_code", "level")
    for person, code, level in told:
        found.setdefault(person, {})[code] = level
    return found


def position_held(*, actor: Actor, person: Person, on: date) -> Held | None:
    """The position of the catalogue the person's main post is; None without a main post.

    At most three statements. Requires: the caller has asked whether the dossier may be seen.
    """
    posts = person.postings.on(on).filter(is_main=True, is_disputed=False)
    post = posts.order_by("-valid").first()
    if post is None:
        return None
    key = post.position_id
    if key is None and post.unit_id:
        told = {"units": [post.unit_id], "person": person.pk, "paths": [post.unit_path]}
        key = next((row[0] for row in rows_of(_POSITION, actor, on, told)), None)
    position = JobPosition.objects.filter(pk=key).first() if key else None
    return Held(post, position)
