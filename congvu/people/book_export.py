"""Dossiers into a workbook that the import reads back to the very same: for pages and console."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from congvu.core.actors import Actor
from congvu.core.querysets import ScopedQuerySet
from congvu.establishment.models import Unit
from congvu.establishment.rules.titles import Place, title_code
from congvu.people.choices import QualificationFamily
from congvu.people.commands.exports import note_book
from congvu.people.families import Privacy, family
from congvu.people.selectors.book_imports import places_by_key, positions_by_key
from congvu.people.selectors.book_rows import (
    Basis,
    fact_rows,
    people_of_book,
    people_of_unit,
    person_rows,
)
from congvu.people.workbook import written
from congvu.people.workbook.cells import NO_TITLE
from congvu.people.workbook.layout import KEYS, PEOPLE, Sheet, sheets
from congvu.people.workbook.privacy import is_closed
from congvu.people.workbook.writing import BookWriter
from congvu.people.workbook.written import Written, writer_of

Settle = Callable[[Sequence[str], Sequence[Any], list[Written]], list[Written]]
# Who it is, without what a page masks.
_OPEN = frozenset({"full_name", "name_in_use", "sex"})


def sheets_shown(*, is_whole: bool) -> tuple[Sheet, ...]:
    """The sheets and columns that leave: all, or those without personal data that pages close."""
    if is_whole:
        return sheets()
    return tuple(_open_part(sheet) for sheet in sheets() if not is_closed(sheet.privacy))


def _open_part(sheet: Sheet) -> Sheet:
    if sheet.family is not None:
        return replace(
            sheet, columns=tuple(one for one in sheet.columns if one.name != "person_id")
        )
    columns = tuple(
        one for one in sheet.columns if one.privacy == Privacy.ORDINARY or one.name in _OPEN
    )
    return replace(sheet, columns=columns)


def write_book(target: Any, *, actor: Actor, people: ScopedQuerySet, is_whole: bool) -> int:
    """Write the dossiers of `people` into the file `target`; return how many people.

    One query a sheet, and those of `fact_rows`; memory does not grow with the number of people.
    """
    places = places_by_key(actor=actor)
    units = {key: written.coded(name, code) for key, (name, code, _place) in places.items()}
    positions = {
        key: written.coded(one.name, one.code) for key, one in positions_by_key(actor=actor).items()
    }
    settled: dict[str, Settle] = {"training": _training, "posts": partial(_posts, places)}
    count = 0
    with BookWriter(target, sheets_shown(is_whole=is_whole)) as book:
        for sheet in book.sheets:
            if sheet.key == PEOPLE:
                cells = _cells(sheet, units, positions)
                names = [column.name for column in sheet.columns]
                for row in person_rows(actor=actor, people=people, names=names):
                    told = zip(cells, row, strict=True)
                    book.write(sheet.key, [_said(cell, value) for cell, value in told])
                    count += 1
            else:
                facts = replace(sheet, columns=sheet.facts)
                cells = _cells(facts, units, positions)
                rows = fact_rows(
                    actor=actor, people=people, family=family(sheet.key), is_whole=is_whole
                )
                _write_facts(book, sheet, rows, cells, settled.get(sheet.key, _as_it_is))
    return count


def write_unit(target: Any, *, actor: Actor, unit: Unit, is_whole: bool, purpose: str) -> int:
    """Write the dossiers of everybody of `unit`, however many: the console's; noted as the page's.

    Raises: Forbidden, PurposeMissing.
    """
    found = people_of_unit(actor=actor, unit=unit)
    people = people_of_book(actor=actor, people=found, is_whole=is_whole)
    note_book(
        actor=actor,
        people=people.count(),
        most=None,
        query=unit.code,
        is_whole=is_whole,
        purpose=purpose,
    )
    return write_book(target, actor=actor, people=people, is_whole=is_whole)


def _write_facts(
    book: BookWriter,
    sheet: Sheet,
    rows: Iterable[tuple[tuple[Any, ...], Basis]],
    facts: Sequence[Callable[[Any], Written]],
    settle: Settle,
) -> None:
    keys = [place for place, name in enumerate(KEYS) if any(c.name == name for c in sheet.columns)]
    kinds = dict(sheet.column("paper_kind").choices)
    columns = [column.name for column in sheet.facts]
    for row, (kind, number, day, issuer) in rows:
        valid, since, until, is_disputed = row[3:7]
        values = row[7:]
        told = [_said(cell, value) for cell, value in zip(facts, values, strict=True)]
        book.write(
            sheet.key,
            [
                *(row[place] or "" for place in keys),
                written.bound(since, valid.lower, is_end=False),
                written.bound(until, valid.upper, is_end=True),
                *settle(columns, values, told),
                kinds.get(kind, kind),
                number,
                written.day(day) if day else "",
                issuer,
                "Có" if is_disputed else "",
            ],
        )


def _cells(
    sheet: Sheet, units: Mapping[int, str], positions: Mapping[int, str]
) -> list[Callable[[Any], Written]]:
    return [writer_of(column, units, positions) for column in sheet.columns]


def _said(write: Callable[[Any], Written], value: Any) -> Written:
    return "" if value is None or value == "" else write(value)


def _as_it_is(columns: Sequence[str], values: Sequence[Any], told: list[Written]) -> list[Written]:
    return told


def _training(columns: Sequence[str], values: Sequence[Any], told: list[Written]) -> list[Written]:
    """A level and a language are said by the list that goes with the kind of training."""
    family = QualificationFamily(values[columns.index("family")])
    for name, write in (("code", written.level), ("field", written.study_field)):
        place = columns.index(name)
        if values[place]:
            told[place] = write(family, values[place])
    return told


def _posts(
    places: Mapping[int, tuple[str, str, Place]],
    columns: Sequence[str],
    values: Sequence[Any],
    told: list[Written],
) -> list[Written]:
    """That a post is no leader's is said where its name alone would make it one."""
    at = columns.index("title_code")
    known = places.get(values[columns.index("unit")])
    if not values[at] and known and title_code(values[columns.index("title")], known[2]):
        told[at] = NO_TITLE
    return told
