"""Filters over units."""

from datetime import date
from typing import Self

from django.db.models import Q

from congvu.core.querysets import PeriodQuerySet


class UnitQuerySet(PeriodQuerySet):
    """Units are scoped by their own path."""

    path_field = "path"

    def under(self, path: str) -> Self:
        """The unit at `path` and everything below it."""
        return self.filter(path__under=path)

    def agencies(self, kinds: frozenset[str], on: date) -> Self:
        """The bodies of `kinds` that stand on `on`."""
        return self.on(on).filter(kind__in=kinds)


class FactQuerySet(PeriodQuerySet):
    """What papers say of units and positions over time, scoped by the path of the unit."""

    def standing(self) -> Self:
        """The rows nobody replaced or voided."""
        return self.filter(Q(replaced_by=None, voided_by=None))

    def on(self, day: date) -> Self:
        """The standing rows in force on `day`."""
        return self.standing().filter(valid__contains=day)
