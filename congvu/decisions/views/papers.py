"""The papers of a decision, the reports on them, and what issuing it would do."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.pages import go_to, needs, render_page, signed_in
from congvu.core.scope import scope_of
from congvu.decisions.choices import OPEN, Act
from congvu.decisions.commands.elsewhere import SentPaper, check_paper, paper_to_sign
from congvu.decisions.commands.issuing import Trial, try_decision
from congvu.decisions.commands.letterheads import letterhead_of
from congvu.decisions.forms.acts import Signed
from congvu.decisions.permissions import Decisions
from congvu.decisions.printed import draft_docx, draft_pdf
from congvu.decisions.register import kind_of
from congvu.decisions.selectors.behind import get_paper_behind
from congvu.decisions.selectors.decisions import get_decision
from congvu.decisions.selectors.own import OwnDecision
from congvu.decisions.selectors.pages import acts_of, done_changes, get_revision, taken_back_by
from congvu.decisions.views.keys import trust, words_of
from congvu.decisions.views.own import part_of
from congvu.decisions.wording import articles_of
from congvu.documents.responses import as_attachment
from congvu.documents.selectors import lists_told
from congvu.documents.signing import ValidationReport, validate_paper

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@signed_in
def paper_preview(request: Any, decision_id: int) -> HttpResponse:
    """The paper as it stands: the draft printed, or the signed paper itself.

    Whom an issued decision is about is given its paper whole, as it was delivered; so is who keeps
    the dossiers of all it is about.
    """
    part = part_of(request, decision_id)
    if isinstance(part, OwnDecision):
        return as_attachment(part.last.file)
    if part is not None:
        return as_attachment(get_paper_behind(actor=request.actor, decision_id=decision_id))
    decision = get_decision(actor=request.actor, decision_id=decision_id)
    if decision.paper is not None and decision.paper.file is not None:
        return as_attachment(decision.paper.file)
    head = letterhead_of(actor=request.actor, unit=decision.issuer)
    return _file(draft_pdf(decision, head), PDF, f"du-thao-{decision.pk}.pdf", inline=True)


@require_GET
@needs(Decisions.VIEW)
def paper_docx(request: Any, decision_id: int) -> HttpResponse:
    """The draft as a Word file."""
    decision = get_decision(actor=request.actor, decision_id=decision_id)
    head = letterhead_of(actor=request.actor, unit=decision.issuer)
    return _file(draft_docx(decision, head), DOCX, f"du-thao-{decision.pk}.docx")


@require_GET
@needs(Decisions.SIGN)
def paper_for_signing(request: Any, decision_id: int) -> HttpResponse:
    """The paper with the number and day it would get now, to be signed with another program."""
    decision = get_decision(actor=request.actor, decision_id=decision_id)
    if Act.SIGN not in acts_of(actor=request.actor, decision=decision):
        return go_to(request, "decisions:decision", decision.pk)
    head = letterhead_of(actor=request.actor, unit=decision.issuer)
    pdf = paper_to_sign(actor=request.actor, decision=decision, head=head, today=request.today)
    return _file(pdf, PDF, f"trinh-ky-{decision.pk}.pdf")


@require_GET
@needs(Decisions.VIEW)
def decision_trial(request: Any, decision_id: int) -> HttpResponse:
    """What issuing would do, tried out and taken back; or what a decision in force did."""
    decision = get_decision(actor=request.actor, decision_id=decision_id)
    context: dict[str, Any] = {"decision": decision, "is_open": decision.state in OPEN}
    if decision.state in OPEN:
        trial = _tried(request, decision)
        context |= {"trial": trial, "told": trial.told, "count": len(trial.changes)}
        context["taken_back"] = taken_back_by(actor=request.actor, decision=decision)
    else:
        done = done_changes(actor=request.actor, decision=decision)
        context |= {"told": done.told, "count": done.count, "elsewhere": done.elsewhere}
    if kind_of(decision.kind_code).subject == "unit":
        context["articles"] = articles_of(decision)
    return render_page(request, "decisions/decision_trial.html", context, partial="trial")


def _tried(request: Any, decision: Any) -> Trial:
    """The trial as the actor's own act; for those who only look on, as the system's.

    Whoever may see the decision may see what it does; nothing of it is written.
    """
    if request.actor.may(Decisions.CHECK, decision.unit_path):
        return try_decision(actor=request.actor, decision=decision, today=request.today)
    system = Actor.system("decisions.try")
    with scope_of(system):
        return try_decision(actor=system, decision=decision, today=request.today)


@require_GET
@needs(Decisions.VIEW)
def revision_file(request: Any, decision_id: int, order: int) -> HttpResponse:
    """One state of the signed paper, as a file."""
    revision = get_revision(actor=request.actor, decision_id=decision_id, order=order)
    return as_attachment(revision.file)


@require_GET
@signed_in
def revision_report(request: Any, decision_id: int, order: int) -> HttpResponse:
    """What is to be thought of the signatures on one state of the paper, judged now.

    Whom the decision is about asks of the paper as delivered, its last state.
    """
    part = part_of(request, decision_id)
    own = part if isinstance(part, OwnDecision) else None
    if own is not None and own.last.order != order:
        raise Http404
    revision = (
        own.last if own else get_revision(actor=request.actor, decision_id=decision_id, order=order)
    )
    pdf = bytes(revision.file.content)
    context = _report(request, lambda now: validate_paper(pdf, trust(request.actor), now=now))
    context |= {"decision": revision.decision, "revision": revision, "is_own": own is not None}
    return render_page(request, "decisions/revision_report.html", context, partial="report")


@require_http_methods(["GET", "POST"])
@needs(Decisions.VIEW)
def signature_check(request: Any) -> HttpResponse:
    """Check the signatures of any PDF; nothing of it is kept."""
    form = Signed(request.POST, request.FILES) if request.method == "POST" else Signed()
    context: dict[str, Any] = {
        "form": form,
        "lists": lists_told(actor=request.actor, now=request.now),
    }
    if form.is_bound and form.is_valid():
        paper = SentPaper(form.name, form.cleaned_data["paper"])
        context |= _report(
            request,
            lambda now: check_paper(
                actor=request.actor, paper=paper, trust=trust(request.actor), now=now
            ),
        )
        if context["refusal"]:
            form.add_error("paper", context["refusal"])
    status = 422 if form.errors else 200
    return render_page(request, "decisions/signature_check.html", context, status=status)


def _report(request: Any, judged: Callable[[datetime], ValidationReport]) -> dict[str, Any]:
    """The report as the page tells it, or why there is none."""
    try:
        report = judged(timezone.localtime(request.now))
    except DomainError as refusal:
        return {"report": None, "told": [], "refusal": words_of(refusal)}
    head, *lines = report.told(_)
    return {"report": report, "head": head, "told": lines, "refusal": ""}


def _file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    how = "inline" if inline else "attachment"
    answer["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
