"""What people show on the page of a unit: posts and holders, quota, limits, who is unplaced."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.panels import Title
from congvu.establishment.choices import Corps, UnitKind
from congvu.establishment.models import ApprovedPosts
from congvu.establishment.panels import Head, Scene, UnitPanel, UnitPeople
from congvu.establishment.selectors.staffing import posts_in, quotas_in
from congvu.establishment.selectors.tree import Node, Tree, tree_on
from congvu.law.selectors import parameter
from congvu.law.types import Line, NoLawThatDay
from congvu.people.permissions import People
from congvu.people.selectors.limits import (
    Held,
    leaders_of_province,
    limits_of,
    used_by_corps,
)
from congvu.people.selectors.staffing import (
    Figure,
    Holders,
    figures_in,
    heads_of_units,
    holders_in,
    people_by_unit,
    unplaced_in,
)
from congvu.people.selectors.units import unit_in_reach

MOST_UNPLACED = 50


@dataclass(frozen=True)
class Slot:
    """One position of one unit: approved, held, vacant or too many, and the first holders."""

    name: str
    code: str
    approved: int
    holders: Holders | None

    @property
    def count(self) -> int:
        """How many hold it."""
        return self.holders.count if self.holders else 0

    @property
    def vacant(self) -> int:
        """How many more may be placed there."""
        return max(self.approved - self.count, 0)

    @property
    def surplus(self) -> int:
        """How many are there beyond what is approved."""
        return max(self.count - self.approved, 0)

    @property
    def more(self) -> int:
        """How many holders are not named."""
        return self.count - (len(self.holders.people) if self.holders else 0)


@dataclass(frozen=True)
class Part:
    """One unit with its positions."""

    node: Node
    slots: Sequence[Slot]

    @property
    def approved(self) -> int:
        """Headcount approved of all its positions."""
        return sum(slot.approved for slot in self.slots)

    @property
    def count(self) -> int:
        """How many are there."""
        return sum(slot.count for slot in self.slots)

    @property
    def vacant(self) -> int:
        """Vacancies of all its positions."""
        return sum(slot.vacant for slot in self.slots)

    @property
    def surplus(self) -> int:
        """Those too many in all its positions."""
        return sum(slot.surplus for slot in self.slots)


@dataclass(frozen=True)
class QuotaLine:
    """The quota of one corps: given, used, free (below zero: too many)."""

    corps: str
    label: Title
    given: int | None
    used: int

    @property
    def free(self) -> int | None:
        """What is left; None without a quota on record."""
        return None if self.given is None else self.given - self.used


def parts_of(
    tree: Tree, unit_ids: Sequence[int], posts: Sequence[ApprovedPosts], held: Sequence[Holders]
) -> list[Part]:
    """The units in their order, each with its approved posts and whoever is in none of them."""
    found = []
    for key in unit_ids:
        mine = {one.position_id: one for one in held if one.unit_id == key}
        slots = [
            Slot(
                one.position.name, one.position.code, one.headcount, mine.pop(one.position_id, None)
            )
            for one in posts
            if one.unit_id == key
        ]
        slots += [Slot(one.name, one.code, 0, one) for one in mine.values()]
        if slots:
            found.append(Part(tree.nodes[key], slots))
    return found


def shown_units(scene: Scene) -> list[int]:
    """The units whose posts a page shows: all below, but for the whole province only its own."""
    node = scene.tree.nodes.get(scene.unit.pk)
    if node is None:
        return []
    if node.kind == UnitKind.PROVINCE:
        return [node.id]
    return [one.id for one in scene.tree.under(node.id)]


SHOWN: Mapping[str, Callable[[Slot], int]] = {
    "approved": lambda slot: slot.approved,
    "vacant": lambda slot: slot.vacant,
    "surplus": lambda slot: slot.surplus,
}
"""By what a list of posts is narrowed: those where the number is not nothing."""


def posts_told(
    actor: Actor, scene: Scene, *, show: str = "", own: bool = False
) -> dict[str, object]:
    """The posts of a unit with their holders and the sums; `show` of `SHOWN` leaves out others.

    `own`: of the unit alone. Two statements.
    """
    units = [scene.unit.pk] if own else shown_units(scene)
    units = [key for key in units if key in scene.tree.nodes]
    posts = list(posts_in(actor=actor, unit_ids=units, on=scene.on))
    parts = parts_of(scene.tree, units, posts, holders_in(actor=actor, unit_ids=units, on=scene.on))
    if show in SHOWN:
        narrowed = (
            replace(part, slots=[slot for slot in part.slots if SHOWN[show](slot)])
            for part in parts
        )
        parts = [part for part in narrowed if part.slots]
    return {
        "parts": parts,
        "unit_code": scene.unit.code,
        "approved": sum(part.approved for part in parts),
        "count": sum(part.count for part in parts),
        "vacant": sum(part.vacant for part in parts),
        "surplus": sum(part.surplus for part in parts),
    }


def _posts(actor: Actor, scene: Scene) -> Mapping[str, object]:
    node = scene.tree.nodes.get(scene.unit.pk)
    return posts_told(actor, scene) | {
        "own_only": "1" if node and node.kind == UnitKind.PROVINCE else None,
        "may_export": actor.may(People.RECORD_EXPORT, scene.unit.path),
    }


def _figures(actor: Actor, scene: Scene) -> list[Figure]:
    node = scene.tree.nodes.get(scene.unit.pk)
    if node is None:
        return []
    if node.kind == UnitKind.PROVINCE:
        return leaders_of_province(actor=actor, tree=scene.tree, on=scene.on)
    return figures_in(actor=actor, unit_ids=shown_units(scene), on=scene.on)


def _limits(actor: Actor, scene: Scene) -> Mapping[str, object]:
    figures = _figures(actor, scene)
    key = scene.unit.pk
    held: list[Held] = limits_of(
        actor=actor, tree=scene.tree, key=key, on=scene.on, figures=figures
    )
    return {
        "limits": held,
        "quotas": _quotas(actor, scene, figures),
        "unit_code": scene.unit.code,
        "and_day": _and_day(scene.on, scene.today),
        "year": scene.on.year,
        "rounding": _law("rounding", scene.on),
        "excess": _law("rank_excess_until", scene.on),
    }


def _law(code: str, on: date) -> Line | None:
    """A line of the law that explains the limits; None before there were any."""
    try:
        return parameter(f"establishment.{code}", on)
    except NoLawThatDay:
        return None


def _quotas(actor: Actor, scene: Scene, figures: Sequence[Figure]) -> list[QuotaLine]:
    """Given and used by corps; the whole province is told by its bodies."""
    node = scene.tree.nodes.get(scene.unit.pk)
    if node is None or node.kind == UnitKind.PROVINCE:
        return []
    rows = quotas_in(actor=actor, unit_ids=[scene.unit.pk], on=scene.on)
    given = {row.corps: row.headcount for row in rows}
    used = used_by_corps(figures)
    return [
        QuotaLine(corps, label, given.get(corps), used.get(corps, 0))
        for corps, label in Corps.choices
        if corps in given or used.get(corps)
    ]


def _unplaced(actor: Actor, scene: Scene) -> Mapping[str, object] | None:
    """Shown while somebody waits, on the page of today."""
    if scene.on != scene.today:
        return None
    people = unplaced_in(actor=actor, path=scene.unit.path, today=scene.today)
    if not people:
        return None
    return {
        "people": people[:MOST_UNPLACED],
        "count": len(people),
        "more": max(len(people) - MOST_UNPLACED, 0),
        "may_place": actor.may(People.RECORD_CHANGE, scene.unit.path),
        "unit_code": scene.unit.code,
    }


def _and_day(on: date, today: date) -> str:
    """What the address of a list adds on a past day."""
    return "" if on == today else f"&on={on.isoformat()}"


def _heads(actor: Actor, nodes: Sequence[Node], on: date, today: date) -> dict[int, Head]:
    codes = {node.id: node.code for node in nodes}
    found = heads_of_units(actor=actor, unit_ids=list(codes), on=on)
    day = _and_day(on, today)
    return {
        unit: Head(
            name=name or "",
            post=title or "",
            url=reverse("people:person", args=[key]) if key else "",
            people=count,
            people_url=f"{reverse('people:unit_people', args=[codes[unit]])}?own=1{day}",
        )
        for unit, (count, name, title, key) in found.items()
    }


def _counts(actor: Actor, on: date, is_today: bool) -> dict[int, int]:
    return people_by_unit(actor=actor, on=on, is_today=is_today)


def _listed(node: Node, on: date, is_today: bool) -> str:
    """Today the list of people itself; on a past day the people of the tree of that day."""
    if is_today:
        return f"{reverse('people:list')}?{urlencode({'unit': node.path})}"
    return f"{reverse('people:unit_people', args=[node.code])}?{urlencode({'on': on.isoformat()})}"


PEOPLE = UnitPeople(permission=People.RECORD_VIEW, heads=_heads, counts=_counts, listed=_listed)
UNPLACED = UnitPanel(
    key="unplaced",
    title=_("Unplaced people"),
    permission=People.RECORD_VIEW,
    template="people/unit/unplaced.html",
    context=_unplaced,
)
POSTS = UnitPanel(
    key="posts",
    title=_("Posts and holders"),
    permission=People.RECORD_VIEW,
    template="people/unit/posts.html",
    context=_posts,
)
LIMITS = UnitPanel(
    key="limits",
    title=_("Quota, ranks and deputies"),
    permission=People.RECORD_VIEW,
    template="people/unit/limits.html",
    context=_limits,
)


def scene_of(*, actor: Actor, code: str, on: date, today: date) -> Scene:
    """What a page of a unit's posts is about. Two statements.

    Raises: NotVisible for a unit whose people the actor may not look at.
    """
    unit = unit_in_reach(actor=actor, code=code)
    return Scene(unit=unit, tree=tree_on(actor=actor, on=on), on=on, today=today)
