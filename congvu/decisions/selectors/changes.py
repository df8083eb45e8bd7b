"""What a decision does to dossiers in words: before and after, person by person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from congvu.catalog.fields import CodeField
from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.periods import last_day
from congvu.decisions.column_values import column_words
from congvu.people.families import Family, family
from congvu.people.models import Person
from congvu.people.types import Change, ChangeAct

MOST_TOLD = 400


@dataclass(frozen=True)
class ChangeTold:
    """One change of one dossier: what, what it said, what it says then."""

    person_id: UUID
    person: str
    what: str
    before: str
    after: str


def tell_changes(*, actor: Actor, changes: Sequence[Change]) -> list[ChangeTold]:
    """`changes` in words, at most `MOST_TOLD`; one statement for people and one a family.

    A row that ends where another of the same family begins is told as one change. Of people who
    serve where the actor reads no dossiers nothing is told.
    """
    names = names_in_reach(actor=actor, people={one.person_id for one in changes[:MOST_TOLD]})
    told = [one for one in changes[:MOST_TOLD] if one.person_id in names]
    rows = _rows(told)
    found = []
    for (person_id, key), own in _grouped(told).items():
        for what, before, after in _pairs(key, own, rows):
            found.append(ChangeTold(person_id, names[person_id], what, before, after))
    return found


def names_in_reach(*, actor: Actor, people: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those whose dossiers lie where the actor reads some. One statement."""
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "full_name"))


def told_row(*, kind: Family, row: Any) -> str:
    """A row of a dossier in one line: what it says, without the period."""
    return "; ".join(
        f"{label_of(kind=kind, name=name)}: {text}"
        for name in kind.columns
        if (text := _cell(row, name))
    )


def _grouped(changes: Iterable[Change]) -> Mapping[tuple[UUID, str], list[Change]]:
    groups: dict[tuple[UUID, str], list[Change]] = defaultdict(list)
    for one in changes:
        groups[(one.person_id, one.family)].append(one)
    return groups


def _rows(changes: Iterable[Change]) -> dict[tuple[str, int], Any]:
    keys: dict[str, set[int]] = defaultdict(set)
    for one in changes:
        if one.act is not ChangeAct.CORRECTED:
            keys[one.family].add(one.row_id)
    found: dict[tuple[str, int], Any] = {}
    for key, wanted in keys.items():
        kind = family(key)
        links = [name for name in ("unit", "rank") if name in kind.columns]
        by = ["replaced_by", *(f"replaced_by__{name}" for name in links)]
        rows = kind.model.objects.filter(pk__in=wanted).select_related(*links, *by)
        found |= {(key, row.pk): row for row in rows}
    return found


def _pairs(
    key: str, changes: Sequence[Change], rows: Mapping[tuple[str, int], Any]
) -> Iterable[tuple[str, str, str]]:
    """Title, before and after of each change of one person and family."""
    if key == "person":
        for one in changes:
            yield _corrected(one)
        return
    kind = family(key)
    title = str(kind.title)
    ended = [rows[key, one.row_id] for one in changes if one.act is ChangeAct.ENDED]
    made = [rows[key, one.row_id] for one in changes if one.act is ChangeAct.MADE]
    for one in changes:
        if one.act is ChangeAct.REPLACED:
            row = rows[key, one.row_id]
            by = row.replaced_by
            if by is not None:
                made = [each for each in made if each.pk != by.pk]
            yield title, _said(kind, row), _said(kind, by) if by else ""
    while ended or made:
        before = ended.pop(0) if ended else None
        after = made.pop(0) if made else None
        yield (
            title,
            _said(kind, before) if before is not None else "",
            _said(kind, after) if after is not None else _("nothing any more"),
        )


def _corrected(one: Change) -> tuple[str, str, str]:
    column = Person._meta.get_field(one.column)
    before, after = (column_words(one.column, text) or "–" for text in (one.before, one.after))
    return str(getattr(column, "verbose_name", one.column)), before, after


def _said(kind: Family, row: Any) -> str:
    period = []
    if row.valid.lower:
        period.append(_("from %(first)s") % {"first": _day(row.valid.lower)})
    last = last_day(row.valid)
    if last and not kind.is_moment:
        period.append(_("to %(last)s") % {"last": _day(last)})
    return ", ".join(filter(None, (told_row(kind=kind, row=row), " ".join(period))))


def label_of(*, kind: Family, name: str) -> str:
    """What a column of a family is called."""
    label = _("unit") if name == "unit" else str(kind.model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _cell(row: Any, name: str) -> str:
    """A column as read on screen; nothing where it says nothing."""
    column = row._meta.get_field(name)
    value = getattr(row, name)
    if name in _SILENT or value in (None, "", False):
        return ""
    if isinstance(column, CodeField):
        return str(names_of(column.code_list).get(str(value), value))
    if column.choices:
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return _("yes") if value is True else str(value)


_SILENT = frozenset({"title_code", "began_by"})
"""Columns that repeat another one for the machine."""


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
