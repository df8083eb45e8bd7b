"""Telling which field each column of a staff list holds, by its heading."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from congvu.core.text import clean
from congvu.people.staff_list.fields import (
    Field,
    FieldSet,
    field_set,
    heading_text,
    heading_words,
    words_of,
    year_of,
)
from congvu.people.staff_list.fold import fold
from congvu.people.staff_list.table import Column, Table
from congvu.people.staff_list.values import code_list

State = Literal["taken", "asked", "left", "empty"]

# How sure a heading is of its field; below `_ASKED` it says nothing.
_WHOLE, _LEAF, _WEAKER, _TAKEN, _ASKED = 1.0, 0.95, 0.85, 0.8, 0.6
_RATING = "last_rating"
_BIRTHS = {"nam": "birth_male", "nữ": "birth_female"}
_BORN = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What was made of one column.

    `state`: taken into `field`; asked, the officer must say which field of `choices` it is; left,
    no field fits; empty, it holds no heading of a field and no data. `tick` is the value a tick in
    this column stands for, where the column is one box of several. `score` runs from 0 to 1.
    """

    column: Column
    field: str | None
    state: State
    score: float
    choices: tuple[str, ...] = ()
    tick: str = ""


class _Claim(NamedTuple):
    score: float
    position: int
    field: str
    tick: str


def match_columns(
    table: Table,
    overrides: Mapping[int, str | None] | None = None,
    kind: str = "staff",
) -> list[ColumnMatch]:
    """Return one match for each column of `table`, in its order.

    `overrides` maps a column's index in the sheet to the field the officer chose, or to None for
    "do not take it"; what is chosen by hand is never asked again and no other column may claim it.
    """
    fields = field_set(kind)
    chosen = overrides or {}
    claims: list[_Claim] = []
    for position, column in enumerate(table.columns):
        if column.index not in chosen:
            claims += [
                _Claim(score, position, field, tick)
                for field, score, tick in _candidates(column, fields)
            ]
    claims = _of_latest_year(claims, table)
    claims += _name_in_two_columns(table, fields, chosen)
    claims += _births_by_sex(table, chosen)
    taken_by_hand = {field for field in chosen.values() if field}
    given = _give(claims, taken_by_hand)
    return [
        _match(table, position, chosen, given.get(position, []))
        for position in range(len(table.columns))
    ]


def missing_fields(matches: list[ColumnMatch], kind: str = "staff") -> list[str]:
    """Return the fields no list can do without that no column was taken for."""
    taken = {match.field for match in matches if match.state == "taken"}
    if {"family_name", "given_name"} <= taken:
        taken.add("full_name")
    needed = (field.code for field in field_set(kind).fields.values() if field.required)
    return [code for code in needed if code not in taken]


def _of_latest_year(claims: list[_Claim], table: Table) -> list[_Claim]:
    """Where several columns hold ratings, each of its year, only the latest may claim them."""
    years = {
        claim.position: year_of(table.columns[claim.position].label)
        for claim in claims
        if claim.field == _RATING and year_of(table.columns[claim.position].label)
    }
    latest = max(years.values(), default=0)
    return [
        claim
        for claim in claims
        if claim.field != _RATING or years.get(claim.position, latest) == latest
    ]


def rating_year(matches: list[ColumnMatch]) -> int | None:
    """Return the year named in the heading of the rating column, if one is."""
    for match in matches:
        if match.field == _RATING and match.state == "taken":
            return year_of(match.column.label) or None
    return None


def _candidates(column: Column, fields: FieldSet) -> list[tuple[str, float, str]]:
    """Fields the column's heading can mean: (field, score, value of a tick), best first."""
    path = [text for text in (heading_text(heading) for heading in column.headings) if text]
    if not path or heading_words().others & {" ".join(path), path[-1]}:
        return []
    found: dict[str, tuple[float, str]] = {}
    for score, text in _readings(path):
        for source, weight in ((fields.headings, 1.0), (fields.weaker, _WEAKER)):
            code = source.get(text)
            if code and found.get(code, (0.0, ""))[0] < score * weight:
                found[code] = (score * weight, "")
    tick = _ticked_value(path, fields)
    if tick:
        found = {tick[0]: (_WHOLE, tick[1])}
    if not found:
        found = {code: (score, "") for code, score in _alike(path, fields).items()}
    ordered = sorted(found.items(), key=lambda item: -item[1][0])
    return [(code, score, tick_value) for code, (score, tick_value) in ordered]


def _readings(path: list[str]) -> list[tuple[float, str]]:
    """The texts a heading of one or more rows can be read as, surest first."""
    joined = " ".join(path)
    readings = [(_WHOLE, joined)]
    if len(path) > 1:
        readings.append((_WHOLE, " ".join(path[-2:])))
        readings.append((_LEAF if not _needs_parent(path[-1]) else 0.0, path[-1]))
    return [(score, text) for score, text in readings if score]


def _needs_parent(leaf: str) -> bool:
    """Whether a lower heading means nothing without the one above it ("Nam", "Ngày")."""
    return leaf in ("nam", "nu", "ngay", "tu", "den", "loai", "ma", "ten")


def _ticked_value(path: list[str], fields: FieldSet) -> tuple[str, str] | None:
    """The field and value of a box to tick: "ThS" under "Trình độ chuyên môn"."""
    if len(path) < 2 or path[-1] in fields.headings:
        return None
    parent = fields.headings.get(path[-2]) or fields.headings.get(" ".join(path[:-1]))
    field = fields.fields.get(parent or "")
    if field is None:
        return None
    if field.ticks:
        value = field.ticks.get(path[-1])
        return (field.code, value) if value else None
    return _ticked_code(field, path[-1])


