"""Filters over units."""

from datetime import date
from typing import Self

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
