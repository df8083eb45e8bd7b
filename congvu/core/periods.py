"""Half-open periods of days, and dates that papers give by halves."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def from_day(first: date | None, last: date | None = None) -> DateRange:
    """The period from `first` to `last`, both inclusive; None leaves that side open."""
    return DateRange(first, last + timedelta(days=1) if last else None, "[)")


def half_open(first: date | None, end: date | None) -> DateRange:
    """The period from `first` up to, but without, `end`; None leaves that side open."""
    return DateRange(first, end, "[)")


def last_day(period: DateRange) -> date | None:
    """The last day inside `period`; None when it is still running."""
    return period.upper - timedelta(days=1) if period.upper else None


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes 28."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on (or back), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int:
    """The whole months from `first` to `last`; 0 or less when `last` comes before."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def last_of_months(first: date, months: int | None) -> date | None:
    """The last day of a time of whole `months` that begins on `first`; None for no months."""
    return add_months(first, months) - timedelta(days=1) if months else None


@dataclass(frozen=True)
class PartialDate:
    """A day as printed, perhaps only its year or month: `2010`, `2010-03`, `2010-03-05`."""

    printed: str

    def __post_init__(self) -> None:
        if not _PARTIAL.fullmatch(self.printed):
            raise ValueError(f"not a date: {self.printed!r}")
        self.bounds()

    def bounds(self) -> tuple[date, date]:
        """The first and the last day it can mean."""
        year, *rest = (int(part) for part in self.printed.split("-"))
        if not rest:
            return date(year, 1, 1), date(year, 12, 31)
        month, *days = rest
        first = days[0] if days else 1
        last = days[0] if days else calendar.monthrange(year, month)[1]
        return date(year, month, first), date(year, month, last)

    def __str__(self) -> str:
        return "/".join(reversed(self.printed.split("-")))


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A date perhaps known by year or month only, as `2010`, `2010-03` or `2010-03-05`; "" unknown.

    In the database a domain of its own (`partial_date`): nothing else can be stored.
    """

    description = "date known by year, month or day"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("db_default", "")
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "partial_date"

    def get_internal_type(self) -> str:
        return "PartialDateField"

    def clean(self, value: Any, model_instance: Any) -> str:
        """The value, refused when it is no day, month or year."""
        text: str = super().clean(value, model_instance)
        if text:
            try:
                PartialDate(text)
            except ValueError as wrong:
                raise ValidationError(_("Give a day, a month and year, or a year.")) from wrong
        return text
