"""What units show in the search of the shell, and what rooms above show on a unit's page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor, is_within
from congvu.core.panels import MOST_HITS, Finder, Hit, Title
from congvu.establishment import selectors
from congvu.establishment.models import Unit
from congvu.establishment.permissions import Establishment
from congvu.establishment.selectors.tree import Node, Tree


def _find_units(actor: Actor, text: str, today: date) -> list[Hit]:
    found = selectors.search_units(actor=actor, text=text, on=today)[:MOST_HITS]
    return [
        Hit(
            unit.name,
            reverse("establishment:unit", args=[unit.code]),
            unit.parent.name if unit.parent else "",
        )
        for unit in found
    ]


UNITS = Finder(
    title=_("Units"),
    permission=Establishment.UNIT_VIEW,
    icon="building",
    find=_find_units,
    more=reverse_lazy("establishment:list"),
)


@dataclass(frozen=True)
class Scene:
    """What a panel is asked about: the unit, the tree of the day, and the day."""

    unit: Unit
    tree: Tree
    on: date
    today: date


@dataclass(frozen=True)
class Head:
    """Who leads a unit, and how many people are placed right in it."""

    name: str = ""
    post: str = ""
    url: str = ""
    people: int = 0
    people_url: str = ""


@dataclass(frozen=True)
class UnitPanel:
    """A block of a unit's page that a room above makes, in a fixed number of statements.

    `permission` is asked at the unit itself. `context` gives what `template` shows; None leaves
    the block out.
    """

    key: str
    title: Title
    permission: str
    template: str
    context: Callable[[Actor, Scene], Mapping[str, object] | None]


@dataclass(frozen=True)
class UnitPeople:
    """How a room above tells of the people of units: one statement each.

    `counts` takes the day and whether it is today; `listed` gives the address of the people of a
    unit and all below it, for the same.
    """

    permission: str
    heads: Callable[[Actor, Sequence[Node], date, date], Mapping[int, Head]]
    counts: Callable[[Actor, date, bool], Mapping[int, int]]
    listed: Callable[[Node, date, bool], str]


@dataclass(frozen=True)
class PositionPanel:
    """A block of a job position's page that a room above fetches: its address takes `code`.

    Shown to who holds `permission` anywhere: the room shows what lies in that reach.
    """

    title: Title
    permission: str
    url: str


_PANELS: list[UnitPanel] = []
_POSITION_PANELS: list[PositionPanel] = []
_PEOPLE: list[UnitPeople] = []


def show_on_unit(panel: UnitPanel) -> None:
    """Called once by the app config of the room above."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def show_on_position(panel: PositionPanel) -> None:
    """Called once by the app config of the room above."""
    if panel not in _POSITION_PANELS:
        _POSITION_PANELS.append(panel)


def tell_people(people: UnitPeople) -> None:
    """Called once by the app config of the room that knows people."""
    _PEOPLE[:] = [people]


def panels_of(actor: Actor, scene: Scene) -> list[dict[str, object]]:
    """The panels `actor` may see of a unit, with what they show."""
    shown: list[dict[str, object]] = []
    for panel in _PANELS:
        if not actor.may(panel.permission, scene.unit.path):
            continue
        values = panel.context(actor, scene)
        if values is not None:
            shown.append(
                {
                    "key": panel.key,
                    "title": panel.title,
                    "template": panel.template,
                    "values": dict(values),
                }
            )
    return shown


def panels_of_position(actor: Actor, code: str) -> list[dict[str, object]]:
    """The panels `actor` may see of a job position, with their addresses."""
    return [
        {"title": panel.title, "url": reverse(panel.url, kwargs={"code": code})}
        for panel in _POSITION_PANELS
        if actor.holds(panel.permission)
    ]


def heads_of(actor: Actor, units: Sequence[Node], on: date, today: date) -> Mapping[int, Head]:
    """Who leads each of `units`, as far as the actor may see people. At most one statement."""
    for people in _PEOPLE:
        if actor.holds(people.permission):
            return people.heads(actor, units, on, today)
    return {}


def people_listed(node: Node, on: date, *, is_today: bool) -> str:
    """The list behind the number of people of a unit and all below it."""
    return next((people.listed(node, on, is_today) for people in _PEOPLE), "")


def sees_people(actor: Actor, node: Node) -> bool:
    """Whether the actor may see people of the unit, or of one below it: none seen is not none."""
    held = (path for people in _PEOPLE for path in actor.paths(people.permission))
    return any(is_within(node.path, path) or is_within(path, node.path) for path in held)


def people_by_unit(actor: Actor, on: date, *, is_today: bool) -> Mapping[int, int] | None:
    """How many people are placed right in each unit; None for who may see nobody."""
    for people in _PEOPLE:
        if actor.holds(people.permission):
            return people.counts(actor, on, is_today)
    return None
