"""Saying that two dossiers that look alike are of two people, and taking it back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.journal import commands as journal
from congvu.people.models import DifferentPeople
from congvu.people.permissions import People
from congvu.people.selectors.apart import told_apart
from congvu.people.selectors.merging import merge_plan


class ReasonMissing(DomainError):
    """Two dossiers are told apart for a stated reason."""


@transaction.atomic
def tell_apart(
    *, actor: Actor, first_id: UUID, second_id: UUID, reason: str, today: date
) -> DifferentPeople:
    """Remember that two dossiers are not of one person: the pair is no longer suggested.

    Said twice, the first time stands.

    Requires: people.record.change where both are.
    Raises: NotVisible, Forbidden, NotTwoDossiers, ReasonMissing.
    """
    plan = merge_plan(actor=actor, survivor_id=first_id, merged_id=second_id, lock=True)
    why = clean(reason)[:500]
    if not why:
        raise ReasonMissing(_("Say how you know that they are two people."))
    known = told_apart(actor=actor, first_id=first_id, second_id=second_id)
    if known is not None:
        return known
    first, second = sorted((plan.survivor, plan.merged), key=lambda one: one.pk)
    made = store(
        DifferentPeople(
            first=first,
            second=second,
            reason=why,
            actor_name=(actor.name or actor.reason)[:200],
            said_on=today,
        )
    )
    journal.record(
        actor=actor, act="people.tell_apart", subject=first, other=str(second.pk), pair=made.pk
    )
    return made


@transaction.atomic
def undo_apart(*, actor: Actor, pair_id: int, now: datetime) -> DifferentPeople:
    """Suggest a pair again that was told apart; undone twice changes nothing.

    Requires: people.record.change where both are.
    Raises: NotVisible, Forbidden.
    """
    pairs = DifferentPeople.objects.select_related("first", "second")
    pair: DifferentPeople = pairs.select_for_update(of=["self"]).one(pk=pair_id)
    actor.require(People.RECORD_CHANGE, pair.first.unit_path, pair.second.unit_path)
    if pair.undone_at is None:
        pair.undone_at = now
        pair.save(update_fields=["undone_at"])
        journal.record(
            actor=actor, act="people.undo_apart", subject=pair.first, other=str(pair.second_id)
        )
    return pair
