"""Tables of printed forms, the same for PDF (tables.typ) and Word (word_tables.py)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from congvu.core.text import clean
from congvu.documents.printing.letters import BLANK, tidy

NUMERALS = frozenset("0123456789.,/:-")


class Align(StrEnum):
    """How the words of a column stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Column:
    """A column of a table; neighbours of one `group` stand under a common head.

    `width` is a share: columns of 1 and 2 take a third and two thirds.
    """

    head: str
    width: float = 1
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True)
class Band:
    """A row across all columns that names the rows below it (a unit)."""

    text: str


@dataclass(frozen=True)
class Table:
    """Columns, and rows with a text for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | Band, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if not isinstance(row, Band) and len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells for {len(self.columns)} columns")


def table_data(table: Table) -> dict[str, Any]:
    """Columns with their widths, the one or two rows of the head, and the rows."""
    return {
        "widths": [column.width for column in table.columns],
        "aligns": [str(column.align) for column in table.columns],
        "head": head_rows(table),
        "rows": [
            {"band": clean(row.text)}
            if isinstance(row, Band)
            else {"cells": [_cell(text) for text in row]}
            for row in table.rows
        ],
    }


def _cell(text: str) -> dict[str, Any]:
    text = tidy(text)
    return {
        "text": text,
        "widest": max((sum(map(_most, word)) for word in text.split(BLANK)), default=0),
    }


def _most(letter: str) -> float:
    """No face of the typeface makes `letter` wider, in heights of the type."""
    if letter in NUMERALS:
        return 0.6
    return 0.9 if letter.islower() else 1.1


def head_rows(table: Table) -> list[list[dict[str, Any]]]:
    """The cells of the head: text, first column (from 0), and the columns and rows it spans."""
    grouped = any(column.group for column in table.columns)
    upper: list[dict[str, Any]] = []
    lower: list[dict[str, Any]] = []
    before = ""
    for at, column in enumerate(table.columns):
        cell = _cell(column.head) | {"at": at, "columns": 1, "rows": 1}
        if not column.group:
            upper.append(cell | {"rows": 2 if grouped else 1})
        else:
            lower.append(cell)
            if column.group == before:
                upper[-1]["columns"] += 1
            else:
                upper.append(cell | _cell(column.group))
        before = column.group
    return [upper, lower] if grouped else [upper]
