"""What each role sees first: the panels of its home page, in order."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from congvu.access.choices import Role
from congvu.access.panels import WATCH
from congvu.core.actors import Actor
from congvu.core.panels import Panel
from congvu.people.shown import IMPORTS, PROPOSALS
from congvu.plans.shown import TO_REVIEW
from congvu.standards.shown import FINDINGS, MY_DOSSIER
from congvu.web.panels import JOBS
from congvu.work.panels import LATE, LOADS, MINE, WAITING

HOMES: dict[str, tuple[Panel, ...]] = {
    Role.ADMINISTRATOR: (WATCH, JOBS),
    Role.HEAD: (LATE, LOADS, WAITING),
    Role.OFFICER: (WAITING, TO_REVIEW, PROPOSALS, IMPORTS, FINDINGS),
    Role.LEADER: (LATE, FINDINGS, WAITING),
    Role.INSPECTOR: (FINDINGS, LATE, WAITING),
    Role.MEMBER: (MINE, MY_DOSSIER, WAITING),
}
"""By role, the one that decides most first; who holds several sees the panels of each once."""


FIRST_STEPS = (
    {
        "icon": "users",
        "title": _("Look at my people"),
        "text": _("Whether everybody of the unit is here, and what their dossiers lack."),
        "url": reverse_lazy("people:list"),
    },
    {
        "icon": "list-check",
        "title": _("Give the first task"),
        "text": _("What is to be done, who answers for it, by when, with which product."),
        "url": reverse_lazy("work:give"),
    },
    {
        "icon": "users-group",
        "title": _("Set my deputies"),
        "text": _("Who works in my place while I am away, where and how long."),
        "url": reverse_lazy("access:deputies"),
    },
)
"""What a head sees on the first day."""


@dataclass(frozen=True)
class Shown:
    """A panel with what it shows today."""

    panel: Panel
    context: dict[str, object]


def home_of(*, actor: Actor, today: date) -> list[Shown]:
    """The panels of `actor`, each read; a member without a role sees what waits for the hand."""
    panels = dict.fromkeys(
        panel
        for role, panels in HOMES.items()
        if role in actor.roles
        for panel in panels
        if panel.is_for(actor)
    )
    chosen = list(panels) or [WAITING]
    return [Shown(panel, {"today": today, **panel.context(actor, today)}) for panel in chosen]


def is_first_day(*, actor: Actor, seen_before_at: object) -> bool:
    """Whether a head is here for the first time and is shown where to begin."""
    return Role.HEAD in actor.roles and seen_before_at is None
