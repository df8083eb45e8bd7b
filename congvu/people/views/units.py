"""Lists of people behind the numbers of a unit's page, the file of its posts, placing people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from congvu.core.errors import NotVisible
from congvu.core.pages import day_of, go_to, needs, page_of, render_page, sheet_file
from congvu.people.columns.cells import View, rows_shown
from congvu.people.columns.registry import columns
from congvu.people.commands.exports import note_export
from congvu.people.commands.following import place_people
from congvu.people.permissions import People
from congvu.people.selectors.limit_groups import UNIT_GROUPS
from congvu.people.selectors.units import (
    chosen_people,
    posts_as_rows,
    unit_to_place_in,
    units_chosen,
)
from congvu.people.tables import workbook_of_posts
from congvu.people.unit_panels import posts_told, scene_of

ROWS = 40
COLUMNS = ("full_name", "post", "unit", "rank")


@require_GET
@needs(People.RECORD_VIEW)
def unit_people(request: Any, code: str) -> HttpResponse:
    """The people of a unit that one number counts: by position, or by group of a limit."""
    on = day_of(request)
    shown = chosen_people(
        actor=request.actor,
        code=code,
        on=on,
        position=request.GET.get("position", ""),
        group_key=request.GET.get("group", ""),
        own=request.GET.get("own") == "1",
        waiting=request.GET.get("waiting") == "1",
    )
    page = page_of(request, shown.people, size=ROWS)
    is_past = on < request.today
    view = View(request.actor, [columns()[key] for key in COLUMNS], on, is_past)
    context = {
        "shown": shown,
        "page": page,
        "rows": rows_shown(page.object_list, view),
        "on": on,
        "today": request.today,
        "is_past": is_past,
    }
    return render_page(request, "people/unit/people.html", context)


@require_GET
@needs(People.RECORD_VIEW)
def unit_parts(request: Any, code: str) -> HttpResponse:
    """The units that a limit of this unit counts, or is counted of."""
    on = day_of(request)
    key = request.GET.get("group", "parts")
    unit, lines = units_chosen(
        actor=request.actor, code=code, on=on, group_key=key, is_today=on == request.today
    )
    context = {
        "unit": unit,
        "lines": lines,
        "title": UNIT_GROUPS[key],
        "on": on,
        "today": request.today,
        "is_past": on < request.today,
    }
    return render_page(request, "people/unit/parts.html", context)


@require_GET
@needs(People.RECORD_VIEW)
def unit_posts(request: Any, code: str) -> HttpResponse:
    """The posts of a unit behind one number: approved, vacant, or held by too many."""
    on = day_of(request)
    scene = scene_of(actor=request.actor, code=code, on=on, today=request.today)
    show = request.GET.get("show", "")
    own = request.GET.get("own") == "1"
    context = posts_told(request.actor, scene, show=show, own=own) | {
        "unit": scene.unit,
        "show": show,
        "on": on,
        "today": request.today,
        "is_past": on < request.today,
    }
    return render_page(request, "people/unit/posts_list.html", context)


@require_GET
@needs(People.RECORD_EXPORT)
def unit_posts_export(request: Any, code: str) -> HttpResponse:
    """The posts of a unit and all below it with their holders, as a file."""
    rows = posts_as_rows(actor=request.actor, code=code, on=day_of(request))
    note_export(actor=request.actor, people=len(rows), query=f"unit={code}")
    return sheet_file(workbook_of_posts(rows), "vi-tri-viec-lam.xlsx")


@require_POST
@needs(People.RECORD_CHANGE)
def unit_place(request: Any, code: str) -> HttpResponse:
    """Place people of a unit that ended in one that took over."""
    heir = unit_to_place_in(
        actor=request.actor, text=request.POST.get("unit", ""), on=request.today
    )
    placed = place_people(
        actor=request.actor,
        person_ids=[_key(text) for text in request.POST.getlist("person")],
        unit=heir.code,
        today=request.today,
    )
    told = ngettext("%(n)d person is placed in %(unit)s.", "%(n)d people are placed in %(unit)s.",
                    len(placed))  # fmt: skip
    messages.success(request, told % {"n": len(placed), "unit": heir.name})
    return go_to(request, "establishment:unit", code=code)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise NotVisible(_("Not found, or not in the units you look after.")) from wrong
