"""One search over everything: each room brings its finder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from congvu.access.panels import ACCOUNTS
from congvu.core.actors import Actor
from congvu.core.panels import MOST_HITS, Finder, Hit
from congvu.establishment.panels import UNITS
from congvu.people.panels import PEOPLE
from congvu.plans.shown import PAPERS
from congvu.work.panels import TASKS

FINDERS: tuple[Finder, ...] = (PEOPLE, UNITS, TASKS, PAPERS, ACCOUNTS)
"""In the order of the page; each makes at most two statements."""

SHORTEST = 2


@dataclass(frozen=True)
class Group:
    """What one finder found; `more` is the address of the whole list when there is more."""

    finder: Finder
    hits: Sequence[Hit]
    more: str = ""


def find_all(*, actor: Actor, text: str, today: date) -> list[Group]:
    """The groups with hits, for texts of at least `SHORTEST` letters."""
    if len(text) < SHORTEST:
        return []
    groups = []
    for finder in FINDERS:
        if finder.is_for(actor) and (hits := finder.find(actor, text, today)):
            is_full = len(hits) >= MOST_HITS and finder.more
            more = f"{finder.more}?{urlencode({'q': text})}" if is_full else ""
            groups.append(Group(finder, hits, more))
    return groups
