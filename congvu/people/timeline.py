"""The picture across the top of a dossier: its career on one axis, a lane a family.

Posts held beside the main one (concurrent, acting, seconded, in the Party) have a lane of their
own. What is masked for the reader has no place in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from congvu.people.groups import tab_of
from congvu.people.types import FactFamily, Line

WIDTH, LEFT, LANE, TOP = 1000, 140, 26, 22
_SHORTEST = 6.0
_ABOUT_A_LETTER = 7


@dataclass(frozen=True)
class Bar:
    """One fact on the axis: place and width in units of the picture; `label` where it fits."""

    x: float
    y: int
    width: float
    label: str
    title: str
    anchor: str
    look: str


@dataclass(frozen=True)
class Lane:
    """One family: its name and the line it stands on."""

    y: int
    title: str


@dataclass(frozen=True)
class Tick:
    """One year of the axis."""

    x: float
    year: int


@dataclass(frozen=True)
class Timeline:
    """What the SVG draws."""

    height: int
    lanes: list[Lane]
    bars: list[Bar]
    ticks: list[Tick]


def timeline_of(families: Iterable[FactFamily], on: date) -> Timeline | None:
    """The picture on `on`; None where no fact has a first day."""
    shown = [family for family in families if any(line.since for line in family.lines)]
    starts = [line.since for family in shown for line in family.lines if line.since]
    if not starts:
        return None
    first, last = min(starts).year, on.year + 1
    scale = (WIDTH - LEFT) / max(last - first, 1)

    def place(day: date) -> float:
        part = (day - date(day.year, 1, 1)).days / 366
        return round(LEFT + (day.year - first + part) * scale, 1)

    lanes, bars = [], []
    for number, family in enumerate(shown):
        y = TOP + number * LANE
        lanes.append(Lane(y, str(family.title)))
        bars += [_bar(family, line, y, place, on) for line in family.lines if line.since]
    every = max(1, round((last - first) / 10))
    ticks = [Tick(place(date(year, 1, 1)), year) for year in range(first, last, every)]
    return Timeline(TOP + len(shown) * LANE + 6, lanes, bars, ticks)


def _bar(family: FactFamily, line: Line, y: int, place: Callable[[date], float], on: date) -> Bar:
    begins = line.since or on
    # What happened on a day is a mark, not a stretch; one of today stays inside the picture.
    x = min(place(begins), WIDTH - _SHORTEST)
    end = x if family.is_moment else place(min(line.until or on, on))
    width = max(round(end - x, 1), _SHORTEST)
    room = int(width // _ABOUT_A_LETTER)
    label = line.text if len(line.text) <= room else line.text[: room - 1] + "…"
    return Bar(
        x=x,
        y=y,
        width=width,
        label=label if room > 4 else "",
        title=f"{line.text} {line.detail}".strip(),
        anchor=tab_of(family.key),
        look="disputed" if line.is_disputed else "unverified" if line.is_unverified else "sure",
    )
