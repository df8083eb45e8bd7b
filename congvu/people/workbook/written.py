"""What a stored value looks like in a cell: read back, it is the same value."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from congvu.catalog.selectors import read_codes
from congvu.core.periods import PartialDate
from congvu.establishment.rules.titles import leadership_titles
from congvu.people.choices import CODE_LISTS
from congvu.people.workbook.cells import NO_TITLE
from congvu.people.workbook.layout import Column, Kind

Written = str | float | int
_YES = "Có"


class _Known(dict[Any, Written]):
    """Values as written, each worked out once."""

    def __init__(self, write: Callable[[Any], Written]) -> None:
        self._write = write

    def __missing__(self, value: Any) -> Written:
        text = self[value] = self._write(value)
        return text


def writer_of(
    column: Column, units: Mapping[int, str], positions: Mapping[int, str]
) -> Callable[[Any], Written]:
    """How values of `column` are written.

    `units` and `positions` are those of the tree and the catalogue by key, as `coded` says them.
    """
    simple: dict[Kind, Callable[[Any], Written]] = {
        Kind.CODE: lambda code: coded(names_in(column.code_list).get(code, ""), code),
        Kind.CHOICE: lambda value: dict(column.choices).get(value, value),
        Kind.UNIT: lambda key: units.get(key, ""),
        Kind.POSITION: lambda key: positions.get(key, ""),
        Kind.TITLE: title,
        Kind.DATE: day,
        Kind.PARTIAL: printed,
        Kind.BORN: printed,
        Kind.DECIMAL: float,
        Kind.INTEGER: int,
        Kind.YEAR: int,
        Kind.YES: lambda value: _YES if value else "",
    }
    return _Known(simple.get(column.kind, str)).__getitem__


def names_in(list_name: str) -> Mapping[str, str]:
    """The Vietnamese names of a code list: a workbook is of that language."""
    return {row["code"]: row["name_vi"] for row in read_codes(list_name)}


def coded(name: str, code: str) -> str:
    """A name and its code in brackets: read by people, and by the import without a doubt."""
    return f"{name} [{code}]" if name else code


def title(code: str) -> str:
    """A leader's title; "–" where the post is none."""
    known = leadership_titles().get(code)
    return NO_TITLE if not code else coded(known.name if known else "", code)


def day(value: date) -> str:
    """A whole day as papers write it."""
    return value.strftime("%d/%m/%Y")


def printed(value: str) -> str:
    """A date as far as it is known."""
    return str(PartialDate(value))


def bound(text: str, side: date | None, *, is_end: bool) -> str:
    """One side of a period: the date as printed; the day in brackets where another one stands."""
    if side is None:
        return printed(text) if text else ""
    stands = side - timedelta(days=1) if is_end else side
    if not text:
        return day(stands)
    means = PartialDate(text).bounds()[1 if is_end else 0]
    return printed(text) if means == stands else f"{printed(text)} ({day(stands)})"


def level(family: str, code: str) -> str:
    """The level of a qualification, with its name where its kind has a list."""
    list_name = CODE_LISTS.get(family)  # type: ignore[call-overload]
    return coded(names_in(list_name).get(code, ""), code) if list_name else code


def study_field(family: str, text: str) -> str:
    """The field of study; a language by its name."""
    if family in ("language", "minority"):
        return coded(names_in("languages").get(text, ""), text)
    return text
