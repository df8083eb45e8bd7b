"""Screening: overview, findings, one finding, one person, the standards themselves."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from congvu.core.errors import DomainError
from congvu.core.pages import day_of, go_to, needs, page_of, render_page, sheet_file, signed_in
from congvu.standards import commands, forms, panels, selectors, tables
from congvu.standards.criteria import all_criteria, criteria_on
from congvu.standards.permissions import Standards


@require_GET
@needs(Standards.VIEW)
def overview(request: Any) -> HttpResponse:
    """Who meets the standards, by criterion and by unit, as of a day."""
    return _overview(request, forms.Screen(today=request.today))


@require_POST
@needs(Standards.RUN)
def screen(request: Any) -> HttpResponse:
    """Ask for a screening in the background; a refusal comes back on the page."""
    form = forms.Screen(request.POST, today=request.today)
    if form.is_valid():
        try:
            unit = selectors.unit_to_screen(actor=request.actor)
            on = form.cleaned_data["on"]
            commands.request_screening(actor=request.actor, unit=unit, on=on)
            return go_to(request, "standards:overview")
        except DomainError as refusal:
            form.add_error("on", str(refusal))
    return _overview(request, form, status=422)


def _overview(request: Any, form: forms.Screen, status: int = 200) -> HttpResponse:
    actor, on = request.actor, day_of(request)
    path = request.GET.get("don_vi") or selectors.place_of(actor=actor)
    unit = selectors.get_place(actor=actor, path=path)
    run = _run(request, path, on)
    context: dict[str, Any] = {
        "unit": unit,
        "run": run,
        "form": form,
        "may_screen": actor.holds(Standards.RUN),
        "waiting": selectors.open_run(actor=actor, path=path),
        "on": on,
        "is_past": on < request.today,
        "query": f"?lan={run.pk}" if run and request.GET.get("lan") else "",
        "findings_url": _findings_url(request, path, run, on),
    }
    if run is not None:
        context |= panels.overview(actor=actor, unit=unit, run=run)
    return render_page(request, "standards/overview.html", context, status=status)


def _findings_url(request: Any, path: str, run: Any, on: Any) -> str:
    """The list of what `run` found at `path`; the run is named where it is not today's."""
    asked = {"don_vi": path}
    if run and (request.GET.get("lan") or on < request.today):
        asked["lan"] = run.pk
    return f"{reverse('standards:finding_list')}?{urlencode(asked)}"


def _run(request: Any, path: str, on: Any) -> Any:
    """The run the address names, else the latest one as of the day."""
    number = request.GET.get("lan", "")
    if number.isdecimal():
        return selectors.get_run(actor=request.actor, run_id=int(number))
    return selectors.current_run(actor=request.actor, path=path, on=on)


@require_GET
@needs(Standards.VIEW)
def progress(request: Any) -> HttpResponse:
    """How far the screening asked for has come; once done, the overview is shown anew."""
    path = request.GET.get("don_vi") or selectors.place_of(actor=request.actor)
    waiting = selectors.open_run(actor=request.actor, path=path)
    if waiting is None:
        return go_to(request, "standards:overview")
    return render_page(request, "standards/progress.html", {"waiting": waiting})


@require_GET
@needs(Standards.VIEW)
def cell(request: Any, unit_id: int, order: int) -> HttpResponse:
    """A number of the overview: opens its list."""
    unit = selectors.get_unit(actor=request.actor, unit_id=unit_id)
    code = next((one.code for one in all_criteria() if one.order == order), "")
    asked = {"don_vi": str(unit.path), "tieu_chi": code, "lan": request.GET.get("lan", "")}
    query = urlencode({name: value for name, value in asked.items() if value})
    return redirect(f"{reverse('standards:finding_list')}?{query}")


@require_GET
@needs(Standards.VIEW)
def finding_list(request: Any) -> HttpResponse:
    """People who do not meet a standard, or of whom it cannot be told."""
    context = _searched(request)
    if context["run"] is not None:
        page = page_of(request, context["findings"])
        context["page"] = page
        context["lines"] = panels.lines_of(page, context["run"].on)
    return render_page(request, "standards/finding_list.html", context, partial="rows")


@require_GET
@needs(Standards.VIEW)
def finding_export(request: Any) -> HttpResponse:
    """The same list as a workbook."""
    context = _searched(request)
    run = context["run"]
    if run is None:
        return go_to(request, "standards:finding_list")
    content = tables.workbook_of(context["findings"][: tables.MOST], run.on)
    return sheet_file(content, f"ra-soat-{run.on.isoformat()}.xlsx")


def _searched(request: Any) -> dict[str, Any]:
    """The run, the filters, and the findings they leave."""
    actor, path = request.actor, selectors.place_of(actor=request.actor)
    run = _run(request, path, request.today)
    units = selectors.parts_of(actor=actor, under=path, on=request.today)
    asked = request.GET.get("don_vi")
    if asked and asked not in {str(unit.path) for unit in units}:
        units.append(selectors.get_place(actor=actor, path=asked))
    criteria = criteria_on(run.on) if run else ()
    search = forms.FindingSearch(request.GET, criteria=criteria, units=units)
    findings = None
    if run is not None:
        findings = selectors.search_findings(actor=actor, run=run, **search.criteria())
    return {"search": search, "run": run, "findings": findings}


@require_GET
@signed_in
def finding(request: Any, finding_id: int) -> HttpResponse:
    """One finding: the rule, the facts, the answer, what to do; also for its own person."""
    found = selectors.get_finding(actor=request.actor, finding_id=finding_id)
    context = panels.finding_page(actor=request.actor, finding=found)
    return render_page(request, "standards/finding.html", context)


@require_GET
@signed_in
def person(request: Any, person_id: UUID) -> HttpResponse:
    """Every standard that applies to one person, worked out now; also for the person."""
    on = day_of(request)
    someone = selectors.get_person(actor=request.actor, person_id=person_id)
    context = {
        "person": someone,
        "on": on,
        "is_past": on < request.today,
        "standing": panels.person_standing(actor=request.actor, person=someone, on=on),
    }
    return render_page(request, "standards/person.html", context, partial="rows")


@require_GET
@signed_in
def rules(request: Any) -> HttpResponse:
    """The standards in force on a day, each with its citation."""
    on = day_of(request)
    context = {"rules": panels.rules(criteria_on(on)), "on": on, "is_past": on < request.today}
    return render_page(request, "standards/rules.html", context)
