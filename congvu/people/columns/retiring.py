"""The month of retirement age as a column: asked for by births, told and sorted by the same law."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, DateField, F, Func, Q, Value, When

from congvu.core.periods import add_months
from congvu.law.selectors import parameter
from congvu.people.columns.conditions import Condition, Operator
from congvu.people.columns.months import months_named
from congvu.people.rules.retirement import AGES

Span = tuple[str, date, date, int]
"""Sex, births from, births before, age in months."""
Moved = Mapping[UUID, date]
"""The months, by their first days, of those whose dossier moves the day."""


def retiring(first: date | None, end: date | None, on: date, moved: Moved) -> Q:
    """Who retires in a month from `first` on and before `end`, by the law of `on`.

    Both are first days of months; None leaves a side open. A birth known by year or month alone
    counts from its first day; `moved` are the months of those whose dossier moves the day.
    Law: retirement.age_months
    """
    by_birth = Q(pk__in=[])
    for sex, since, until, months in _spans(on):
        low = max(since, add_months(first, -months)) if first else since
        high = min(until, add_months(end, -months)) if end else until
        if low < high:
            by_birth |= Q(sex=sex, born_from__gte=low, born_from__lt=high)
    if not moved:
        return by_birth
    within = [
        key
        for key, month in moved.items()
        if (first is None or first <= month) and (end is None or month < end)
    ]
    return (by_birth & ~Q(pk__in=list(moved))) | Q(pk__in=within)


def met(asked: Condition, on: date, moved: Moved) -> Q:
    """A filter on the month of retirement."""
    if asked.operator in (Operator.FILLED, Operator.EMPTY):
        known = retiring(None, None, on, moved)
        return known if asked.operator is Operator.FILLED else ~known
    first, end = months_named(asked.value) or (None, None)
    from_, to = asked.operator is not Operator.TO, asked.operator is not Operator.FROM
    return retiring(first if from_ else None, end if to else None, on, moved)


def by_month(on: date, moved: Moved) -> Any:
    """The month somebody retires in, as an expression."""
    months: dict[date, list[UUID]] = {}
    for key, month in moved.items():
        months.setdefault(month, []).append(key)
    whens = [When(pk__in=keys, then=Value(month)) for month, keys in months.items()]
    whens += [
        When(
            sex=sex,
            born_from__gte=since,
            born_from__lt=until,
            then=Func(
                F("born_from"),
                template=f"(date_trunc('month', %(expressions)s)"
                f" + make_interval(months => {int(age)}))::date",
                output_field=DateField(),
            ),
        )
        for sex, since, until, age in _spans(on)
    ]
    return Case(*whens, output_field=DateField())


def _spans(on: date) -> Iterator[Span]:
    for sex, table in parameter(AGES, on).value.items():
        births = sorted(table)
        for since, until in zip(births, [*births[1:], date.max], strict=True):
            yield sex, since, until, table[since]
