"""Pairs of dossiers that look alike and were told apart."""

from uuid import UUID

from congvu.core.actors import Actor
from congvu.people.models import DifferentPeople, Person
from congvu.people.permissions import People


def told_apart(*, actor: Actor, first_id: UUID, second_id: UUID) -> DifferentPeople | None:
    """What was said of two dossiers, in whichever order; None where nothing stands."""
    first, second = sorted((first_id, second_id))
    pairs = DifferentPeople.objects.filter(first=first, second=second, undone_at=None)
    found: DifferentPeople | None = pairs.first()
    return found


def pairs_apart(*, actor: Actor, most: int = 50) -> list[DifferentPeople]:
    """The pairs told apart in the actor's units, the latest first. One statement."""
    seen = Person.objects.visible_to(actor, People.RECORD_CHANGE).values("pk")
    pairs = DifferentPeople.objects.filter(undone_at=None, first__in=seen, second__in=seen)
    return list(pairs.select_related("first__unit", "second__unit").order_by("-pk")[:most])
