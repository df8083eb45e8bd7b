"""How complete dossiers are: one with what is missing, or the number of many in one statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from congvu.core.actors import Actor
from congvu.core.periods import add_months
from congvu.law.selectors import parameter_since
from congvu.people.families import family
from congvu.people.groups import official_fields
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.requirements import Requirement, requirements
from congvu.people.rules.completeness import Completeness, completeness
from congvu.people.selectors.whole import Whole

CONTRACTS, PROBATION = "dossier.contract_object_kinds", "dossier.party_probation_months"


@dataclass(frozen=True)
class Missing:
    """One required line nobody filled: its name in the official list, and what fills it."""

    label: str
    requirement: Requirement


def completeness_of_one(person: Any, whole: Whole, on: date) -> Completeness:
    """The completeness of a dossier that was read whole; no statement."""
    told = {one.key: one.is_told(person, _rows(whole, one), on) for one in requirements()}
    return completeness([one.key for one in requirements()], _applies(person, whole, on), told)


def missing_of(found: Completeness) -> list[Missing]:
    """The missing lines with their names, in the order of the official list."""
    kept = {one.key: one for one in requirements()}
    return [Missing(official_fields()[key]["label_vi"], kept[key]) for key in found.missing]


def _rows(whole: Whole, one: Requirement) -> list[Any]:
    return whole.standing(family(one.family)) if one.family else []


def _applies(person: Any, whole: Whole, on: date) -> dict[str, bool]:
    """The conditions of the lines marked C."""
    members = whole.standing(family("party"))
    since = add_months(on, -parameter_since(PROBATION, on).value)
    return {
        "contract_kind": person.object_kind in parameter_since(CONTRACTS, on).value,
        "party_join_date": bool(members),
        "party_official_date": any(
            row.valid.lower is not None and row.valid.lower <= since for row in members
        ),
        "asset_declaration": bool(person.title_code),
    }


_STANDS = "f.replaced_by_id IS NULL AND f.voided_by_id IS NULL"
_CONDITIONS = {
    "contract_kind": "p.object_kind = ANY(%(contracts)s)",
    "asset_declaration": "p.title_code <> ''",
}
"""Where a line marked C applies, as far as the person's own row tells it."""
_CONDITIONS_OF_PARTY = {
    "party_join_date": "TRUE",
    "party_official_date": "lower(f.valid) <= %(probation)s",
}
"""And as a membership of the Party tells it."""


def completeness_of(*, actor: Actor, people: Iterable[UUID] | None, on: date) -> Mapping[UUID, int]:
    """The percent of each of `people` the actor may see: one statement, whatever their number.

    None: of everybody in sight, which takes seconds in a province.
    """
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW)
    if people is not None:
        seen = seen.filter(pk__one_of=list(people))
    sql, params = seen.values("pk").query.sql_with_params()
    named = {f"k{at}": value for at, value in enumerate(params)}
    sql = sql % tuple(f"%({name})s" for name in named)
    with connection.cursor() as cursor:
        cursor.execute(score_sql(sql), {**score_values(on), **named})
        return dict(cursor.fetchall())


def score_values(on: date) -> dict[str, Any]:
    """What `score_sql` asks for by name, as the law is on `on`."""
    return {
        "on": on,
        "contracts": parameter_since(CONTRACTS, on).value,
        "probation": add_months(on, -parameter_since(PROBATION, on).value),
    }


def score_sql(people: str) -> str:
    """SQL for the percent of each person whose key the query `people` gives: id and percent.

    Each row of a dossier tells some required lines, a bit a line; put together by person they say
    what is told and what applies. So every table is read once and nothing is joined: a province
    takes seconds, one person the indexes.
    """
    parts = "UNION ALL ".join((_of_persons(), *map(_of_family, _families())))
    return f"""WITH asked AS MATERIALIZED ({people})
               SELECT id, bit_count(bit_or(told) & bit_or(applies)) * 100
                          / greatest(bit_count(bit_or(applies)), 1)
               FROM ({parts}) part (id, told, applies, is_person)
               GROUP BY id HAVING bool_or(is_person)"""  # noqa: S608 - columns of the models


def _of_persons() -> str:
    """What the row of the person tells, and which lines apply to whom."""
    told = {
        one.key: " OR ".join(_is_filled("p", Person._meta.get_field(name)) for name in one.columns)
        for one in requirements()
        if one.columns
    }
    applies = {
        one.key: _CONDITIONS.get(one.key, "TRUE")
        for one in requirements()
        if one.key not in _CONDITIONS_OF_PARTY
    }
    return f"""SELECT p.id, {_bits(told)}, {_bits(applies)}, TRUE FROM people_person p
               WHERE p.id IN (SELECT * FROM asked) """  # noqa: S608 - columns of the models


def _of_family(key: str) -> str:
    """What the rows of one family tell."""
    told = {one.key: _fits(one) for one in requirements() if one.family == key}
    applies = _CONDITIONS_OF_PARTY if key == "party" else {}
    return f"""SELECT f.person_id, {_bits(told)}, {_bits(applies)}, FALSE
               FROM {family(key).table} f
               WHERE {_STANDS} AND f.person_id IN (SELECT * FROM asked) """  # noqa: S608 - as above


def _families() -> list[str]:
    return list(dict.fromkeys(one.family for one in requirements() if one.family))


def _bits(conditions: Mapping[str, str]) -> str:
    """SQL for a string of bits, one a requirement, set where its condition holds."""
    keys = [one.key for one in requirements()]
    none = "0" * len(keys)
    bits = [
        f"CASE WHEN {sql} THEN B'{none[:at]}1{none[at + 1 :]}' ELSE B'{none}' END"
        for at, key in enumerate(keys)
        if (sql := conditions.get(key))
    ]
    return " | ".join(bits) or f"B'{none}'"


def _fits(one: Requirement) -> str:
    limits = ["TRUE"]
    if one.is_now:
        limits.append("f.valid @> %(on)s::date")
    if one.has_start:
        limits.append("NOT lower_inf(f.valid)")
    if one.filled:
        limits.append(_is_filled("f", one.kind.model._meta.get_field(one.filled)))
    limits += [f"f.{name} = '{value}'" for name, value in one.where.items()]
    return " AND ".join(limits)


def _is_filled(table: str, column: Any) -> str:
    is_text = column.get_internal_type() in ("CharField", "TextField", "PartialDateField")
    name = f"{table}.{column.column}"
    return f"coalesce({name}::text, '') <> ''" if is_text else f"{name} IS NOT NULL"
