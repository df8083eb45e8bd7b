"""What dossiers show on home pages."""

from datetime import date

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.panels import Panel
from congvu.people.choices import ImportState
from congvu.people.permissions import People
from congvu.people.selectors.imports import search_imports
from congvu.people.selectors.proposals import search_proposals, title_of

SHOWN = 5
OVER = (ImportState.DECLINED,)


def _imports(actor: Actor, today: date) -> dict[str, object]:
    lists = search_imports(actor=actor).exclude(state__in=OVER)
    return {"lists": list(lists[:SHOWN])}


def _proposals(actor: Actor, today: date) -> dict[str, object]:
    waiting = search_proposals(actor=actor, is_open=True)[:SHOWN]
    return {"proposals": [(one, title_of(one)) for one in waiting]}


PROPOSALS = Panel(
    title=_("Proposed changes of dossiers"),
    permission=People.RECORD_CHANGE,
    template="people/panels/proposals.html",
    context=_proposals,
    link=reverse_lazy("people:proposal_list"),
)

IMPORTS = Panel(
    title=_("Staff lists brought"),
    permission=People.RECORD_IMPORT,
    template="people/panels/imports.html",
    context=_imports,
    link=reverse_lazy("people:import_start"),
)
