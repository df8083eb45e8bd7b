"""Plan papers: read in, reviewed, confirmed, followed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.errors import DomainError, NotVisible
from congvu.core.pages import go_to, needs, page_of, render_page
from congvu.documents.responses import as_attachment
from congvu.documents.selectors import can_open, get_file
from congvu.plans import commands, forms, panels, selectors
from congvu.plans.choices import PaperState, Stand
from congvu.plans.commands.reading import ReadAlready
from congvu.plans.permissions import Plans
from congvu.plans.report import progress_report
from congvu.plans.rules.progress import Chosen

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@needs(Plans.VIEW)
def paper_list(request: Any) -> HttpResponse:
    """The plan papers of the actor's units, latest first."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    papers = selectors.search_papers(actor=request.actor, text=text, state=state)
    context = {
        "page": page_of(request, papers),
        "text": text,
        "state": state,
        "states": PaperState.choices,
        "may_read": request.actor.holds(Plans.REVIEW),
    }
    return render_page(request, "plans/paper_list.html", context, partial="rows")


@require_http_methods(["GET", "POST"])
@needs(Plans.REVIEW)
def paper_read(request: Any) -> HttpResponse:
    """Bring a paper; it is read at once and opens for review."""
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.PaperUpload(*data, actor=request.actor, on=request.today)
    if form.is_valid():
        try:
            paper = commands.read_paper(
                actor=request.actor, upload=form.upload(), unit=form.cleaned_data["unit"]
            )
            return go_to(request, "plans:review", paper.pk)
        except ReadAlready as again:
            messages.info(request, str(again))
            return go_to(request, "plans:progress", again.paper_id)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, "plans/paper_read.html", {})


@require_http_methods(["GET", "POST"])
@needs(Plans.REVIEW)
def paper_correct(request: Any, paper_id: int) -> HttpResponse:
    """Bring a corrected version of a paper; the review shows what differs."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.PaperUpload(
        *data, actor=request.actor, on=request.today, initial={"unit": paper.unit}
    )
    if form.is_valid():
        try:
            new = commands.correct_paper(actor=request.actor, upload=form.upload(), paper=paper)
            return go_to(request, "plans:review", new.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, "plans/paper_read.html", {"corrects": paper})


@require_GET
@needs(Plans.VIEW)
def paper_review(request: Any, paper_id: int) -> HttpResponse:
    """The paper on the left, its tasks on the right."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    return render_page(request, "plans/paper_review.html", _review(request, paper), partial="tasks")


@require_POST
@needs(Plans.REVIEW)
def line_act(request: Any, line_id: int) -> HttpResponse:
    """Check, leave out, take back or join one line, as the pressed button says."""
    acts = {
        "check": commands.check_line,
        "drop": commands.drop_line,
        "reopen": commands.reopen_line,
        "merge": commands.merge_lines,
    }
    act = acts.get(request.POST.get("act", ""))
    line = selectors.get_line(actor=request.actor, line_id=line_id)
    if act is None:
        return _back(request, line, status=422, refusal=_("Choose what to do with this task."))
    try:
        act(actor=request.actor, line_id=line_id)
    except NotVisible:
        raise
    except DomainError as refusal:
        return _back(request, line, status=422, refusal=str(refusal))
    return _back(request, line)


@require_http_methods(["GET", "POST"])
@needs(Plans.REVIEW)
def line_edit(request: Any, line_id: int) -> HttpResponse:
    """Correct one line, or cut it where blank lines stand."""
    line = selectors.get_line(actor=request.actor, line_id=line_id)
    form = forms.LineForm(
        request.POST if request.method == "POST" else None, initial=panels.line_initial(line)
    )
    if form.is_valid():
        try:
            if "split" in request.POST:
                texts = forms.pieces(form.cleaned_data["text"])
                commands.split_line(actor=request.actor, line_id=line_id, texts=texts)
            else:
                commands.edit_line(
                    actor=request.actor, line_id=line_id, fields=form.fields_of_line()
                )
            return _back(request, line)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, "plans/line_edit.html", {"line": line})


@require_http_methods(["GET", "POST"])
@needs(Plans.REVIEW)
def line_add(request: Any, paper_id: int) -> HttpResponse:
    """Add a task the reader did not find."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    form = forms.LineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            commands.add_line(
                actor=request.actor, paper_id=paper_id, fields=form.fields_of_line(), after=None
            )
            return go_to(request, "plans:review", paper_id)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, form, "plans/line_edit.html", {"paper": paper})


@require_POST
@needs(Plans.REVIEW)
def unit_name(request: Any, paper_id: int) -> HttpResponse:
    """Say which unit an unknown name means."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    form = forms.UnitOfName(request.POST, actor=request.actor, on=request.today)
    if form.is_valid():
        commands.name_unit(
            actor=request.actor,
            paper_id=paper_id,
            name=form.cleaned_data["name"],
            units=[form.cleaned_data["unit"]],
        )
        return go_to(request, "plans:review", paper_id)
    context = _review(request, paper) | {"refusal": " ".join(map(str, form.errors.get("unit", [])))}
    return render_page(request, "plans/paper_review.html", context, status=422)


