"""What plans show on home pages and in the search."""

from datetime import date

from django.urls import reverse, reverse_lazy
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.panels import MOST_HITS, Finder, Hit, Panel
from congvu.plans import selectors
from congvu.plans.choices import PaperState
from congvu.plans.permissions import Plans

SHOWN = 6
LONGEST = 110


def _to_review(actor: Actor, today: date) -> dict[str, object]:
    papers = selectors.search_papers(actor=actor, state=PaperState.REVIEWING)
    return {"papers": list(papers[:SHOWN])}


TO_REVIEW = Panel(
    title=_("Plan papers to review"),
    permission=Plans.REVIEW,
    template="plans/panels/to_review.html",
    context=_to_review,
    link=reverse_lazy("plans:list"),
)


def _find_papers(actor: Actor, text: str, today: date) -> list[Hit]:
    found = selectors.search_papers(actor=actor, text=text)[:MOST_HITS]
    return [
        Hit(
            Truncator(paper.title).chars(LONGEST),
            reverse("plans:progress", args=[paper.pk]),
            paper.number,
        )
        for paper in found
    ]


PAPERS = Finder(
    title=_("Plans"),
    permission=Plans.VIEW,
    icon="clipboard-text",
    find=_find_papers,
    more=reverse_lazy("plans:list"),
)
