"""The list of regular raises as one statement: what `rules.raises` says of one person, of all.

Every number of the law comes in as a parameter (`law_params`); a property test ties the statement
to the pure rule. A row of `told` is what comes next for one person, or what is `missing` to compute
it; a row of `found` has the `state` it puts the person in, in the month asked. `told` is worked out
for one day, or for every stretch of days ahead and kept (`AHEAD`, `models.RaiseAhead`): lists of
months to come count what is kept.
"""

from congvu.people.models import RaiseAhead

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
), uncounted AS (
    SELECT * FROM jsonb_to_recordset(%(uncounted)s::jsonb)
        AS u (code text, free int, since date, until date)
)
"""

# Who serves and is asked for, on which day, and for which days the answer holds.
ON_A_DAY = """
asked AS (
    SELECT p.id AS person_id, p.unit_path, p.object_kind, %(month_end)s::date AS day,
           NULL::daterange AS holds
    FROM people_person p
    WHERE p.status = 'serving' AND p.unit_id = ANY(%(units)s::bigint[])
        AND (%(person_ids)s::uuid[] IS NULL OR p.id = ANY(%(person_ids)s::uuid[]))
)
"""

# From `on` a new stretch begins wherever a step or a rank begins or ends.
_EDGES = "".join(
    f"""
    UNION SELECT f.person_id, edge.day
    FROM {table} f JOIN renewed ON renewed.id = f.person_id
    CROSS JOIN LATERAL (VALUES (lower(f.valid)), (upper(f.valid))) edge (day)
    WHERE f.replaced_by_id IS NULL AND f.voided_by_id IS NULL AND NOT f.is_disputed
        AND (upper(f.valid) IS NULL OR upper(f.valid) > %(on)s::date)"""  # noqa: S608 - our tables
    for table in ("people_paystep", "people_rankheld")
)
FROM_A_DAY = f"""
renewed (id) AS MATERIALIZED ({{people}}),
edges AS (
    SELECT id AS person_id, NULL::date AS day FROM renewed {_EDGES}
), stretches AS (
    SELECT person_id, day, lead(day) OVER (PARTITION BY person_id ORDER BY day NULLS FIRST) AS until
    FROM edges
), asked AS (
    SELECT p.id AS person_id, p.unit_path, p.object_kind, greatest(s.day, %(on)s::date) AS day,
           daterange(s.day, s.until) AS holds
    FROM stretches s JOIN people_person p ON p.id = s.person_id AND p.status = 'serving'
    WHERE s.until IS NULL OR s.until > %(on)s::date
)
"""  # noqa: S608 - as above

# The step in force on the day asked.
HELD = """
held AS (
    SELECT a.person_id, a.holds, a.unit_path, r.rank_id, c.corps, c.salary_group,
           s.id IS NOT NULL AS has_step,
           -- The coefficient tells the step where a list leaves the step out.
           coalesce(s.step, CASE WHEN mod(s.coefficient - g.first, g.increment) = 0
                THEN ((s.coefficient - g.first) / g.increment)::int + 1 END) AS step,
           s.coefficient AS held_coefficient, coalesce(s.overframe_percent, 0) AS percent,
           counted.since, CASE WHEN counted.since IS DISTINCT FROM lower(s.valid) THEN ''
                ELSE coalesce(s.since_printed, '') END AS since_printed,
           g.code AS group_code, g.first, g.increment, g.steps, g.months AS group_months,
           e.first AS exceed_first, e.more AS exceed_more, e.months AS exceed_months,
           g.code = ANY(e.without) AS has_no_exceed
    FROM asked a
    LEFT JOIN people_paystep s ON s.person_id = a.person_id AND s.valid @> a.day
        AND s.replaced_by_id IS NULL AND s.voided_by_id IS NULL AND NOT s.is_disputed
    -- A paper may say that the time counts from another day than the first of the step.
    CROSS JOIN LATERAL (SELECT coalesce(
        CASE WHEN s.overframe_percent > 0 THEN s.overframe_since END,
        s.counted_from, lower(s.valid)) AS since) counted
    LEFT JOIN people_rankheld r ON r.person_id = a.person_id AND r.valid @> a.day
        AND r.replaced_by_id IS NULL AND r.voided_by_id IS NULL AND NOT r.is_disputed
    LEFT JOIN catalog_rank c ON c.code = r.rank_id
    LEFT JOIN groups g
        ON g.code = CASE WHEN c.corps || '.' || c.salary_group = ANY(%(own_groups)s::text[])
                         THEN c.corps || '.' || c.salary_group ELSE c.salary_group END
        AND g.since <= lower(s.valid) AND (g.until IS NULL OR lower(s.valid) < g.until)
    LEFT JOIN exceed e
        ON e.since <= lower(s.valid) AND (e.until IS NULL OR lower(s.valid) < e.until)
    WHERE s.id IS NOT NULL OR NOT a.object_kind = ANY(%(kinds_without_rank)s::text[])
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
), dated AS (
    SELECT judged.*, ordinary.day AS ordinary_on,
           CASE WHEN NOT lacks IN ('step', 'rank', 'group', 'fit') OR lacks IS NULL
                THEN ordinary.day END AS shown_from
    FROM judged
    CROSS JOIN LATERAL (
        SELECT (since + make_interval(months => months))::date AS day) ordinary
    WHERE NOT (coalesce(lacks, '') = '' AND is_last AND has_no_exceed)
), candidates AS (
    SELECT row_number() OVER () AS id, dated.* FROM dated
    WHERE shown_from IS NULL OR %(shown_by)s::date IS NULL OR shown_from <= %(shown_by)s::date
)
"""

# Whatever may lie in the holding period. `turn` is the order within a day: 0 time that may not
# count, in `units` of working days (NULL: it runs on), 1 measures and ratings, 2 decided delays.
# `settled_by` is the day from which on a decided delay answers what is unsure.
EVENTS = """
events AS (
    SELECT k.id, k.since, k.months AS base, 1 AS turn, lower(d.valid) AS day, d.kind_code AS code,
           x.months, NULL::int AS units, 0 AS free,
           d.kind_code = ANY(%(party)s::text[]) AS is_party,
           d.is_disputed OR lower(d.valid) IS NULL OR d.since_printed <> '' AS is_unsure,
           meant.last_day, meant.last_day AS settled_by
    FROM candidates k JOIN people_discipline d ON d.person_id = k.person_id
        AND d.replaced_by_id IS NULL AND d.voided_by_id IS NULL
    CROSS JOIN LATERAL (SELECT CASE length(d.since_printed)
        WHEN 4 THEN (lower(d.valid) + interval '1 year')::date - 1
        WHEN 7 THEN (lower(d.valid) + interval '1 month')::date - 1
        ELSE lower(d.valid) END AS last_day) meant
    LEFT JOIN delays x ON x.code = d.kind_code AND x.since <= lower(d.valid)
        AND (x.until IS NULL OR lower(d.valid) < x.until)
    WHERE k.lacks IS NULL
    UNION ALL
    SELECT k.id, k.since, k.months, 1, counted.day, '', n.months, NULL, 0, false, y.is_disputed,
           counted.day, counted.day
    FROM candidates k JOIN people_yearrating y ON y.person_id = k.person_id
        AND y.replaced_by_id IS NULL AND y.voided_by_id IS NULL
        AND y.level_code = ANY(%(ratings)s::text[])
    LEFT JOIN rated_on o ON o.since <= make_date(y.year, 12, 31)
        AND (o.until IS NULL OR make_date(y.year, 12, 31) < o.until)
    CROSS JOIN LATERAL (
        SELECT make_date(y.year, coalesce(o.month, 12), coalesce(o.day, 31)) AS day) counted
    LEFT JOIN not_completed n ON n.rating = y.level_code AND n.since <= counted.day
        AND (n.until IS NULL OR counted.day < n.until)
    WHERE k.lacks IS NULL
    UNION ALL
    SELECT k.id, k.since, k.months, 2, lower(r.valid), '', r.months, NULL, 0, false,
           r.is_disputed OR lower(r.valid) IS NULL OR r.since_printed <> '',
           CASE length(r.since_printed)
                WHEN 4 THEN (lower(r.valid) + interval '1 year')::date - 1
                WHEN 7 THEN (lower(r.valid) + interval '1 month')::date - 1
                ELSE lower(r.valid) END, NULL
    FROM candidates k JOIN people_raisedelay r ON r.person_id = k.person_id
        AND r.replaced_by_id IS NULL AND r.voided_by_id IS NULL
    WHERE k.lacks IS NULL
    UNION ALL
    SELECT k.id, k.since, k.months, 0, CASE WHEN lower(a.valid) IS NOT NULL THEN away.first END,
           a.status_code, NULL, whole.months * %(days_a_month)s + odd.days, u.free, false,
           a.is_disputed OR lower(a.valid) IS NULL OR a.since_printed <> ''
               OR a.until_printed <> '', NULL, NULL
    FROM candidates k JOIN people_employmentstatus a ON a.person_id = k.person_id
        AND a.replaced_by_id IS NULL AND a.voided_by_id IS NULL
        AND (upper(a.valid) IS NULL OR upper(a.valid) > k.since)
    CROSS JOIN LATERAL (
        SELECT greatest(lower(a.valid), k.since) AS first, upper(a.valid) AS until) away
    JOIN uncounted u ON u.code = a.status_code AND u.since <= away.first
        AND (u.until IS NULL OR away.first < u.until)
    CROSS JOIN LATERAL (SELECT (
        (extract(year FROM away.until) - extract(year FROM away.first)) * 12
        + extract(month FROM away.until) - extract(month FROM away.first)
        - (extract(day FROM away.until) < extract(day FROM away.first))::int)::int AS months) whole
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE (NOT extract(isodow FROM d) = ANY(%(rest)s::int[])
                                       AND NOT d::date = ANY(%(off)s::date[]))
                                      OR d::date = ANY(%(worked)s::date[]))::int AS days
        FROM generate_series(away.first + make_interval(months => whole.months),
                             away.until - interval '1 day', interval '1 day') d) odd
    WHERE k.lacks IS NULL
)
"""

# Everything in the order of days: each row knows what counted before it. A Party measure is
# answered by a measure of the State in the same holding period, a setback by a decided delay.
SETBACKS = """
answered AS (
    SELECT id FROM events
    WHERE turn = 1 AND code <> '' AND NOT is_party AND NOT is_unsure AND day >= since GROUP BY id
), weighed AS (
    SELECT events.* FROM events
    WHERE NOT (is_party AND EXISTS (SELECT FROM answered a WHERE a.id = events.id))
), piled AS (
    SELECT weighed.*, sum(units) OVER (PARTITION BY id, turn, code ORDER BY day
                                       ROWS UNBOUNDED PRECEDING) AS pile
    FROM weighed WHERE NOT is_unsure AND day >= since
), lost AS (
    SELECT piled.*, (greatest(0, pile - free * %(days_a_month)s)
                     - greatest(0, pile - units - free * %(days_a_month)s))::int AS lost
    FROM piled
), ordered AS (
    SELECT lost.*,
           coalesce(sum(lost) OVER earlier, 0)::int AS lost_before,
           coalesce(sum(months) FILTER (WHERE turn = 2) OVER earlier, 0)::int AS decided_before,
           coalesce(sum(months) FILTER (WHERE turn = 1) OVER earlier, 0)::int AS laid_before,
           count(*) FILTER (WHERE turn = 1 AND months IS NULL) OVER earlier AS unruled_before,
           count(*) FILTER (WHERE turn = 0 AND units IS NULL) OVER earlier AS away_before
    FROM lost
    WINDOW earlier AS (PARTITION BY id ORDER BY day, turn, code, months
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), settled AS (
    SELECT ordered.*,
           coalesce(max(laid_before) FILTER (WHERE turn = 2) OVER earlier, 0) AS laid_settled,
           coalesce(max(unruled_before) FILTER (WHERE turn = 2) OVER earlier, 0) AS unruled_settled
    FROM ordered
    WINDOW earlier AS (PARTITION BY id ORDER BY day, turn, code, months
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), inside AS (
    SELECT settled.*, bool_and(
               away_before > 0 OR unruled_before > unruled_settled
               OR day < (since + make_interval(months =>
                   base + decided_before + laid_before - laid_settled
                   + lost_before / %(days_a_month)s
                   + (lost_before %% %(days_a_month)s >= %(least_days)s)::int))::date
           ) OVER (PARTITION BY id ORDER BY day, turn, code, months ROWS UNBOUNDED PRECEDING)
               AS counts
    FROM settled
), delayed AS (
    SELECT id, max(until) AS answered_until,
           coalesce(sum(months) FILTER (WHERE stays), 0)::int AS delay,
           coalesce(sum(lost), 0)::int AS lost,
           bool_or(turn = 1 AND months IS NULL AND stays) AS has_no_rule,
           bool_or(turn = 0 AND units IS NULL) AS is_away
    FROM (SELECT counted.*, turn = 2 OR until IS NULL OR day > until AS stays
          FROM (SELECT inside.*, max(day) FILTER (WHERE turn = 2) OVER (PARTITION BY id) AS until
                FROM inside WHERE counts) counted) told
    GROUP BY id
), due AS (
    SELECT k.*, coalesce(d.delay, 0) AS delay, coalesce(d.has_no_rule, false) AS has_no_rule,
           coalesce(d.is_away, false) AS is_away, d.answered_until, more.uncounted,
           (k.since + make_interval(months => k.months + coalesce(d.delay, 0) + more.uncounted)
           )::date AS due_on
    FROM candidates k LEFT JOIN delayed d ON d.id = k.id
    CROSS JOIN LATERAL (SELECT coalesce(d.lost / %(days_a_month)s
        + (d.lost %% %(days_a_month)s >= %(least_days)s)::int, 0) AS uncounted) more
)
"""

# What is unsure goes to each person as arrays: asked for row by row it would be read for everybody.
TOLD = """
unsure AS (
    SELECT id, array_agg(day) AS days, array_agg(last_day) AS last_days,
           array_agg(settled_by) AS settled
    FROM weighed WHERE is_unsure GROUP BY id
), told AS MATERIALIZED (
    SELECT due.person_id, due.holds, due.unit_path, due.shown_from,
           coalesce(due.rank_id, '') AS rank_code, coalesce(due.salary_group, '') AS salary_group,
           due.step, due.coefficient, due.percent, due.since, due.since_printed, due.ordinary_on,
           due.due_on, due.delay, due.uncounted, coalesce(due.is_last, false) AS is_last,
           CASE WHEN is_last THEN step ELSE step + 1 END AS next_step,
           CASE WHEN NOT is_last THEN 0 WHEN percent = 0 THEN exceed_first
                ELSE percent + exceed_more END AS next_percent,
           CASE WHEN is_last THEN coefficient ELSE coefficient + increment END AS next_coefficient,
           CASE WHEN lacks IS NOT NULL THEN lacks
                WHEN has_no_rule THEN 'measure'
                WHEN is_away THEN 'leave'
                WHEN EXISTS (
                    SELECT FROM unnest(u.days, u.last_days, u.settled)
                        AS w (day, last_day, settled_by)
                    WHERE (w.last_day IS NULL OR w.last_day >= due.since)
                        AND (due.answered_until IS NULL OR w.settled_by IS NULL
                             OR w.settled_by > due.answered_until)
                        AND (w.day IS NULL OR w.day < due.due_on)) THEN 'setback'
                ELSE '' END AS missing
    FROM due LEFT JOIN unsure u ON u.id = due.id
)
"""

KEPT_TOLD = """
told AS (
    SELECT * FROM people_raiseahead
    WHERE holds @> %(month_end)s::date
        AND (shown_from IS NULL OR shown_from <= %(month_end)s::date)
        AND unit_path <@ ANY(%(paths)s::ltree[]) AND unit_path <@ %(unit)s::ltree
        AND (%(person_ids)s::uuid[] IS NULL OR person_id = ANY(%(person_ids)s::uuid[]))
)
"""

FOUND = """
found AS MATERIALIZED (
    SELECT stated.* FROM (
        SELECT told.*,
               CASE WHEN missing <> '' THEN 'unknown'
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
    SELECT f.*, unrated.years AS unrated
    FROM (SELECT found.*, p.name_key, p.full_name, p.post, p.unit_id, p.unit_path::text AS stands_at
          FROM found JOIN people_person p ON p.id = found.person_id WHERE state = %(state)s
          ORDER BY due_on, name_key, person_id LIMIT %(limit)s OFFSET %(offset)s) f
    LEFT JOIN LATERAL (
        SELECT array_agg(y ORDER BY y) AS years
        FROM generate_series(extract(year FROM f.since)::int,
                             extract(year FROM least(f.due_on, %(today)s::date))::int) y
        WHERE f.missing = '' AND make_date(y, 12, 31) >= f.since
            AND make_date(y, 12, 31) < least(f.due_on, %(today)s::date)
            AND NOT EXISTS (SELECT FROM people_yearrating r WHERE r.person_id = f.person_id
                AND r.year = y AND r.replaced_by_id IS NULL AND r.voided_by_id IS NULL)
    ) unrated ON TRUE
    ORDER BY f.due_on, f.name_key, f.person_id
) line ON TRUE
"""

_RULE = f"{HELD}, {EVENTS}, {SETBACKS}, {TOLD}"
_KEPT = [str(field.column) for field in RaiseAhead._meta.concrete_fields if not field.primary_key]
_COLUMNS = ", ".join(_KEPT)
_NEW = ", ".join(f"excluded.{name}" for name in _KEPT)
_OLD = ", ".join(f"a.{name}" for name in _KEPT)

WORKED_OUT = f"WITH {LAW}, {ON_A_DAY}, {_RULE}, {FOUND} {PAGE}"
"""The list of any month, from the facts."""

KEPT = f"WITH {KEPT_TOLD}, {FOUND} {PAGE}"
"""The list of a month that is not over, from what is kept."""

# What no longer holds goes, what is as it was stays untouched.
AHEAD = f"""
WITH {LAW}, {FROM_A_DAY}, {_RULE}, gone AS (
    DELETE FROM people_raiseahead a USING renewed
    WHERE a.person_id = renewed.id AND NOT EXISTS (
        SELECT FROM told WHERE told.person_id = a.person_id
            AND lower(told.holds) IS NOT DISTINCT FROM lower(a.holds))
)
INSERT INTO people_raiseahead AS a ({_COLUMNS})
SELECT {_COLUMNS} FROM told
ON CONFLICT (person_id, lower(holds)) DO UPDATE
SET ({_COLUMNS}) = ({_NEW}) WHERE ({_OLD}) IS DISTINCT FROM ({_NEW})
"""  # noqa: S608 - columns of the model
"""Keeps what is told from `on` of the people whose keys the query `{people}` gives."""
