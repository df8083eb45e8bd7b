"""Filters over dossiers and their facts."""

from datetime import date
from typing import Self

from django.db.models import Q

from congvu.core.querysets import PeriodQuerySet, ScopedQuerySet


class PersonQuerySet(ScopedQuerySet):
    """Dossiers, placed where the person's main post is today."""

    def serving(self) -> Self:
        """Those in service."""
        return self.filter(status="serving")


class FactQuerySet(PeriodQuerySet):
    """Facts of dossiers."""

    def standing(self) -> Self:
        """The rows nobody replaced or voided."""
        return self.filter(Q(replaced_by=None, voided_by=None))

    def on(self, day: date) -> Self:
        """The standing rows in force on `day`."""
        return self.standing().filter(valid__contains=day)
