"""Readers of the workbook's cells: a text in, values and what is wrong with it out."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Protocol

from congvu.establishment.rules.titles import leadership_titles
from congvu.people.choices import CODE_LISTS
from congvu.people.staff_list.cells import (
    Cell,
    Reader,
    date_reader,
    is_blank,
    name_cell,
    personal_id_cell,
    rank_cell,
    staff_number_cell,
)
from congvu.people.staff_list.dates import read_date
from congvu.people.staff_list.fold import clean, fold, squeeze
from congvu.people.staff_list.limits import limit
from congvu.people.staff_list.problems import Finding
from congvu.people.staff_list.values import CodeList, vocabulary, whole_list
from congvu.people.workbook.layout import Column, Kind

NO_TITLE = "–"
"""Said in place of a leader's title where the post, by its name, might be one but is not."""

_BRACKETED = re.compile(r"\[([^\[\]]+)\]$")
_WITH_BOUND = re.compile(r"(.+?)\s*\((\d{1,2}/\d{1,2}/\d{4})\)")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_EXCEL_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d{1,4})?")
_YES, _NO = (
    frozenset({"co", "x", "true", "dung", "yes", "1"}),
    frozenset({"khong", "false", "no", "0"}),
)
_CONTROL = {number: None for number in (*range(0x20), *range(0x7F, 0xA0)) if number != 0x0A}

_DIGITS_OF_SMALL = 4
# Decimals are exact up to here; a longer number is larger than any column takes.
_MOST_DIGITS = 28

UnitFinder = Callable[[str], tuple[str, ...]]


