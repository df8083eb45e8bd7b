"""What stands in the columns of a list: texts, a statement a family for all people of a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.periods import PartialDate
from congvu.establishment.models import Competency
from congvu.people.columns.conditions import minorities, rows_of
from congvu.people.columns.registry import COMPLETENESS, Column, Kind, Source, on_day
from congvu.people.permissions import People
from congvu.people.selectors.complete import completeness_of

DOTS = "••••"
_GROUPED = 10_000
_NUMBERS = frozenset({"personal_id", "old_id", "phone"})


@dataclass(frozen=True)
class Cell:
    """One cell; `below` is a second, smaller line, `is_doubt` marks what no paper confirms.

    `label` names its column, for cards on a phone.
    """

    text: str = ""
    below: str = ""
    label: str = ""
    is_number: bool = False
    is_masked: bool = False
    is_doubt: bool = False


@dataclass(frozen=True)
class Row:
    """One person and the cells of the columns chosen, without the name."""

    id: UUID
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class View:
    """How rows are told: as on `on`; sensitive cells open only to those who gave a purpose."""

    actor: Actor
    columns: Sequence[Column]
    on: date
    is_past: bool = False
    is_open: bool = False


def rows_shown(people: Iterable[Any], view: View) -> list[Row]:
    """A row a person, in the order given."""
    folk = list(people)
    read = [
        on_day(column, is_past=view.is_past) for column in view.columns if column.key != "full_name"
    ]
    if view.is_past and any(column.lookup == COMPLETENESS for column in read):
        _score_anew(folk, view)
    facts = _facts({column.source for column in read if column.source}, folk, view.on)
    heads = [column.title for column in view.columns if column.key != "full_name"]
    return [
        Row(
            one.pk,
            one.full_name,
            tuple(
                replace(_cell(column, one, facts, view), label=head)
                for column, head in zip(read, heads, strict=True)
            ),
        )
        for one in folk
    ]


def _score_anew(folk: Sequence[Any], view: View) -> None:
    """How complete dossiers were on a past day: the number people keep is that of today."""
    keys = [one.pk for one in folk]
    found = completeness_of(actor=view.actor, people=keys, on=view.on)
    for one in folk:
        one.completeness = found.get(one.pk, one.completeness)


Facts = Mapping[str, Mapping[UUID, list[Any]]]


def _facts(sources: set[Source | None], folk: Sequence[Any], on: date) -> Facts:
    """The rows in force by source and person. One statement a family."""
    found: dict[str, dict[UUID, list[Any]]] = {}
    keys = [one.pk for one in folk]
    for source in sorted(filter(None, sources), key=lambda one: one.key):
        by_person = found.setdefault(source.key, {})
        rows = rows_of(source, on).filter(person__one_of=keys)
        related = _RELATED.get(source.key, ())
        told = list(rows.select_related(*related).order_by(*_order(source)))
        if source.key == "competencies":
            _name_competencies(told)
        for row in told:
            by_person.setdefault(row.person_id, []).append(row)
    return found


def _name_competencies(rows: Sequence[Any]) -> None:
    """Put the name of each, with the level found, in place of its code. One statement."""
    named = Competency.objects.in_bulk({row.competency_code for row in rows}, field_name="code")
    for row in rows:
        if row.competency_code in named:
            row.competency_code = f"{named[row.competency_code].label} ({row.level})"


_RELATED = {"posts": ("unit__parent", "position"), "ranks": ("rank",)}


def _order(source: Source) -> tuple[str, ...]:
    if source.key == "posts":
        return ("-is_main", "pk")
    return ("-level", "pk") if source.family.key == "training" else ("pk",)


def _cell(column: Column, person: Any, facts: Facts, view: View) -> Cell:
    if column.is_guarded and not _may_see(person, view):
        return _masked(column, person)
    if column.source is None:
        return _of_person(column, person, view.on)
    rows = facts[column.source.key].get(person.pk, [])
    if column.key == "party.is_member":
        return Cell(_("yes") if rows else _("no"))
    texts = [_text(column, _value(row, column.lookup)) for row in rows]
    told = list(dict.fromkeys(filter(None, texts)))
    return Cell("; ".join(told), is_number=column.kind is Kind.NUMBER)


def _may_see(person: Any, view: View) -> bool:
    return view.is_open and view.actor.may(People.SENSITIVE_OPEN, person.unit_path)


def _masked(column: Column, person: Any) -> Cell:
    value = str(getattr(person, column.lookup, "") or "") if column.source is None else ""
    if column.key in _NUMBERS and len(value) > 8:
        return Cell(f"{DOTS} {value[-4:]}", is_masked=True)
    return Cell(DOTS, is_masked=True)


def _of_person(column: Column, person: Any, on: date) -> Cell:
    if column.key == "remarks":
        doubt = person.has_unverified
        return Cell(_("unverified") if doubt else "", is_doubt=doubt)
    if column.kind is Kind.AGE:
        return Cell(_age(person.born_from, on), is_number=True)
    if column.key == "minority":
        return Cell(_("yes") if person.ethnic_group in minorities() else _("no"))
    if column.key == "incomplete":
        return Cell(_("yes") if person.completeness < 100 else _("no"))
    if column.kind is Kind.MONTH:
        month = person.retires_in
        return Cell(f"{month:%m/%Y}" if month else "", is_number=True)
    if column.kind is Kind.UNIT:
        unit = person.unit
        part = unit.kind == "division" and unit.parent is not None
        return Cell(unit.name, unit.parent.name if part else "")
    value = getattr(person, column.lookup)
    return Cell(
        _text(column, value), is_number=column.kind in {Kind.NUMBER, Kind.PARTIAL, Kind.DAY}
    )


def _value(row: Any, lookup: str) -> Any:
    for step in lookup.split("__"):
        if row is None:
            return None
        if step == "startswith":
            return row.lower
        if step == "endswith":
            return row.upper - timedelta(days=1) if row.upper else None
        row = getattr(row, step)
    return row


def _text(column: Column, value: Any) -> str:
    """One value in the reader's words; "" where there is none."""
    if value is None or value == "":
        return ""
    if column.options or column.codes:
        names = column.options or names_of(column.codes)
        return str(names.get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return str(date_format(value, "SHORT_DATE_FORMAT"))
    if column.kind is Kind.PARTIAL:
        return str(PartialDate(value))
    if isinstance(value, int | Decimal):
        is_long = abs(int(value)) >= _GROUPED
        return str(number_format(value, use_l10n=True, force_grouping=is_long))
    return str(getattr(value, "label", "") or value)


def _age(born: date | None, on: date) -> str:
    if born is None:
        return ""
    return str(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def in_chunks(people: Any, size: int) -> Iterator[list[Any]]:
    """`people` a few thousand at a time."""
    chunk: list[Any] = []
    for person in people.iterator(chunk_size=size):
        chunk.append(person)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
