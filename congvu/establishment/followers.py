"""Who goes along when units are merged, split or dissolved: told by the rooms above.

People stand above units, so this room does not know them. The room `people` registers how its
postings follow a unit and come back; every command that changes the tree calls it in the same
transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from congvu.core.actors import Actor
from congvu.documents.models import Paper


@dataclass(frozen=True)
class Going:
    """What a decision does to those placed in units that end.

    `to` says by unit key where they go; a unit in `unclear` leaves them to be placed by hand.
    Those of a unit in neither must not be left behind.
    """

    on: date
    basis: Paper
    to: Mapping[int, int] = field(default_factory=dict)
    unclear: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Followed:
    """How many people went by a decision, and in words what later facts of theirs lean on it."""

    people: int
    leaning: Sequence[str] = ()


class Follower(Protocol):
    """What a room above offers."""

    def follow(self, *, actor: Actor, going: Going, today: date) -> int:
        """Bring everybody along; return how many went."""

    def count_left(self, *, actor: Actor, unit_ids: Sequence[int], on: date) -> int:
        """How many are still placed in the units on `on` or later."""

    def told(self, *, actor: Actor, basis: Paper) -> Followed:
        """What taking `basis` back would do to those who went by it."""

    def take_back(self, *, actor: Actor, basis: Paper, by: Paper, today: date) -> int:
        """Bring back those who went by `basis`; return how many."""


class Keeper(Protocol):
    """A room above in which papers may be kept that do something here besides."""

    def kept(self, *, actor: Actor, paper: Paper) -> tuple[str, str] | None:
        """Why `paper` is taken back there and not by hand, and the page; None where it is not."""


_FOLLOWERS: list[Follower] = []
_KEEPERS: list[Keeper] = []


def goes_along(follower: Follower) -> None:
    """Called once by the app config of the room above."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def followers() -> Sequence[Follower]:
    """Everybody who goes along."""
    return tuple(_FOLLOWERS)


def keeps_papers(keeper: Keeper) -> None:
    """Called once by the app config of the room above."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)


def keepers() -> Sequence[Keeper]:
    """Every room that keeps papers of its own."""
    return tuple(_KEEPERS)
