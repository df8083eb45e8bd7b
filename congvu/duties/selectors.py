"""Reading what is asked of an actor."""

from django.db.models import Q, QuerySet

from congvu.core.actors import Actor
from congvu.duties.models import Duty


def open_duties(*, actor: Actor) -> QuerySet[Duty]:
    """What is asked of `actor`, by name or through a permission on the unit, soonest first."""
    asked = Q(account_id=actor.account_id)
    for permission, paths in actor.reach.items():
        asked |= Q(account_id=None, permission=permission) & Duty.objects.all().within(paths)
    duties = Duty.objects.filter(asked, done_at=None)
    return duties.order_by("due_on", "id")
