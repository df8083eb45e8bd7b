"""Further filters of a list: a column, an operator, a value; several are all to hold.

Filters on one family speak of one and the same row: "kind main" and "unit X" is the main post
in X. What is denied (`is not`, `is empty`) speaks of every row.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, TextField, Transform
from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import levels_of, read_codes
from congvu.core.periods import years_before
from congvu.core.text import clean, fold
from congvu.establishment.models import Competency
from congvu.people.columns.months import months_named
from congvu.people.columns.registry import COMPETENCY, Column, Kind, Source, columns, on_day
from congvu.people.groups import stricter_rows


@CharField.register_lookup
@TextField.register_lookup
class Folded(Transform):
    """`title__folded__contains="giam doc"`: the words without marks, in lower case."""

    lookup_name = "folded"
    function = "vn_fold"
    output_field = TextField()


class Operator(StrEnum):
    """How a filter compares."""

    HAS = "has"
    IS = "is"
    IS_NOT = "not"
    FROM = "from"
    TO = "to"
    YEAR = "year"
    UNDER = "under"
    YES = "yes"
    NO = "no"
    FILLED = "filled"
    EMPTY = "empty"


WORDS = {
    Operator.HAS: _("has the words"),
    Operator.IS: _("is"),
    Operator.IS_NOT: _("is not"),
    Operator.FROM: _("from"),
    Operator.TO: _("up to"),
    Operator.YEAR: _("in the year"),
    Operator.UNDER: _("in the unit or below it"),
    Operator.YES: _("yes"),
    Operator.NO: _("no"),
    Operator.FILLED: _("is on file"),
    Operator.EMPTY: _("is not on file"),
}
WITHOUT_VALUE = frozenset({Operator.YES, Operator.NO, Operator.FILLED, Operator.EMPTY})
_DENY = {
    Operator.IS_NOT: Operator.IS,
    Operator.EMPTY: Operator.FILLED,
    Operator.NO: Operator.YES,
}
_FILLED = (Operator.FILLED, Operator.EMPTY)
_BY_KIND: Mapping[Kind, tuple[Operator, ...]] = {
    Kind.TEXT: (Operator.HAS, *_FILLED),
    Kind.CODE: (Operator.IS, Operator.IS_NOT, *_FILLED),
    Kind.RANK: (Operator.IS, Operator.IS_NOT, *_FILLED),
    Kind.NUMBER: (Operator.IS, Operator.FROM, Operator.TO, *_FILLED),
    Kind.DAY: (Operator.FROM, Operator.TO, Operator.YEAR, *_FILLED),
    Kind.PARTIAL: (Operator.FROM, Operator.TO, Operator.YEAR, *_FILLED),
    Kind.YES: (Operator.YES, Operator.NO),
    Kind.UNIT: (Operator.UNDER, *_FILLED),
    Kind.AGE: (Operator.FROM, Operator.TO, *_FILLED),
    Kind.MONTH: (Operator.IS, Operator.FROM, Operator.TO, *_FILLED),
}
_FIGURES = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+", re.ASCII)
MOST_YEARS = 150
MOST = 12
"""So many further filters a list takes."""


def operators_of(column: Column) -> tuple[Operator, ...]:
    """How `column` may be asked for."""
    known = _BY_KIND[column.kind]
    if column.is_ordered:
        return (Operator.FROM, Operator.TO, *known)
    return known


class NoSuchValue(ValueError):
    """What was typed is no value of the column."""


@dataclass(frozen=True)
class Condition:
    """One further filter, its value as it stands in the address."""

    column: Column
    operator: Operator
    value: str = ""

    def __str__(self) -> str:
        """As in the address: `posts.title~has~giám đốc`."""
        return f"{self.column.key}~{self.operator}~{self.value}".rstrip("~")

    @property
    def words(self) -> str:
        """As on a chip."""
        value = self.value
        if self.column.choices and value:
            value = str(self.column.choices.get(value, value))
        return " ".join(filter(None, (f"{self.column.title}:", str(WORDS[self.operator]), value)))


def read_condition(text: str) -> Condition | None:
    """The filter an address names; None where it names none that exists."""
    key, _sign, rest = text.partition("~")
    operator, _sign, value = rest.partition("~")
    column = columns().get(key)
    if "\0" in rest:  # No text of a database holds it.
        return None
    if column is None or operator not in {str(one) for one in operators_of(column)}:
        return None
    condition = Condition(column, Operator(operator), clean(value))
    try:
        _values(condition)
    except NoSuchValue:
        return None
    return condition


Paths = Callable[[str], list[str]]
"""The places of the units that go or went by a name."""


def met_by(conditions: Iterable[Condition], *, on: date, paths: Paths, is_past: bool) -> list[Any]:
    """What a person has to meet; one entry a family, and one a denial."""
    met: list[Any] = []
    together: dict[str, tuple[Source, Q, set[str]]] = {}
    for condition in conditions:
        column = on_day(condition.column, is_past=is_past)
        one = Condition(column, condition.operator, condition.value)
        if one.column.source is None:
            met.append(_of_person(one, on, paths))
            continue
        source, denied = one.column.source, _DENY.get(one.operator)
        asked = Condition(one.column, denied or one.operator, one.value)
        told = _told(asked, paths)
        if denied:
            met.append(~Exists(rows_of(source, on).filter(told, person=OuterRef("pk"))))
        else:
            _source, before, names = together.get(source.key, (source, Q(), set()))
            together[source.key] = (source, before & told, names | {one.column.lookup})
    for source, told, names in together.values():
        rows = rows_of(source, on, latest="year" not in names)
        met.append(Exists(rows.filter(told, person=OuterRef("pk"))))
    return met


def rows_of(source: Source, on: date, *, latest: bool = True) -> Any:
    """The rows of `source` that hold on `on`; of yearly ones the last year's (`latest`) or all."""
    rows = source.family.model.objects.all()
    if not source.is_stricter:
        rows = rows.exclude(stricter_rows(source.family.key))
    if not source.yearly:
        return rows.on(on).filter(is_disputed=False, **source.where)
    begun = Q(valid__startswith__lte=on) | Q(valid__startswith=None)
    told = rows.standing().filter(begun, is_disputed=False)
    if not latest:
        return told
    later = told.filter(person=OuterRef("person"), year__gt=OuterRef("year"))
    return told.filter(~Exists(later))


