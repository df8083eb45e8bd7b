"""Printing dossiers: one from its page, many from the list."""

from typing import Any, TypeVar
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.pages import day_of, go_to, needs, of_any_day, render_page, signed_in
from congvu.documents.printing.letters import UnprintableText
from congvu.law.selectors import parameter
from congvu.people import forms
from congvu.people.choices import PrintState
from congvu.people.commands.exports import note_opened
from congvu.people.commands.print_runs import start_print, take_print
from congvu.people.commands.printing import PrintOrder, fill_dossiers, note_prints
from congvu.people.permissions import People
from congvu.people.printing.files import MEDIA_TYPES, archive_of, file_of
from congvu.people.printing.plan import form_plans
from congvu.people.selectors.curriculum import people_to_print
from congvu.people.selectors.dossier import get_person
from congvu.people.selectors.print_runs import my_prints
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
        order = _order(request, form)
        try:
            return _one(request, person_id, order)
        except (NotVisible, Forbidden):
            raise
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "person": person, "is_own": is_own, "plans": form_plans().values()}
    status = 422 if form.errors else 200
    return render_page(request, "people/print.html", context, partial="form", status=status)


@require_http_methods(["GET", "POST"])
@needs(People.SENSITIVE_OPEN)
@of_any_day
def people_print(request: Any) -> HttpResponseBase:
    """Tick people of a search, then send their files in one archive."""
    told = request.POST if request.method == "POST" else None
    day = day_of(request)
    form = forms.ChosenPeople(told, today=request.today, on=day, prefix="print")
    if form.is_valid():
        order = _order(request, form)
        try:
            return _many(request, form.cleaned_data["people"], order)
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
    if asked.wanted.guarded and keys:
        note_opened(
            actor=request.actor,
            people=len(keys[:most]),
            columns=asked.wanted.guarded,
            purpose=asked.purpose,
        )
    people = {one.pk: one for one in people_to_print(actor=request.actor, person_ids=keys[:most])}
    return {
        "people": [people[key] for key in keys[:most]],
        "is_more": len(keys) > most,
        "most": most,
        "at_once": parameter("dossier_form.most_at_once", request.today).value,
        "ticked": set(request.POST.getlist("people")) if request.method == "POST" else None,
        "query": asked.address,
        "on": asked.on,
    }


def _order(request: Any, form: Any) -> PrintOrder:
    told = form.cleaned_data
    return PrintOrder(
        form=told["form"],
        on=told["on"],
        purpose=told.get("purpose", ""),
        at=timezone.localtime(request.now),
        medium=told["medium"],
    )


def _one(request: Any, person_id: UUID, order: PrintOrder) -> HttpResponse:
    """The file; noted as printed only once it is made, and as not printed where it cannot be."""
    sheets = fill_dossiers(actor=request.actor, person_ids=[person_id], order=order)
    try:
        made = file_of(sheets[person_id], order.medium, on=request.today, form=order.form)
    except UnprintableText as wrong:
        refused = {person_id: str(wrong)}
        note_prints(actor=request.actor, sheets=sheets, refused=refused, order=order)
        raise
    note_prints(actor=request.actor, sheets=sheets, refused={}, order=order)
    return _attached(HttpResponse(made.content), made.name)


def _many(request: Any, people: list[UUID], order: PrintOrder) -> HttpResponse:
    """A few at once; more of them in the background."""
    if len(people) > parameter("dossier_form.most_at_once", request.today).value:
        start_print(actor=request.actor, person_ids=people, order=order)
        return go_to(request, "people:prints")
    sheets = fill_dossiers(actor=request.actor, person_ids=people, order=order)
    content, refused = archive_of(sheets, order.medium, on=request.today, form=order.form)
    note_prints(actor=request.actor, sheets=sheets, refused=refused, order=order)
    return _attached(HttpResponse(content), ARCHIVE)


@require_GET
@needs(People.SENSITIVE_OPEN)
def prints(request: Any) -> HttpResponse:
    """The archives one asked for: how far each is, and its file until it is deleted."""
    runs = my_prints(actor=request.actor)
    context = {
        "runs": [(run, run.is_there(request.now), _form_name(run)) for run in runs],
        "is_waiting": any(run.state in (PrintState.WAITING, PrintState.PRINTING) for run in runs),
    }
    return render_page(request, "people/prints.html", context, partial="runs")


@require_GET
@needs(People.SENSITIVE_OPEN)
def print_file(request: Any, run_id: UUID) -> HttpResponse:
    """The archive, for who asked for it; nobody else learns that there is one."""
    try:
        run = take_print(actor=request.actor, run_id=run_id, now=request.now)
    except NotVisible as gone:
        messages.warning(request, str(gone))
        return go_to(request, "people:prints")
    return _attached(HttpResponse(bytes(run.content)), ARCHIVE)


def _form_name(run: Any) -> str:
    plan = form_plans().get(run.order["form"])
    return plan.name if plan else ""


def _attached(answer: Answer, name: str) -> Answer:
    answer["Content-Type"] = MEDIA_TYPES.get(name.rpartition(".")[2], "application/zip")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
