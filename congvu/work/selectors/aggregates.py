"""Sums over all tasks by agency, for prepared figures: one statement each, whatever the size."""

from datetime import date
from typing import Any

from django.db import connection

from congvu.core.actors import Actor

BY_AGENCY = """
SELECT subpath(unit_path, 0, LEAST(nlevel(unit_path), 2))::text AS agency,
       count(*) FILTER (WHERE state IN ('given', 'in_hand', 'returned')
                          AND effective_due_on < %(today)s) AS late,
       count(*) FILTER (WHERE state IN ('given', 'in_hand', 'returned')
                          AND effective_due_on BETWEEN %(today)s AND %(soon)s) AS soon,
       count(*) FILTER (WHERE state IN ('given', 'in_hand', 'returned', 'delivered')) AS open,
       count(*) FILTER (WHERE state = 'accepted') AS done
FROM work_task WHERE recurs_every = '' AND state <> 'withdrawn' GROUP BY 1
"""

BY_MONTH = """
SELECT subpath(unit_path, 0, LEAST(nlevel(unit_path), 2))::text AS agency,
       to_char(effective_due_on, 'YYYY-MM') AS month,
       count(*) FILTER (WHERE state = 'accepted') AS done,
       count(*) FILTER (WHERE state IN ('given', 'in_hand', 'returned')
                          AND effective_due_on < %(today)s) AS late,
       count(*) FILTER (WHERE state = 'delivered' OR state IN ('given', 'in_hand', 'returned')
                          AND effective_due_on >= %(today)s) AS open
FROM work_task
WHERE recurs_every = '' AND state <> 'withdrawn' AND effective_due_on BETWEEN %(first)s AND %(last)s
GROUP BY 1, 2
"""


def sums_by_agency(*, actor: Actor, today: date, soon: date) -> dict[str, dict[str, int]]:
    """Late, soon, open and done tasks by the path of the agency; within the bound scope."""
    rows = _rows(BY_AGENCY, {"today": today, "soon": soon})
    return {row.pop("agency"): row for row in rows}


def sums_by_month(
    *, actor: Actor, today: date, first: date, last: date
) -> dict[str, dict[str, dict[str, int]]]:
    """By agency, then by month of the deadline ("2026-11"): done, late and open tasks."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in _rows(BY_MONTH, {"today": today, "first": first, "last": last}):
        found.setdefault(row.pop("agency"), {})[row.pop("month")] = row
    return found


def _rows(statement: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
