"""Correcting or revoking a decision: a decision of its own, begun from the one it is about."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.pages import go_to, needs, render_page
from congvu.decisions.choices import Act
from congvu.decisions.commands.asking import ask_next
from congvu.decisions.commands.drafting import LineDraft, Wording, change_draft, draft_decision
from congvu.decisions.commands.revising import OutOfReach, what_leans
from congvu.decisions.forms.acts import Revise, RowForm
from congvu.decisions.permissions import Decisions
from congvu.decisions.selectors import naming
from congvu.decisions.selectors.correcting import rows_made
from congvu.decisions.selectors.decisions import get_decision
from congvu.decisions.selectors.pages import acts_of, bodies_to_issue, lines_of

KIND = "DC"
_ACTIONS = {"huy-bo": ("revoke", Act.REVOKE), "dinh-chinh": ("correct", Act.CORRECT)}


@require_http_methods(["GET", "POST"])
@needs(Decisions.DRAFT)
def decision_revise(request: Any, decision_id: int, how: str) -> HttpResponse:
    """Begin the decision that revokes or corrects this one."""
    target = get_decision(actor=request.actor, decision_id=decision_id)
    action, act = _ACTIONS["huy-bo" if how == "huy-bo" else "dinh-chinh"]
    if act not in acts_of(actor=request.actor, decision=target):
        return go_to(request, "decisions:decision", target.pk)
    return _revise(request, target, action)


def decision_revise_draft(request: Any, decision: Any) -> HttpResponse:
    """Change such a decision while it is a draft."""
    line = lines_of(actor=request.actor, decision=decision)[0]
    target = get_decision(actor=request.actor, decision_id=decision.target_id)
    return _revise(request, target, line.values.get("action", ""), decision, line.values)


def _revise(
    request: Any, target: Any, action: str, draft: Any = None, told: Any = None
) -> HttpResponse:
    bodies = [draft.issuer] if draft else bodies_to_issue(actor=request.actor, on=request.today)
    try:
        leaning = what_leans(actor=request.actor, target=target) if action == "revoke" else []
    except OutOfReach as refusal:
        messages.error(request, str(refusal))
        return go_to(request, "decisions:decision", target.pk)
    first = {
        "issuer": draft.issuer_id if draft else target.issuer_id,
        "effective_on": draft.effective_on if draft else request.today,
        "reason": (told or {}).get("reason", ""),
        "later_facts": draft.later_facts if draft else "ask",
    }
    data = request.POST if request.method == "POST" else None
    form = Revise(data, bodies=bodies, leans=bool(leaning), initial=first)
    rows = _rows(request, target, action, told, data)
    # Every row is read, so that all refusals are shown at once.
    rights = [one.is_valid() for one in (form, *rows)] if data is not None else [False]
    if all(rights):
        try:
            made = _kept(request, target, action, draft, form, rows, bodies)
        except (NotVisible, Forbidden):
            raise
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            ask_next(actor=request.actor, decision_id=made.pk, now=request.now)
            messages.success(request, _("The draft is kept. Look at what issuing it would do."))
            return go_to(request, "decisions:decision", made.pk)
    context = {
        "target": target,
        "action": action,
        "form": form,
        "rows": rows,
        "leaning": leaning,
        "draft": draft,
        "units": naming.suggested_units(actor=request.actor, on=request.today) if rows else [],
    }
    is_wrong = form.errors or any(row.errors for row in rows)
    return render_page(
        request, "decisions/decision_revise.html", context, status=422 if is_wrong else 200
    )


def _rows(request: Any, target: Any, action: str, told: Any, data: Any) -> list[RowForm]:
    """A form for each row the target made, where it is corrected."""
    if action != "correct":
        return []

    def unit_code(text: str) -> str:
        return str(naming.unit_typed(actor=request.actor, text=text, on=target.effective_on).code)

    known = json.loads((told or {}).get("corrections") or "{}")
    made = rows_made(actor=request.actor, decision=target, told=known)
    return [RowForm(data, row=row, unit_code=unit_code) for row in made]


def _kept(
    request: Any,
    target: Any,
    action: str,
    draft: Any,
    form: Revise,
    rows: list[RowForm],
    bodies: list[Any],
) -> Any:
    values = {"action": action, "reason": form.cleaned_data["reason"]}
    if action == "correct":
        changed = {row.row.key: found for row in rows if (found := row.changed())}
        if not changed:
            raise DomainError(_("Nothing is corrected yet: type at least one other value."))
        values["corrections"] = json.dumps(changed, ensure_ascii=False)
    lines = [LineDraft(None, values)]
    on = form.cleaned_data["effective_on"]
    if draft is not None:
        return change_draft(
            actor=request.actor,
            decision_id=draft.pk,
            effective_on=on,
            lines=lines,
            wording=Wording(),
            later_facts=form.later,
        )
    return draft_decision(
        actor=request.actor,
        kind_code=KIND,
        issuer=next(body for body in bodies if body.pk == form.cleaned_data["issuer"]),
        effective_on=on,
        today=request.today,
        lines=lines,
        target_id=target.pk,
        later_facts=form.later,
    )
