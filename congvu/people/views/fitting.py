"""People against the levels of competency their job positions ask for."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from congvu.core.pages import day_of, needs, page_of, render_page, signed_in
from congvu.establishment.rules.competencies import fit
from congvu.establishment.selectors.staffing import described
from congvu.people.permissions import People
from congvu.people.position_panels import groups_of, rows_told
from congvu.people.selectors.dossier import get_person, reader_of
from congvu.people.selectors.fitting import (
    Holder,
    holders_fit,
    judged_holders,
    levels_of,
    position_held,
)
from congvu.people.views.dossier import refuse_strangers

ROWS = 40


@require_GET
@needs(People.RECORD_VIEW)
def position_people(request: Any, code: str) -> HttpResponse:
    """The holders of a job position in the actor's units, who falls short first."""
    on = day_of(request)
    found = described(actor=request.actor, code=code, on=on)
    asked = found.asked
    judged = judged_holders(actor=request.actor, position=found.position, asked=asked, on=on)
    groups = groups_of(judged) if asked else []
    answer = request.GET.get("answer", "")
    chosen = answer if answer in {one.answer for one in groups} else ""
    page = page_of(request, judged.of(chosen), size=ROWS)
    context = {
        "found": found,
        "groups": groups,
        "chosen": chosen,
        "count": judged.count,
        "page": page,
        "rows": rows_told(
            found,
            holders_fit(actor=request.actor, person_ids=list(page.object_list), asked=asked, on=on),
        ),
        "on": on,
        "today": request.today,
        "is_past": on < request.today,
    }
    return render_page(request, "people/position/people.html", context, partial="rows")


@require_GET
@signed_in
def person_competencies(request: Any, person_id: UUID) -> HttpResponse:
    """What the post of a person asks for against the levels found: a panel of the dossier."""
    refuse_strangers(request, person_id)
    on = day_of(request)
    person = get_person(actor=request.actor, person_id=person_id)
    reader = reader_of(request.actor, person)
    held = position_held(actor=request.actor, person=person, on=on)
    position = held.position if held else None
    found = described(actor=request.actor, code=position.code, on=on) if position else None
    levels = levels_of(actor=request.actor, person_ids=[person.pk], on=on).get(person.pk, {})
    compared = fit(asked=found.asked if found else {}, held=levels)
    context = {
        "person": person,
        "held": held,
        "found": found,
        "row": rows_told(found, [Holder(person, compared)])[0] if found else None,
        "answer": compared.answer,
        "is_own": reader.is_own,
        "may_write": (reader.is_own or reader.is_office) and on == request.today,
    }
    return render_page(request, "people/competencies.html", context, partial="rows")
