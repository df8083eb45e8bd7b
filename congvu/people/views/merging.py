"""Two dossiers of one person: finding them, merging them, undoing it; old links lead on."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.errors import DomainError, NotVisible
from congvu.core.pages import go_to, needs, render_page
from congvu.people.choices import Purpose
from congvu.people.commands import apart
from congvu.people.commands import merging as commands
from congvu.people.commands.exports import note_opened
from congvu.people.permissions import People
from congvu.people.selectors import merging as selectors
from congvu.people.selectors.apart import pairs_apart, told_apart


def followed(view: Callable[..., Any]) -> Callable[..., Any]:
    """Lead from a merged dossier to the one that survives it."""

    @wraps(view)
    def leading(request: Any, person_id: UUID, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, person_id, *args, **kwargs)
        except NotVisible:
            stands = selectors.standing_dossier(actor=request.actor, person_id=person_id)
            if stands == person_id:
                raise
            return go_to(request, "people:person", stands)

    return leading


@require_GET
@needs(People.RECORD_CHANGE)
def duplicates(request: Any) -> HttpResponse:
    """Pairs that may be of one person, two dossiers named by hand, and the merges made."""
    refusal = ""
    first, second = request.GET.get("first", ""), request.GET.get("second", "")
    if first or second:
        try:
            one = selectors.find_dossier(actor=request.actor, text=first)
            other = selectors.find_dossier(actor=request.actor, text=second)
            return go_to(request, "people:merge", one.pk, other.pk)
        except DomainError as refused:
            refusal = str(refused)
    context = {
        "pairs": selectors.suggested_pairs(actor=request.actor),
        "merges": selectors.latest_merges(actor=request.actor),
        "apart": pairs_apart(actor=request.actor),
        "first": first,
        "second": second,
        "refusal": refusal,
    }
    return render_page(request, "people/duplicates.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "POST"])
@needs(People.RECORD_CHANGE)
def merge(request: Any, survivor_id: UUID, merged_id: UUID) -> HttpResponse:
    """The two side by side; merging them keeps the first, with the values chosen."""
    refusal = ""
    if request.method == "POST":
        try:
            made = commands.merge_dossiers(
                actor=request.actor,
                survivor_id=survivor_id,
                merged_id=merged_id,
                choices=request.POST.dict(),
                on=request.today,
            )
            return go_to(request, "people:merged", made.pk)
        except NotVisible:
            raise
        except DomainError as refused:
            refusal = str(refused)
    return _compared(request, survivor_id, merged_id, refusal)


@require_POST
@needs(People.RECORD_CHANGE)
def tell_apart(request: Any, survivor_id: UUID, merged_id: UUID) -> HttpResponse:
    """Say that the two are not of one person, and why."""
    try:
        apart.tell_apart(
            actor=request.actor,
            first_id=survivor_id,
            second_id=merged_id,
            reason=request.POST.get("reason", ""),
            today=request.today,
        )
    except selectors.NotTwoDossiers as refused:
        raise NotVisible(str(refused)) from refused
    except apart.ReasonMissing as refused:
        return _compared(request, survivor_id, merged_id, str(refused))
    messages.success(request, _("Noted: two people. They are no longer suggested."))
    return go_to(request, "people:duplicates")


@require_POST
@needs(People.RECORD_CHANGE)
def apart_undo(request: Any, pair_id: int) -> HttpResponse:
    """Suggest the two again."""
    apart.undo_apart(actor=request.actor, pair_id=pair_id, now=request.now)
    messages.success(request, _("Taken back: the two are suggested again."))
    return go_to(request, "people:duplicates")


def _compared(request: Any, survivor_id: UUID, merged_id: UUID, refusal: str) -> HttpResponse:
    """The page of two dossiers side by side."""
    try:
        plan = selectors.merge_plan(
            actor=request.actor, survivor_id=survivor_id, merged_id=merged_id
        )
    except selectors.NotTwoDossiers as refused:
        raise NotVisible(str(refused)) from refused
    differences = _shown_differences(request, plan)
    context = {
        "plan": plan,
        "differences": differences,
        "refusal": refusal,
        "told": told_apart(actor=request.actor, first_id=survivor_id, second_id=merged_id),
    }
    return render_page(request, "people/merge.html", context, status=422 if refusal else 200)


def _shown_differences(request: Any, plan: selectors.Plan) -> list[selectors.Difference]:
    """The differences; sensitive ones open to keep the dossier right, which is noted, or masked."""
    guarded = [one.name for one in plan.differences if one.is_guarded]
    places = (plan.survivor.unit_path, plan.merged.unit_path)
    if not guarded:
        return plan.differences
    if all(request.actor.may(People.SENSITIVE_OPEN, place) for place in places):
        note_opened(actor=request.actor, people=2, columns=guarded, purpose=Purpose.DOSSIER)
        return plan.differences
    return [one.masked() if one.is_guarded else one for one in plan.differences]


@require_GET
@needs(People.RECORD_CHANGE)
def merged(request: Any, merge_id: int) -> HttpResponse:
    """What one merge did, and whether it can be undone."""
    return _shown(request, merge_id)


@require_POST
@needs(People.RECORD_CHANGE)
def merge_undo(request: Any, merge_id: int) -> HttpResponse:
    """Give both dossiers back, or say what rests on the merge by now."""
    try:
        commands.undo_merge(actor=request.actor, merge_id=merge_id, on=request.today)
    except NotVisible:
        raise
    except DomainError as refusal:
        return _shown(request, merge_id, refusal=str(refusal))
    return go_to(request, "people:merged", merge_id)


def _shown(request: Any, merge_id: int, refusal: str = "") -> HttpResponse:
    merge = selectors.get_merge(actor=request.actor, merge_id=merge_id)
    leaning = selectors.leaning_on_merge(actor=request.actor, merge=merge)
    context = {"merge": merge, "leaning": [] if merge.undone_at else leaning, "refusal": refusal}
    return render_page(request, "people/merged.html", context, status=422 if refusal else 200)
