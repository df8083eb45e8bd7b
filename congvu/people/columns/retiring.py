"""The month of retirement age as a column: asked for by births, told and sorted by the same law."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, Func, Q, When

from congvu.core.periods import add_months
from congvu.law.selectors import parameter
from congvu.people.rules.retirement import AGES

_MONTH = re.compile(r"(?:(\d{1,2})/)?((?:19|20)\d\d)|((?:19|20)\d\d)-(\d{2})")
Span = tuple[str, date, date, int]
"""Sex, births from, births before, age in months."""


def months_named(text: str) -> tuple[date, date] | None:
    """The months a text names, as first days, the second not in them: `2027`, `03/2027`, `2027-03`.

    None where it names none.
    """
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        return None
    month, year = found[1] or found[4], int(found[2] or found[3])
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1)
    if not 1 <= int(month) <= 12:
        return None
    first = date(year, int(month), 1)
    return first, add_months(first, 1)


def retiring(first: date | None, end: date | None, on: date) -> Q:
    """Who reaches retirement age in a month from `first` on and before `end`, by the law of `on`.

    Both are first days of months; None leaves a side open. A birth known by year or month alone
    counts from its first day. Law: retirement.age_months
    """
    found = Q(pk__in=[])
    for sex, since, until, months in _spans(on):
        low = max(since, add_months(first, -months)) if first else since
        high = min(until, add_months(end, -months)) if end else until
        if low < high:
            found |= Q(sex=sex, born_from__gte=low, born_from__lt=high)
    return found


def month_of(born: date | None, sex: str, on: date) -> date | None:
    """The first day of the month the age is reached in; None where it cannot be told."""
    if born is None:
        return None
    for kind, since, until, months in _spans(on):
        if kind == sex and since <= born < until:
            return add_months(born.replace(day=1), months)
    return None


def by_month(on: date) -> Any:
    """That month as an expression to sort by."""
    whens = [
        When(
            sex=sex,
            born_from__gte=since,
            born_from__lt=until,
            then=Func(
                F("born_from"),
                template=f"(date_trunc('month', %(expressions)s)"
                f" + make_interval(months => {int(months)}))::date",
                output_field=DateField(),
            ),
        )
        for sex, since, until, months in _spans(on)
    ]
    return Case(*whens, output_field=DateField())


def _spans(on: date) -> Iterator[Span]:
    for sex, table in parameter(AGES, on).value.items():
        births = sorted(table)
        for since, until in zip(births, [*births[1:], date.max], strict=True):
            yield sex, since, until, table[since]
