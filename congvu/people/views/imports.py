"""A list or a workbook: sent, matched, looked at, taken or not; rows of a list corrected."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.errors import DomainError
from congvu.core.pages import go_to, needs, page_of, render_page, sheet_file
from congvu.people import forms
from congvu.people.choices import ImportKind, RowState
from congvu.people.commands import book_imports, corrections
from congvu.people.commands import imports as commands
from congvu.people.permissions import People
from congvu.people.selectors import book_pages
from congvu.people.selectors import import_pages as pages
from congvu.people.selectors import imports as selectors

ROWS_A_PAGE = 12
ROWS_OF_BOOK = 40


@require_http_methods(["GET", "POST"])
@needs(People.RECORD_IMPORT)
def import_start(request: Any, kind: ImportKind) -> HttpResponse:
    """Send a list or a workbook; beside it, those sent before."""
    is_sent = request.method == "POST"
    upload = forms.BookUpload if kind == ImportKind.DOSSIERS else forms.ListUpload
    form = upload(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        units=pages.units_to_import(actor=request.actor, on=request.today),
        initial={"on": request.today},
    )
    if form.is_valid():
        name, content = form.content
        try:
            run = commands.start_import(
                actor=request.actor,
                unit=pages.unit_to_import(actor=request.actor, code=form.cleaned_data["unit"]),
                name=name,
                content=content,
                on=form.cleaned_data["on"],
                limit_mb=settings.UPLOAD_LIMIT_MB,
                kind=kind,
            )
            return go_to(request, "people:import", import_id=run.pk)
        except commands.ListUnreadable as refusal:
            form.add_error(form.sent_in, str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    sent = selectors.search_imports(actor=request.actor, kind=kind)
    context = {"kind": kind, "form": form, "page": page_of(request, sent)}
    status = 422 if form.errors else 200
    return render_page(request, "people/import_start.html", context, status=status)


@require_GET
@needs(People.RECORD_IMPORT)
def import_page(request: Any, import_id: UUID) -> HttpResponse:
    """One list as far as it has come; while something runs, htmx asks again each second."""
    return page(request, import_id)


def page(request: Any, import_id: UUID, refusal: str = "") -> HttpResponse:
    """The page of one import, perhaps with the refusal of what was just asked."""
    run = selectors.get_import(actor=request.actor, import_id=import_id)
    context = _of_book(request, run) if run.kind == ImportKind.DOSSIERS else _of_list(request, run)
    context |= {
        "run": run,
        "step": pages.step_of(run),
        "notes": pages.notes_of(run),
        "waiting": selectors.count_waiting(actor=request.actor, run=run),
        "state": _state_of(request),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render_page(request, "people/import.html", context, partial="steps", status=status)


def _state_of(request: Any) -> str:
    """Which rows are asked for, "" for all."""
    asked = request.GET.get("state", "")
    return asked if asked in RowState.values else ""


def _of_book(request: Any, run: Any) -> dict[str, Any]:
    rows = book_pages.rows_with_problems(actor=request.actor, run=run, state=_state_of(request))
    shown = page_of(request, rows, ROWS_OF_BOOK)
    return {
        "page": shown,
        "rows": book_pages.rows_shown(list(shown.object_list)),
        "sheets": book_pages.sheets_of(run),
        "choices": book_pages.sheet_choices(),
        "problems": book_pages.problems_of(run),
        "held": book_pages.held_facts(actor=request.actor, run=run),
        "start": "people:book_start",
    }


def _of_list(request: Any, run: Any) -> dict[str, Any]:
    waiting = selectors.rows_waiting(actor=request.actor, run=run, state=_state_of(request))
    shown = page_of(request, waiting, ROWS_A_PAGE)
    return {
        "page": shown,
        "rows": pages.rows_of(actor=request.actor, run=run, rows=list(shown.object_list)),
        "columns": pages.columns_of(run),
        "choices": pages.field_choices(),
        "units": pages.units_to_answer(actor=request.actor, run=run),
        "missing": pages.first_missing(actor=request.actor, run=run),
        "earlier": pages.wrong_earlier(run),
        "held": pages.held_facts(actor=request.actor, run=run),
        "start": "people:import_start",
    }


@require_POST
@needs(People.RECORD_IMPORT)
def import_columns(request: Any, import_id: UUID) -> HttpResponse:
    """Say by hand what the columns hold."""
    run = selectors.get_import(actor=request.actor, import_id=import_id)
    form = forms.Columns(request.POST)
    if not form.is_valid():
        said = (str(text) for texts in form.errors.values() for text in texts)
        return page(request, import_id, " ".join(said))
    units = form.units(
        run.counts.get("units_unknown", ()), pages.units_to_answer(actor=request.actor, run=run)
    )
    try:
        commands.choose_columns(
            actor=request.actor,
            import_id=import_id,
            overrides=form.overrides(),
            sheet=form.cleaned_data["sheet"],
            century_from=form.cleaned_data["century_from"],
            units=units,
        )
    except DomainError as refusal:
        return page(request, import_id, str(refusal))
    return go_to(request, "people:import", import_id=import_id)


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
        return page(request, import_id, str(refusal))
    return go_to(request, "people:import", import_id=import_id)


@require_POST
@needs(People.RECORD_IMPORT)
def import_take(request: Any, import_id: UUID) -> HttpResponse:
    """Take the good rows."""
    return _settle(request, import_id, commands.ask_to_take)


@require_POST
@needs(People.RECORD_IMPORT)
def import_decline(request: Any, import_id: UUID) -> HttpResponse:
    """Take none."""
    return _settle(request, import_id, commands.decline_import)


@require_POST
@needs(People.RECORD_IMPORT)
def import_again(request: Any, import_id: UUID) -> HttpResponse:
    """Have the list read once more after it failed."""
    return _settle(request, import_id, commands.try_again)


def _settle(request: Any, import_id: UUID, act: Any) -> HttpResponse:
    try:
        act(actor=request.actor, import_id=import_id)
    except DomainError as refusal:
        return page(request, import_id, str(refusal))
    return go_to(request, "people:import", import_id=import_id)


@require_GET
@needs(People.RECORD_IMPORT)
def import_errors(request: Any, import_id: UUID) -> HttpResponse:
    """The rows not taken, as a file to mend and send again."""
    run = selectors.get_import(actor=request.actor, import_id=import_id)
    file_of = book_pages if run.kind == ImportKind.DOSSIERS else selectors
    return sheet_file(file_of.error_file(actor=request.actor, run=run), "dong-chua-nhan.xlsx")


@require_POST
@needs(People.RECORD_IMPORT)
def import_row(request: Any, import_id: UUID, row: int) -> HttpResponse:
    """Mend the cells of a waiting row and try it again."""
    return _try(
        request,
        import_id,
        row,
        lambda: corrections.correct_row(
            actor=request.actor,
            import_id=import_id,
            row=row,
            cells=request.POST.getlist("cell"),
            today=request.today,
        ),
    )


@require_POST
@needs(People.RECORD_IMPORT)
def import_answer(request: Any, import_id: UUID, row: int) -> HttpResponse:
    """Say whose row it is."""
    said = request.POST.get("person", "")
    try:
        person_id = None if said == "new" else UUID(said)
    except ValueError:
        return page(request, import_id, _("Choose one of the people shown, or a new dossier."))
    return _try(
        request,
        import_id,
        row,
        lambda: corrections.answer_row(
            actor=request.actor,
            import_id=import_id,
            row=row,
            person_id=person_id,
            today=request.today,
        ),
    )


def _try(request: Any, import_id: UUID, row: int, act: Any) -> HttpResponse:
    try:
        is_taken = act()
    except DomainError as refusal:
        return page(request, import_id, str(refusal))
    if not is_taken:
        return page(
            request, import_id, _("Row %(row)s still needs your eye, see below.") % {"row": row}
        )
    messages.success(request, _("Row %(row)s is taken.") % {"row": row})
    return go_to(request, "people:import", import_id=import_id)
