"""The province page: prepared figures turned into pictures, each mark with its list."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import Unit
from congvu.establishment.selectors import agencies_on
from congvu.law.selectors import parameter
from congvu.law.types import Line
from congvu.standards.choices import Answer
from congvu.web import figures
from congvu.work.choices import UNFINISHED

HEAT_STEPS = (1, 4, 10, 20)
"""From so many late tasks on, that part of a cell is one step darker."""
FINDING_STEPS = (0, 5, 10, 20)
"""Above so many requirements not met for 100 people, the other part is one step darker."""
MANY_LATE = 3
BAND = 5
YOUNGEST, OLDEST = 20, 60
COMMUNES = {UnitKind.COMMUNE, UnitKind.WARD, UnitKind.ZONE}

OF_ALL = ("women", "young", "minority", "party")
OF_LEADERS = ("leaders_women", "leaders_young")
"""Shares, by the names of their counts: of all staff, and of the leaders of departments."""
UNKNOWN = {"women": "sex_unknown", "young": "young_unknown", "minority": "minority_unknown"}
"""The counts of those whose dossier does not tell."""
AIMS = {"leaders_women": "shares.leaders_women", "leaders_young": "shares.leaders_young"}
RATED = ("XS", "T", "HT", "KHT")
"""The ratings people count, codes of the list evaluation_levels, the best first."""

BAR, GAP, SIDE, MIDDLE = 18, 4, 270, 60
TALL, WIDE = 120, 34


@dataclass(frozen=True)
class Cell:
    """One agency on the heat map: its late tasks, and requirements of standards not met.

    `not_met` and `unknown` are None before the first screening; each step of colour is "x" where
    there is nothing to judge.
    """

    unit: Unit
    late: int
    soon: int
    open: int
    not_met: int | None
    unknown: int | None
    step: str
    findings_step: str
    tasks_url: str
    findings_url: str

    @property
    def url(self) -> str:
        """The late tasks; where nothing is late, those in hand."""
        asked = "time=late" if self.late else f"state={UNFINISHED}"
        return f"{self.tasks_url}&{asked}"


@dataclass(frozen=True)
class Bar:
    """One rectangle of a picture, with its link and what it says."""

    x: float
    y: float
    width: float
    height: float
    meaning: str
    url: str
    count: int


@dataclass(frozen=True)
class Row:
    """One line of a picture: where its label stands, the label, its bars and figures."""

    at: float
    label: str
    bars: tuple[Bar, ...]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All it counts."""
        return sum(self.counts.values())

    @property
    def urls(self) -> dict[str, str]:
        """The list behind each figure, by its meaning."""
        return {bar.meaning: bar.url for bar in self.bars}


