"""A workbook of dossiers: its template, and taking dossiers out as one."""

import tempfile
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.errors import DomainError
from congvu.core.pages import XLSX, needs, of_any_day, render_page, sheet_file
from congvu.people import forms
from congvu.people.book_export import write_book
from congvu.people.commands.exports import note_book
from congvu.people.permissions import People
from congvu.people.selectors.book_rows import people_of_book
from congvu.people.selectors.search import search_people
from congvu.people.views.asking import asked_of
from congvu.people.workbook.template import template

# A minute's work; more are written on the server.
MOST_ON_PAGE = 5000


@require_GET
@needs(People.RECORD_IMPORT)
def book_template(request: Any) -> HttpResponse:
    """The empty workbook."""
    return sheet_file(template(), "so-ho-so-mau.xlsx")


@require_http_methods(["GET", "POST"])
@needs(People.RECORD_EXPORT)
@of_any_day
def book_export(request: Any) -> Any:
    """The dossiers of the people the list shows, as one workbook."""
    asked = asked_of(request)
    found = search_people(actor=request.actor, on=asked.on, wanted=asked.wanted)
    form = forms.BookExport(request.POST if request.method == "POST" else None)
    may_open = request.actor.holds(People.SENSITIVE_OPEN)
    if not may_open:
        del form.fields["whole"]
    people = people_of_book(actor=request.actor, people=found, is_whole=False)
    if form.is_valid():
        is_whole = bool(form.cleaned_data.get("whole"))
        people = people_of_book(actor=request.actor, people=found, is_whole=is_whole)
        try:
            note_book(
                actor=request.actor,
                people=people.count(),
                most=MOST_ON_PAGE,
                query=request.GET.urlencode(),
                is_whole=is_whole,
                purpose=form.cleaned_data["purpose"],
            )
            file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
            write_book(file, actor=request.actor, people=people, is_whole=is_whole)
            file.seek(0)
            return FileResponse(
                file, as_attachment=True, filename=_("dossiers") + ".xlsx", content_type=XLSX
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "count": people.count(), "query": asked.address}
    status = 422 if form.errors else 200
    return render_page(request, "people/book_export.html", context, status=status)
