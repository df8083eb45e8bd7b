"""What standards show on home pages and on dossiers."""

from datetime import date

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.languages import in_words
from congvu.core.panels import Panel
from congvu.people.panels import DossierPanel
from congvu.standards import selectors
from congvu.standards.permissions import Standards

SHOWN = 6


def _findings(actor: Actor, today: date) -> dict[str, object]:
    path = selectors.place_of(actor=actor)
    run = selectors.current_run(actor=actor, path=path, on=today)
    if run is None:
        return {"run": None}
    rows = selectors.figures_by_criterion(actor=actor, run=run, under=path)
    rows.sort(key=lambda row: (-row[1].not_met, -row[1].unknown))
    return {
        "run": run,
        "rows": [
            (one.code, in_words(one.name), figures)
            for one, figures in rows[:SHOWN]
            if figures.asked
        ],
    }


def _mine(actor: Actor, today: date) -> dict[str, object]:
    if not actor.person_id:
        return {"person": None}
    person = selectors.get_person(actor=actor, person_id=actor.person_id)
    run = selectors.current_run(actor=actor, path=str(person.unit_path), on=today)
    found = selectors.findings_of(actor=actor, person=person, run=run) if run else []
    return {"person": person, "run": run, "count": len(found)}


FINDINGS = Panel(
    title=_("Requirements not met"),
    permission=Standards.VIEW,
    template="standards/panels/findings.html",
    context=_findings,
    link=reverse_lazy("standards:overview"),
)
MY_DOSSIER = Panel(
    title=_("My dossier"),
    permission="",
    template="standards/panels/mine.html",
    context=_mine,
)
STANDING = DossierPanel(
    title=_("Standards review"), permission=Standards.VIEW, url="standards:person", is_for_own=True
)
