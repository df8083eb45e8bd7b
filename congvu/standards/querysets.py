"""Filters over screenings, findings and figures."""

from datetime import date
from typing import Self

from congvu.core.querysets import ScopedQuerySet


class RunQuerySet(ScopedQuerySet):
    """Runs say nothing about a person: whoever may enter the room may know when one was made."""

    def covering(self, path: str) -> Self:
        """The finished runs that screened the unit at `path`."""
        return self.filter(state="done", unit_path__above=path)

    def latest_first(self, on: date | None = None) -> Self:
        """By the day they stand for, then by when they were made; none later than `on`."""
        runs = self.filter(on__lte=on) if on else self
        return runs.order_by("-on", "-finished_at", "-id")


class TallyQuerySet(ScopedQuerySet):
    """Figures by unit."""


class FindingQuerySet(ScopedQuerySet):
    """Findings stand where their person stood when they were found."""

    known_count: int | None = None

    def counted(self, number: int) -> Self:
        """The same rows, whose number is known from prepared figures."""
        rows = self.all()
        rows.known_count = number
        return rows

    def count(self) -> int:
        """How many rows; without asking the database where figures told it."""
        return super().count() if self.known_count is None else self.known_count