def plain(text: str, *, has_lines: bool = False) -> str:
    """`text` in NFC without invisible signs and doubled blanks; lines stay where they may."""
    if not has_lines:
        return clean(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return (
        unicodedata.normalize("NFC", "\n".join(map(clean, lines))).translate(_CONTROL).strip("\n")
    )


def text_reader(column: Column) -> Reader:
    """Text of at most `size` letters; a longer one is refused, never cut."""
    has_lines = column.kind == Kind.LONG

    def read(text: str) -> Cell:
        words = plain(text, has_lines=has_lines)
        if len(words) > column.size:
            long = (("text", words[:40]), ("last", column.size))
            return Cell((None,), Finding("text.long", long))
        return Cell((words or None,))

    return read


def find_code(codes: CodeList, text: str) -> tuple[str, ...]:
    """The codes `text` means: by code, by the code in brackets at its end, by name or alias."""
    if text in codes.names:
        return (text,)
    inside = _BRACKETED.search(text)
    if inside and inside[1] in codes.names:
        return (inside[1],)
    return codes.find(text)


def code_in(list_name: str, label: str, text: str) -> Cell:
    """The code of list `list_name` that `text` means; a list nobody knows refuses nothing."""
    codes = whole_list(list_name)
    found = find_code(codes, text)
    if not found and list_name == "ranks":
        cell = rank_cell(text)
        if cell.finding is None or cell.finding.code == "code.several":
            return cell
    if len(found) == 1:
        return Cell((found[0],))
    if found:
        several = (("text", text), ("choices", codes.choices(found)))
        return Cell((None,), Finding("code.several", several))
    return Cell((None,), Finding("code.unknown", (("text", text), ("list", label))))


def level_cell(family: str | None, label: str, text: str) -> Cell:
    """The level of a qualification, of the list that goes with its kind; any text without one."""
    list_name = CODE_LISTS.get(family or "")  # type: ignore[call-overload]
    if list_name:
        return code_in(list_name, label, text)
    if len(text) > 20:
        return Cell((None,), Finding("text.long", (("text", text[:40]), ("last", 20))))
    return Cell((text,))


def field_cell(family: str | None, size: int, text: str) -> Cell:
    """The field of study; for a language its code."""
    if family in ("language", "minority"):
        found = find_code(whole_list("languages"), text)
        if len(found) == 1:
            return Cell((found[0],))
    if len(text) > size:
        return Cell((None,), Finding("text.long", (("text", text[:40]), ("last", size))))
    return Cell((text,))


def choice_reader(column: Column) -> Reader:
    """One of a few fixed words: the stored value."""
    known = {squeeze(word): value for pair in column.choices for value in pair[:1] for word in pair}
    if column.name == "sex":
        known |= {fold(word): sex for sex, words in vocabulary()["sexes"].items() for word in words}

    def read(text: str) -> Cell:
        value = known.get(squeeze(text)) or known.get(fold(text))
        if value is not None:
            return Cell((value,))
        choices = "; ".join(word for _value, word in column.choices)
        return Cell((None,), Finding("choice.unknown", (("text", text), ("choices", choices))))

    return read


def title_cell(text: str) -> Cell:
    """The code of a leader's title; "–" says that the post is none."""
    found = _titles().get(text) or _titles().get(squeeze(text), ())
    inside = _BRACKETED.search(text)
    if inside and inside[1] in leadership_titles():
        found = (inside[1],)
    if len(found) == 1:
        return Cell((found[0],))
    if found:
        names = "; ".join(leadership_titles()[code].name for code in found)
        return Cell((None,), Finding("code.several", (("text", text), ("choices", names))))
    label = "Chức vụ lãnh đạo"
    return Cell((None,), Finding("code.unknown", (("text", text), ("list", label))))


@cache
def _titles() -> Mapping[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {code: (code,) for code in leadership_titles()}
    for code, title in leadership_titles().items():
        for word in (code, title.name):
            key = squeeze(word)
            known[key] = tuple(dict.fromkeys((*known.get(key, ()), code)))
    return known


def unit_reader(
    find: UnitFinder, nearest: Callable[[str], str], name_of: Callable[[str], str]
) -> Reader:
    """A reader of units: the id."""

    def read(text: str) -> Cell:
        found = find(text)
        if len(found) == 1:
            return Cell((found[0],))
        if found:
            choices = "; ".join(map(name_of, found[:6]))
            return Cell((None,), Finding("unit.several", (("text", text), ("choices", choices))))
        return Cell((None,), Finding("unit.unknown", (("text", text),), nearest(text)))

    return read


class Coded(Protocol):
    """What has a code."""

    @property
    def code(self) -> str: ...


class Positions(Protocol):
    """Job positions as a workbook names them."""

    @property
    def by_id(self) -> Mapping[str, Coded]: ...

    def find(self, text: str, unit: str | None = None) -> tuple[str, ...]:
        """The ids of the positions `text` means in a unit."""


def position_cell(known: Positions, unit: str | None, label: str, text: str) -> Cell:
    """A job position of the catalogue, by code or by its name in the unit: the id."""
    found = known.find(text, unit)
    if len(found) == 1:
        return Cell((found[0],))
    if found:
        codes = "; ".join(known.by_id[key].code for key in found[:6])
        return Cell((None,), Finding("code.several", (("text", text), ("choices", codes))))
    return Cell((None,), Finding("code.unknown", (("text", text), ("list", label))))


def whole_date_reader(century_from: int | None) -> Reader:
    """A whole date."""
    read_any = date_reader(century_from)

    def read(text: str) -> Cell:
        cell = read_any(text)
        _printed, first, last = cell.values
        if cell.finding is None and first != last:
            return Cell((None,), Finding("date.whole", (("text", text),)))
        return Cell((first,), cell.finding)

    return read


def partial_reader(century_from: int | None) -> Reader:
    """A date as far as it is known, as printed."""
    read_any = date_reader(century_from)

    def read(text: str) -> Cell:
        cell = read_any(text)
        return Cell(cell.values[:1], cell.finding)

    return read


def bound_reader(century_from: int | None, *, is_end: bool) -> Reader:
    """A side of a period: as printed (empty where whole), the day, and the first it can be.

    The day of an end is the one after it. A day in brackets behind a date known by halves is the
    very bound that stands; without it the bound follows from the date, and the first day it can be
    says how far an end may yield.
    """
    read_any = date_reader(century_from)

    def read(text: str) -> Cell:
        exact = _WITH_BOUND.fullmatch(text)
        cell = read_any(exact[1] if exact else text)
        printed, first, last = cell.values
        if not isinstance(first, date) or not isinstance(last, date):
            return Cell((None, None, None), cell.finding)
        kept = "" if first == last else printed
        day = last + timedelta(days=1) if is_end else first
        if exact is None:
            return Cell((kept, day, first), cell.finding)
        given = read_date(exact[2]).value
        if given is None:
            return Cell((None, None, None), Finding("date.bound", (("text", text),)))
        day = given.first + timedelta(days=1) if is_end else given.first
        return Cell((printed, day, day), cell.finding)

    return read


def number_reader(column: Column) -> Reader:
    """A number of at most `size` digits before and `places` after the comma, in its bounds."""

    def read(text: str) -> Cell:
        value = _number(text, is_money=column.size > _DIGITS_OF_SMALL and not column.places)
        if value is None:
            return Cell((None,), Finding("number.form", (("text", text),)))
        if -value.as_tuple().exponent > column.places:  # type: ignore[operator]
            many = (("text", text), ("places", column.places))
            return Cell((None,), Finding("number.places", many))
        if value < column.least:
            return Cell((None,), Finding("number.small", (("text", text),)))
        if value >= 10**column.size or (column.most is not None and value > column.most):
            return Cell((None,), Finding("number.large", (("text", text),)))
        return Cell((int(value) if not column.places else value,))

    return read


def _number(text: str, *, is_money: bool) -> Decimal | None:
    """The number `text` is; dots part thousands only where nothing else can be meant."""
    bare = text.replace(" ", "").removesuffix("%")
    if _GROUPED.fullmatch(bare) and (is_money or bare.count(".") > 1 or "," in bare):
        bare = bare.replace(".", "")
    elif not _PLAIN.fullmatch(bare) and not _EXCEL_NUMBER.fullmatch(bare):
        return None
    value = Decimal(bare.replace(",", "."))
    whole = value.to_integral_value()
    is_countable = value == whole and value.adjusted() < _MOST_DIGITS
    return whole.quantize(Decimal(1)) if is_countable else value.normalize()


def year_cell(text: str) -> Cell:
    """A calendar year."""
    first, last = limit("first_year"), limit("last_year")
    if text.isdecimal() and first <= int(text) <= last:
        return Cell((int(text),))
    outside = (("text", text), ("first", first), ("last", last))
    return Cell((None,), Finding("date.year", outside))


def yes_cell(text: str) -> Cell:
    """Có or Không."""
    word = fold(text) or text.strip()
    if word in _YES or word in _NO:
        return Cell((word in _YES,))
    return Cell((None,), Finding("yes.unknown", (("text", text),)))


def id_cell(text: str) -> Cell:
    """A personal ID of 12 digits, or the old one of 9; zeros Excel dropped come back."""
    cell = personal_id_cell(text)
    number, old = cell.values
    return Cell((number or old,), cell.finding)


def person_name_cell(text: str) -> Cell:
    """A person's name in proper case."""
    cell = name_cell(text)
    return Cell(cell.values[:1], cell.finding)


def guarded(read: Reader, width: int, *, keeps_dashes: bool = False) -> Reader:
    """Give `read` clean text only; blanks never reach it."""
    nothing = Cell((None,) * width)

    def reading(text: str) -> Cell:
        words = clean(text)
        is_nothing = not words if keeps_dashes else is_blank(words)
        return nothing if is_nothing else read(words)

    return reading


PLAIN_READERS: Mapping[Kind, Reader] = {
    Kind.NAME: person_name_cell,
    Kind.PERSONAL_ID: id_cell,
    Kind.NUMBER_OF_STAFF: staff_number_cell,
    Kind.YEAR: year_cell,
    Kind.YES: yes_cell,
    Kind.TITLE: title_cell,
}
