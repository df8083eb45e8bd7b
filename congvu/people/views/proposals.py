"""Proposed changes: the keeper's queue, one side by side, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.pages import go_to, needs, page_of, render_page, signed_in
from congvu.documents.responses import as_attachment
from congvu.people import fact_forms
from congvu.people.choices import ProposalState
from congvu.people.commands import proposals as commands
from congvu.people.permissions import People
from congvu.people.proposal_reading import read_proposal
from congvu.people.selectors import proposals as selectors
from congvu.people.selectors.sensitive import open_for_keeping
from congvu.people.selectors.whole import names_in


@require_GET
@needs(People.RECORD_CHANGE)
def proposal_list(request: Any) -> HttpResponse:
    """What people propose to have changed in the dossiers the reader keeps."""
    is_open = request.GET.get("xong") != "1"
    found = selectors.search_proposals(actor=request.actor, is_open=is_open)
    page = page_of(request, found)
    rows = [(one, selectors.title_of(one)) for one in page]
    return render_page(
        request, "people/proposal_list.html", {"page": page, "rows": rows, "is_open": is_open}
    )


@require_GET
@signed_in
def proposal(request: Any, proposal_id: int) -> HttpResponse:
    """One proposal, before and after: for its keeper and its proposer."""
    return _page(request, proposal_id, fact_forms.Reason())


@require_POST
@needs(People.RECORD_CHANGE)
def proposal_accept(request: Any, proposal_id: int) -> HttpResponse:
    """Write the proposed change into the dossier."""
    return _act(
        request,
        proposal_id,
        lambda: commands.accept_proposal(
            actor=request.actor,
            proposal_id=proposal_id,
            read=lambda one: read_proposal(actor=request.actor, proposal=one, on=request.today),
            today=request.today,
            now=_now(),
        ),
        _("Accepted: the dossier says so now, and the person was told."),
    )


@require_POST
@needs(People.RECORD_CHANGE)
def proposal_refuse(request: Any, proposal_id: int) -> HttpResponse:
    """Refuse the proposed change, with a reason."""
    form = fact_forms.Reason(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return _act(
        request,
        proposal_id,
        lambda: commands.refuse_proposal(
            actor=request.actor, proposal_id=proposal_id, reason=reason, now=_now()
        ),
        _("Refused; the person reads the reason."),
    )


@require_POST
@signed_in
def proposal_withdraw(request: Any, proposal_id: int) -> HttpResponse:
    """The proposer takes the own proposal back."""
    return _act(
        request,
        proposal_id,
        lambda: commands.withdraw_proposal(
            actor=request.actor, proposal_id=proposal_id, now=_now()
        ),
        _("Withdrawn. Nothing was changed."),
    )


@require_POST
@signed_in
def proposal_read(request: Any, proposal_id: int) -> HttpResponse:
    """The proposer has read the answer."""
    commands.note_answer_read(actor=request.actor, proposal_id=proposal_id, now=_now())
    return go_to(request, "people:proposal", proposal_id)


@require_GET
@signed_in
def proposal_file(request: Any, proposal_id: int) -> HttpResponse:
    """The evidence sent along, as a download; who reads it reads what it is about."""
    found = _seen(request, proposal_id)
    open_for_keeping(actor=request.actor, person=found.person, name=found.column or found.family)
    return as_attachment(selectors.evidence_of(actor=request.actor, proposal_id=proposal_id))


def _act(request: Any, proposal_id: int, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
    except (Forbidden, NotVisible):
        raise
    except DomainError as refusal:
        form = fact_forms.Reason(request.POST)
        form.is_valid()
        form.add_error("reason" if "reason" in request.POST else None, str(refusal))
        return _page(request, proposal_id, form, status=422)
    messages.success(request, said)
    return go_to(request, "people:proposal", proposal_id)


def _page(request: Any, proposal_id: int, form: Any, status: int = 200) -> HttpResponse:
    found = _seen(request, proposal_id)
    is_own = request.actor.person_id == str(found.person_id)
    open_for_keeping(actor=request.actor, person=found.person, name=found.column or found.family)
    differences, stale = [], ""
    try:
        asked = read_proposal(actor=request.actor, proposal=found, on=request.today)
        if asked.column:
            differences = selectors.column_differences(found.person, asked.columns)
        else:
            rows = {asked.fact.family: [asked.row]} if asked.row is not None else {}
            names = names_in(actor=request.actor, rows=rows)
            differences = selectors.differences(
                asked.fact, asked.row, names, is_end=found.act == "end"
            )
    except DomainError as refusal:
        stale = str(refusal)
    context = {
        "proposal": found,
        "title": selectors.title_of(found),
        "differences": differences,
        "stale": stale,
        "form": form,
        "is_own": is_own,
        "is_open": found.state == ProposalState.OPEN,
        "may_judge": request.actor.may(People.RECORD_CHANGE, found.person.unit_path) and not is_own,
        "is_unread": is_own and selectors.is_answer_unread(actor=request.actor, proposal=found),
    }
    return render_page(request, "people/proposal.html", context, status=status)


def _seen(request: Any, proposal_id: int) -> Any:
    """The proposal; 403 for who keeps no dossiers at all and asks for another's."""
    try:
        return selectors.get_proposal(actor=request.actor, proposal_id=proposal_id)
    except NotVisible:
        if not request.actor.holds(People.RECORD_CHANGE):
            raise PermissionDenied from None
        raise


def _now() -> Any:
    return timezone.now()  # noqa: TID251 - the moment of the act
