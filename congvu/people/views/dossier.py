"""One dossier: its page by groups, the opening of what is masked, its photo and papers."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.errors import DomainError
from congvu.core.pages import day_of, go_to, needs, render_page, signed_in
from congvu.documents.responses import as_attachment, as_picture
from congvu.people import fact_forms, forms
from congvu.people.commands.own import set_photo
from congvu.people.permissions import People
from congvu.people.selectors.dossier import get_person
from congvu.people.selectors.papers import get_paper_file, get_photo
from congvu.people.selectors.sensitive import open_family, open_field
from congvu.people.views.page import page_context

PAGE = "people/person.html"


@require_GET
@signed_in
def person(request: Any, person_id: UUID) -> HttpResponse:
    """The dossier on a day, one group at a time: of people in scope, and the actor's own."""
    refuse_strangers(request, person_id)
    context = page_context(request, person_id, day_of(request), request.GET.get("phan", ""))
    return render_page(request, PAGE, context, partial="group")


@require_POST
@needs(People.SENSITIVE_OPEN)
def field_open(request: Any, person_id: UUID) -> HttpResponse:
    """Show one sensitive field after its purpose was said; the reading is journalled."""
    form = forms.OpenField(request.POST)
    told: dict[str, Any] = {"opened": None, "refusal": ""}
    if form.is_valid():
        try:
            told["opened"] = open_field(
                actor=request.actor,
                person_id=person_id,
                name=form.cleaned_data["field"],
                purpose=form.cleaned_data["purpose"],
            )
        except DomainError as refused:
            told["refusal"] = str(refused)
    context = page_context(request, person_id, request.today) | told
    status = 200 if told["opened"] else 422
    return render_page(request, PAGE, context, partial="fields", status=status)


@require_POST
@needs(People.SENSITIVE_OPEN)
def family_open(request: Any, person_id: UUID) -> HttpResponse:
    """Show one masked family of facts after its purpose was said; the reading is journalled."""
    form = forms.OpenField(request.POST)
    opened: frozenset[str] = frozenset()
    refusal = ""
    if form.is_valid():
        try:
            opened = open_family(
                actor=request.actor,
                person_id=person_id,
                key=form.cleaned_data["field"],
                purpose=form.cleaned_data["purpose"],
            )
        except DomainError as refused:
            refusal = str(refused)
    shown = request.GET.get("phan", "")
    context = page_context(request, person_id, request.today, shown, opened)
    context |= {"refusal": refusal}
    status = 200 if opened else 422
    return render_page(request, PAGE, context, partial="group", status=status)


@require_GET
@signed_in
def paper_file(request: Any, person_id: UUID, paper_id: int) -> HttpResponse:
    """The file of a paper of the dossier, as a download."""
    refuse_strangers(request, person_id)
    return as_attachment(
        get_paper_file(actor=request.actor, person_id=person_id, paper_id=paper_id)
    )


@require_http_methods(["GET", "POST"])
@signed_in
def photo(request: Any, person_id: UUID) -> HttpResponse:
    """Choose the photo of a dossier; a refusal comes back on the form with status 422."""
    refuse_strangers(request, person_id)
    found = get_person(actor=request.actor, person_id=person_id)
    if request.actor.person_id != str(person_id):
        request.actor.require(People.RECORD_CHANGE, found.unit_path)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = fact_forms.PhotoForm(*posted)
    if form.is_valid():
        try:
            file = form.cleaned_data["photo"]
            set_photo(actor=request.actor, person_id=person_id, file=file, today=request.today)
            return go_to(request, "people:person", person_id)
        except DomainError as refusal:
            form.add_error("photo", str(refusal))
    context = {"form": form, "person": found}
    status = 422 if form.errors else 200
    return render_page(request, "people/photo.html", context, partial="form", status=status)


@require_GET
@signed_in
def photo_file(request: Any, person_id: UUID) -> HttpResponse:
    """The photo itself."""
    refuse_strangers(request, person_id)
    return as_picture(get_photo(actor=request.actor, person_id=person_id))


def refuse_strangers(request: Any, person_id: UUID) -> None:
    """403 for who may see no dossiers at all and asks for another's.

    Raises: PermissionDenied.
    """
    is_own = request.actor.person_id == str(person_id)
    if not (is_own or request.actor.holds(People.RECORD_VIEW)):
        raise PermissionDenied
