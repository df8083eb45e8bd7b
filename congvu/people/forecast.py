"""The retirement forecast as a heat table and bars: each mark opens the list behind it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from congvu.core.errors import NotVisible
from congvu.core.periods import add_months
from congvu.core.templatetags.show import grouped
from congvu.establishment.models import Unit
from congvu.people.selectors.retirement_counts import Place
from congvu.people.selectors.retirements import PAST, UNKNOWN, Window

WORDS = {"qua-tuoi": PAST, "chua-ro": UNKNOWN}
_CODES = {kind: word for word, kind in WORDS.items()}
_PERIOD = re.compile(r"(20\d\d)(?:-(\d\d))?")
YEAR_STEPS, MONTH_STEPS = (0, 2, 4, 7), (0, 0.5, 1, 2)
"""Above so many of 100 who serve, a cell is one step darker: for a year, for a month."""
TALL, WIDE, GAP = 120, 84, 18


@dataclass(frozen=True)
class Period:
    """One column: its code in addresses, its key in the counts, its label."""

    code: str
    key: str
    label: str


@dataclass(frozen=True)
class Cell:
    """One number of the table; `path` is its list's address after that of the page."""

    count: int
    step: str
    path: str


@dataclass(frozen=True)
class Line:
    """One unit of the table; `unit` is None for the sum of all."""

    unit: Unit | None
    total: int
    cells: Sequence[Cell]

    @property
    def shown(self) -> SafeString:
        """Its cells in HTML: a table has fourteen hundred, each a dozen tags of a template."""
        return mark_safe("".join(map(_cell_shown, self.cells)))  # noqa: S308 - numbers and codes


@dataclass(frozen=True)
class Bar:
    """One rectangle: men or women of one period."""

    x: float
    y: float
    width: float
    height: float
    sex: str
    count: int


@dataclass(frozen=True)
class Column:
    """The bars of one period, with its label and figures."""

    at: float
    label: str
    url: str
    men: int
    women: int
    top: float
    bars: Sequence[Bar]

    @property
    def total(self) -> int:
        """Men and women."""
        return self.men + self.women


def periods_of(window: Window, year: int | None) -> list[Period]:
    """The columns: every year between past and unknown, or the months of one year."""
    if year is None:
        last = add_months(window.end, -1).year
        years = [str(one) for one in range(window.first.year, last + 1)]
        shown = [Period(one, one, one) for one in years]
        past = Period(_CODES[PAST], PAST, _("past the age"))
        return [past, *shown, Period(_CODES[UNKNOWN], UNKNOWN, _("no data"))]
    months = [date(year, month, 1) for month in range(1, 13)]
    keys = [f"{one:%Y-%m}" for one in months if window.first <= one < window.end]
    return [Period(key, key, f"{key[5:]}/{key[:4]}") for key in keys]


def read_period(code: str, window: Window) -> tuple[str, Window, str]:
    """What an address asks for: a kind (past, unknown or nothing), the months, and its title.

    Raises: NotVisible for what is no period of the forecast.
    """
    if code in WORDS:
        kind = WORDS[code]
        titles = {
            PAST: _("Past retirement age and still serving"),
            UNKNOWN: _("Birth date or sex not on file"),
        }
        return kind, window, titles[kind]
    found = _PERIOD.fullmatch(code)
    if found:
        year, month = int(found[1]), int(found[2] or 1)
        if 1 <= month <= 12:
            first = date(year, month, 1)
            end = add_months(first, 1 if found[2] else 12)
            part = Window(max(first, window.first), min(end, window.end))
            if part.first < part.end:
                shown = f"{month:02d}/{year}" if found[2] else str(year)
                return "", part, _("Retiring in %(period)s") % {"period": shown}
    raise NotVisible(_("The forecast has no such year or month."))


def lines_of(places: Iterable[Place], periods: Sequence[Period], *, by_month: bool) -> list[Line]:
    """The rows of the heat table in the order of the tree."""
    return [_line(place, periods, by_month) for place in places]


def _line(place: Place, periods: Sequence[Period], by_month: bool) -> Line:
    total, pk = place.total, place.unit.pk
    cells = [_cell(place.people(one.key), total, pk, one, by_month) for one in periods]
    return Line(place.unit, total, cells)


def sum_of(
    lines: Sequence[Line], periods: Sequence[Period], unit: Unit | None, *, by_month: bool
) -> Line:
    """The row of all units together."""
    total = sum(line.total for line in lines)
    counts = [sum(line.cells[place].count for line in lines) for place in range(len(periods))]
    pk = unit.pk if unit else 0
    cells = [
        _cell(count, total, pk, period, by_month)
        for count, period in zip(counts, periods, strict=True)
    ]
    return Line(None, total, cells)


def _cell_shown(cell: Cell) -> str:
    if not cell.count:
        return "<td>0</td>"
    # Below the page's own address, which keeps a hundred units below 100 kB.
    link = f'<a href="nghi-huu/{cell.path}">{grouped(cell.count)}</a>'
    return f'<td class="heat-{cell.step}">{link}</td>'


def _cell(count: int, total: int, unit_id: int, period: Period, by_month: bool) -> Cell:
    steps = MONTH_STEPS if by_month else YEAR_STEPS
    step = str(bisect_left(steps, count * 100 / total)) if total else "x"
    if period.key == UNKNOWN:
        step = "x"
    return Cell(count, step, f"{unit_id}/{period.code}")


def columns_of(
    places: Iterable[Place], periods: Sequence[Period], unit: Unit | None
) -> list[Column]:
    """The bars by year or month: women on top of men."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        for key, by_sex in place.counts.items():
            for sex, people in by_sex.items():
                sums[key][sex] += people
    dated = [period for period in periods if period.code not in WORDS]
    highest = max((sums[one.key].total() for one in dated), default=0)
    return [_column(number, one, sums[one.key], highest, unit) for number, one in enumerate(dated)]


def _column(
    number: int, period: Period, counts: Counter[str], highest: int, unit: Unit | None
) -> Column:
    bars, base = [], float(TALL)
    for sex, count in (("man", counts["M"]), ("woman", counts["F"])):
        if count:
            height = max(count * (TALL - 20) / highest, 1.5)
            base -= height
            bars.append(Bar(number * WIDE + GAP, base, WIDE - 2 * GAP, height, sex, count))
    url = reverse("people:retirement_list", args=[unit.pk if unit else 0, period.code])
    return Column(
        number * WIDE + WIDE / 2, period.label, url, counts["M"], counts["F"], base - 5, tuple(bars)
    )


def picture_of(
    places: Sequence[Place], window: Window, unit: Unit | None, year: int | None
) -> dict[str, Any]:
    """Everything the page draws."""
    periods = periods_of(window, year)
    by_month = year is not None
    lines = lines_of(places, periods, by_month=by_month)
    columns = columns_of(places, periods, unit)
    return {
        "periods": periods,
        "lines": lines,
        "sum": sum_of(lines, periods, unit, by_month=by_month),
        "columns": columns,
        "width": max(len(columns), 1) * WIDE,
        "fullest": max(columns, key=lambda one: one.total, default=None),
        "steps": [number_format(one) for one in (MONTH_STEPS if by_month else YEAR_STEPS)[1:]],
    }
