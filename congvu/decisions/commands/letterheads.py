"""How the papers of a body begin."""

from django.db import transaction

from congvu.core.actors import Actor
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.decisions.models import Letterhead
from congvu.decisions.permissions import Decisions
from congvu.establishment.models import Unit
from congvu.journal import commands as journal


@transaction.atomic
def set_letterhead(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    symbol: str,
    place: str,
    decided_by: str,
    parent_name: str = "",
    bases: tuple[str, ...] = (),
    kept_by: str = "",
) -> Letterhead:
    """Say how the decisions of `unit` begin.

    Requires: decisions.decision.check on the unit.
    Raises: Forbidden, DomainError for an empty line.
    """
    actor.require(Decisions.CHECK, unit)
    head = Letterhead.objects.filter(unit=unit).first() or Letterhead(unit=unit)
    head.name, head.symbol, head.place = clean(name), clean(symbol), clean(place)
    head.decided_by, head.parent_name = clean(decided_by), clean(parent_name)
    head.bases = [clean(one) for one in bases if clean(one)]
    head.kept_by, head.unit_path = clean(kept_by), unit.path
    store(head)
    journal.record(actor=actor, act="decisions.set_letterhead", subject=head)
    return head


def letterhead_of(*, actor: Actor, unit: Unit) -> Letterhead:
    """The letterhead of `unit`: as set, else put together from the names of the unit."""
    known = Letterhead.objects.filter(unit=unit).first()
    if known is not None:
        found: Letterhead = known
        return found
    parent = unit.parent.name if unit.parent else ""
    return Letterhead(
        unit=unit,
        parent_name=parent,
        name=unit.name,
        symbol=unit.short_name or unit.code,
        place=parent or unit.name,
        decided_by=unit.name,
        unit_path=unit.path,
    )
