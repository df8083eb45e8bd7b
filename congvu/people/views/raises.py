"""The list of regular raises of a month, its file, and how one raise was computed."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.core.errors import NotVisible
from congvu.core.pages import needs, render_page, sheet_file
from congvu.core.periods import add_months
from congvu.law.selectors import parameter
from congvu.people import forms
from congvu.people.choices import RaiseState
from congvu.people.commands.exports import note_export
from congvu.people.forecast_tables import raises_workbook
from congvu.people.panels import raise_acts_for
from congvu.people.permissions import People
from congvu.people.rules.holding import DECIDED, DELAYS, UNCOUNTED
from congvu.people.rules.pay import GROUPS
from congvu.people.selectors.raises import raise_of, raises_in
from congvu.people.selectors.sensitive import steps_told

ROWS = 40


def first_line(request: Any) -> int:
    """How many lines stand before the page the address asks for; 0 where it asks for none."""
    asked = request.GET.get("page", "")
    is_number = asked.isdecimal() and len(asked) < len("100000")
    return ROWS * (max(int(asked), 1) - 1) if is_number else 0


@require_GET
@needs(People.RECORD_VIEW)
def raise_list(request: Any) -> HttpResponse:
    """Who is due in a month, put off, at the last step, or cannot be computed."""
    search = forms.RaiseSearch(request.GET)
    wanted = search.read(request.actor, request.today)
    first = first_line(request)
    found = raises_in(
        actor=request.actor, wanted=wanted, today=request.today, first=first, most=ROWS
    )
    total = found.counts.get(wanted.state, 0)
    if first and not found.lines:
        raise NotVisible(_("The list has no such page."))
    # The lines of the page are known already: the paginator only counts.
    page = Paginator(range(total), ROWS).get_page(first // ROWS + 1)
    context = {
        "search": search,
        "wanted": wanted,
        "lines": found.lines,
        "page": page,
        "total": total,
        "tabs": [(state, state.label, found.counts.get(state, 0)) for state in RaiseState],
        "earlier": add_months(wanted.month, -1),
        "later": add_months(wanted.month, 1),
        "laws": [parameter(code, request.today) for code in (GROUPS, DELAYS, DECIDED, UNCOUNTED)],
        "acts": raise_acts_for(request.actor) if wanted.state in _RAISED else [],
        "may_export": request.actor.holds(People.RECORD_EXPORT),
    }
    return render_page(request, "people/raise_list.html", context, partial="rows")


_RAISED = (RaiseState.DUE, RaiseState.OVERDUE, RaiseState.LAST_STEP)
"""The states a decision can be drafted for."""


@require_GET
@needs(People.RECORD_EXPORT)
def raise_export(request: Any) -> HttpResponse:
    """Exactly what the list shows, as a file."""
    wanted = forms.RaiseSearch(request.GET).read(request.actor, request.today)
    found = raises_in(
        actor=request.actor, wanted=wanted, today=request.today, permission=People.RECORD_EXPORT
    )
    note_export(actor=request.actor, people=len(found.lines), query=request.GET.urlencode())
    return sheet_file(raises_workbook(found.lines), f"nang-luong-{wanted.month:%Y-%m}.xlsx")


@require_GET
@needs(People.RECORD_VIEW)
def raise_person(request: Any, person_id: UUID) -> HttpResponse:
    """How the next raise of one person comes about, step by step."""
    wanted = forms.RaiseSearch(request.GET).read(request.actor, request.today)
    told = raise_of(actor=request.actor, person_id=person_id, month=wanted.month)
    steps = told.coming.steps if told.coming else ()
    context = {
        "told": told,
        "month": wanted.month,
        "steps": steps_told(actor=request.actor, person=told.person, steps=steps),
    }
    return render_page(request, "people/raise.html", context)
