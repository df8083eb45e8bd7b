"""How complete dossiers are: one with what is missing, or the number of many in one statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from congvu.core.actors import Actor
from congvu.core.periods import add_months
from congvu.law.selectors import parameter
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
    since = add_months(on, -parameter(PROBATION, on).value)
    return {
        "contract_kind": person.object_kind in parameter(CONTRACTS, on).value,
        "party_join_date": bool(members),
        "party_official_date": any(
            row.valid.lower is not None and row.valid.lower <= since for row in members
        ),
        "asset_declaration": bool(person.title_code),
    }


_STANDS = "f.person_id = p.id AND f.replaced_by_id IS NULL AND f.voided_by_id IS NULL"
_CONDITIONS = {
    "contract_kind": "p.object_kind = ANY(%(contracts)s)",
    "party_join_date": f"EXISTS (SELECT FROM people_partymembership f WHERE {_STANDS})",
    "party_official_date": f"EXISTS (SELECT FROM people_partymembership f WHERE {_STANDS}"
    " AND lower(f.valid) <= %(probation)s)",
    "asset_declaration": "p.title_code <> ''",
}


def completeness_of(*, actor: Actor, people: Iterable[UUID], on: date) -> Mapping[UUID, int]:
    """The percent of each of `people` the actor may see: one statement, whatever their number."""
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW).filter(pk__in=list(people))
    sql, params = seen.values("pk").query.sql_with_params()
    named = {f"k{at}": value for at, value in enumerate(params)}
    sql = sql % tuple(f"%({name})s" for name in named)
    values = {
        "on": on,
        "contracts": parameter(CONTRACTS, on).value,
        "probation": add_months(on, -parameter(PROBATION, on).value),
        **named,
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(sql), values)
        return {
            person: int(told) * 100 // int(whole) if whole else 100
            for person, told, whole in cursor.fetchall()
        }


def _statement(people: str) -> str:
    told, whole = [], []
    for one in requirements():
        applies = _CONDITIONS.get(one.key, "TRUE")
        told.append(f"(({applies}) AND {_told(one)})::int")
        whole.append(f"({applies})::int")
    return f"""SELECT p.id, {" + ".join(told)}, {" + ".join(whole)}
               FROM people_person p WHERE p.id IN ({people})"""  # noqa: S608 - columns of the models


def _told(one: Requirement) -> str:
    if one.columns:
        columns = [Person._meta.get_field(name) for name in one.columns]
        return "(" + " OR ".join(_is_filled("p", column) for column in columns) + ")"
    kind = one.kind
    limits = [_STANDS]
    if one.is_now:
        limits.append("f.valid @> %(on)s::date")
    if one.has_start:
        limits.append("NOT lower_inf(f.valid)")
    if one.filled:
        limits.append(_is_filled("f", kind.model._meta.get_field(one.filled)))
    limits += [f"f.{name} = '{value}'" for name, value in one.where.items()]
    return f"EXISTS (SELECT FROM {kind.table} f WHERE {' AND '.join(limits)})"


def _is_filled(table: str, column: Any) -> str:
    is_text = column.get_internal_type() in ("CharField", "TextField", "PartialDateField")
    name = f"{table}.{column.column}"
    return f"coalesce({name}::text, '') <> ''" if is_text else f"{name} IS NOT NULL"
