"""Decisions about the reader: issued ones alone, and of these the reader's own part."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.db.models.expressions import RawSQL

from congvu.core.actors import Actor
from congvu.core.querysets import ScopedQuerySet
from congvu.decisions.models import Decision, DecisionLine, Revision
from congvu.decisions.register import Kind, kind_of
from congvu.decisions.selectors.pages import LineShown, shown_lines

_OWN = RawSQL("SELECT congvu_own_decisions()", ())
"""Those that name the person of the scope or changed the dossier, and what revoked them."""


@dataclass(frozen=True)
class OwnDecision:
    """A decision as whom it is about sees it; `people` are all it names, `lines` the own one.

    `last` is the paper as delivered.
    """

    decision: Decision
    kind: Kind
    lines: tuple[LineShown, ...]
    last: Revision
    about_it: tuple[Decision, ...]


def own_decisions(*, actor: Actor) -> ScopedQuerySet:
    """The decisions issued about the person of the scope, the latest first.

    Each with `last_order`, the number of its paper's last state. One statement.
    """
    own = _own(actor).select_related("issuer").annotate(last_order=Max("revisions__order"))
    found: ScopedQuerySet = own.order_by("-effective_on", "-pk")
    return found


def is_own(*, actor: Actor, decision_id: int) -> bool:
    """Whether the decision was issued about the actor. One statement."""
    return _own(actor).filter(pk=decision_id).exists()


def get_own_decision(*, actor: Actor, decision_id: int) -> OwnDecision:
    """What a person sees of a decision issued about the person. Five statements.

    Raises: NotVisible.
    """
    decision: Decision = _own(actor).select_related("issuer", "target").one(pk=decision_id)
    kind = kind_of(decision.kind_code)
    lines = DecisionLine.objects.filter(decision=decision, person=UUID(actor.person_id))
    told = shown_lines(
        actor=actor, kind=kind, lines=list(lines.select_related("person__unit__parent"))
    )
    return OwnDecision(
        decision=decision,
        kind=kind,
        lines=tuple(told),
        last=decision.revisions.latest("order"),
        about_it=tuple(_own(actor).filter(target=decision).order_by("pk")),
    )


def _own(actor: Actor) -> ScopedQuerySet:
    own: ScopedQuerySet = Decision.objects.filter(pk__in=_OWN)
    return own if actor.person_id else own.none()
