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


_STANDS = "f.replaced_by_id IS NULL AND f.voided_by_id IS NULL"
_PARTY = "coalesce(party.was_long_ago, FALSE)"
_CONDITIONS = {
    "contract_kind": "p.object_kind = ANY(%(contracts)s)",
    "party_join_date": "party.person_id IS NOT NULL",
    "party_official_date": _PARTY,
    "asset_declaration": "p.title_code <> ''",
}
_BESIDE = {"party": "bool_or(lower(f.valid) <= %(probation)s) AS was_long_ago"}


def completeness_of(*, actor: Actor, people: Iterable[UUID], on: date) -> Mapping[UUID, int]:
    """The percent of each of `people` the actor may see: one statement, whatever their number."""
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW).filter(pk__in=list(people))
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
        "contracts": parameter(CONTRACTS, on).value,
        "probation": add_months(on, -parameter(PROBATION, on).value),
    }


def score_sql(people: str) -> str:
    """SQL for the percent of each person whose key the query `people` gives: id and percent.

    Each family is read once, whatever is asked of it, so that all people of a province take
    seconds, and one person the indexes.
    """
    told, whole = [], []
    families: dict[str, list[str]] = {key: [sql] for key, sql in _BESIDE.items()}
    for one in requirements():
        applies = _CONDITIONS.get(one.key, "TRUE")
        if one.columns:
            fields = [Person._meta.get_field(name) for name in one.columns]
            is_told = "(" + " OR ".join(_is_filled("p", field) for field in fields) + ")"
        else:
            families.setdefault(one.family, []).append(f"bool_or({_fits(one)}) AS k_{one.key}")
            is_told = f"coalesce({one.family}.k_{one.key}, FALSE)"
        told.append(f"(({applies}) AND {is_told})::int")
        whole.append(f"({applies})::int")
    reads = ", ".join(_read(key, columns) for key, columns in families.items())
    joins = " ".join(f"LEFT JOIN {key} ON {key}.person_id = p.id" for key in families)
    return f"""WITH asked AS MATERIALIZED ({people}), {reads}
               SELECT p.id, ({" + ".join(told)}) * 100 / greatest({" + ".join(whole)}, 1)
               FROM people_person p {joins}
               WHERE p.id IN (SELECT * FROM asked)"""  # noqa: S608 - columns of the models


def _read(key: str, columns: Iterable[str]) -> str:
    """One family of those asked for: a row a person, a column a requirement."""
    return f"""{key} AS (SELECT f.person_id, {", ".join(columns)} FROM {family(key).table} f
               WHERE {_STANDS} AND f.person_id IN (SELECT * FROM asked)
               GROUP BY f.person_id)"""  # noqa: S608 - columns of the models


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
