"""Drawing by weight, from the data files beside this module."""

from bisect import bisect
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Any

import yaml


@cache
def data(name: str) -> Any:
    """Return the content of a data file of this package, without its suffix."""
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


class Weighted:
    """Values drawn as often as their weights say."""

    __slots__ = ("_bounds", "_total", "values")

    def __init__(self, weights: Mapping[Any, float]) -> None:
        self.values = tuple(weights)
        self._bounds = tuple(accumulate(weights.values()))
        self._total = self._bounds[-1]

    def draw(self, chance: Random) -> Any:
        """Return one of the values."""
        return self.values[bisect(self._bounds, chance.random() * self._total)]


@cache
def weighted(name: str, *path: str) -> Weighted:
    """Return the weights at `path` in a data file."""
    node = data(name)
    for key in path:
        node = node[key]
    return Weighted(node if isinstance(node, Mapping) else dict.fromkeys(node, 1))


def happens(chance: Random, of_thousand: float) -> bool:
    """Say whether something of so many in 1,000 happens."""
    return chance.random() * 1000 < of_thousand
