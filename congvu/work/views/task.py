"""One task: its page, its files, giving it, and every act on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.pages import go_to, needs, render_page
from congvu.work import commands, forms, selectors
from congvu.work.choices import Act
from congvu.work.permissions import Work

FormOf = Callable[[Any, Any, Any, Any], Any]
"""Makes a form from (request, whole task, data, files)."""


@dataclass(frozen=True)
class Doing:
    """How one act is asked for and done."""

    act: Act
    word: Promise
    icon: str
    form_of: FormOf | None
    do: Callable[..., object]
    said: Any

    @property
    def asks(self) -> bool:
        """Whether it needs a form."""
        return self.form_of is not None


def _plain(form: Any) -> FormOf:
    return lambda request, whole, data, files: form(data, files)


def _deliver_form(request: Any, whole: Any, data: Any, files: Any) -> forms.Deliver:
    return forms.Deliver(data, files, products=whole.products)


def _placed(form: Any) -> FormOf:
    def make(request: Any, whole: Any, data: Any, files: Any) -> Any:
        return form(data, actor=request.actor, on=request.today, under=whole.task.unit_path)

    return make


def _note(request: Any, task_id: int, form: Any) -> object:
    return commands.note_progress(actor=request.actor, task_id=task_id, **form.cleaned_data)


def _deliver(request: Any, task_id: int, form: Any) -> object:
    file = form.cleaned_data["file"]
    return commands.deliver(
        actor=request.actor,
        task_id=task_id,
        on=request.today,
        products=form.handed(),
        files=[file] if file else [],
        note=form.cleaned_data["note"],
    )


def _accept(request: Any, task_id: int, form: Any) -> object:
    note = form.cleaned_data["note"]
    return commands.accept(actor=request.actor, task_id=task_id, on=request.today, note=note)


def _extend(request: Any, task_id: int, form: Any) -> object:
    return commands.extend(
        actor=request.actor, task_id=task_id, today=request.today, **form.cleaned_data
    )


def _hand_over(request: Any, task_id: int, form: Any) -> object:
    note = form.cleaned_data["note"]
    return commands.hand_over(actor=request.actor, task_id=task_id, note=note, **form.chosen())


def _take_up(request: Any, task_id: int, form: Any) -> object:
    return commands.take_up(actor=request.actor, task_id=task_id)


def _send_back(request: Any, task_id: int, form: Any) -> object:
    return commands.send_back(actor=request.actor, task_id=task_id, **form.cleaned_data)


def _split(request: Any, task_id: int, form: Any) -> object:
    return commands.split(actor=request.actor, task_id=task_id, shares=form.shares())


def _withdraw(request: Any, task_id: int, form: Any) -> object:
    return commands.withdraw(
        actor=request.actor, task_id=task_id, on=request.today, **form.cleaned_data
    )


def _doing(act: Act, word: Any, icon: str, form_of: FormOf | None, do: Any, said: Any) -> Doing:
    return Doing(act, word, icon, form_of, do, said)


DOINGS: Mapping[str, Doing] = {
    "nhan": _doing(
        Act.TAKEN_UP,
        gettext_lazy("Take up"),
        "player-play",
        None,
        _take_up,
        gettext_lazy("You have it in hand."),
    ),
    "tien-do": _doing(
        Act.NOTED,
        gettext_lazy("Note progress"),
        "message",
        _plain(forms.Note),
        _note,
        gettext_lazy("Noted."),
    ),
    "nop": _doing(
        Act.DELIVERED,
        gettext_lazy("Hand in"),
        "upload",
        _deliver_form,
        _deliver,
        gettext_lazy("Handed in."),
    ),
    "nghiem-thu": _doing(
        Act.ACCEPTED,
        gettext_lazy("Accept"),
        "circle-check",
        _plain(forms.Accept),
        _accept,
        gettext_lazy("Accepted."),
    ),
    "tra-lai": _doing(
        Act.SENT_BACK,
        gettext_lazy("Send back"),
        "arrow-back-up",
        _plain(forms.Reason),
        _send_back,
        gettext_lazy("Sent back to the bearer."),
    ),
    "gia-han": _doing(
        Act.EXTENDED,
        gettext_lazy("Give more time"),
        "calendar",
        _plain(forms.Extend),
        _extend,
        gettext_lazy("The due day was put off."),
    ),
    "tach": _doing(
        Act.SPLIT,
        gettext_lazy("Split"),
        "git-branch",
        _placed(forms.Split),
        _split,
        gettext_lazy("The parts are given."),
    ),
    "chuyen": _doing(
        Act.HANDED_OVER,
        gettext_lazy("Hand over"),
        "arrow-right",
        _placed(forms.HandOver),
        _hand_over,
        gettext_lazy("Handed over."),
    ),
    "rut": _doing(
        Act.WITHDRAWN,
        gettext_lazy("Withdraw"),
        "x",
        _plain(forms.Reason),
        _withdraw,
        gettext_lazy("Withdrawn."),
    ),
}


@require_GET
@needs(Work.TASK_VIEW)
def task(request: Any, task_id: int) -> HttpResponse:
    """One task whole."""
    return _page(request, task_id)


@require_http_methods(["GET", "POST"])
@needs(Work.TASK_VIEW)
def task_act(request: Any, task_id: int, act: str) -> HttpResponse:
    """One act: its form on the task's page, then the act; a refusal comes back on the form."""
    doing = DOINGS.get(act)
    if doing is None:
        raise Http404
    if request.method == "GET":
        return _page(request, task_id, opened=act)
    form = None
    if doing.form_of is not None:
        whole = selectors.whole_task(actor=request.actor, task_id=task_id, today=request.today)
        form = doing.form_of(request, whole, request.POST, request.FILES)
        if not form.is_valid():
            return _page(request, task_id, opened=act, form=form, status=422)
    try:
        doing.do(request, task_id, form)
    except (NotVisible, Forbidden):
        raise
    except DomainError as refusal:
        if form is not None:
            form.add_error(None, str(refusal))
        return _page(request, task_id, opened=act, form=form, refusal=str(refusal), status=422)
    messages.success(request, doing.said)
    return go_to(request, "work:task", task_id)


