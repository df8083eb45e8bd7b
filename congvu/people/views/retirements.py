"""The retirement forecast: heat table and bars, the lists behind them, one person's trace."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.errors import NotVisible
from congvu.core.pages import go_to, needs, render_page, sheet_file
from congvu.core.periods import add_months, months_between
from congvu.law.selectors import parameter
from congvu.people import forms
from congvu.people.choices import RetirementReason
from congvu.people.commands.exports import note_export
from congvu.people.commands.retirement import settle_retirement_duty
from congvu.people.forecast import picture_of, read_period
from congvu.people.forecast_tables import retirements_workbook
from congvu.people.panels import retirement_acts_for
from congvu.people.permissions import People
from congvu.people.rules.hard_work import ENOUGH
from congvu.people.rules.retirement import AGES, KEPT, LOWER, LOWER_USED, PAPERS
from congvu.people.selectors.retirement_counts import count_retirements
from congvu.people.selectors.retirements import (
    Retiring,
    forecast_window,
    papers_of,
    retirement_of_person,
    retirements_in,
    unit_of,
)
from congvu.people.selectors.sensitive import steps_told
from congvu.people.views.raises import ROWS, first_line


@require_GET
@needs(People.RECORD_VIEW)
def retirement_map(request: Any) -> HttpResponse:
    """How many reach retirement age by unit and year, or by month of one year."""
    window = forecast_window(request.today)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else None
    last = add_months(window.end, -1).year
    if year is not None and not window.first.year <= year <= last:
        year = None
    code = request.GET.get("don_vi", "")
    is_key = code.isdecimal() and len(code) < len("1000000000")
    unit = unit_of(actor=request.actor, unit_id=int(code) if is_key else 0)
    places = count_retirements(
        actor=request.actor,
        today=request.today,
        window=read_period(str(year), window)[1] if year else window,
        unit=unit.path if unit else "",
        by_month=year is not None,
    )
    context = {
        **picture_of(places, window, unit, year),
        "window": window,
        "unit": unit,
        "year": year,
        "line": parameter(AGES, request.today),
        "years": months_between(window.first, window.end) // 12,
        "years_early": parameter(LOWER, request.today).value // 12,
    }
    return render_page(request, "people/retirements.html", context)


@require_GET
@needs(People.RECORD_VIEW)
def retirement_list(request: Any, unit_id: int, period: str) -> HttpResponse:
    """The people behind one number of the forecast."""
    unit = unit_of(actor=request.actor, unit_id=unit_id)
    kind, window, title = read_period(period, forecast_window(request.today))
    first = first_line(request)
    found = retirements_in(
        actor=request.actor,
        today=request.today,
        window=window,
        kind=kind,
        unit=unit.path if unit else "",
        first=first,
        most=ROWS,
    )
    if first and not found.people:
        raise NotVisible(_("The list has no such page."))
    page = Paginator(range(found.total), ROWS).get_page(first // ROWS + 1)
    context = {
        "title": title,
        "unit": unit,
        "unit_id": unit_id,
        "period": period,
        "people": found.people,
        "total": found.total,
        "page": page,
        "laws": [parameter(code, request.today) for code in _codes(found.people)],
        "may_export": request.actor.holds(People.RECORD_EXPORT),
    }
    return render_page(request, "people/retirement_list.html", context)


def _codes(people: Iterable[Retiring]) -> list[str]:
    """The parameters the lines of a list rest on."""
    reasons = {one.why for one in people}
    moved = {RetirementReason.LOWER: LOWER_USED, RetirementReason.KEPT: KEPT}
    return [AGES, *(code for reason, code in moved.items() if reason in reasons), PAPERS]


@require_GET
@needs(People.RECORD_EXPORT)
def retirement_export(request: Any, unit_id: int, period: str) -> HttpResponse:
    """The people behind one number, as a file."""
    unit = unit_of(actor=request.actor, unit_id=unit_id)
    kind, window, _title = read_period(period, forecast_window(request.today))
    found = retirements_in(
        actor=request.actor,
        today=request.today,
        window=window,
        kind=kind,
        unit=unit.path if unit else "",
        permission=People.RECORD_EXPORT,
    )
    note_export(actor=request.actor, people=len(found.people), query=f"{unit_id}/{period}")
    return sheet_file(retirements_workbook(found.people), f"nghi-huu-{period}.xlsx")


@require_GET
@needs(People.RECORD_VIEW)
def retirement_person(request: Any, person_id: UUID) -> HttpResponse:
    """How one person's month of retirement comes about, and which of its papers are done."""
    person, found = retirement_of_person(
        actor=request.actor, person_id=person_id, today=request.today
    )
    may_settle = request.actor.may(People.RECORD_CHANGE, str(person.unit_path))
    papers = papers_of(actor=request.actor, person=person, found=found) if may_settle else []
    acts = retirement_acts_for(request.actor, person.pk) if found else []
    steps = found.steps if found else ()
    context = {
        "person": person,
        "found": found,
        "steps": steps_told(actor=request.actor, person=person, steps=steps),
        "papers": papers,
        "acts": acts,
        "years_hard": parameter(ENOUGH, request.today).value["months"] // 12,
    }
    return render_page(request, "people/retirement.html", context)


@require_POST
@needs(People.RECORD_CHANGE)
def retirement_settle(request: Any, person_id: UUID) -> HttpResponse:
    """Note that the notice or the decision is done."""
    person, _found = retirement_of_person(
        actor=request.actor, person_id=person_id, today=request.today
    )
    form = forms.RetirementPaperDone(request.POST)
    if form.is_valid():
        settle_retirement_duty(
            actor=request.actor,
            person_id=person.pk,
            paper=form.cleaned_data["giay_to"],
            today=request.today,
            now=request.now,
        )
    return go_to(request, "people:retirement", person_id=person_id)
