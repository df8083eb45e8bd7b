"""One dossier, and the opening of its sensitive fields."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from congvu.core.errors import DomainError
from congvu.core.pages import day_of, needs, render_page, signed_in
from congvu.people import forms
from congvu.people.panels import panels_for
from congvu.people.permissions import People
from congvu.people.selectors.dossier import dossier_of, get_person
from congvu.people.selectors.sensitive import open_field, shown_fields
from congvu.people.timeline import timeline_of


@require_GET
@signed_in
def person(request: Any, person_id: UUID) -> HttpResponse:
    """The dossier on a day: of people in the actor's units, and the actor's own."""
    is_own = request.actor.person_id == str(person_id)
    if not (is_own or request.actor.holds(People.RECORD_VIEW)):
        raise PermissionDenied
    on = day_of(request)
    return render_page(request, "people/person.html", _context(request, person_id, on))


@require_POST
@needs(People.SENSITIVE_OPEN)
def field_open(request: Any, person_id: UUID) -> HttpResponse:
    """Show one sensitive field after its purpose was said; the reading is journalled."""
    form = forms.OpenField(request.POST)
    opened, refusal = None, ""
    if form.is_valid():
        try:
            opened = open_field(
                actor=request.actor,
                person_id=person_id,
                name=form.cleaned_data["field"],
                purpose=form.cleaned_data["purpose"],
            )
        except DomainError as refused:
            refusal = str(refused)
    context = _context(request, person_id, request.today)
    context |= {"opened": opened, "refusal": refusal}
    status = 200 if opened else 422
    return render_page(request, "people/person.html", context, partial="fields", status=status)


def _context(request: Any, person_id: UUID, on: Any) -> dict[str, Any]:
    found = get_person(actor=request.actor, person_id=person_id)
    dossier = dossier_of(actor=request.actor, person=found, on=on)
    return {
        "dossier": dossier,
        "head": dossier.head,
        "fields": shown_fields(actor=request.actor, person=found),
        "timeline": timeline_of(dossier.families, on),
        "purposes": forms.PURPOSES,
        "may_open": request.actor.may(People.SENSITIVE_OPEN, found.unit_path),
        "panels": panels_for(request.actor, person_id, own=dossier.head.is_own),
        "on": on,
        "is_past": on < request.today,
    }
