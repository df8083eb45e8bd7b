"""Filters over plan papers."""

from typing import Self

from django.db.models import Q

from congvu.core.actors import Actor
from congvu.core.querysets import ScopedQuerySet


class PaperQuerySet(ScopedQuerySet):
    """Papers, kept by one unit and read by all units they give work to."""

    def visible_to(self, actor: Actor, permission: str) -> Self:
        """Under the units where `actor` holds `permission`, or giving work to the actor's units."""
        seen = self.within(actor.paths(permission))
        if actor.unit_ids and actor.holds(permission):
            seen |= Q(reader_unit_ids__overlap=list(actor.unit_ids))
        return self.filter(seen)
