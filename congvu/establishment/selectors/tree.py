"""The tree of units as it stood on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.establishment.models import UnitName, UnitState
from congvu.establishment.selectors.units import heirs_of

MOST_FOUND = 60


class Node(NamedTuple):
    """One unit of the tree on the day; a tuple, as a page makes the whole tree of them."""

    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    order: int
    path: str


@dataclass(frozen=True)
class Found:
    """A unit found by a name; `former` is the name that led there, when it bears another now."""

    node: Node
    above: str
    former: str


class Tree:
    """The units of one day, in official order."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes: Mapping[int, Node] = {node.id: node for node in nodes}
        self._below: dict[int | None, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            parent = node.parent_id if node.parent_id in self.nodes else None
            self._below[parent].append(node)

    def below(self, key: int | None) -> list[Node]:
        """The units right below `key`; None: those at the top."""
        return self._below.get(key, [])

    def under(self, key: int) -> Iterator[Node]:
        """The unit itself and everything below it, each behind the one above it."""
        if key in self.nodes:
            yield self.nodes[key]
        for node in self.below(key):
            yield from self.under(node.id)

    def above(self, key: int) -> list[Node]:
        """The units above `key`, the highest first."""
        found: list[Node] = []
        node = self.nodes.get(key)
        while node is not None and node.parent_id is not None:
            node = self.nodes.get(node.parent_id)
            if node is not None:
                found.insert(0, node)
        return found

    def sums(self, counts: Mapping[int, int]) -> dict[int, int]:
        """For every unit the sum of `counts` over itself and all below it."""
        found: dict[int, int] = {}

        def add(node: Node) -> int:
            found[node.id] = counts.get(node.id, 0) + sum(map(add, self.below(node.id)))
            return found[node.id]

        for top in self.below(None):
            add(top)
        return found


def tree_on(*, actor: Actor, on: date) -> Tree:
    """The whole tree on `on`. One statement; names of units are open to every account."""
    states = UnitState.objects.on(on).order_by("unit__order", "unit_id")
    rows = states.values_list("unit_id", "unit__code", "name", "kind", "parent_id", "unit__order",
                              "unit__path")  # fmt: skip
    return Tree(map(Node._make, rows))


def find_in_tree(*, actor: Actor, tree: Tree, text: str, on: date) -> list[Found]:
    """The units of `tree` that go or went by a name with `text` in it, at most `MOST_FOUND`.

    Names of units that ended lead to those that followed them. Two statements.
    """
    key = fold(clean(text))
    if not key:
        return []
    names: dict[int, str] = {}
    rows = UnitName.objects.filter(key__contains=key).order_by("-is_official", "id")
    for unit_id, name in rows.values_list("unit_id", "name"):
        names.setdefault(unit_id, name)
    heirs = heirs_of(
        actor=actor, unit_ids=[unit for unit in names if unit not in tree.nodes], on=on
    )
    told: dict[int, str] = {unit: name for unit, name in names.items() if unit in tree.nodes}
    for unit, found in heirs.items():
        for heir in found:
            told.setdefault(heir, names[unit])
    nodes = [tree.nodes[unit] for unit in told if unit in tree.nodes]
    nodes.sort(key=lambda node: (key not in fold(node.name), node.order, node.id))
    return [_found(tree, node, key, told[node.id]) for node in nodes[:MOST_FOUND]]


def _found(tree: Tree, node: Node, key: str, name: str) -> Found:
    above = tree.above(node.id)
    former = "" if key in fold(node.name) else name
    return Found(node, above[-1].name if above else "", former)
