"""What a decision made, column by column, for those who correct it; and what leans on it."""

from collections.abc import Mapping
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

    `told` is the value a draft of the correction says already; empty where it says none.
    """

    name: str
    label: str
    text: str
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    told: str = ""


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

    One statement for the changes, one for the people and one a family.
    """
    made = list(
        DecisionChange.objects.filter(
            decision=decision, act=ChangeAct.MADE, is_undone=False
        ).order_by("pk")
    )
    names = dict(
        Person.objects.filter(pk__in={one.person_id for one in made}).values_list("pk", "full_name")
    )
    found = []
    for one in made:
        kind = family(one.family)
        row = _standing(kind, one.row_id)
        key = f"{one.family}:{one.row_id}"
        cells = _cells(kind, row)
        typed = (told or {}).get(key, {})
        found.append(
            RowToCorrect(
                key=key,
                person=names.get(one.person_id, ""),
                title=str(kind.title),
                since=row.valid.lower,
                until=last_day(row.valid),
                cells=tuple(replace(cell, told=typed.get(cell.name, "")) for cell in cells),
            )
        )
    return found


def _standing(kind: Family, row_id: int) -> Any:
    row = kind.model.objects.get(pk=row_id)
    while row.replaced_by_id is not None:
        row = kind.model.objects.get(pk=row.replaced_by_id)
    return row


def _cells(kind: Family, row: Any) -> list[Cell]:
    return [_cell(kind, row, name) for name in kind.columns if name not in _KEPT]


def _cell(kind: Family, row: Any, name: str) -> Cell:
    column = row._meta.get_field(name)
    label = label_of(kind=kind, name=name)
    value = getattr(row, name)
    if name == "rank":
        ranks = tuple((rank.code, str(rank)) for rank in Rank.objects.order_by("code"))
        return Cell(name, label, row.rank_id or "", "choice", ranks)
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
