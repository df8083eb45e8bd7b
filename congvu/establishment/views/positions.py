"""The catalogue of job positions, and the competency framework."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.errors import DomainError
from congvu.core.pages import day_of, go_to, needs, page_of, render_page
from congvu.establishment import commands, forms
from congvu.establishment.acts import takeable
from congvu.establishment.panels import panels_of_position
from congvu.establishment.permissions import Establishment
from congvu.establishment.selectors import staffing, top_path

UNPROCESSABLE = 422


@require_GET
@needs(Establishment.UNIT_VIEW)
def position_list(request: Any) -> HttpResponse:
    """The job positions in use on a day."""
    on = day_of(request)
    form = forms.PositionSearch(request.GET)
    told = form.cleaned_data if form.is_valid() else {}
    found = staffing.positions_on(
        actor=request.actor, on=on, text=told.get("q", ""), kind=told.get("kind", "")
    )
    context = {
        "form": form,
        "page": page_of(request, found),
        "may_change": request.actor.holds(Establishment.POST_CHANGE),
        "on": on,
        "today": request.today,
        "is_past": on < request.today,
    }
    return render_page(request, "establishment/position_list.html", context, partial="rows")


@require_GET
@needs(Establishment.UNIT_VIEW)
def position(request: Any, code: str) -> HttpResponse:
    """One job position: description, ranks, competencies, where it is approved."""
    on = day_of(request)
    found = staffing.described(actor=request.actor, code=code, on=on)
    unit = found.position.unit
    place = unit.path if unit else top_path(actor=request.actor)
    context = {
        "found": found,
        "panels": panels_of_position(request.actor, found.position.code),
        "takeable": takeable(request.actor, [found.paper] if found.paper else []),
        "page": page_of(request, found.approved),
        "may_change": on == request.today and request.actor.may(Establishment.POST_CHANGE, place),
        "on": on,
        "today": request.today,
        "is_past": on < request.today,
    }
    return render_page(request, "establishment/position.html", context)


@require_http_methods(["GET", "POST"])
@needs(Establishment.POST_CHANGE)
def position_make(request: Any) -> HttpResponse:
    """A new line of the catalogue."""
    form = forms.NewPosition(_posted(request), actor=request.actor, today=request.today)
    if form.is_valid():
        try:
            code = form.cleaned_data["code"]
            if staffing.is_code_taken(actor=request.actor, code=code):
                form.add_error("code", _("Another position has this code."))
            else:
                return _describe(request, form, code)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, {"title": _("New job position")})


@require_http_methods(["GET", "POST"])
@needs(Establishment.POST_CHANGE)
def position_describe(request: Any, code: str) -> HttpResponse:
    """A new description of a position, from a day on."""
    found = staffing.described(actor=request.actor, code=code, on=request.today)
    form = forms.Describe(
        _posted(request),
        actor=request.actor,
        today=request.today,
        position=found.position,
        initial=staffing.initial_of(found),
    )
    if form.is_valid():
        try:
            return _describe(request, form, found.position.code)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, {"title": found.position.name, "position": found.position})


@require_http_methods(["GET", "POST"])
@needs(Establishment.UNIT_VIEW)
def competency_list(request: Any) -> HttpResponse:
    """The competency framework; the province adds its own."""
    form = forms.OwnCompetency(_posted(request))
    if form.is_valid():
        try:
            commands.add_competency(actor=request.actor, **form.cleaned_data)
            return go_to(request, "establishment:competencies")
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    may_add = request.actor.may(Establishment.POST_CHANGE, top_path(actor=request.actor))
    context = {
        "competencies": staffing.competencies(actor=request.actor),
        "form": form if may_add else None,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render_page(request, "establishment/competency_list.html", context, status=status)


def _describe(request: Any, form: forms.Describe, code: str) -> HttpResponse:
    description = form.description(code)
    commands.act_by_paper(
        actor=request.actor,
        paper=form.paper(),
        place=staffing.place_of_papers(actor=request.actor, unit=description.unit),
        act=lambda basis: commands.describe_position(
            actor=request.actor,
            description=description,
            basis=basis,
            on=form.cleaned_data["on"],
            today=request.today,
        ),
    )
    messages.success(request, _("The description is on record."))
    return go_to(request, "establishment:position", code=code)


def _posted(request: Any) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(request: Any, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    return render_page(
        request, "establishment/position_form.html", {"form": form, **context}, status=status
    )
