"""The list of people: search, further filters, columns, saved views, file."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from congvu.core.pages import go_to, needs, page_of, render_page, sheet_file
from congvu.people import forms
from congvu.people.columns.cells import in_chunks, rows_shown
from congvu.people.columns.registry import columns
from congvu.people.commands.exports import note_export, note_opened
from congvu.people.commands.views import drop_view, save_view
from congvu.people.permissions import People
from congvu.people.selectors.search import saved_views, search_people, units_to_type
from congvu.people.tables import workbook_of
from congvu.people.views.asking import Asked, asked_of, column_groups

# A screenful and a half: more rows make the page slower than anybody scrolls.
ROWS = 40
CHUNK = 5000


@require_GET
@needs(People.RECORD_VIEW)
def person_list(request: Any) -> HttpResponse:
    """The people of the actor's units as of a day: the whole page, or its rows for htmx."""
    asked = asked_of(request)
    people = search_people(actor=request.actor, on=asked.on, wanted=asked.wanted)
    page = page_of(request, people, size=ROWS)
    rows = rows_shown(page.object_list, asked.view)
    if asked.opened and rows:
        note_opened(
            actor=request.actor, people=len(rows), columns=asked.opened, purpose=asked.purpose
        )
    context = _context(request, asked) | {"page": page, "rows": rows}
    return render_page(request, "people/person_list.html", context, partial="rows")


def _context(request: Any, asked: Asked) -> dict[str, Any]:
    actor = request.actor
    return {
        "search": asked.search,
        "wanted": asked.wanted,
        "asked": asked,
        "views": saved_views(actor=actor),
        "unit_names": units_to_type(actor=actor, on=request.today),
        "query": asked.kept,
        "on": asked.on,
        "today": request.today,
        "is_past": asked.wanted.is_past,
        "purposes": forms.PURPOSES,
        "may_open": actor.holds(People.SENSITIVE_OPEN),
        "may_change": actor.holds(People.RECORD_CHANGE),
        "may_import": actor.holds(People.RECORD_IMPORT),
        "may_export": actor.holds(People.RECORD_EXPORT),
    }


@require_GET
@needs(People.RECORD_EXPORT)
def person_export(request: Any) -> HttpResponse:
    """Exactly what the list shows, of all its pages, as a file."""
    asked = asked_of(request)
    people = search_people(actor=request.actor, on=asked.on, wanted=asked.wanted)
    people = people.visible_to(request.actor, People.RECORD_EXPORT)
    texts = (
        (row.name, *(" · ".join(filter(None, (cell.text, cell.below))) for cell in row.cells))
        for chunk in in_chunks(people, CHUNK)
        for row in rows_shown(chunk, asked.view)
    )
    headings = [(column.key, column.title) for column in asked.wanted.columns]
    file, count = workbook_of(headings, texts, asked.told)
    note_export(
        actor=request.actor,
        people=count,
        query=request.GET.urlencode(),
        columns=[key for key, _title in headings],
        purpose=asked.purpose if asked.opened else "",
    )
    return sheet_file(file, "danh-sach.xlsx")


@require_GET
@needs(People.RECORD_VIEW)
def filter_add(request: Any) -> HttpResponse:
    """Add a filter by any column: first the column, then how it compares with what."""
    asked = asked_of(request)
    column = columns().get(request.GET.get("add", ""))
    guarded = request.actor.holds(People.SENSITIVE_OPEN)
    context: dict[str, Any] = {"asked": asked, "column": None}
    if column is None or (column.is_guarded and not guarded):
        context["groups"] = column_groups(with_guarded=guarded)
        return render_page(request, "people/filter_add.html", context)
    told = request.GET if "op" in request.GET else None
    units = units_to_type(actor=request.actor, on=request.today)
    form = forms.FilterValue(told, column=column, units=units)
    if told is not None and form.is_valid():
        return go_to(request, asked.list_with(form.condition))
    context |= {"column": column, "form": form, "unit_names": units}
    return render_page(
        request, "people/filter_add.html", context, status=422 if form.errors else 200
    )


@require_GET
@needs(People.RECORD_VIEW)
def columns_choose(request: Any) -> HttpResponse:
    """Choose which columns the list shows."""
    asked = asked_of(request)
    guarded = request.actor.holds(People.SENSITIVE_OPEN)
    context = {
        "asked": asked,
        "groups": column_groups(with_guarded=guarded),
        "chosen": [column.key for column in asked.wanted.columns],
        "most": forms.MOST_COLUMNS,
    }
    return render_page(request, "people/columns_choose.html", context)


@require_POST
@needs(People.SENSITIVE_OPEN)
def columns_open(request: Any) -> HttpResponse:
    """Open the sensitive columns for a purpose, or mask them again; kept for the session."""
    form = forms.ListPurpose(request.POST)
    query = ""
    if form.is_valid():
        query = form.cleaned_data["query"]
        request.session["people_purpose"] = form.cleaned_data["purpose"]
    return go_to(request, f"{reverse('people:list')}?{query}")


@require_POST
@needs(People.RECORD_VIEW)
def view_save(request: Any) -> HttpResponse:
    """Keep the search shown under a name, with its columns and order."""
    form = forms.ViewName(request.POST)
    query = ""
    if form.is_valid():
        query = form.cleaned_data["query"]
        save_view(actor=request.actor, name=form.cleaned_data["name"], query=query)
    return go_to(request, f"{reverse('people:list')}?{query}")


@require_POST
@needs(People.RECORD_VIEW)
def view_drop(request: Any, view_id: int) -> HttpResponse:
    """Forget a kept search."""
    drop_view(actor=request.actor, view_id=view_id)
    return go_to(request, "people:list")
