"""Decisions of the actor's units, and those about people there."""

from datetime import date

from django.db.models import Q, QuerySet

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.permissions import Decisions
from congvu.people.models import Person


def get_decision(*, actor: Actor, decision_id: int) -> Decision:
    """One decision.

    Raises: NotVisible.
    """
    seen = Decision.objects.visible_to(actor, Decisions.VIEW)
    decision: Decision = seen.select_related("issuer", "paper", "target").one(pk=decision_id)
    return decision


def is_read_whole(*, actor: Actor, decision_id: int) -> bool:
    """Whether the actor reads all of the decision, by office. One statement."""
    return Decision.objects.visible_to(actor, Decisions.VIEW).filter(pk=decision_id).exists()


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
    days of coming into force. The issuers are fetched by a statement of their own: joined, they
    would be sorted with every decision of the province for one page.
    """
    found = Decision.objects.visible_to(actor, Decisions.VIEW).prefetch_related("issuer")
    words = fold(clean(text))
    if words:
        people = Person.objects.filter(name_fold__contains=words).values("pk")
        named = DecisionLine.objects.filter(person__in=people).values("decision")
        number = words.split("/")[0]
        is_number = Q(number=int(number)) if number.isdecimal() else Q(pk__in=[])
        found = found.filter(is_number | Q(summary_fold__contains=words) | Q(pk__in=named))
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
