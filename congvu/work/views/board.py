"""The board, the list, the file of the list."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.pages import needs, render_page, sheet_file
from congvu.work import commands, forms, selectors, tables
from congvu.work.paging import page_of
from congvu.work.permissions import Work

# As many as the list of people shows: more make the page slower than anybody scrolls.
ROWS = 40


@require_GET
@needs(Work.TASK_VIEW)
def board(request: Any) -> HttpResponse:
    """Tasks as cards in columns by state, in lanes where asked for."""
    search = forms.TaskSearch(request.GET)
    wanted, lanes = search.read(request.actor, request.today)
    shown = selectors.board_of(actor=request.actor, wanted=wanted, today=request.today, lanes=lanes)
    context = {
        "search": search,
        "board": shown,
        "wanted": wanted,
        "may_give": request.actor.holds(Work.TASK_ASSIGN),
    }
    return render_page(request, "work/board.html", context, partial="cards")


@require_http_methods(["GET", "POST"])
@needs(Work.TASK_VIEW)
def task_list(request: Any) -> HttpResponse:
    """Tasks as rows, many of which can be accepted or extended at once."""
    bulk = forms.Bulk(request.POST if request.method == "POST" else None)
    outcome = _do_bulk(request, bulk) if bulk.is_valid() else None
    search = forms.TaskSearch(request.GET)
    wanted, _lanes = search.read(request.actor, request.today)
    tasks = selectors.search_tasks(actor=request.actor, wanted=wanted, today=request.today)
    page = page_of(request, tasks, ROWS)
    cards = selectors.cards_of(
        actor=request.actor, tasks=list(page.object_list), today=request.today
    )
    context = {
        "search": search,
        "wanted": wanted,
        "page": page,
        "cards": cards,
        "bulk": bulk,
        "outcome": outcome,
    }
    refused = request.method == "POST" and (outcome is None or not outcome.done)
    return render_page(
        request, "work/task_list.html", context, partial="rows", status=422 if refused else 200
    )


def _do_bulk(request: Any, bulk: forms.Bulk) -> Any:
    if bulk.cleaned_data["act"] == bulk.ACCEPT:
        outcome = commands.accept_many(
            actor=request.actor, task_ids=bulk.task_ids, on=request.today
        )
    else:
        outcome = commands.extend_many(
            actor=request.actor,
            task_ids=bulk.task_ids,
            due_on=bulk.cleaned_data["due_on"],
            reason=bulk.cleaned_data["reason"],
            today=request.today,
        )
    if outcome.done:
        count = len(outcome.done)
        messages.success(
            request, ngettext("%(n)d task done.", "%(n)d tasks done.", count) % {"n": count}
        )
    return outcome


@require_GET
@needs(Work.TASK_VIEW)
def task_export(request: Any) -> HttpResponse:
    """The list as a file, by the same filters."""
    wanted, _lanes = forms.TaskSearch(request.GET).read(request.actor, request.today)
    tasks = selectors.search_tasks(actor=request.actor, wanted=wanted, today=request.today)
    cards = selectors.cards_of(
        actor=request.actor, tasks=list(tasks[: tables.MOST]), today=request.today
    )
    return sheet_file(
        tables.workbook_of(cards, request.today), f"{_('tasks')}-{request.today:%Y%m%d}.xlsx"
    )