def _ticked_code(field: Field, leaf: str) -> tuple[str, str] | None:
    if not field.ticked:
        return None
    codes = code_list(field.list_name).find(leaf)
    return (field.code, codes[0]) if len(codes) == 1 else None


def _alike(path: list[str], fields: FieldSet) -> dict[str, float]:
    """Fields whose headings share most words with this one."""
    best: dict[str, float] = defaultdict(float)
    for text in {" ".join(path), path[-1]}:
        words = words_of(text)
        if not words or _needs_parent(text):
            continue
        for other, code in fields.tokens:
            if other and (shared := len(words & other)):
                score = 2 * shared / (len(words) + len(other)) * _LEAF
                best[code] = max(best[code], score)
    return {code: score for code, score in best.items() if score >= _ASKED}


def _name_in_two_columns(
    table: Table, fields: FieldSet, chosen: Mapping[int, str | None]
) -> list[_Claim]:
    """Claims of "Họ và tên" merged over two columns: family and middle name, then given name."""
    for position, (column, right) in enumerate(zip(table.columns, table.columns[1:], strict=False)):
        path = [fold(text) for text in column.headings]
        is_name = bool(path) and fields.headings.get(path[-1]) == "full_name"
        is_pair = right.index == column.index + 1 and (right.headings in (column.headings, ()))
        free = column.index not in chosen and right.index not in chosen
        if is_name and is_pair and free and _is_given_name(table.cells[position + 1]):
            return [
                _Claim(2.0, position, "family_name", ""),
                _Claim(2.0, position + 1, "given_name", ""),
            ]
    return []


def _births_by_sex(table: Table, chosen: Mapping[int, str | None]) -> list[_Claim]:
    """Claims of bare "Nam" and "Nữ" that hold years: the birth dates of men and of women.

    With marks, for "Năm" is no "Nam"; without years they are boxes to tick, which nobody named.
    """
    found: dict[str, int] = {}
    for position, column in enumerate(table.columns):
        heads = [clean(text).lower() for text in column.headings if clean(text)]
        if len(heads) == 1 and heads[0] in _BIRTHS and column.index not in chosen:
            found[heads[0]] = position
    texts = [clean(text) for at in found.values() for text in table.cells[at] if clean(text)]
    if len(found) < len(_BIRTHS) or not texts:
        return []
    dated = sum(bool(_BORN.search(text)) for text in texts)
    if 2 * dated < len(texts):
        return []
    return [_Claim(_TAKEN, position, _BIRTHS[head], "") for head, position in found.items()]


def _is_given_name(texts: tuple[str, ...]) -> bool:
    filled = [text for text in texts[:200] if text.strip()]
    return bool(filled) and all(len(text.split()) <= 2 and text[:1].isalpha() for text in filled)


def _give(claims: list[_Claim], taken: set[str]) -> dict[int, list[_Claim]]:
    """Give each field to the column that claims it best; equals both keep their claim.

    A column that loses its first field may still win its next; one that loses all is left.
    """
    holder: dict[str, float] = dict.fromkeys(taken, 3.0)
    given: dict[int, list[_Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (-claim.score, claim.position)):
        if claim.position in given and not _is_rival(claim, given[claim.position]):
            continue
        if claim.field in holder and not claim.tick and holder[claim.field] > claim.score:
            continue
        holder.setdefault(claim.field, claim.score)
        given.setdefault(claim.position, []).append(claim)
    _settle_equals(given, claims, set(holder))
    return given


def _is_rival(claim: _Claim, held: list[_Claim]) -> bool:
    """Whether a column's further claim is as good as the one it holds."""
    return claim.score >= held[0].score and claim.score < _TAKEN


def _settle_equals(given: dict[int, list[_Claim]], claims: list[_Claim], held: set[str]) -> None:
    """Where two columns won one field: one takes its next field if that is free, else ask."""
    winners: dict[str, list[int]] = defaultdict(list)
    for position, won in given.items():
        if won[0].score and not won[0].tick and won[0].field != "serial":
            winners[won[0].field].append(position)
    for positions in winners.values():
        equals = list(positions)
        for position in positions:
            other = _next_claim(position, claims, held) if len(equals) > 1 else None
            if other:
                given[position] = [other]
                held.add(other.field)
                equals.remove(position)
        for position in equals if len(equals) > 1 else ():
            given[position] = [claim._replace(score=0.0) for claim in given[position]]


def _next_claim(position: int, claims: list[_Claim], held: set[str]) -> _Claim | None:
    for claim in claims:
        if claim.position == position and claim.score >= _TAKEN and claim.field not in held:
            return claim
    return None


def _match(
    table: Table,
    position: int,
    chosen: Mapping[int, str | None],
    claims: list[_Claim],
) -> ColumnMatch:
    column = table.columns[position]
    if column.index in chosen:
        field = chosen[column.index]
        return ColumnMatch(column, field, "taken" if field else "left", 1.0)
    if not claims:
        has_data = any(text.strip() for text in table.cells[position])
        return ColumnMatch(column, None, "left" if has_data or column.headings else "empty", 0.0)
    best = claims[0]
    choices = tuple(claim.field for claim in claims)
    if best.score < _TAKEN:
        return ColumnMatch(column, None, "asked", best.score, choices)
    return ColumnMatch(column, best.field, "taken", min(best.score, 1.0), (), best.tick)
