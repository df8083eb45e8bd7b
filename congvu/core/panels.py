"""What a room offers to pages above it: panels for home pages, finders for the search.

A room lists its own in `panels.py`; the web shell says which page shows which. So a page shows
what lies in a table without knowing the table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from congvu.core.actors import Actor

Title = str | Promise
Address = str | Promise


@dataclass(frozen=True)
class Panel:
    """One block of a page: who may see it, what it shows, and how.

    `context` reads everything the template needs, in a fixed number of statements. An empty
    `permission` opens the panel to everybody. `link` is the URL name of the whole list.
    """

    title: Title
    permission: str
    template: str
    context: Callable[[Actor, date], Mapping[str, object]]
    link: Address = ""

    def is_for(self, actor: Actor) -> bool:
        """Whether `actor` may see the panel."""
        return not self.permission or actor.holds(self.permission)


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, where it is, and a word to tell it from its like."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Finder:
    """Finds things of one kind by a few typed words, best first, at most `MOST_HITS`.

    `more` is the address of the list that shows all of them, taking `?q=`.
    """

    title: Title
    permission: str
    icon: str
    find: Callable[[Actor, str, date], Sequence[Hit]]
    more: Address = ""

    def is_for(self, actor: Actor) -> bool:
        """Whether `actor` may look for such things."""
        return not self.permission or actor.holds(self.permission)


MOST_HITS = 8
