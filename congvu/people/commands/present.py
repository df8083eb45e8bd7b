"""What lists show of people today repeats their facts: bringing it in step."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from congvu.catalog.selectors import read_codes
from congvu.core.actors import Actor
from congvu.documents.choices import UNVERIFIED
from congvu.journal import commands as journal
from congvu.people.families import FAMILIES
from congvu.people.selectors.complete import score_sql, score_values
from congvu.people.selectors.raise_law import law_params
from congvu.people.selectors.raise_statement import AHEAD

CAUGHT_UP = timedelta(days=31)
_STANDS = "f.replaced_by_id IS NULL AND f.voided_by_id IS NULL AND NOT f.is_disputed"
_NOW = f"{_STANDS} AND f.valid @> %(on)s::date"
_UNCONFIRMED = " OR ".join(
    f"""EXISTS (SELECT FROM {family.table} f JOIN documents_paper b ON b.id = f.basis_id
                WHERE f.person_id = p.id AND f.replaced_by_id IS NULL AND f.voided_by_id IS NULL
                  AND b.kind = ANY(%(unverified)s))"""
    for family in FAMILIES
)

_RENEW = f"""
WITH now AS (
    SELECT p.id, post.unit_id, unit.path, post.title, post.title_code, held.rank_id,
           post.id IS NOT NULL AS has_post,
           coalesce(state.status_code = ANY(%(left)s), false)
           OR (EXISTS (SELECT FROM people_service f WHERE f.person_id = p.id AND {_STANDS})
               AND NOT EXISTS (SELECT FROM people_service f WHERE f.person_id = p.id AND {_NOW}))
           -- A dossier that a revoked decision opened is of nobody who serves.
           OR EXISTS (SELECT FROM documents_paper b
                      WHERE b.id = p.basis_id AND b.revoked_by_id IS NOT NULL)
               AS has_left,
           ({_UNCONFIRMED}) AS has_unverified
    FROM people_person p
    LEFT JOIN LATERAL (SELECT f.* FROM people_posting f
        WHERE f.person_id = p.id AND f.is_main AND {_NOW} LIMIT 1) post ON true
    LEFT JOIN establishment_unit unit ON unit.id = post.unit_id
    LEFT JOIN LATERAL (SELECT f.* FROM people_rankheld f
        WHERE f.person_id = p.id AND {_NOW} LIMIT 1) held ON true
    LEFT JOIN LATERAL (SELECT f.* FROM people_employmentstatus f
        WHERE f.person_id = p.id AND {_NOW} LIMIT 1) state ON true
    WHERE p.id = ANY(%(people)s) AND p.status <> 'merged'
)
UPDATE people_person p
SET unit_id = coalesce(n.unit_id, p.unit_id), unit_path = coalesce(n.path, p.unit_path),
    post = CASE WHEN n.has_post THEN n.title ELSE '' END,
    title_code = CASE WHEN n.has_post THEN n.title_code ELSE '' END,
    rank_id = n.rank_id, has_unverified = n.has_unverified,
    status = CASE WHEN n.has_left THEN 'left' ELSE 'serving' END
FROM now n WHERE n.id = p.id
"""

_SCORES = """
UPDATE people_person p SET completeness = score.percent
FROM ({score}) score (id, percent)
WHERE p.id = score.id AND p.completeness <> score.percent
"""
_THESE = "SELECT unnest(%(people)s::uuid[])"
_EVERYBODY = "SELECT id FROM people_person WHERE status <> 'merged'"

_TURNING = " UNION ".join(
    f"""SELECT f.person_id FROM {table} f
        WHERE (lower(f.valid) > %(before)s AND lower(f.valid) <= %(on)s)
           OR (upper(f.valid) > %(before)s AND upper(f.valid) <= %(on)s)"""
    for table in (
        "people_posting",
        "people_rankheld",
        "people_employmentstatus",
        "people_service",
    )
)


def renew_people(*, people: Iterable[UUID], on: date) -> int:
    """Bring what is kept of `people` in step with their facts on `on`; how many there are.

    Post, unit, rank, status, how complete the dossier is and the raises ahead. Four statements,
    whatever their number (the facts of those who moved follow them).
    """
    left = [row["code"] for row in read_codes("employment_status") if row["has_left"] == "1"]
    values: dict[str, Any] = {
        "people": list(people),
        "on": on,
        "left": left,
        "unverified": [kind.value for kind in UNVERIFIED],
    }
    with connection.cursor() as cursor:
        cursor.execute(_RENEW, values)
        count = int(cursor.rowcount)
    _renew_figures(_THESE, on, values["people"])
    return count


def renew_scores(*, people: Iterable[UUID], on: date) -> int:
    """Bring how complete the dossiers of `people` are in step with them; how many changed."""
    return _write_scores(_THESE, on, list(people))


def renew_opened(*, query: str, on: date) -> None:
    """Work out score and raises of dossiers just opened, whose keys a query of ours gives."""
    _renew_figures(query, on)


def _renew_figures(query: str, on: date, people: Sequence[UUID] = ()) -> None:
    _write_scores(query, on, people)
    # Shared: who writes one dossier waits for the night's round over all of them, not for others.
    _write_raises(query, on, people, lock="pg_advisory_xact_lock_shared")


def _write_scores(query: str, on: date, people: Sequence[UUID] = ()) -> int:
    told = {**score_values(on), "people": list(people)}
    with connection.cursor() as cursor:
        cursor.execute(_SCORES.format(score=score_sql(query)), told)
        return int(cursor.rowcount)


def _write_raises(query: str, on: date, people: Sequence[UUID] = (), *, lock: str) -> None:
    told = {**law_params(on), "on": on, "shown_by": None, "people": list(people)}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtext('people.raises'))")
        cursor.execute(AHEAD.format(people=query), told)


@transaction.atomic
def renew_day(*, actor: Actor, on: date) -> int:
    """Renew everybody of whom a fact begins or ends on `on`: the first job of each day.

    Also who turned within `CAUGHT_UP` before, for days on which no worker ran. And how complete
    every dossier is: that goes by the day and by the law, too.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TURNING, {"on": on, "before": on - CAUGHT_UP})
        people = [row[0] for row in cursor.fetchall()]
    count = renew_people(people=people, on=on) if people else 0
    _write_scores(_EVERYBODY, on)
    if count:
        journal.record(actor=actor, act="people.renew_day", people=count)
    return count


@transaction.atomic
def renew_raises(*, actor: Actor, on: date) -> None:
    """Work out the raises ahead of everybody from `on`: by the law and the calendar of the day.

    In a transaction of its own: nobody else keeps raises meanwhile, so a dossier that is written
    at the same time cannot be worked out from older facts after it.
    """
    _write_raises(_EVERYBODY, on, lock="pg_advisory_xact_lock")
