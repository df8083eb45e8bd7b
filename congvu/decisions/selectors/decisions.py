"""Decisions of the actor's units, and those about people there."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.permissions import Decisions


def get_decision(*, actor: Actor, decision_id: int) -> Decision:
    """One decision.

    Raises: NotVisible.
    """
    seen = Decision.objects.visible_to(actor, Decisions.VIEW)
    decision: Decision = seen.select_related("issuer", "paper", "target").one(pk=decision_id)
    return decision


def search_decisions(
    *,
    actor: Actor,
    text: str = "",
    kind_code: str = "",
    state: str = "",
    issuer_path: str = "",
    since: date | None = None,
    until: date | None = None,
    target: Decision | None = None,
) -> QuerySet[Decision]:
    """Decisions by number, words, name of a person, kind, state or day; the latest first.

    `issuer_path` limits to bodies at or below that place; `since` and `until` (inclusive) are
    days of coming into force.
    """
    found = Decision.objects.visible_to(actor, Decisions.VIEW).select_related("issuer")
    words = clean(text)
    if words:
        named = DecisionLine.objects.filter(
            decision=OuterRef("pk"), person__name_fold__contains=fold(words)
        )
        number = words.split("/")[0]
        is_number = Q(number=int(number)) if number.isdigit() else Q(pk__in=[])
        found = found.filter(is_number | Q(summary__icontains=words) | Exists(named))
    if kind_code:
        found = found.filter(kind_code=kind_code)
    if state:
        found = found.filter(state=state)
    if issuer_path:
        found = found.filter(unit_path__under=issuer_path)
    if since:
        found = found.filter(effective_on__gte=since)
    if until:
        found = found.filter(effective_on__lte=until)
    if target:
        found = found.filter(target=target)
    decisions: QuerySet[Decision] = found.order_by("-drafted_at", "-pk")
    return decisions
