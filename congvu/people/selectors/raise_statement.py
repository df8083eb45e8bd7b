"""The list of regular raises as one statement: what `rules.raises` says of one person, of all.

Every number of the law comes in as a parameter (`law_params`); a property test ties the statement
to the pure rule. A row of `found` has a `state`, or what is `missing` to compute it.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from congvu.catalog.selectors import read_codes
from congvu.law.selectors import lines_of, parameter
from congvu.people.rules.pay import EXCEED, GROUPS, GROUPS_APART
from congvu.people.rules.raises import DELAYS, NOT_COMPLETED, PARTY, RATED_ON

RANK_CORPS = "rank.corps"

LAW = """
groups AS (
    SELECT * FROM jsonb_to_recordset(%(groups)s::jsonb)
        AS g (code text, first numeric, increment numeric, steps int, months int,
              since date, until date)
), delays AS (
    SELECT * FROM jsonb_to_recordset(%(delays)s::jsonb)
        AS d (code text, months int, since date, until date)
), not_completed AS (
    SELECT * FROM jsonb_to_recordset(%(not_completed)s::jsonb)
        AS n (rating text, months int, since date, until date)
), rated_on AS (
    SELECT * FROM jsonb_to_recordset(%(rated_on)s::jsonb)
        AS r (month int, day int, since date, until date)
), exceed AS (
    SELECT * FROM jsonb_to_recordset(%(exceed)s::jsonb)
        AS e (first int, more int, months int, without text[], since date, until date)
)
"""

# Who serves, with the step in force on the last day of the month asked.
HELD = """
held AS (
    SELECT p.id, p.name_key, p.full_name, p.post, p.unit_id, p.unit_path, p.object_kind,
           r.rank_id, c.corps, c.salary_group, s.id IS NOT NULL AS has_step,
           -- The coefficient tells the step where a list leaves the step out.
           coalesce(s.step, CASE WHEN mod(s.coefficient - g.first, g.increment) = 0
                THEN ((s.coefficient - g.first) / g.increment)::int + 1 END) AS step,
           s.coefficient AS held_coefficient, coalesce(s.overframe_percent, 0) AS percent,
           counted.since, CASE WHEN counted.since IS DISTINCT FROM lower(s.valid) THEN ''
                ELSE coalesce(s.since_printed, '') END AS since_printed,
           g.code AS group_code, g.first, g.increment, g.steps, g.months AS group_months,
           e.first AS exceed_first, e.more AS exceed_more, e.months AS exceed_months,
           g.code = ANY(e.without) AS has_no_exceed
    FROM people_person p
    LEFT JOIN people_paystep s ON s.person_id = p.id AND s.valid @> %(month_end)s::date
        AND s.replaced_by_id IS NULL AND s.voided_by_id IS NULL AND NOT s.is_disputed
    -- A paper may say that the time counts from another day than the first of the step.
    CROSS JOIN LATERAL (SELECT coalesce(
        CASE WHEN s.overframe_percent > 0 THEN s.overframe_since END,
        s.counted_from, lower(s.valid)) AS since) counted
    LEFT JOIN people_rankheld r ON r.person_id = p.id AND r.valid @> %(month_end)s::date
        AND r.replaced_by_id IS NULL AND r.voided_by_id IS NULL AND NOT r.is_disputed
    LEFT JOIN catalog_rank c ON c.code = r.rank_id
    LEFT JOIN groups g
        ON g.code = CASE WHEN c.corps || '.' || c.salary_group = ANY(%(own_groups)s::text[])
                         THEN c.corps || '.' || c.salary_group ELSE c.salary_group END
        AND g.since <= lower(s.valid) AND (g.until IS NULL OR lower(s.valid) < g.until)
    LEFT JOIN exceed e
        ON e.since <= lower(s.valid) AND (e.until IS NULL OR lower(s.valid) < e.until)
    WHERE p.status = 'serving' AND p.unit_path <@ ANY(%(paths)s::ltree[])
        AND p.unit_path <@ %(unit)s::ltree
        AND (%(person_ids)s::uuid[] IS NULL OR p.id = ANY(%(person_ids)s::uuid[]))
        AND (s.id IS NOT NULL OR NOT p.object_kind = ANY(%(kinds_without_rank)s::text[]))
), judged AS (
    SELECT held.*,
           CASE WHEN NOT has_step THEN 'step'
                WHEN rank_id IS NULL THEN 'rank'
                WHEN since IS NULL THEN 'since'
                WHEN group_code IS NULL OR exceed_months IS NULL THEN 'group'
                WHEN step IS NULL OR step < 1 OR step > steps
                     OR held_coefficient <> first + (step - 1) * increment THEN 'fit'
                WHEN length(since_printed) = 4 THEN 'since' END AS lacks,
           step = steps AS is_last, first + (step - 1) * increment AS coefficient,
           CASE WHEN step < steps OR percent = 0 THEN group_months ELSE exceed_months END AS months
    FROM held
), candidates AS (
    SELECT judged.*, (since + make_interval(months => months))::date AS ordinary_on
    FROM judged
    WHERE NOT (coalesce(lacks, '') = '' AND is_last AND has_no_exceed)
        AND (lacks IN ('step', 'rank', 'group', 'fit') OR since IS NULL
             OR (since + make_interval(months => months))::date <= %(month_end)s::date)
)
"""

# A Party measure is answered by a measure of the State in the same holding period.
SETBACKS = """
events AS (
    SELECT k.id, k.since, k.months AS base, lower(d.valid) AS day, d.kind_code AS code,
           x.months, d.kind_code = ANY(%(party)s::text[]) AS is_party,
           d.is_disputed OR lower(d.valid) IS NULL OR d.since_printed <> '' AS is_unsure,
           CASE length(d.since_printed)
                WHEN 4 THEN (lower(d.valid) + interval '1 year')::date - 1
                WHEN 7 THEN (lower(d.valid) + interval '1 month')::date - 1
                ELSE lower(d.valid) END AS last_day
    FROM candidates k JOIN people_discipline d ON d.person_id = k.id
        AND d.replaced_by_id IS NULL AND d.voided_by_id IS NULL
    LEFT JOIN delays x ON x.code = d.kind_code AND x.since <= lower(d.valid)
        AND (x.until IS NULL OR lower(d.valid) < x.until)
    WHERE k.lacks IS NULL
    UNION ALL
    SELECT k.id, k.since, k.months, counted.day, '', n.months, false, y.is_disputed, counted.day
    FROM candidates k JOIN people_yearrating y ON y.person_id = k.id
        AND y.replaced_by_id IS NULL AND y.voided_by_id IS NULL
        AND y.level_code = ANY(%(ratings)s::text[])
    LEFT JOIN rated_on o ON o.since <= make_date(y.year, 12, 31)
        AND (o.until IS NULL OR make_date(y.year, 12, 31) < o.until)
    CROSS JOIN LATERAL (
        SELECT make_date(y.year, coalesce(o.month, 12), coalesce(o.day, 31)) AS day) counted
    LEFT JOIN not_completed n ON n.rating = y.level_code AND n.since <= counted.day
        AND (n.until IS NULL OR counted.day < n.until)
    WHERE k.lacks IS NULL
), answered AS (
    SELECT id FROM events
    WHERE code <> '' AND NOT is_party AND NOT is_unsure AND day >= since GROUP BY id
), weighed AS (
    SELECT events.* FROM events
    WHERE NOT (is_party AND EXISTS (SELECT FROM answered a WHERE a.id = events.id))
), ordered AS (
    SELECT weighed.*, coalesce(sum(months) OVER (
               PARTITION BY id ORDER BY day, code
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS before
    FROM weighed WHERE NOT is_unsure AND day >= since
), inside AS (
    SELECT ordered.*, bool_and(
               day < (since + make_interval(months => base + before))::date
           ) OVER (PARTITION BY id ORDER BY day, code ROWS UNBOUNDED PRECEDING) AS counts
    FROM ordered
), delayed AS (
    SELECT id, sum(months)::int AS delay, bool_or(months IS NULL) AS has_no_rule
    FROM inside WHERE counts GROUP BY id
), due AS (
    SELECT k.*, coalesce(d.delay, 0) AS delay, coalesce(d.has_no_rule, false) AS has_no_rule,
           (k.since + make_interval(months => k.months + coalesce(d.delay, 0)))::date AS due_on
    FROM candidates k LEFT JOIN delayed d ON d.id = k.id
)
"""

FOUND = """
told AS (
    SELECT due.*,
           CASE WHEN lacks IS NOT NULL THEN lacks
                WHEN has_no_rule THEN 'measure'
                WHEN EXISTS (
                    SELECT FROM weighed w WHERE w.id = due.id AND w.is_unsure
                        AND (w.last_day IS NULL OR w.last_day >= due.since)
                        AND (w.day IS NULL OR w.day < due.due_on)) THEN 'setback'
           END AS missing
    FROM due
), found AS MATERIALIZED (
    SELECT * FROM (
        SELECT told.*,
               CASE WHEN missing IS NOT NULL THEN 'unknown'
                    WHEN due_on > %(month_end)s::date THEN 'delayed'
                    WHEN due_on < %(month_first)s::date AND due_on >= %(late_before)s::date
                        THEN NULL
                    WHEN is_last THEN 'last_step'
                    WHEN due_on >= %(month_first)s::date THEN 'due'
                    ELSE 'overdue' END AS state
        FROM told) stated
    WHERE state IS NOT NULL
)
"""

PAGE = """
SELECT tallies.counts, line.*
FROM (SELECT coalesce(jsonb_object_agg(state, n), '{}') AS counts
      FROM (SELECT state, count(*) AS n FROM found GROUP BY state) by_state) tallies
LEFT JOIN (
    SELECT f.id, f.full_name, f.post, f.unit_path::text AS unit_path, f.unit_id, f.rank_id,
           f.salary_group, f.corps, f.step, f.coefficient, f.percent, f.since, f.since_printed,
           f.ordinary_on, f.due_on, f.delay, f.state, f.missing, f.is_last,
           CASE WHEN f.is_last THEN f.step ELSE f.step + 1 END AS next_step,
           CASE WHEN NOT f.is_last THEN 0 WHEN f.percent = 0 THEN f.exceed_first
                ELSE f.percent + f.exceed_more END AS next_percent,
           CASE WHEN f.is_last THEN f.coefficient ELSE f.coefficient + f.increment
                END AS next_coefficient,
           unrated.years AS unrated
    FROM (SELECT * FROM found WHERE state = %(state)s
          ORDER BY due_on, name_key, id LIMIT %(limit)s OFFSET %(offset)s) f
    LEFT JOIN LATERAL (
        SELECT array_agg(y ORDER BY y) AS years
        FROM generate_series(extract(year FROM f.since)::int,
                             extract(year FROM least(f.due_on, %(today)s::date))::int) y
        WHERE f.missing IS NULL AND make_date(y, 12, 31) >= f.since
            AND make_date(y, 12, 31) < least(f.due_on, %(today)s::date)
            AND NOT EXISTS (SELECT FROM people_yearrating r WHERE r.person_id = f.id
                AND r.year = y AND r.replaced_by_id IS NULL AND r.voided_by_id IS NULL)
    ) unrated ON TRUE
    ORDER BY f.due_on, f.name_key, f.id
) line ON TRUE
"""

STATEMENT = f"WITH {LAW}, {HELD}, {SETBACKS}, {FOUND} {PAGE}"


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
    placed = parameter(RANK_CORPS, on).value
    return {
        "groups": json.dumps(groups),
        "own_groups": [row["code"] for row in groups if row["code"].split(".")[0] in placed],
        "delays": json.dumps(delays),
        "not_completed": json.dumps(completed),
        "ratings": [line["rating"] for line in completed],
        "rated_on": json.dumps(rated),
        "exceed": json.dumps([{**line.value, **_span(line)} for line in lines_of(EXCEED)]),
        "party": _all_of(PARTY),
        "kinds_without_rank": [
            row["code"] for row in read_codes("object_kinds") if row["corps"] not in placed
        ],
    }


def _span(line: Any) -> dict[str, str | None]:
    return {
        "since": line.since.isoformat(),
        "until": line.until.isoformat() if line.until else None,
    }


def _all_of(code: str) -> list[str]:
    found: Iterable[str] = {one for line in lines_of(code) for one in line.value}
    return sorted(found)
