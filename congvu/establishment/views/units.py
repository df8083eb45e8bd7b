"""The tree of units on a day, and the page of one unit."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from congvu.core.pages import day_of, needs, render_page, sheet_file
from congvu.establishment import forms, tables
from congvu.establishment.acts import acts_for, takeable
from congvu.establishment.panels import (
    Scene,
    heads_of,
    panels_of,
    people_by_unit,
    people_listed,
    sees_people,
)
from congvu.establishment.permissions import Establishment
from congvu.establishment.selectors import page as pages
from congvu.establishment.selectors.staffing import approved_by_unit, quota_by_unit, quotas_in
from congvu.establishment.selectors.tree import find_in_tree, tree_on
from congvu.establishment.shown import chart_of, groups_of


@require_GET
@needs(Establishment.UNIT_VIEW)
def unit_list(request: Any) -> HttpResponse:
    """The bodies of the province on a day, by kind; or what a search finds in the whole tree."""
    on = day_of(request)
    search = forms.UnitSearch(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    tree = tree_on(actor=request.actor, on=on)
    context: dict[str, Any] = {"search": search, "text": text, "on": on, "today": request.today}
    if text:
        context["found"] = find_in_tree(actor=request.actor, tree=tree, text=text, on=on)
    else:
        people = people_by_unit(request.actor, on, is_today=on == request.today)
        context |= {
            "groups": groups_of(
                tree,
                approved=approved_by_unit(actor=request.actor, on=on),
                quota=quota_by_unit(actor=request.actor, on=on),
                people=people,
                sees=lambda node: sees_people(request.actor, node),
                listed=lambda node: people_listed(node, on, is_today=on == request.today),
            ),
            "shows_people": people is not None,
            "tops": tree.below(None),
        }
    context |= {"count": len(tree.nodes), "is_past": on < request.today}
    return render_page(request, "establishment/unit_list.html", context, partial="rows")


@require_GET
@needs(Establishment.UNIT_VIEW)
def tree_export(request: Any) -> HttpResponse:
    """The whole tree of the day as a file."""
    on = day_of(request)
    file = tables.workbook_of_tree(tree_on(actor=request.actor, on=on))
    return sheet_file(file, "don-vi.xlsx")


@require_GET
@needs(Establishment.UNIT_VIEW)
def unit(request: Any, code: str) -> HttpResponse:
    """One unit on a day: chart, posts and people, quota, limits, history."""
    on = day_of(request)
    shown = pages.unit_shown(actor=request.actor, code=code, on=on)
    tree = tree_on(actor=request.actor, on=on)
    is_past = on < request.today
    scene = Scene(unit=shown.unit, tree=tree, on=on, today=request.today)
    nodes = [tree.nodes[shown.unit.pk]] if shown.unit.pk in tree.nodes else []
    nodes += tree.below(shown.unit.pk)
    heads = heads_of(request.actor, nodes, on, request.today)
    turned = (turn.paper for turn in shown.turns if turn.paper is not None)
    context = {
        "shown": shown,
        "takeable": set()
        if is_past
        else takeable(request.actor, (*turned, *shown.papers_of_posts)),
        "above": tree.above(shown.unit.pk),
        "chart": chart_of(tree, shown.unit.pk, heads),
        "quotas": quotas_in(actor=request.actor, unit_ids=[shown.unit.pk], on=on),
        "names": pages.other_names(actor=request.actor, unit=shown.unit, name=shown.name),
        "panels": panels_of(request.actor, scene),
        "acts": [] if is_past else acts_for(request.actor, shown),
        "on": on,
        "today": request.today,
        "is_past": is_past,
    }
    return render_page(request, "establishment/unit.html", context)
