"""Every fact of one dossier in one statement, whatever the number of families."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from congvu.core.actors import Actor
from congvu.core.periods import half_open
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.establishment.models import Competency, Unit, UnitName
from congvu.people.families import FAMILIES, Family
from congvu.people.models import Person
from congvu.people.values import COMPETENCY, UNIT_NAME, Names, NamesOverTime


@dataclass(frozen=True)
class Whole:
    """All rows of a dossier by family, oldest first, the fallen ones too; and what they name.

    `papers` are the papers they rest on, end by or fell by, by key; `decisions` the keys of those
    that are decisions of this system, not entered by hand.
    """

    rows: Mapping[str, list[Any]]
    papers: Mapping[int, Paper]
    names: Names
    changes: list[Any] = field(default_factory=list)
    entries: list[Any] = field(default_factory=list)
    decisions: frozenset[int] = frozenset()

    def standing(self, family: Family) -> list[Any]:
        """The rows of `family` that nobody replaced or voided."""
        rows = self.rows.get(family.key, [])
        return [row for row in rows if row.replaced_by_id is None and row.voided_by_id is None]

    def basis_of(self, row: Any) -> Paper | None:
        """The paper a row rests on; None where the reader may not know it."""
        return self.papers.get(row.basis_id)


def whole_dossier(*, actor: Actor, person: Person) -> Whole:
    """The dossier of a person the actor was let see: seven statements at most.

    Row-level security stands behind each of them.
    """
    rows = _rows(person.pk)
    changes = list(person.changes.order_by("pk"))
    wanted = {change.basis_id for change in changes}
    for row in (row for found in rows.values() for row in found):
        wanted |= {row.basis_id, row.end_basis_id, row.voided_by_id}
    papers = papers_of(actor=actor, person_id=person.pk, wanted=wanted)
    entries = list(person.entries.order_by("-pk"))
    typed = {entry.paper_id for entry in entries}
    decisions = {key for key, one in papers.items() if one.kind == PaperKind.DECISION} - typed
    return Whole(rows, papers, _names(rows), changes, entries, frozenset(decisions))


def papers_of(*, actor: Actor, person_id: UUID, wanted: Iterable[int | None]) -> dict[int, Paper]:
    """The papers `wanted` that facts of a person in scope rest on, wherever they lie, by key.

    Who acts without a scope of rows (the owner of the database) is given them as they are.
    """
    told = Paper.objects.raw("SELECT * FROM congvu_papers_of(%s)", [person_id])
    found = {paper.pk: paper for paper in told}
    left = {key for key in wanted if key is not None and key not in found}
    return found | ({one.pk: one for one in Paper.objects.filter(pk__in=left)} if left else {})


@cache
def _statement() -> str:
    parts = (
        f"SELECT '{family.key}', to_jsonb(f)::text"  # noqa: S608 - tables of the registry
        f" FROM {family.table} f WHERE person_id = %(person)s"
        for family in FAMILIES
    )
    return " UNION ALL ".join(parts)


def _rows(person_id: UUID) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {family.key: [] for family in FAMILIES}
    kinds = {family.key: family for family in FAMILIES}
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"person": person_id})
        for key, text in cursor.fetchall():
            found[key].append(_row(kinds[key].model, json.loads(text, parse_float=Decimal)))
    for rows in found.values():
        rows.sort(key=lambda row: (row.valid.lower or date.min, row.pk))
    return found


def _row(model: Any, told: Mapping[str, Any]) -> Any:
    columns = model._meta.concrete_fields
    values = [_value(column, told[column.column]) for column in columns]
    return model.from_db("default", [column.attname for column in columns], values)


def _value(column: Any, told: Any) -> Any:
    if column.name == "valid":
        return _period(told)
    if column.name == "unit_path" or told is None:
        return told
    if isinstance(column, models.ForeignKey):
        return column.target_field.to_python(told)
    return column.to_python(told)


def _period(text: str) -> Any:
    """A period as PostgreSQL writes it: `[2024-01-01,2025-01-01)`, a side perhaps empty."""
    first, end = text.strip("[]()").split(",")
    return half_open(
        date.fromisoformat(first) if first else None, date.fromisoformat(end) if end else None
    )


def names_in(*, actor: Actor, rows: Mapping[str, Iterable[Any]]) -> Names:
    """What some facts by family name: units, ranks, positions. A statement a table."""
    return _names({**{family.key: [] for family in FAMILIES}, **rows})


def _names(rows: Mapping[str, Iterable[Any]]) -> Names:
    """What the units, ranks and positions named in `rows` are called: a statement a table."""
    wanted: dict[Any, set[Any]] = {}
    for family in FAMILIES:
        for name in family.columns:
            column = family.model._meta.get_field(name)
            if isinstance(column, models.ForeignKey):
                keys = {getattr(row, column.attname) for row in rows[family.key]} - {None}
                wanted.setdefault(column.related_model, set()).update(keys)
    named = {
        (model._meta.label_lower, one.pk): str(getattr(one, "label", "") or one)
        for model, keys in wanted.items()
        if keys and model is not Unit
        for one in model.objects.filter(pk__in=keys)
    }
    units = _unit_names(wanted.get(Unit, set()))
    return named | units | _competencies({row.competency_code for row in rows["competencies"]})


def _unit_names(keys: set[int]) -> dict[tuple[str, Any], str]:
    """What units are called, and the official names they went by over time. One statement."""
    names = UnitName.objects.filter(unit=OuterRef("pk"), is_official=True).order_by("valid")
    period = JSONObject(name="name", first="valid__startswith", end="valid__endswith")
    units = Unit.objects.filter(pk__in=keys).annotate(told=ArraySubquery(names.values(one=period)))
    found: dict[tuple[str, Any], str] = {}
    for unit in units if keys else ():
        then = NamesOverTime(unit.name)
        then.periods = [(_day(one["first"]), _day(one["end"]), one["name"]) for one in unit.told]
        found[(Unit._meta.label_lower, unit.pk)] = found[(UNIT_NAME, unit.pk)] = then
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _competencies(codes: set[str]) -> dict[tuple[str, Any], str]:
    """The competencies of the framework by code: a fact names them by it."""
    found = Competency.objects.filter(code__in=codes) if codes else ()
    return {(COMPETENCY, one.code): one.label for one in found}
