"""Pairs of words that stand beside each other in a paper or in the word lists.

Where a cell goes on below, the last word of one line and the first of the next are such a pair
more often than not.
"""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from congvu.plans.reader.words import lists, lower, nfc

Pairs = frozenset[tuple[str, str]]
_LISTS = ("agencies", "verbs", "headers", "cells", "times", "sections")
_STOPS = (",", ";", ".", ":", ")")


def pairs_in(texts: Iterable[str]) -> Pairs:
    """The pairs of these texts with those of the word lists."""
    return frozenset(pair for text in texts for pair in _pairs(text)) | _listed()


def joins(pairs: Pairs, before: str, word: str) -> bool | None:
    """Whether a word is known to follow a text; None where a stop says nothing either way."""
    if before.endswith(_STOPS):
        return None
    return (_plain(before.rsplit(None, 1)[-1]), _plain(word)) in pairs


def _plain(word: str) -> str:
    return lower(nfc(word)).strip("(),.;:“”\"'")


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    words = text.split()
    for first, second in pairwise(words):
        if not first.endswith(_STOPS):
            yield _plain(first), _plain(second)


@cache
def _listed() -> Pairs:
    return frozenset(
        pair for name in _LISTS for text in _texts(lists(name)) for pair in _pairs(text)
    )


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value
