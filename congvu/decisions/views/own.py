"""A decision as whom it is about sees it: what it says of the reader, the paper, its signatures."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from congvu.core.pages import render_page
from congvu.decisions.permissions import Decisions
from congvu.decisions.selectors.own import OwnDecision, get_own_decision, is_own_only


def own_part(request: Any, decision_id: int) -> OwnDecision | None:
    """The reader's own part of a decision; None for who reads it by office, as far as in scope.

    Raises: PermissionDenied for who reads no decisions by office and is not in this one.
    """
    actor = request.actor
    if is_own_only(actor=actor, decision_id=decision_id):
        return get_own_decision(actor=actor, decision_id=decision_id)
    if not actor.holds(Decisions.VIEW):
        raise PermissionDenied
    return None


def own_page(request: Any, own: OwnDecision) -> HttpResponse:
    """The page of a decision for whom it is about."""
    context = {"own": own, "decision": own.decision, "kind": own.kind}
    return render_page(request, "decisions/decision_own.html", context)