@require_POST
@needs(Plans.CONFIRM)
def paper_confirm(request: Any, paper_id: int) -> HttpResponse:
    """Give the work of the paper."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    try:
        commands.confirm_paper(actor=request.actor, paper_id=paper_id, now=request.now)
    except NotVisible:
        raise
    except DomainError as refusal:
        context = _review(request, paper) | {"refusal": str(refusal)}
        return render_page(request, "plans/paper_review.html", context, status=422)
    messages.success(
        request, _("The work is given. It can be taken back until the first task moves.")
    )
    return go_to(request, "plans:progress", paper_id)


@require_POST
@needs(Plans.CONFIRM)
def paper_undo(request: Any, paper_id: int) -> HttpResponse:
    """Take the given work back."""
    try:
        commands.undo_confirmation(actor=request.actor, paper_id=paper_id, on=request.today)
    except NotVisible:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return go_to(request, "plans:progress", paper_id)
    return go_to(request, "plans:review", paper_id)


@require_GET
@needs(Plans.VIEW)
def paper_progress(request: Any, paper_id: int) -> HttpResponse:
    """How far the plan has come, by lead, by month, what is late, its aims and reports."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    if paper.state == PaperState.REVIEWING:
        return go_to(request, "plans:review", paper_id)
    context = panels.progress(actor=request.actor, paper=paper, today=request.today)
    context["may_take_back"] = request.actor.may(Plans.CONFIRM, paper.unit_path)
    return render_page(request, "plans/paper_progress.html", context)


@require_GET
@needs(Plans.VIEW)
def paper_tasks(request: Any, paper_id: int) -> HttpResponse:
    """The tasks behind one figure of the plan: by how they stand, lead, month of the due day."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    asked = request.GET
    chosen = Chosen(asked.get("stand", ""), asked.get("lead", ""), asked.get("month", ""))
    tasks = panels.tasks(actor=request.actor, paper=paper, today=request.today, chosen=chosen)
    context = {
        "paper": paper,
        "chosen": chosen,
        "stands": Stand.choices,
        "page": page_of(request, tasks),
        "lead": tasks[0].bearer_unit.name if chosen.lead and tasks else chosen.lead,
    }
    return render_page(request, "plans/paper_tasks.html", context)


@require_GET
@needs(Plans.VIEW)
def paper_file(request: Any, paper_id: int) -> HttpResponse:
    """The file as it was brought."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    if paper.file_id is None:
        raise NotVisible(_("This paper was pasted as text: there is no file."))
    return as_attachment(get_file(actor=request.actor, file_id=paper.file_id))


@require_GET
@needs(Plans.VIEW)
def paper_report(request: Any, paper_id: int) -> HttpResponse:
    """The periodic report as a Word file filled from the board."""
    paper = selectors.get_paper(actor=request.actor, paper_id=paper_id)
    context = panels.progress(actor=request.actor, paper=paper, today=request.today)
    content = progress_report(paper=paper, progress=context, on=request.today)
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="bao-cao-{paper.pk}.docx"'
    return answer


def _review(request: Any, paper: Any) -> dict[str, Any]:
    doubtful_first = request.GET.get("thu-tu", "nghi-ngo") != "van-ban"
    shown = panels.review(
        actor=request.actor, paper=paper, doubtful_first=doubtful_first, on=request.today
    )
    return shown | {
        "can_open_file": can_open(actor=request.actor, file_id=paper.file_id),
        "may_review": request.actor.may(Plans.REVIEW, paper.unit_path),
    }


def _back(request: Any, line: Any, *, status: int = 200, refusal: str = "") -> HttpResponse:
    """The tasks of the review for htmx, the whole review for a plain form."""
    if not request.htmx and status == 200:
        return go_to(request, "plans:review", line.paper_id)
    paper = selectors.get_paper(actor=request.actor, paper_id=line.paper_id)
    context = _review(request, paper) | {"refusal": refusal, "current": line.pk}
    return render_page(request, "plans/paper_review.html", context, partial="tasks", status=status)


def _form_page(request: Any, form: Any, template: str, context: dict[str, Any]) -> HttpResponse:
    return render_page(
        request,
        template,
        {"form": form, **context},
        partial="form",
        status=422 if form.errors else 200,
    )
