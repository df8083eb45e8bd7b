"""A decision as who does not read it by office sees it: whom it is about, who keeps the dossier."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from congvu.core.pages import render_page
from congvu.decisions.permissions import Decisions
from congvu.decisions.selectors.behind import DecisionBehind, get_decision_behind
from congvu.decisions.selectors.decisions import is_read_whole
from congvu.decisions.selectors.own import OwnDecision, get_own_decision, is_own
from congvu.people.permissions import People


def part_of(request: Any, decision_id: int) -> OwnDecision | DecisionBehind | None:
    """The part of a decision the reader sees; None for who reads it whole, by office.

    That is the own part, or what an issued one says of people whose dossiers the reader keeps.

    Raises: PermissionDenied for who reads neither decisions nor dossiers by office, NotVisible.
    """
    actor = request.actor
    if is_read_whole(actor=actor, decision_id=decision_id):
        return None
    if is_own(actor=actor, decision_id=decision_id):
        return get_own_decision(actor=actor, decision_id=decision_id)
    if not (actor.holds(Decisions.VIEW) or actor.holds(People.RECORD_VIEW)):
        raise PermissionDenied
    return get_decision_behind(actor=actor, decision_id=decision_id)


def part_page(request: Any, part: OwnDecision | DecisionBehind) -> HttpResponse:
    """The page of a decision for who sees a part of it."""
    page = "decision_own" if isinstance(part, OwnDecision) else "decision_behind"
    context = {"part": part, "decision": part.decision, "kind": part.kind}
    return render_page(request, f"decisions/{page}.html", context)