@dataclass(frozen=True)
class Target:
    """A share against its aim; `line` is the law it comes from, None without an aim."""

    code: str
    part: int
    whole: int
    unknown: int = 0
    line: Line | None = None
    title: str = ""

    @property
    def url(self) -> str:
        """Where it stands by agency."""
        return reverse("web:by_agency", args=[self.code])

    @property
    def percent(self) -> float | None:
        """The share in percent; None of nobody."""
        return self.part * 100 / self.whole if self.whole else None

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is reached; None without an aim or without people."""
        if self.line is None or self.percent is None:
            return None
        return bool(self.percent >= self.line.value)


@dataclass(frozen=True)
class Ratings:
    """How the year was rated, and how many could be rated best at most."""

    year: int
    counts: Mapping[str, int]
    most_best: int
    line: Line

    @property
    def is_over(self) -> bool:
        """Whether more were rated best than the ceiling allows."""
        return self.counts.get("XS", 0) > self.most_best


def dashboard_of(*, actor: Actor, today: date) -> dict[str, Any]:
    """Everything the page shows, or only `made_at` = None before the first figures. Two queries."""
    found, line = figures.read(actor=actor)
    if line is None:
        return {"made_at": None}
    units = list(agencies_on(actor=actor, on=today))
    work, findings = found.get("work", {}), found.get("findings", {})
    staff = found.get("staff", {})
    cells = [
        _cell(unit, work.get(unit.path), findings.get(unit.path), staff.get(unit.path, {}))
        for unit in units
    ]
    known = {path for by_agency in found.values() for path in by_agency}
    cells = [cell for cell in cells if cell.unit.path in known]
    over = [cell for cell in cells if cell.late > MANY_LATE]
    shares = targets(staff, units, today)
    aimed = [share for share in shares if share.is_met is not None]
    ages = pyramid(found.get("ages", {}).values())
    return {
        "made_at": line.made_at,
        "on": line.on,
        "cells": sorted(cells, key=lambda cell: (-cell.late, -(cell.not_met or 0))),
        "bodies": [cell for cell in cells if cell.unit.kind not in COMMUNES],
        "communes": [cell for cell in cells if cell.unit.kind in COMMUNES],
        "many_late": MANY_LATE,
        "over": len(over),
        "worst": max(cells, key=lambda cell: cell.late, default=None),
        "weakest": max(cells, key=lambda cell: cell.not_met or 0, default=None),
        "totals": dict(_sum(work.values())),
        "findings": dict(_sum(findings.values())),
        "months": months(found.get("months", {}).values(), today),
        "ages": ages,
        "fullest": max(ages, key=lambda row: row.total, default=None),
        "targets": shares,
        "aimed": len(aimed),
        "reached": sum(bool(share.is_met) for share in aimed),
        "people": _sum(staff.values())["people"],
        "ratings": (rated := ratings(found.get("ratings", {}).values(), today)),
        "rated": [(code, title_of(code, today), rated.counts.get(code, 0)) for code in RATED],
    }


def _cell(
    unit: Unit,
    work: Mapping[str, int] | None,
    findings: Mapping[str, int] | None,
    staff: Mapping[str, int],
) -> Cell:
    late = work["late"] if work else 0
    of_unit = {"don_vi": unit.path, "ket_qua": Answer.NOT_MET.value}
    return Cell(
        unit=unit,
        late=late,
        soon=work["soon"] if work else 0,
        open=work["open"] if work else 0,
        not_met=findings["not_met"] if findings else None,
        unknown=findings["unknown"] if findings else None,
        step=str(sum(late >= limit for limit in HEAT_STEPS)) if work else "x",
        findings_step=_findings_step(findings, staff),
        tasks_url=f"{reverse('work:list')}?{urlencode({'unit': unit.code})}",
        findings_url=f"{reverse('standards:finding_list')}?{urlencode(of_unit)}",
    )


def _findings_step(findings: Mapping[str, int] | None, staff: Mapping[str, int]) -> str:
    people = staff.get("people", 0)
    if not findings or not people:
        return "x"
    return str(sum(findings["not_met"] * 100 / people > limit for limit in FINDING_STEPS))


def _sum(lines: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for line in lines:
        total.update(line)
    return total


def months(by_agency: Iterable[Mapping[str, Mapping[str, int]]], today: date) -> list[Row]:
    """Deadlines by month, one column each: done below, then late, then open."""
    sums: dict[str, Counter[str]] = {}
    for agency in by_agency:
        for month, counts in agency.items():
            sums.setdefault(month, Counter()).update(counts)
    firsts = [
        figures.month_after(today, n) for n in range(-figures.MONTHS_BACK, figures.MONTHS_AHEAD + 1)
    ]
    highest = max((sum(counts.values()) for counts in sums.values()), default=0)
    return [
        _month(place, first, sums.get(f"{first:%Y-%m}", Counter()), highest)
        for place, first in enumerate(firsts)
    ]


def _month(place: int, first: date, counts: Mapping[str, int], highest: int) -> Row:
    last = figures.month_after(first, 1) - timedelta(days=1)
    span = {"since": first.isoformat(), "until": last.isoformat()}
    extra = {"done": {"state": "accepted"}, "late": {"time": "late"}, "open": {"time": "in_time"}}
    bars, base = [], float(TALL)
    for meaning in ("done", "late", "open"):
        count = counts.get(meaning, 0)
        if count:
            height = max(count * TALL / highest, 1.5)
            base -= height
            url = f"{reverse('work:list')}?{urlencode(span | extra[meaning])}"
            bars.append(Bar(place * WIDE + 4, base, WIDE - 8, height, meaning, url, count))
    return Row(place * WIDE + WIDE / 2, f"{first:%m/%y}", tuple(bars), counts)


def pyramid(by_agency: Iterable[Mapping[str, Mapping[str, int]]]) -> list[Row]:
    """People by band of five years, the oldest on top: men to the left, women to the right."""
    sums: dict[int, Counter[str]] = {}
    for agency in by_agency:
        for band, sexes in agency.items():
            place = min(max(int(band), YOUNGEST), OLDEST)
            sums.setdefault(place, Counter()).update(sexes)
    highest = max((max(counts.values()) for counts in sums.values()), default=0)
    bands = range(OLDEST, YOUNGEST - 1, -BAND)
    return [
        _band(place, band, sums.get(band, Counter()), highest) for place, band in enumerate(bands)
    ]


def _band(place: int, band: int, counts: Mapping[str, int], highest: int) -> Row:
    top = place * (BAR + GAP)
    bars = []
    for sex, meaning in (("M", "man"), ("F", "woman")):
        count = counts.get(sex, 0)
        if count:
            width = max(count * (SIDE - 50) / highest, 1.5)
            x = SIDE - width if sex == "M" else SIDE + MIDDLE
            bars.append(Bar(x, top, width, BAR, meaning, _people_url(sex, band), count))
    label = f"{band}+" if band == OLDEST else f"{band}–{band + BAND - 1}"
    return Row(top + BAR - 4, label, tuple(bars), counts)


def _people_url(sex: str, band: int) -> str:
    low = str(band) if band > YOUNGEST else ""
    high = str(band + BAND - 1) if band < OLDEST else ""
    return f"{reverse('people:list')}?{urlencode({'sex': sex, 'age': f'{low}-{high}'})}"


def title_of(code: str, today: date) -> str:
    """What a share or rating counts; empty for a code of none."""
    age = {"age": parameter("shares.young_age", today).value}
    titles = {
        "women": _("Women"),
        "young": _("Under %(age)d years old") % age,
        "minority": _("Ethnic minorities"),
        "party": _("Party members"),
        "leaders_women": _("Women among leaders"),
        "leaders_young": _("Under %(age)d years old among leaders") % age,
        **{rating: str(names_of("evaluation_levels")[rating]) for rating in RATED},
    }
    return titles.get(code, "")


def targets(
    staff: Mapping[str, Mapping[str, int]], units: Iterable[Unit], today: date
) -> list[Target]:
    """Shares of the leaders of departments against their aims, and of all staff."""
    everybody = _sum(staff.values())
    departments = {unit.path for unit in units if unit.kind == UnitKind.DEPARTMENT}
    leading = _sum(line for path, line in staff.items() if path in departments)

    def share(code: str, counts: Counter[str], whole: str) -> Target:
        aim = parameter(AIMS[code], today) if code in AIMS else None
        unknown = counts[UNKNOWN.get(code, "")]
        return Target(code, counts[code], counts[whole], unknown, aim, title_of(code, today))

    return [
        *(share(code, leading, "leaders") for code in OF_LEADERS),
        *(share(code, everybody, "people") for code in OF_ALL),
    ]


def ratings(by_agency: Iterable[Mapping[str, int]], today: date) -> Ratings:
    """The ratings of the year before, and the ceiling on the best.

    Those above the ceiling become good: with g good and n best ones and the ratio r, at most
    r * (g + n) / (1 + r) may be best, rounded down. Law: ratings.best_ceiling
    """
    counts = _sum(by_agency)
    line = parameter("ratings.best_ceiling", date(today.year - 1, 12, 31))
    both = counts["XS"] + counts["T"]
    return Ratings(today.year - 1, counts, line.value * both // (100 + line.value), line)
