"""What the page of a dossier shows, whichever view answers with it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from congvu.people import forms
from congvu.people.families import family
from congvu.people.groups import GROUPS, OF_THE_OFFICE, group_of
from congvu.people.panels import panels_for
from congvu.people.permissions import People
from congvu.people.requirements import Requirement
from congvu.people.selectors.beginning import beginning_of
from congvu.people.selectors.complete import completeness_of_one, missing_of
from congvu.people.selectors.dossier import (
    dossier_of,
    get_person,
    person_known_on,
    reader_of,
    without_later_photo,
)
from congvu.people.selectors.papers import first_papers
from congvu.people.selectors.past import past_of
from congvu.people.selectors.proposals import own_proposals
from congvu.people.selectors.sensitive import shown_fields
from congvu.people.selectors.whole import whole_dossier
from congvu.people.timeline import timeline_of

PAST, MISSING = "lich-su", "con-thieu"


def page_context(
    request: Any,
    person_id: UUID,
    on: date,
    shown: str = "",
    opened: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Everything the template needs; a fixed number of statements, whatever group is shown."""
    actor = request.actor
    found = get_person(actor=actor, person_id=person_id)
    whole = whole_dossier(actor=actor, person=found)
    reader = reader_of(actor, found, opened)
    is_past = on < request.today
    if is_past:
        known = person_known_on(found, whole, on)
        found = without_later_photo(actor=actor, person=known, on=on)
    group = group_of(shown)
    dossier = dossier_of(actor=actor, person=found, on=on, group=group, whole=whole, opened=opened)
    complete = completeness_of_one(found, whole, on)
    shown = shown if shown in (PAST, MISSING) else group.key
    context = {
        "dossier": dossier,
        "head": dossier.head,
        "shown": shown,
        "complete": complete,
        "timeline": timeline_of(dossier.career, on),
        "purposes": forms.PURPOSES,
        "may_open": actor.may(People.SENSITIVE_OPEN, found.unit_path),
        "may_keep": reader.is_office and not reader.is_own and not is_past,
        "may_write": (reader.is_office or reader.is_own) and not is_past,
        "untyped": OF_THE_OFFICE,
        "on": on,
        "is_past": is_past,
        "query": urlencode({"on": on.isoformat()}) if is_past else "",
    }
    return context | _of_group(request, found, whole, reader, context)


def _of_group(
    request: Any, found: Any, whole: Any, reader: Any, context: dict[str, Any]
) -> dict[str, Any]:
    """What only one of the tabs shows."""
    actor, on, shown = request.actor, context["on"], context["shown"]
    if shown == PAST:
        return {"events": past_of(actor=actor, person=found, whole=whole, reader=reader)}
    if shown == MISSING:
        told = missing_of(context["complete"])
        links = [(one, _link(found.pk, one.requirement)) for one in told]
        return {"missing": links}
    if shown != GROUPS[0].key:
        return {}
    return {
        "fields": shown_fields(actor=actor, person=found),
        "first_papers": first_papers(whole, reader, on),
        "beginning": beginning_of(actor=actor, person=found, reader=reader, on=on),
        "proposals": own_proposals(actor=actor, person=found),
        "panels": panels_for(actor, found.pk, own=reader.is_own),
    }


def _link(person_id: UUID, one: Requirement) -> str:
    """The form that fills a missing line; the page itself for what is no form."""
    if one.columns == ("photo",):
        return reverse("people:photo", args=[person_id])
    if one.columns == ("unit",):
        return ""
    if one.columns:
        return reverse("people:column_change", args=[person_id, one.columns[0]])
    if one.family in OF_THE_OFFICE:
        return reverse("people:person", args=[person_id]) + "#xac-nhan"
    address = reverse("people:fact_add", args=[person_id, family(one.family).key])
    return f"{address}?{urlencode(one.where)}" if one.where else address
