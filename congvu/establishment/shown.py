"""The tree and the chart as pages show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.establishment.choices import COMMUNES, UnitKind
from congvu.establishment.panels import Head
from congvu.establishment.selectors.tree import Node, Tree

MOST_IN_CHART = 150
KINDS: tuple[tuple[frozenset[str], Promise], ...] = (
    (frozenset({UnitKind.PARTY}), _("Party bodies")),
    (frozenset({UnitKind.COUNCIL}), _("People's Council")),
    (frozenset({UnitKind.DEPARTMENT}), _("Departments and equivalents")),
    (frozenset({UnitKind.FRONT}), _("Fatherland Front and mass organisations")),
    (frozenset({UnitKind.SERVICE}), _("Public service units")),
    (frozenset(COMMUNES), _("Communes, wards and special zones")),
    (frozenset({UnitKind.DIVISION}), _("Other bodies")),
)


@dataclass(frozen=True)
class Line:
    """One body in the list: how many parts, posts approved, quota and people it has in all."""

    node: Node
    kind: str
    parts: int
    approved: int
    quota: int
    people: int | None
    people_url: str = ""


@dataclass(frozen=True)
class Group:
    """Bodies of one kind."""

    title: Promise
    lines: list[Line]


@dataclass(frozen=True)
class Box:
    """One box of the org chart, with the boxes below it."""

    node: Node
    head: Head | None
    parts: int
    boxes: list["Box"] = field(default_factory=list)


def groups_of(
    tree: Tree,
    *,
    approved: Mapping[int, int],
    quota: Mapping[int, int],
    people: Mapping[int, int] | None,
    sees: Callable[[Node], bool],
    listed: Callable[[Node], str],
) -> list[Group]:
    """The bodies right below the top, by kind, with the sums of all below them.

    `sees` tells of which bodies people are counted, `listed` gives the address of their people.
    """
    posts, given = tree.sums(approved), tree.sums(quota)
    present = tree.sums(people) if people is not None else None
    found = []
    bodies = [node for top in tree.below(None) for node in tree.below(top.id)]
    for kinds, title in KINDS:
        lines = [
            Line(
                node=node,
                kind=str(UnitKind(node.kind).label),
                parts=sum(1 for _node in tree.under(node.id)) - 1,
                approved=posts[node.id],
                quota=given[node.id],
                people=present[node.id] if present is not None and sees(node) else None,
                people_url=listed(node) if present is not None else "",
            )
            for node in bodies
            if node.kind in kinds
        ]
        if lines:
            found.append(Group(title, lines))
    return found


def chart_of(tree: Tree, key: int, heads: Mapping[int, Head]) -> Box | None:
    """The unit and what stands below it; two levels, one where they would be too many."""
    node = tree.nodes.get(key)
    if node is None:
        return None
    deep = sum(1 for _node in tree.under(key)) <= MOST_IN_CHART
    return _box(tree, node, heads, levels=2 if deep else 1)


def _box(tree: Tree, node: Node, heads: Mapping[int, Head], levels: int) -> Box:
    below = tree.below(node.id)
    boxes = [_box(tree, one, heads, levels - 1) for one in below] if levels else []
    return Box(node, heads.get(node.id), len(below), boxes)
