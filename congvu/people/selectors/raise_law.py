"""What the statement of raises needs of the law: every dated line, as parameters of SQL."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from congvu.catalog.selectors import read_codes
from congvu.law.selectors import lines_of, moved_days, parameter_since
from congvu.people.rules.holding import (
    DELAYS,
    NOT_COMPLETED,
    ODD_DAYS,
    PARTY,
    RATED_ON,
    UNCOUNTED,
)
from congvu.people.rules.pay import EXCEED, GROUPS, GROUPS_APART

RANK_CORPS = "rank.corps"
YEARS_AHEAD = 10
"""How far ahead leave may run for its odd days to be counted by the calendar."""


def law_params(on: date) -> dict[str, Any]:
    """Every dated line the statement needs, and which kinds of staff are never ranked on `on`."""
    groups = [
        {"code": name, **row, **_span(line)}
        for table in (GROUPS, GROUPS_APART)
        for line in lines_of(table)
        for name, row in line.value.items()
    ]
    delays = [
        {"code": code, "months": months, **_span(line)}
        for line in lines_of(DELAYS)
        for code, months in line.value.items()
    ]
    rated = [
        {"month": int(line.value[:2]), "day": int(line.value[3:]), **_span(line)}
        for line in lines_of(RATED_ON)
    ]
    completed = [{**line.value, **_span(line)} for line in lines_of(NOT_COMPLETED)]
    uncounted = [
        {"code": code, "free": free, **_span(line)}
        for line in lines_of(UNCOUNTED)
        for code, free in line.value.items()
    ]
    placed = parameter_since(RANK_CORPS, on).value
    return {
        "groups": json.dumps(groups),
        "own_groups": [row["code"] for row in groups if row["code"].split(".")[0] in placed],
        "delays": json.dumps(delays),
        "not_completed": json.dumps(completed),
        "ratings": [line["rating"] for line in completed],
        "rated_on": json.dumps(rated),
        "exceed": json.dumps([{**line.value, **_span(line)} for line in lines_of(EXCEED)]),
        "party": _all_of(PARTY),
        "uncounted": json.dumps(uncounted),
        **_calendar_params(on),
        "kinds_without_rank": [
            row["code"] for row in read_codes("object_kinds") if row["corps"] not in placed
        ],
    }


def _calendar_params(on: date) -> dict[str, Any]:
    """What odd days of time that does not count are counted by."""
    first = lines_of(UNCOUNTED)[0].since.year
    moved = [moved_days(year) for year in range(first, on.year + YEARS_AHEAD)]
    odd = parameter_since(ODD_DAYS, on).value
    return {
        "days_a_month": odd["days_a_month"],
        "least_days": odd["least"],
        "rest": list(parameter_since("calendar.weekly_rest", on).value),
        "off": sorted(day for off, _worked in moved for day in off),
        "worked": sorted(day for _off, worked in moved for day in worked),
    }


def _span(line: Any) -> dict[str, str | None]:
    return {
        "since": line.since.isoformat(),
        "until": line.until.isoformat() if line.until else None,
    }


def _all_of(code: str) -> list[str]:
    found: Iterable[str] = {one for line in lines_of(code) for one in line.value}
    return sorted(found)
