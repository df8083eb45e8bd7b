"""The list of people: search, saved views, file."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from congvu.core.pages import go_to, needs, page_of, render_page
from congvu.people import forms
from congvu.people.commands.exports import note_export
from congvu.people.commands.views import drop_view, save_view
from congvu.people.permissions import People
from congvu.people.selectors.search import people_as_rows, saved_views, search_people
from congvu.people.tables import workbook_of

# A screenful and a half: more rows make the page slower than anybody scrolls.
ROWS = 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs(People.RECORD_VIEW)
def person_list(request: Any) -> HttpResponse:
    """The serving people of the actor's units: the whole page, or its rows for htmx."""
    search = forms.PersonSearch(request.GET)
    wanted = search.read(request.actor, request.today)
    people = search_people(actor=request.actor, on=request.today, wanted=wanted)
    context = {
        "search": search,
        "wanted": wanted,
        "page": page_of(request, people, size=ROWS),
        "views": saved_views(actor=request.actor),
        "query": request.GET.urlencode(),
        "may_import": request.actor.holds(People.RECORD_IMPORT),
        "may_export": request.actor.holds(People.RECORD_EXPORT),
    }
    return render_page(request, "people/person_list.html", context, partial="rows")


@require_GET
@needs(People.RECORD_EXPORT)
def person_export(request: Any) -> HttpResponse:
    """Exactly what the list shows, as a file."""
    wanted = forms.PersonSearch(request.GET).read(request.actor, request.today)
    people = search_people(actor=request.actor, on=request.today, wanted=wanted)
    file, count = workbook_of(people_as_rows(actor=request.actor, people=people))
    note_export(actor=request.actor, people=count, query=request.GET.urlencode())
    answer = HttpResponse(file, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="danh-sach.xlsx"'
    return answer


@require_POST
@needs(People.RECORD_VIEW)
def view_save(request: Any) -> HttpResponse:
    """Keep the search shown under a name."""
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
