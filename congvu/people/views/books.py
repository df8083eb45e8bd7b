"""A workbook of dossiers: its template, sent and matched by hand, and taken out."""

import tempfile
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.errors import DomainError
from congvu.core.pages import XLSX, go_to, needs, page_of, render_page, sheet_file
from congvu.people import forms
from congvu.people.book_export import write_book
from congvu.people.choices import ImportKind
from congvu.people.commands import book_imports
from congvu.people.commands import imports as commands
from congvu.people.commands.exports import note_book
from congvu.people.permissions import People
from congvu.people.selectors import import_pages
from congvu.people.selectors import imports as selectors
from congvu.people.selectors.book_rows import people_of_book
from congvu.people.selectors.search import search_people
from congvu.people.views.asking import asked_of
from congvu.people.workbook.template import template

# A minute's work; more are written on the server.
MOST_ON_PAGE = 5000


@require_http_methods(["GET", "POST"])
@needs(People.RECORD_IMPORT)
def book_start(request: Any) -> HttpResponse:
    """Send a workbook; beside it the template and the workbooks sent before."""
    is_sent = request.method == "POST"
    form = forms.BookUpload(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        units=import_pages.units_to_import(actor=request.actor, on=request.today),
        initial={"on": request.today},
    )
    if form.is_valid():
        name, content = form.content
        try:
            run = commands.start_import(
                actor=request.actor,
                unit=import_pages.unit_to_import(
                    actor=request.actor, code=form.cleaned_data["unit"]
                ),
                name=name,
                content=content,
                on=form.cleaned_data["on"],
                limit_mb=settings.UPLOAD_LIMIT_MB,
                kind=ImportKind.DOSSIERS,
            )
            return go_to(request, "people:import", import_id=run.pk)
        except commands.ListUnreadable as refusal:
            form.add_error("file", str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    sent = selectors.search_imports(actor=request.actor, kind=ImportKind.DOSSIERS)
    context = {"form": form, "page": page_of(request, sent)}
    status = 422 if form.errors else 200
    return render_page(request, "people/book_start.html", context, status=status)


@require_GET
@needs(People.RECORD_IMPORT)
def book_template(request: Any) -> HttpResponse:
    """The empty workbook."""
    return sheet_file(template(), "so-ho-so-mau.xlsx")


@require_POST
@needs(People.RECORD_IMPORT)
def book_sheets(request: Any, import_id: UUID) -> HttpResponse:
    """Say by hand what sheets and columns hold."""
    run = selectors.get_import(actor=request.actor, import_id=import_id)
    form = forms.BookSheets(request.POST)
    sheets, columns = form.told([one["name"] for one in run.layout.get("sheets", ())])
    try:
        book_imports.choose_sheets(
            actor=request.actor, import_id=import_id, sheets=sheets, columns=columns
        )
    except DomainError as refusal:
        from congvu.people.views.imports import page

        return page(request, import_id, str(refusal))
    return go_to(request, "people:import", import_id=import_id)


@require_http_methods(["GET", "POST"])
@needs(People.RECORD_EXPORT)
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
