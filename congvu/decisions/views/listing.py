"""The list of decisions, its file, and the decisions about one person."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from congvu.core.pages import needs, page_of, render_page, sheet_file, signed_in
from congvu.decisions.choices import State
from congvu.decisions.commands.exports import note_export
from congvu.decisions.forms.search import DecisionSearch
from congvu.decisions.permissions import Decisions
from congvu.decisions.selectors.behind import DecisionTold, decisions_about
from congvu.decisions.selectors.decisions import search_decisions
from congvu.decisions.selectors.own import own_decisions
from congvu.decisions.selectors.pages import count_by_state, with_first_person
from congvu.decisions.tables import MOST, workbook_of
from congvu.people.permissions import People

ROWS = 40


@require_GET
@needs(Decisions.VIEW)
def decision_list(request: Any) -> HttpResponse:
    """The decisions of the actor's bodies: the whole page, or its rows for htmx."""
    search = DecisionSearch(request.GET)
    wanted = search.read(request.actor, request.today)
    state = _state(request)
    found = search_decisions(actor=request.actor, **wanted)
    counts = count_by_state(actor=request.actor, found=found)
    if state:
        found = found.filter(state=state)
    rows = with_first_person(actor=request.actor, found=found)
    total = sum(counts.values())
    context = {
        "search": search,
        "state": state,
        "chips": [(one, one.label, counts[one]) for one in State if counts.get(one)],
        "total": total,
        "page": page_of(request, rows, ROWS, count=counts.get(state, 0) if state else total),
        "may_draft": request.actor.holds(Decisions.DRAFT),
        "may_set": request.actor.holds(Decisions.CHECK),
    }
    return render_page(request, "decisions/decision_list.html", context, partial="rows")


@require_GET
@needs(Decisions.VIEW)
def decision_export(request: Any) -> HttpResponse:
    """Exactly what the list shows, of all its pages, as a file."""
    wanted = DecisionSearch(request.GET).read(request.actor, request.today)
    found = search_decisions(actor=request.actor, state=_state(request), **wanted)
    rows = list(with_first_person(actor=request.actor, found=found)[:MOST])
    note_export(actor=request.actor, decisions=len(rows), query=request.GET.urlencode())
    return sheet_file(workbook_of(rows), "quyet-dinh.xlsx")


@require_GET
@signed_in
def person_decisions(request: Any, person_id: UUID) -> HttpResponse:
    """The decisions about one person: a panel of the dossier, or a page of its own.

    On the own dossier those that were issued, wherever and by whom, with their papers.
    """
    is_own = request.actor.person_id == str(person_id)
    if not (is_own or request.actor.holds(People.RECORD_VIEW)):
        raise PermissionDenied
    found = (
        [DecisionTold(one, is_whole=True) for one in own_decisions(actor=request.actor)]
        if is_own
        else decisions_about(actor=request.actor, person_id=person_id)
    )
    context = {"decisions": found, "person_id": person_id, "is_own": is_own}
    return render_page(request, "decisions/person_decisions.html", context, partial="rows")


def _state(request: Any) -> str:
    asked = str(request.GET.get("state", ""))
    return asked if asked in State.values else ""