def name_of_competency(lookup: str) -> Subquery:
    """The name of the competency whose code stands at `lookup`."""
    return Subquery(Competency.objects.filter(code=OuterRef(lookup)).values("name"))


def _told(asked: Condition, paths: Paths) -> Q:
    """A condition on one row."""
    column, lookup = asked.column, asked.column.lookup
    if not lookup:
        return Q()
    if column.kind is Kind.UNIT:
        if asked.operator is Operator.FILLED:
            return Q(**{f"{lookup}__isnull": False})
        return Q(**{f"{lookup}__path__under_any": paths(asked.value)})
    if column.kind is Kind.YES:
        return Q(**{lookup: True})
    return _compared(asked)


def _compared(asked: Condition) -> Q:
    column, lookup, operator = asked.column, asked.column.lookup, asked.operator
    if operator is Operator.FILLED:
        empty = Q(**{f"{lookup}__isnull": True})
        if column.kind in {Kind.TEXT, Kind.CODE, Kind.PARTIAL}:
            empty |= Q(**{lookup: ""})
        return ~empty
    value = _values(asked)
    if operator is Operator.HAS and column.key == COMPETENCY:
        named = Competency.objects.filter(name__folded__contains=value)
        return Q(**{f"{lookup}__in": named.values("code")})
    if operator is Operator.HAS:
        return Q(**{f"{lookup}__folded__contains": value})
    if operator is Operator.IS:
        return Q(**{lookup: value})
    if operator is Operator.YEAR:
        by_year = "startswith" if column.kind is Kind.PARTIAL else "year"
        return Q(**{f"{lookup}__{by_year}": value})
    if column.kind is Kind.CODE:
        return Q(**{f"{lookup}__in": value})
    met = Q(**{f"{lookup}__{'gte' if operator is Operator.FROM else 'lte'}": value})
    # Nothing on file is an empty text there, which comes before every date.
    return met & ~Q(**{lookup: ""}) if column.kind is Kind.PARTIAL else met


