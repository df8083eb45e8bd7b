"""What changed since one was here last, by room, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.journal.models import Entry
from congvu.journal.phrases import ROOMS
from congvu.journal.selectors import changes_since

MOST = 200

PAGES = {
    "work.task": "work:task",
    "people.person": "people:person",
    "people.staffimport": "people:import",
    "plans.planpaper": "plans:progress",
    "access.account": "access:account",
}
"""Where the subject of an act is looked at."""


@dataclass
class Line:
    """One act, and how often the same hand did the same in a row."""

    entry: Entry
    url: str
    times: int = 1


@dataclass
class RoomOfNews:
    """What happened in one room, latest first."""

    title: str
    lines: list[Line] = field(default_factory=list)


def news_of(*, actor: Actor, since: datetime) -> Sequence[RoomOfNews]:
    """The acts of others since `since`, gathered by room. One statement."""
    rooms: dict[str, RoomOfNews] = {}
    for entry in changes_since(actor=actor, since=since, most=MOST):
        code = entry.act.split(".")[0]
        room = rooms.setdefault(code, RoomOfNews(_(ROOMS[code]) if code in ROOMS else code))
        last = room.lines[-1] if room.lines else None
        if last and (last.entry.act, last.entry.actor_name) == (entry.act, entry.actor_name):
            last.times += 1
            last.url = ""
        else:
            room.lines.append(Line(entry, _page_of(actor, entry)))
    return list(rooms.values())


def count_of(news: Sequence[RoomOfNews]) -> int:
    """How many acts are told."""
    return sum(line.times for room in news for line in room.lines)


def _page_of(actor: Actor, entry: Entry) -> str:
    """The address of what the act was done to; empty where the actor may open no such page."""
    page = PAGES.get(entry.subject_kind)
    try:
        url = reverse(page, args=[entry.subject_id]) if page else ""
    except NoReverseMatch:
        return ""
    needed = getattr(resolve(url).func, "permissions", ()) if url else ()
    return url if not needed or any(actor.holds(code) for code in needed) else ""
