"""Noting what was done to a decision."""

from congvu.core.actors import Actor
from congvu.decisions.choices import Act
from congvu.decisions.models import Decision, DecisionEvent


def note(*, actor: Actor, decision: Decision, act: Act, reason: str = "") -> DecisionEvent:
    """Keep one act on a decision in its history."""
    event: DecisionEvent = DecisionEvent.objects.create(
        decision=decision,
        act=act,
        account_id=actor.account_id,
        by=actor.name,
        note=reason[:1000],
        unit_path=decision.unit_path,
    )
    return event