def _values(asked: Condition) -> Any:
    """The value as the database takes it.

    Raises: NoSuchValue.
    """
    column, operator, text = asked.column, asked.operator, asked.value
    if operator in WITHOUT_VALUE:
        return None
    if not text or len(text) > 200:
        raise NoSuchValue
    if operator is Operator.YEAR:
        if not re.fullmatch(r"(19|20)\d\d", text):
            raise NoSuchValue
        return text if column.kind is Kind.PARTIAL else int(text)
    return _READ[column.kind](asked)


def _code(asked: Condition) -> Any:
    column, text = asked.column, asked.value
    if column.kind is Kind.CODE and text not in column.choices:
        raise NoSuchValue
    if asked.operator in {Operator.IS, Operator.IS_NOT}:
        return text
    levels = levels_of(column.codes)
    edge = levels.get(text)
    if edge is None:
        raise NoSuchValue
    up = asked.operator is Operator.FROM
    return [
        code
        for code, level in levels.items()
        if level is not None and (level >= edge if up else level <= edge)
    ]


def _number(asked: Condition) -> Decimal:
    """With a decimal comma, thousands perhaps in groups; in figures, so that it has an end."""
    typed = asked.value.replace(" ", "")
    if "," in typed or _GROUPED.fullmatch(typed):
        typed = typed.replace(".", "").replace(",", ".")
    if not _FIGURES.fullmatch(typed):
        raise NoSuchValue
    return Decimal(typed)


def _day(asked: Condition) -> Any:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(asked.value, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day.isoformat() if asked.column.kind is Kind.PARTIAL else day
    if re.fullmatch(r"(19|20)\d\d", asked.value):
        first = asked.operator is Operator.FROM
        if asked.column.kind is Kind.PARTIAL:
            return asked.value if first else f"{asked.value}-12-31"
        return date(int(asked.value), *((1, 1) if first else (12, 31)))
    raise NoSuchValue


def _months(asked: Condition) -> tuple[date, date]:
    found = months_named(asked.value)
    if found is None:
        raise NoSuchValue
    return found


def _words(asked: Condition) -> str:
    return fold(asked.value)


_READ: Mapping[Kind, Callable[[Condition], Any]] = {
    Kind.TEXT: _words,
    Kind.CODE: _code,
    Kind.RANK: _code,
    Kind.NUMBER: _number,
    Kind.AGE: _number,
    Kind.DAY: _day,
    Kind.PARTIAL: _day,
    Kind.UNIT: _words,
    Kind.MONTH: _months,
}


def _of_person(one: Condition, on: date, paths: Paths) -> Q | Exists:
    """A condition on a column of the person."""
    special = _SPECIAL.get(one.column.key)
    denied = _DENY.get(one.operator)
    asked = Condition(one.column, denied or one.operator, one.value)
    told = special(asked, on) if special else _told(asked, paths)
    return ~told if denied else told


@cache
def minorities() -> frozenset[str]:
    """The codes of the ethnic groups that are minorities."""
    rows = read_codes("ethnic_groups")
    return frozenset(row["code"] for row in rows if row["is_minority"] == "1")


def _minority(asked: Condition, on: date) -> Q:
    return Q(ethnic_group__in=sorted(minorities()))


def _incomplete(asked: Condition, on: date) -> Q:
    """What the dossier's page says is missing."""
    return Q(completeness__lt=100)


def _age(asked: Condition, on: date) -> Q:
    if asked.operator is Operator.FILLED:
        return Q(born_from__isnull=False)
    years = int(_values(asked))
    if asked.operator is Operator.FROM:
        return Q(born_from__lte=_years_before(on, years))
    return Q(born_from__gt=_years_before(on, years + 1))


def _years_before(on: date, years: int) -> date:
    return years_before(on, min(max(years, 0), MOST_YEARS))


_SPECIAL: Mapping[str, Callable[[Condition, date], Q]] = {
    "minority": _minority,
    "incomplete": _incomplete,
    "age": _age,
}
