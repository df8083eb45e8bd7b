"""Beginning a decision and changing its draft."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.inputs import read_day
from congvu.core.pages import go_to, needs, render_page
from congvu.decisions.choices import Act
from congvu.decisions.commands.asking import ask_next
from congvu.decisions.commands.drafting import (
    Wording,
    change_draft,
    draft_decision,
    usual_wording,
)
from congvu.decisions.forms.drafting import Draft, reworded, texts_in
from congvu.decisions.forms.lines import AS_ROWS, Lines, texts_of
from congvu.decisions.permissions import Decisions
from congvu.decisions.register import Kind, bases, kinds
from congvu.decisions.selectors import naming
from congvu.decisions.selectors.decisions import get_decision
from congvu.decisions.selectors.kinds import grouped_kinds
from congvu.decisions.selectors.pages import acts_of, bodies_to_issue, lines_of
from congvu.decisions.views.revising import decision_revise_draft
from congvu.decisions.wording import articles_of


@require_GET
@needs(Decisions.DRAFT)
def kind_choose(request: Any) -> HttpResponse:
    """Which kind of decision: in groups, found by words."""
    words = request.GET.get("q", "")
    context = {"q": words, "groups": grouped_kinds(words), "person": request.GET.get("nguoi", "")}
    return render_page(request, "decisions/kind_choose.html", context, partial="kinds")


@require_http_methods(["GET", "POST"])
@needs(Decisions.DRAFT)
def decision_new(request: Any, kind_code: str) -> HttpResponse:
    """One form of the questions of the kind; saved, it is a draft."""
    kind = _kind(kind_code)
    bodies = bodies_to_issue(actor=request.actor, on=request.today)
    if request.method == "GET":
        asked = request.GET.get("hieu_luc") or request.today
        first = {"effective_on": asked, "issuer": bodies[0].pk if bodies else None}
        lines = Lines(kind=kind, texts=_asked_people(request, kind))
        first |= texts_in(_usual(request, kind, bodies, first, lines))
        return _page(request, kind, Draft(bodies=bodies, initial=first), lines)
    lines = Lines.typed(request.POST, kind)
    if _refreshes(request):
        return _refreshed(request, kind, bodies, lines)
    form = Draft(_sent(request, kind, bodies, lines), bodies=bodies)
    if _is_right(request, form, lines):
        try:
            made = draft_decision(
                actor=request.actor,
                kind_code=kind.code,
                issuer=_body(bodies, form.cleaned_data["issuer"]),
                effective_on=form.cleaned_data["effective_on"],
                today=request.today,
                lines=lines.drafts(),
                wording=form.wording,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            ask_next(actor=request.actor, decision_id=made.pk, now=request.now)
            messages.success(request, _("The draft is kept. Look at what issuing it would do."))
            return go_to(request, "decisions:decision", made.pk)
    return _page(request, kind, form, lines, status=422)


@require_http_methods(["GET", "POST"])
@needs(Decisions.DRAFT)
def decision_change(request: Any, decision_id: int) -> HttpResponse:
    """Other answers and words in a draft."""
    decision = get_decision(actor=request.actor, decision_id=decision_id)
    kind = _kind(decision.kind_code)
    if Act.CHANGE not in acts_of(actor=request.actor, decision=decision):
        return go_to(request, "decisions:decision", decision.pk)
    if kind.subject == "decision":
        return decision_revise_draft(request, decision)
    bodies = [decision.issuer]
    if request.method == "GET":
        kept = lines_of(actor=request.actor, decision=decision)
        lines = Lines(kind=kind, texts=texts_of(actor=request.actor, kind=kind, lines=kept))
        first = _initial(decision)
        first["as_worded"] = texts_in(_usual(request, kind, bodies, first, lines))["as_worded"]
        form = Draft(bodies=bodies, initial=first)
        return _page(request, kind, form, lines, decision=decision)
    lines = Lines.typed(request.POST, kind)
    if _refreshes(request):
        return _refreshed(request, kind, bodies, lines, decision=decision)
    form = Draft(_sent(request, kind, bodies, lines), bodies=bodies)
    if _is_right(request, form, lines):
        try:
            change_draft(
                actor=request.actor,
                decision_id=decision.pk,
                effective_on=form.cleaned_data["effective_on"],
                lines=lines.drafts(),
                wording=form.wording,
            )
        except (NotVisible, Forbidden):
            raise
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            ask_next(actor=request.actor, decision_id=decision.pk, now=request.now)
            messages.success(request, _("The draft is changed."))
            return go_to(request, "decisions:decision", decision.pk)
    return _page(request, kind, form, lines, decision=decision, status=422)


def _kind(code: str) -> Kind:
    kind = kinds().get(code)
    if kind is None:
        raise Http404
    return kind


def _asked_people(request: Any, kind: Kind) -> list[dict[str, str]]:
    """The people an address names, as texts of the form, with the answers it gives to all."""
    names = [question.field.name for question in kind.questions]
    answers = {name: request.GET[name][:300] for name in names if name in request.GET}
    keys = naming.keys_of(request.GET.getlist("nguoi"))
    people = naming.people_by_key(actor=request.actor, keys=keys) if keys else {}
    named = [{"key": str(key), "person": naming.line_of(one)} for key, one in people.items()]
    return [one | answers for one in named or [{}]]


def _initial(decision: Any) -> dict[str, Any]:
    return {
        "issuer": decision.issuer_id,
        "effective_on": decision.effective_on,
        "summary": decision.summary,
        "bases": "\n".join(decision.bases),
        "articles": "\n\n".join(articles_of(decision)),
        "recipients": "\n".join(decision.recipients),
    }


def _body(bodies: list[Any], key: int) -> Any:
    return next(body for body in bodies if body.pk == key)


def _refreshes(request: Any) -> bool:
    return bool(request.POST.get("do", "save") != "save")


def _refreshed(
    request: Any, kind: Kind, bodies: list[Any], lines: Lines, decision: Any = None
) -> HttpResponse:
    """The form with a person more or less, or words that follow the answers; else as typed."""
    changed = lines.changed(request.POST.get("do", ""), request.POST)
    sent = _sent(request, kind, bodies, changed)
    form = Draft(bodies=bodies, initial={name: sent.get(name) for name in Draft.base_fields})
    return _page(request, kind, form, changed, decision=decision)


def _usual(
    request: Any, kind: Kind, bodies: list[Any], told: Mapping[str, Any], lines: Lines
) -> Wording:
    """What the system says of the answers as they are typed now."""
    if not bodies:
        return Wording()
    on = told.get("effective_on") or ""
    day = read_day(on) if isinstance(on, str) else on
    day = day or request.today
    key = str(told.get("issuer") or "")
    return usual_wording(
        actor=request.actor,
        kind_code=kind.code,
        issuer=next((body for body in bodies if str(body.pk) == key), bodies[0]),
        effective_on=day,
        lines=lines.drafts_so_far(actor=request.actor, on=day),
    )


def _sent(request: Any, kind: Kind, bodies: list[Any], lines: Lines) -> QueryDict:
    """What the form sent, with the system's words anew where the drafter did not edit them."""
    sent: QueryDict = request.POST.copy()
    usual = _usual(request, kind, bodies, sent, lines)
    for name, text in reworded(sent, usual).items():
        sent[name] = text
    return sent


def _is_right(request: Any, form: Draft, lines: Lines) -> bool:
    is_head_right = form.is_valid()
    on = form.cleaned_data.get("effective_on") or request.today
    return lines.is_valid(actor=request.actor, on=on) and is_head_right


def _page(
    request: Any, kind: Kind, form: Draft, lines: Lines, *, decision: Any = None, status: int = 200
) -> HttpResponse:
    asked = {question.field.type.name for question in kind.questions}
    context = {
        "kind": kind,
        "form": form,
        "lines": lines,
        "decision": decision,
        "as_rows": AS_ROWS,
        "bases": [bases()[key] for key in kind.bases],
        "people": naming.suggested_people(actor=request.actor),
        "units": naming.suggested_units(actor=request.actor, on=request.today)
        if "UNIT" in asked
        else [],
    }
    return render_page(
        request, "decisions/decision_draft.html", context, partial="words", status=status
    )
