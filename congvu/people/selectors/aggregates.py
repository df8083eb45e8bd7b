"""Sums over all serving people by agency, for prepared figures: one statement each."""

from datetime import date
from typing import Any

from django.db import connection

from congvu.core.actors import Actor

AGENCY = "subpath(p.unit_path, 0, LEAST(nlevel(p.unit_path), 2))::text AS agency"

STAFF = f"""
SELECT {AGENCY},
       count(*) AS people,
       count(*) FILTER (WHERE sex = 'F') AS women,
       count(*) FILTER (WHERE sex = '') AS sex_unknown,
       count(*) FILTER (WHERE ethnic_group NOT IN ('', '01')) AS minority,
       count(*) FILTER (WHERE ethnic_group = '') AS minority_unknown,
       count(*) FILTER (WHERE born_from > %(born_after)s) AS young,
       count(*) FILTER (WHERE born_from IS NULL) AS young_unknown,
       count(*) FILTER (WHERE EXISTS (
           SELECT FROM people_partymembership m WHERE m.person_id = p.id
              AND m.valid @> %(today)s::date AND m.replaced_by_id IS NULL AND m.voided_by_id IS NULL
       )) AS party,
       count(*) FILTER (WHERE title_code <> '') AS leaders,
       count(*) FILTER (WHERE title_code <> '' AND sex = 'F') AS leaders_women,
       count(*) FILTER (WHERE title_code <> '' AND born_from > %(born_after)s) AS leaders_young
FROM people_person p WHERE status = 'serving' GROUP BY 1
"""  # noqa: S608 - only a constant of this module is put in

AGES = f"""
SELECT {AGENCY}, sex, (extract(year FROM age(%(today)s::date, born_from))::int / 5) * 5 AS band,
       count(*) AS people
FROM people_person p WHERE status = 'serving' AND sex <> '' AND born_from IS NOT NULL
GROUP BY 1, 2, 3
"""  # noqa: S608 - only a constant of this module is put in

RATINGS = f"""
SELECT {AGENCY}, level_code, count(*) AS people
FROM people_yearrating r JOIN people_person p ON p.id = r.person_id
WHERE r.year = %(year)s AND p.status = 'serving'
  AND r.replaced_by_id IS NULL AND r.voided_by_id IS NULL
GROUP BY 1, 2
"""  # noqa: S608 - only a constant of this module is put in


def staff_by_agency(*, actor: Actor, today: date, born_after: date) -> dict[str, dict[str, int]]:
    """Counts of people, women, minority, young (born after that day), Party, leaders by agency.

    Who has no sex, birth day or ethnic group on file is counted apart, as unknown.
    """
    rows = _rows(STAFF, {"today": today, "born_after": born_after})
    return {row.pop("agency"): row for row in rows}


def ages_by_agency(*, actor: Actor, today: date) -> dict[str, dict[str, dict[str, int]]]:
    """By agency and band of five years ("35" is 35 to 39): people by sex."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in _rows(AGES, {"today": today}):
        bands = found.setdefault(row["agency"], {})
        bands.setdefault(str(row["band"]), {})[row["sex"]] = row["people"]
    return found


def ratings_by_agency(*, actor: Actor, year: int) -> dict[str, dict[str, int]]:
    """By agency: people by rating of that year."""
    found: dict[str, dict[str, int]] = {}
    for row in _rows(RATINGS, {"year": year}):
        found.setdefault(row["agency"], {})[row["level_code"]] = row["people"]
    return found


def _rows(statement: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
