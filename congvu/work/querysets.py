"""Filters over tasks."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Q

from congvu.core.actors import EVERYWHERE, Actor
from congvu.core.querysets import ScopedQuerySet
from congvu.work.choices import OPEN, WITH_BEARER

NOTHING = Q(pk__in=())


class TaskQuerySet(ScopedQuerySet):
    """Tasks, placed where their bearer stands."""

    def visible_to(self, actor: Actor, permission: str) -> Self:
        """Under the units where `actor` holds `permission`, in partner units, or own."""
        if actor.is_system:
            return self.all()
        seen = self.within(actor.paths(permission))
        if actor.unit_ids and actor.holds(permission):
            seen |= Q(partner_unit_ids__overlap=list(actor.unit_ids))
        if actor.person_id:
            seen |= Q(bearer_person_id=actor.person_id)
        return self.filter(seen)

    @classmethod
    def within(cls, paths: tuple[str, ...]) -> Q:
        """The condition "under one of `paths`", each of which the planner can estimate."""
        if EVERYWHERE in paths:
            return Q()
        return reduce(or_, (Q(unit_path__under=path) for path in paths), NOTHING)

    def under(self, path: str) -> Self:
        """Borne by the unit at `path` or below it."""
        return self.filter(unit_path__under=path)

    def open(self) -> Self:
        """Those that wait for somebody."""
        return self.filter(state__in=OPEN)

    def late(self, today: date) -> Self:
        """Those whose bearer is past the day; the day itself is not late."""
        return self.filter(state__in=WITH_BEARER, effective_due_on__lt=today)

    def soon(self, today: date, until: date) -> Self:
        """Those whose bearer has time from `today` to `until`, both inclusive."""
        return self.filter(state__in=WITH_BEARER, effective_due_on__range=(today, until))

    def in_time(self, today: date) -> Self:
        """Open ones that are not late: with time left, without a day, or handed in."""
        return self.open().exclude(state__in=WITH_BEARER, effective_due_on__lt=today)

    def once(self) -> Self:
        """What is to be done once: a recurring duty is left out in favour of its periods."""
        return self.filter(recurs_every="")

    def borne_by(self, person_id: str | None, unit_ids: list[int]) -> Self:
        """The tasks of a person by name, and those of the units as a whole."""
        mine = Q(bearer_person=None, bearer_unit_id__in=unit_ids)
        if person_id:
            mine |= Q(bearer_person_id=person_id)
        return self.filter(mine)
