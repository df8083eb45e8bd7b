"""What people show on pages of the shell, and what rooms above show on a dossier."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.panels import MOST_HITS, Finder, Hit, Title
from congvu.people.permissions import People
from congvu.people.selectors.search import Wanted, search_people


@dataclass(frozen=True)
class DossierPanel:
    """A block of the dossier that a room above fetches: its address takes `person_id`.

    `is_for_own`: also shown to the person the dossier is of, without the permission.
    """

    title: Title
    permission: str
    url: str
    is_for_own: bool = False


_PANELS: list[DossierPanel] = []


def show_on_dossier(panel: DossierPanel) -> None:
    """Called once by the app config of the room above, so that people need not know that room."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def panels_for(actor: Actor, person_id: UUID, *, own: bool) -> list[dict[str, object]]:
    """The panels `actor` may see on a dossier, with their addresses."""
    return [
        {"title": panel.title, "url": reverse(panel.url, kwargs={"person_id": person_id})}
        for panel in _PANELS
        if actor.holds(panel.permission) or (own and panel.is_for_own)
    ]


COMPETENCIES = DossierPanel(
    title=_("Competencies asked for by the post"),
    permission=People.RECORD_VIEW,
    url="people:person_competencies",
    is_for_own=True,
)
PRINTING = DossierPanel(
    title=_("Print the dossier"),
    permission=People.SENSITIVE_OPEN,
    url="people:print",
    is_for_own=True,
)


@dataclass(frozen=True)
class RaiseAct:
    """A button of the list of raises that a room above answers, such as drafting a decision.

    `url` names an address without arguments. It is sent a POST with `thang` (yyyy-mm), `tinh_trang`
    (a state of the list), `don_vi` (a unit's path or nothing) and either `nguoi` once for each
    person ticked, or `tat_ca` for all of that list: `selectors.raises.raises_in` reads the same.
    """

    label: Title
    permission: str
    url: str


_RAISE_ACTS: list[RaiseAct] = []


def act_on_raises(act: RaiseAct) -> None:
    """Called once by the app config of the room above that answers the button."""
    if act not in _RAISE_ACTS:
        _RAISE_ACTS.append(act)


def raise_acts_for(actor: Actor) -> list[dict[str, object]]:
    """The buttons `actor` may press on the list of raises, with their addresses."""
    return [
        {"label": act.label, "url": reverse(act.url)}
        for act in _RAISE_ACTS
        if actor.holds(act.permission)
    ]


@dataclass(frozen=True)
class RetirementAct:
    """A link of the retirement of a person that a room above answers, such as drafting its paper.

    `url` names an address that takes `person_id` and `arguments`.
    """

    label: Title
    permission: str
    url: str
    arguments: tuple[tuple[str, str], ...] = ()


_RETIREMENT_ACTS: list[RetirementAct] = []


def act_on_retirement(act: RetirementAct) -> None:
    """Called once by the app config of the room above that answers the link."""
    if act not in _RETIREMENT_ACTS:
        _RETIREMENT_ACTS.append(act)


def retirement_acts_for(actor: Actor, person_id: UUID) -> list[dict[str, object]]:
    """The links `actor` may follow from the retirement of a person, with their addresses."""
    return [
        {
            "label": act.label,
            "url": reverse(act.url, kwargs={"person_id": person_id, **dict(act.arguments)}),
        }
        for act in _RETIREMENT_ACTS
        if actor.holds(act.permission)
    ]


def _find_people(actor: Actor, text: str, today: date) -> list[Hit]:
    found = search_people(actor=actor, on=today, wanted=Wanted(text=text))[:MOST_HITS]
    return [
        Hit(
            person.full_name,
            reverse("people:person", args=[person.pk]),
            " · ".join(filter(None, (person.post, person.unit.name))),
        )
        for person in found
    ]


PEOPLE = Finder(
    title=_("People"),
    permission=People.RECORD_VIEW,
    icon="users",
    find=_find_people,
    more=reverse_lazy("people:list"),
)
