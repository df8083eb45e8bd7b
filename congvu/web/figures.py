"""Counting and reading the prepared figures of the province page.

Codes: "work" (late, soon, open, done), "months" (deadlines by month), "staff" (counts of people),
"ages" (people by band and sex), "ratings" (people by rating of the year before), "findings" (people
by answer of the latest screening).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.core.periods import years_before
from congvu.law.selectors import parameter
from congvu.people.selectors import aggregates as people
from congvu.standards import selectors as standards
from congvu.web.models import Figure
from congvu.web.permissions import Web
from congvu.work.selectors import aggregates as work
from congvu.work.selectors import soon_until

MONTHS_BACK, MONTHS_AHEAD = 6, 12


def month_after(day: date, months: int) -> date:
    """The first day of the month `months` after that of `day`; negative goes back."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def born_after(today: date) -> date:
    """Who is born after this day is young on `today`.

    Law: shares.young_age
    """
    return years_before(today, parameter("shares.young_age", today).value)


def count_all(*, actor: Actor, today: date) -> dict[str, Mapping[str, Any]]:
    """Every figure by code and path of the agency: one statement each, in the scope bound."""
    first, last = month_after(today, -MONTHS_BACK), month_after(today, MONTHS_AHEAD + 1)
    return {
        "work": work.sums_by_agency(actor=actor, today=today, soon=soon_until(today)),
        "months": work.sums_by_month(
            actor=actor, today=today, first=first, last=last - timedelta(days=1)
        ),
        "staff": people.staff_by_agency(actor=actor, today=today, born_after=born_after(today)),
        "ages": people.ages_by_agency(actor=actor, today=today),
        "ratings": people.ratings_by_agency(actor=actor, year=today.year - 1),
        "findings": findings_by_agency(actor=actor, today=today),
    }


def findings_by_agency(*, actor: Actor, today: date) -> dict[str, dict[str, int]]:
    """Answers of the latest screening of the whole tree by agency: not met, and unknown."""
    try:
        root = standards.unit_to_screen(actor=actor)
    except NotVisible:
        return {}
    run = standards.current_run(actor=actor, path=str(root.path), on=today)
    if run is None:
        return {}
    found: dict[str, dict[str, int]] = {}
    parts = standards.figures_by_part(actor=actor, run=run, under=run.unit_path)
    for (path, _criterion), counts in parts.items():
        line = found.setdefault(path, {"not_met": 0, "unknown": 0})
        line["not_met"] += counts.not_met
        line["unknown"] += counts.unknown
    return found


def read(*, actor: Actor) -> tuple[dict[str, dict[str, Any]], Figure | None]:
    """The figures the actor may see, by code and path, and one line for their time."""
    found: dict[str, dict[str, Any]] = {}
    line = None
    for line in Figure.objects.visible_to(actor, Web.DASHBOARD_VIEW):
        found.setdefault(line.code, {})[line.unit_path] = line.values
    return found, line
