"""Acts on a unit by a decision on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.pages import go_to, needs, render_page
from congvu.establishment import forms
from congvu.establishment.acts import ACTS, UnitAct, acts_for
from congvu.establishment.commands import act_by_paper, take_paper_back
from congvu.establishment.permissions import Establishment
from congvu.establishment.selectors.page import unit_shown
from congvu.establishment.selectors.taking_back import Undone, what_comes_back

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@needs(Establishment.POST_CHANGE)
def unit_act(request: Any, code: str, act: str) -> HttpResponse:
    """One act on one unit: its form, then the deed."""
    if act not in ACTS:
        raise Http404
    shown = unit_shown(actor=request.actor, code=code, on=request.today)
    known = ACTS[act]
    if known not in acts_for(request.actor, shown):
        raise Http404
    form_class = getattr(forms, known.form)
    form = form_class(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        today=request.today,
        unit=shown.unit,
    )
    if form.is_valid():
        try:
            _do(request, known, form)
            messages.success(request, _("Done: %(act)s.") % {"act": known.label})
            return go_to(request, "establishment:unit", code=shown.unit.code)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "shown": shown, "act": known}
    status = UNPROCESSABLE if form.errors else 200
    return render_page(request, "establishment/unit_act.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs(Establishment.POST_CHANGE)
def take_back(request: Any, paper_id: int) -> HttpResponse:
    """What taking a paper back would do, and what leans on it; then the deed."""
    undone = what_comes_back(actor=request.actor, paper_id=paper_id)
    form = forms.TakeBack(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_valid():
        try:
            take_paper_back(
                actor=request.actor, paper_id=paper_id, mistake=form.mistake, today=request.today
            )
            messages.success(request, _("Taken back. What stood before holds again."))
            return _back(request, undone)
        except (NotVisible, Forbidden):
            raise
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "undone": undone}
    status = UNPROCESSABLE if form.errors else 200
    return render_page(request, "establishment/take_back.html", context, status=status)


def _back(request: Any, undone: Undone) -> HttpResponse:
    if undone.unit is None:
        return go_to(request, "establishment:positions")
    return go_to(request, "establishment:unit", code=undone.unit.code)


def _do(request: Any, known: UnitAct, form: forms.ByPaper) -> None:
    days = {"on": form.cleaned_data["on"]}
    if known.knows_today:
        days["today"] = request.today
    act_by_paper(
        actor=request.actor,
        paper=form.paper(),
        place=str(form.unit.path),
        act=lambda basis: known.command(
            actor=request.actor, basis=basis, **days, **form.arguments()
        ),
    )