@require_POST
@needs(Work.TASK_VIEW)
def task_undo(request: Any, task_id: int) -> HttpResponse:
    """Take back one's own last act."""
    try:
        commands.undo(actor=request.actor, task_id=task_id, on=request.today)
    except commands.NothingToUndo as refusal:
        return _page(request, task_id, refusal=str(refusal), status=422)
    messages.success(request, _("Undone."))
    return go_to(request, "work:task", task_id)


@require_GET
@needs(Work.TASK_VIEW)
def task_file(request: Any, task_id: int, file_id: int) -> HttpResponse:
    """One file, to be saved: a browser never opens it as a page of this site."""
    file = selectors.file_of(actor=request.actor, task_id=task_id, file_id=file_id)
    response = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    name = quote(forms.safe_name(file.name))
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
@needs(Work.TASK_ASSIGN)
def task_give(request: Any) -> HttpResponse:
    """Give one task; choosing a unit brings its people."""
    form = forms.GiveTask(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        on=request.today,
        unit=request.GET.get("unit", ""),
    )
    if form.is_valid():
        try:
            made = commands.give_task(actor=request.actor, row=form.row())
            messages.success(request, _("The task is given."))
            return go_to(request, "work:task", made.pk)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.errors else 200
    return render_page(request, "work/task_give.html", {"form": form}, status=status)


def _page(
    request: Any,
    task_id: int,
    *,
    opened: str = "",
    form: Any = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    whole = selectors.whole_task(actor=request.actor, task_id=task_id, today=request.today)
    doings = {slug: doing for slug, doing in DOINGS.items() if doing.act in whole.acts}
    doing = doings.get(opened)
    if form is None and doing is not None and doing.form_of is not None:
        form = doing.form_of(request, whole, None, None)
    context = {
        "whole": whole,
        "task": whole.task,
        "doings": doings,
        "opened": opened if doing else "",
        "doing": doing,
        "form": form if doing else None,
        "refusal": refusal,
    }
    return render_page(request, "work/task.html", context, partial="whole", status=status)
