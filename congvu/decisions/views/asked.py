"""Decisions that other pages ask for: raises of a month, papers of a retirement."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from congvu.core.errors import DomainError
from congvu.core.pages import go_to, needs
from congvu.core.paths import is_place
from congvu.decisions.commands.asking import ask_next
from congvu.decisions.commands.raises import OnTheirWay, draft_raises
from congvu.decisions.permissions import Decisions
from congvu.decisions.selectors.naming import keys_of
from congvu.decisions.selectors.pages import bodies_to_issue
from congvu.people.choices import RaiseState
from congvu.people.selectors.raises import RaiseQuery, raises_in
from congvu.people.selectors.retirements import retirement_of_person

NOTICE, RETIRE = "TBNH", "NH"


@require_POST
@needs(Decisions.DRAFT)
def raises_draft(request: Any) -> HttpResponse:
    """Draft the raises of the people chosen in the list of a month."""
    found = raises_in(actor=request.actor, wanted=_wanted(request), today=request.today)
    bodies = bodies_to_issue(actor=request.actor, on=request.today)
    try:
        made = draft_raises(
            actor=request.actor, lines=found.lines, bodies=bodies, today=request.today
        )
    except OnTheirWay as refusal:
        messages.info(request, str(refusal))
        return go_to(request, "decisions:decision", refusal.decision_id)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return go_to(request, f"{reverse('people:raises')}?{_asked(request)}")
    for one in made:
        ask_next(actor=request.actor, decision_id=one.pk, now=request.now)
    text = ngettext(
        "Drafted. Look at what issuing it would do.",
        "%(n)d decisions are drafted, one for each kind of raise.",
        len(made),
    )
    messages.success(request, text % {"n": len(made)})
    left_out = len(found.lines) - sum(one.lines.count() for one in made)
    if left_out:
        text = ngettext(
            "%(n)d person is left out: a decision on this raise is on its way already.",
            "%(n)d people are left out: decisions on their raises are on their way already.",
            left_out,
        )
        messages.info(request, text % {"n": left_out})
    if len(made) == 1:
        return go_to(request, "decisions:decision", made[0].pk)
    return go_to(request, f"{reverse('decisions:list')}?state=draft")


@require_GET
@needs(Decisions.DRAFT)
def retirement_draft(request: Any, person_id: UUID, kind_code: str) -> HttpResponse:
    """The form of the notice or the decision of a retirement, its days filled in."""
    if kind_code not in (NOTICE, RETIRE):
        raise Http404
    _person, found = retirement_of_person(
        actor=request.actor, person_id=person_id, today=request.today
    )
    told = {"nguoi": str(person_id)}
    if found is not None and kind_code == RETIRE:
        told["hieu_luc"] = (found.last_day + timedelta(days=1)).isoformat()
    elif found is not None:
        told["retire_on"] = found.last_day.isoformat()
    return go_to(request, f"{reverse('decisions:new', args=[kind_code])}?{urlencode(told)}")


def _wanted(request: Any) -> RaiseQuery:
    """The list as the form names it: the people ticked, or all of it."""
    asked = request.POST
    state = asked.get("tinh_trang", "")
    chosen = None if asked.get("tat_ca") else tuple(keys_of(asked.getlist("nguoi")))
    unit = asked.get("don_vi", "")
    return RaiseQuery(
        month=_month(asked.get("thang", ""), request.today),
        unit=unit if is_place(unit) else "",
        state=state if state in RaiseState.values else RaiseState.DUE,
        person_ids=chosen,
    )


def _month(text: str, today: date) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)


def _asked(request: Any) -> str:
    names = ("thang", "tinh_trang", "don_vi")
    return urlencode({name: request.POST.get(name, "") for name in names})
