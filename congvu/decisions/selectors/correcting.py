"""What a decision made, column by column, for those who correct it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from congvu.catalog.fields import CodeField
from congvu.catalog.models import Rank
from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.periods import last_day
from congvu.decisions.models import Decision, DecisionChange
from congvu.decisions.selectors.changes import label_of
from congvu.decisions.selectors.naming import unit_line
from congvu.people.families import Family, family
from congvu.people.models import Person
from congvu.people.types import ChangeAct

_KEPT = frozenset({"title_code", "began_by", "unit_printed", "position"})
"""Columns that follow from others."""


@dataclass(frozen=True)
class Cell:
    """One column of a row: `text` as the form shows it; `choices` where it is one of a list.

    `told` is the value a draft of the correction says already; None where it says none.
    """

    name: str
    label: str
    text: str
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    told: str | None = None


@dataclass(frozen=True)
class RowToCorrect:
    """One row a decision made, as it stands now; `key` names it as it was made."""

    key: str
    person: str
    title: str
    since: date | None
    until: date | None
    cells: tuple[Cell, ...]


def rows_made(
    *, actor: Actor, decision: Decision, told: Mapping[str, Mapping[str, str]] | None = None
) -> list[RowToCorrect]:
    """The rows the decision made that still stand, in its order; `told` are values typed before.

    Those of people who serve where the actor reads no dossiers are left out.

    One statement each for the changes, the people and the ranks, and those of `standing_rows`.
    """
    made = list(
        DecisionChange.objects.filter(
            decision=decision, act=ChangeAct.MADE, is_undone=False
        ).order_by("pk")
    )
    names = dict(
        Person.objects.filter(pk__in={one.person_id for one in made}).values_list("pk", "full_name")
    )
    offered = tuple((rank.code, str(rank)) for rank in Rank.objects.order_by("code"))
    rows = standing_rows(actor=actor, changes=made)
    found = []
    for one in made:
        if one.pk not in rows:
            continue
        kind, row = family(one.family), rows[one.pk]
        key = f"{one.family}:{one.row_id}"
        cells = [_cell(kind, row, name, offered) for name in kind.columns if name not in _KEPT]
        typed = (told or {}).get(key, {})
        found.append(
            RowToCorrect(
                key=key,
                person=names.get(one.person_id, ""),
                title=str(kind.title),
                since=row.valid.lower,
                until=last_day(row.valid),
                cells=tuple(replace(cell, told=typed.get(cell.name)) for cell in cells),
            )
        )
    return found


def standing_rows(*, actor: Actor, changes: Iterable[DecisionChange]) -> dict[int, Any]:
    """For each change (by its key) the row as it stands after corrections, where it may be read.

    One statement a family, and one more for each time its rows were corrected.
    """
    by_family: dict[str, dict[int, int]] = defaultdict(dict)
    for one in changes:
        by_family[one.family][one.pk] = one.row_id
    return {
        key: row for code, wanted in by_family.items() for key, row in _last(family(code), wanted)
    }


def _last(kind: Family, wanted: Mapping[int, int]) -> Iterable[tuple[int, Any]]:
    links = {"unit": "unit__parent", "rank": "rank", "position": "position"}
    asked = [links[name] for name in kind.columns if name in links]
    rows = kind.model.objects.select_related(*asked) if asked else kind.model.objects.all()
    waiting = dict(wanted)
    while waiting:
        found = rows.in_bulk(set(waiting.values()))
        now = {key: found[row_id] for key, row_id in waiting.items() if row_id in found}
        yield from ((key, row) for key, row in now.items() if row.replaced_by_id is None)
        waiting = {key: row.replaced_by_id for key, row in now.items() if row.replaced_by_id}


def _cell(kind: Family, row: Any, name: str, offered: tuple[tuple[str, str], ...]) -> Cell:
    column = row._meta.get_field(name)
    label = label_of(kind=kind, name=name)
    value = getattr(row, name)
    if name == "rank":
        return Cell(name, label, row.rank_id or "", "choice", offered)
    if isinstance(column, models.ForeignKey):
        text = unit_line(value) if name == "unit" and value else str(value or "")
        return Cell(name, label, text, name)
    if isinstance(column, CodeField):
        names = tuple((code, str(word)) for code, word in names_of(column.code_list).items())
        return Cell(name, label, str(value or ""), "choice", names)
    if column.choices:
        offered = tuple((str(code), str(word)) for code, word in column.choices)
        return Cell(name, label, str(value or ""), "choice", offered)
    if isinstance(column, models.DateField):
        return Cell(name, label, value.isoformat() if value else "", "date")
    if isinstance(column, models.DecimalField):
        return Cell(name, label, _number(value), "decimal")
    return Cell(name, label, "" if value is None else str(value))


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
