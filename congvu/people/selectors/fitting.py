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

_MINE = f"""{PLACED}
SELECT x.person_id FROM placed x WHERE x.place = %(position)s ORDER BY x.name_key, x.person_id
"""

# The keys are told one by one: of a table made on the way the planner cannot tell how long it is.
_JUDGED = f"""
SELECT found.person_id, count(*), bool_or(found.is_short)
FROM (SELECT c.person_id, c.level < a.level AS is_short
      FROM people_competencylevel c
      JOIN unnest(%(codes)s::text[], %(levels)s::int[]) AS a (code, level)
          ON a.code = c.competency_code
      WHERE c.person_id = ANY (%(people)s) AND {stands("c")} AND NOT c.is_disputed
        AND c.valid @> %(on)s::date) found
GROUP BY 1
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
    """The holders of `position` in the actor's units, judged by `asked`. Three statements."""
    told: Mapping[str, Any] = {"position": position.pk}
    units = [row[0] for row in rows_of(_UNITS, actor, on, told)]
    people = (
        [row[0] for row in rows_of(_MINE, actor, on, {**told, "units": units})] if units else []
    )
    values = {"people": people, "codes": list(asked), "levels": list(asked.values())}
    rows = rows_of(_JUDGED, actor, on, values) if people and asked else []
    levels = {key: (known, is_short) for key, known, is_short in rows}
    found: dict[Answer, list[UUID]] = {one: [] for one in _ANSWERS}
    for key in people:
        known, is_short = levels.get(key, (0, False))
        if is_short:
            found[Answer.NOT_MET].append(key)
        else:
            found[Answer.MET if known == len(asked) else Answer.UNKNOWN].append(key)
    return Judged(found)


def holders_fit(
    *, actor: Actor, person_ids: Sequence[UUID], asked: Levels, on: date
) -> list[Holder]:
    """What is asked of each of `person_ids` against what was found, in their order. Two statements.

    People out of the actor's reach are left out.
    """
    people: ScopedQuerySet = Person.objects.visible_to(actor, People.RECORD_VIEW)
    found = people.filter(pk__in=person_ids).select_related("unit__parent").in_bulk()
    levels = levels_of(actor=actor, person_ids=list(found), on=on)
    return [
        Holder(found[key], fit(asked=asked, held=levels.get(key, {})))
        for key in person_ids
        if key in found
    ]


def levels_of(*, actor: Actor, person_ids: Sequence[UUID], on: date) -> dict[UUID, dict[str, int]]:
    """The level of each competency people were found to have on `on`. One statement.

    Requires: the caller has asked whether these dossiers may be seen.
    """
    rows = CompetencyLevel.objects.on(on).filter(person__in=person_ids, is_disputed=False)
    found: dict[UUID, dict[str, int]] = {}
    for person, code, level in rows.values_list("person_id", "competency_code", "level"):
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
