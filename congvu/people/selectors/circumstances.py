"""What dossiers say that moves a retirement: hard work and areas, capacity, being kept on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.law.selectors import parameter
from congvu.people.choices import HardWorkKind
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.rules.hard_work import CAPACITY, REGIONAL, HardTime
from congvu.people.rules.retirement import KEPT_ON, Circumstances

_STANDS = "f.replaced_by_id IS NULL AND f.voided_by_id IS NULL AND NOT f.is_disputed"

TOLD = f"""
WITH told AS (
    SELECT f.person_id, f.kind, f.valid, f.detail, NULL::numeric AS number
    FROM people_hardwork f WHERE {_STANDS} AND lower(f.valid) IS NOT NULL
    UNION ALL
    SELECT f.person_id, 'allowance', f.valid, f.kind_code, f.coefficient
    FROM people_allowance f WHERE {_STANDS} AND f.kind_code = %(allowance)s
        AND f.coefficient >= %(coefficient)s AND lower(f.valid) <= %(allowed_until)s
    UNION ALL
    SELECT f.person_id, 'capacity', f.valid, '', f.capacity_lost_percent
    FROM people_healthcheck f WHERE {_STANDS} AND f.capacity_lost_percent >= %(percent)s
        AND lower(f.valid) IS NOT NULL
    UNION ALL
    SELECT f.person_id, 'kept', f.valid, f.reason, NULL
    FROM people_employmentstatus f WHERE {_STANDS} AND f.status_code = %(kept)s
)
SELECT p.id, p.unit_id, p.born, p.sex, told.kind, lower(told.valid) AS since,
       upper(told.valid) - 1 AS until, told.detail, told.number
FROM told JOIN people_person p ON p.id = told.person_id
WHERE p.unit_path <@ ANY(%(paths)s::ltree[]) AND p.unit_path <@ %(unit)s::ltree
    AND CASE WHEN %(person)s::uuid IS NULL THEN p.status = 'serving'
             ELSE p.id = %(person)s::uuid END
ORDER BY p.id, since
"""  # noqa: S608 - only constants of this module are put in


@dataclass(frozen=True)
class Apart:
    """Somebody whose dossier says something of the kind, with birth and sex."""

    person_id: UUID
    unit_id: int
    born: str
    sex: str
    told: Circumstances


def people_apart(
    *,
    actor: Actor,
    today: date,
    unit: str = "",
    person_id: UUID | None = None,
    permission: str = People.RECORD_VIEW,
) -> list[Apart]:
    """The serving people below `unit` whose retirement may lie apart from the ordinary age.

    With `person_id` that one alone, serving or not. `permission` is what the units are held by.
    One statement. Law: retirement.hard_allowance, retirement.capacity_lost_percent
    """
    allowance = parameter(REGIONAL, today).value
    params = {
        "allowance": allowance["kind"],
        "coefficient": allowance["coefficient"],
        "allowed_until": allowance["until"],
        "percent": parameter(CAPACITY, today).value,
        "kept": KEPT_ON,
        "paths": list(actor.paths(permission)),
        "unit": unit,
        "person": person_id,
    }
    found: dict[UUID, list[Mapping[str, Any]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TOLD, params)
        names = [column.name for column in cursor.description]
        for values in cursor.fetchall():
            row = dict(zip(names, values, strict=True))
            found.setdefault(row["id"], []).append(row)
    return [
        Apart(key, rows[0]["unit_id"], rows[0]["born"], rows[0]["sex"], _told(rows))
        for key, rows in found.items()
    ]


def circumstances_of(*, actor: Actor, person: Person, today: date) -> Circumstances:
    """What moves one person's retirement. One statement."""
    apart = people_apart(actor=actor, today=today, person_id=person.pk)
    return apart[0].told if apart else Circumstances()


def _told(rows: Iterable[Mapping[str, Any]]) -> Circumstances:
    times, assessed, kept = [], [], []
    for row in rows:
        if row["kind"] == "capacity":
            assessed.append((row["since"], int(row["number"])))
        elif row["kind"] == "kept":
            kept.append(row)
        else:
            is_allowance = row["kind"] == "allowance"
            times.append(HardTime(row["since"], row["until"], _name(row), is_allowance))
    # Whoever is kept on without a last day on file is forecast by the age.
    ends = [row["until"] for row in kept]
    known = bool(ends) and None not in ends
    last = max(kept, key=lambda row: row["until"]) if known else None
    return Circumstances(
        tuple(times),
        tuple(assessed),
        last["until"] if last else None,
        last["detail"] if last else "",
    )


def _name(row: Mapping[str, Any]) -> str:
    if row["kind"] == "allowance":
        name = names_of("allowance_kinds").get(row["detail"], row["detail"])
        return f"{name} {row['number'].normalize()}".replace(".", ",")
    kind = str(HardWorkKind(row["kind"]).label)
    kind = kind[:1].upper() + kind[1:]
    return f"{kind} ({row['detail']})" if row["detail"] else kind
