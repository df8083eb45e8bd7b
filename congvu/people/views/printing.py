"""Printing dossiers: one from its page, many from the list."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.pages import day_of, needs, render_page, signed_in
from congvu.law.selectors import parameter
from congvu.people import forms
from congvu.people.commands.printing import PrintOrder, print_dossiers
from congvu.people.permissions import People
from congvu.people.printing.files import MEDIA_TYPES, archive_of, file_of
from congvu.people.printing.plan import form_plans
from congvu.people.selectors.curriculum import people_to_print
from congvu.people.selectors.dossier import get_person
from congvu.people.selectors.search import search_people
from congvu.people.views.asking import asked_of

Answer = TypeVar("Answer", bound=HttpResponseBase)
ARCHIVE = "ho-so.zip"


@require_http_methods(["GET", "POST"])
@signed_in
def person_print(request: Any, person_id: UUID) -> HttpResponse:
    """Ask for form, day and purpose, then send the file: for who may open it, and the own one."""
    is_own = request.actor.person_id == str(person_id)
    if not (is_own or request.actor.holds(People.SENSITIVE_OPEN)):
        raise PermissionDenied
    person = get_person(actor=request.actor, person_id=person_id)
    told = request.POST if request.method == "POST" else None
    day = day_of(request)
    form = forms.PrintOrderForm(told, today=request.today, on=day, is_own=is_own, prefix="print")
    if form.is_valid():
        order = _order(form)
        try:
            sheets = print_dossiers(actor=request.actor, person_ids=[person_id], order=order)
            made = file_of(
                sheets[person_id],
                form.cleaned_data["medium"],
                on=request.today,
                form=order.form,
            )
            return _attached(HttpResponse(made.content), made.name)
        except (NotVisible, Forbidden):
            raise
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "person": person, "is_own": is_own, "plans": form_plans().values()}
    status = 422 if form.errors else 200
    return render_page(request, "people/print.html", context, partial="form", status=status)


@require_http_methods(["GET", "POST"])
@needs(People.SENSITIVE_OPEN)
def people_print(request: Any) -> HttpResponseBase:
    """Tick people of a search, then send their files in one archive."""
    told = request.POST if request.method == "POST" else None
    day = day_of(request)
    form = forms.ChosenPeople(told, today=request.today, on=day, prefix="print")
    if form.is_valid():
        order = _order(form)
        try:
            people = form.cleaned_data["people"]
            sheets = print_dossiers(actor=request.actor, person_ids=people, order=order)
            pieces = archive_of(
                list(sheets.values()),
                form.cleaned_data["medium"],
                on=request.today,
                form=order.form,
            )
            # Each file leaves as soon as it is made, so the download shows how far it is.
            return _attached(StreamingHttpResponse(_sent(pieces)), ARCHIVE)
        except (NotVisible, Forbidden):
            raise
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = _to_choose(request) | {"form": form, "plans": form_plans().values()}
    status = 422 if form.errors else 200
    return render_page(request, "people/print_many.html", context, status=status)


def _to_choose(request: Any) -> dict[str, Any]:
    """The first of those the list finds, in its order, as many as are printed at once."""
    most = parameter("dossier_form.most_people", request.today).value
    asked = asked_of(request)
    found = search_people(actor=request.actor, on=asked.on, wanted=asked.wanted)
    found = found.visible_to(request.actor, People.SENSITIVE_OPEN)
    keys = [person.pk for person in found[: most + 1]]
    people = {one.pk: one for one in people_to_print(actor=request.actor, person_ids=keys[:most])}
    return {
        "people": [people[key] for key in keys[:most]],
        "is_more": len(keys) > most,
        "most": most,
        "ticked": set(request.POST.getlist("people")) if request.method == "POST" else None,
        "query": asked.address,
        "on": asked.on,
    }


def _order(form: Any) -> PrintOrder:
    told = form.cleaned_data
    return PrintOrder(
        form=told["form"],
        on=told["on"],
        purpose=told.get("purpose", ""),
        at=timezone.localtime(),
    )


async def _sent(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces, each made in a thread, so that other readers are served meanwhile."""
    step = sync_to_async(lambda: next(pieces, None), thread_sensitive=False)
    while (piece := await step()) is not None:
        yield piece


def _attached(answer: Answer, name: str) -> Answer:
    answer["Content-Type"] = MEDIA_TYPES.get(name.rpartition(".")[2], "application/zip")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
