-- The twelve standing criteria as of 2026-11-21, written by hand as tightly as we know how:
-- thresholds worked out beforehand, one pass a table, facts worked out for findings only.
-- Stores the same rows as the product: findings with the facts seen, figures by unit.
WITH service AS (
    SELECT person_id, bool_or(valid @> DATE '2026-11-21') AS serves,
           bool_or(valid @> DATE '2026-11-21' AND NOT upper_inf(valid)) AS has_left_later,
           max(lower(valid)) FILTER (WHERE valid @> DATE '2026-11-21') AS first_day,
           max(CASE since_printed WHEN '' THEN lower(valid) ELSE (lower(valid)
               + CASE length(since_printed) WHEN 4 THEN interval '1 year' ELSE interval '1 month' END)::date - 1
               END) FILTER (WHERE valid @> DATE '2026-11-21') AS last_day
    FROM people_service
    WHERE replaced_by_id IS NULL AND voided_by_id IS NULL AND NOT is_disputed
      AND unit_path <@ %(path)s::ltree
    GROUP BY person_id
),
qualification AS (
    SELECT person_id,
           max(level) FILTER (WHERE family = 'education' AND code = ANY(%(degrees)s)) AS degree,
           max(level) FILTER (WHERE family = 'politics' AND code = ANY(%(theory)s)) AS theory,
           max(level) FILTER (WHERE family = 'management' AND code = ANY(%(courses)s)) AS course
    FROM people_qualification
    WHERE valid @> DATE '2026-11-21' AND replaced_by_id IS NULL AND voided_by_id IS NULL
      AND NOT is_disputed AND unit_path <@ %(path)s::ltree
    GROUP BY person_id
),
posting AS MATERIALIZED (
    SELECT person_id, title_code, lower(valid) AS since, term_ends_on,
           CASE since_printed WHEN '' THEN lower(valid) ELSE (lower(valid)
               + CASE length(since_printed) WHEN 4 THEN interval '1 year' ELSE interval '1 month' END)::date - 1
               END AS since_last,
           %(groups)s::jsonb ->> title_code AS title_group
    FROM people_posting
    WHERE is_main AND valid @> DATE '2026-11-21' AND replaced_by_id IS NULL
      AND voided_by_id IS NULL AND NOT is_disputed AND unit_path <@ %(path)s::ltree
),
earlier AS (
    SELECT person_id, sum(shortest) FILTER (WHERE counts) AS surely,
           sum(longest) FILTER (WHERE counts OR is_untold) AS perhaps,
           greatest(age(max(since), min(began)) - sum(longest), interval '0') AS gaps
    FROM (
        SELECT e.person_id, p.since, lower(e.valid) AS began,
               coalesce((%(counted)s::jsonb -> p.title_code) ? e.title_code, FALSE) AS counts,
               e.title_code = '' AND e.unit_id IS NULL AS is_untold,
               greatest(age(CASE e.until_printed WHEN '' THEN upper(e.valid) ELSE (upper(e.valid)
                   - CASE length(e.until_printed) WHEN 4 THEN interval '1 year' ELSE interval '1 month' END)::date + 1 END,
                   CASE e.since_printed WHEN '' THEN lower(e.valid) ELSE (lower(e.valid)
                   + CASE length(e.since_printed) WHEN 4 THEN interval '1 year' ELSE interval '1 month' END)::date - 1 END),
                   interval '0') AS shortest,
               age(upper(e.valid), coalesce(lower(e.valid), '1900-01-01')) AS longest
        FROM posting p JOIN people_posting e USING (person_id)
        WHERE p.title_code <> '' AND e.is_main AND upper(e.valid) <= p.since
          AND e.replaced_by_id IS NULL AND e.voided_by_id IS NULL AND NOT e.is_disputed
          AND e.unit_path <@ %(path)s::ltree
    ) e
    GROUP BY person_id
),
discipline AS (
    SELECT person_id,
           bool_or(NOT is_disputed AND since_last <= DATE '2026-11-21' AND DATE '2026-11-21' < ends_first) AS surely,
           bool_or(coalesce(since, '-infinity') <= DATE '2026-11-21' AND DATE '2026-11-21' < ends_last) AS perhaps
    FROM (
        SELECT d.*, coalesce(CASE until_printed WHEN '' THEN upper(valid) ELSE (upper(valid)
                   - CASE length(until_printed) WHEN 4 THEN interval '1 year' ELSE interval '1 month' END)::date + 1 END,
                   (since + interval '12 months')::date) AS ends_first,
               coalesce(upper(valid), (since_last + interval '12 months')::date, 'infinity') AS ends_last
        FROM (
            SELECT *, lower(valid) AS since, CASE since_printed WHEN '' THEN lower(valid) ELSE (lower(valid)
                   + CASE length(since_printed) WHEN 4 THEN interval '1 year' ELSE interval '1 month' END)::date - 1 END AS since_last
            FROM people_discipline
            WHERE replaced_by_id IS NULL AND voided_by_id IS NULL AND unit_path <@ %(path)s::ltree
        ) d
    ) d
    GROUP BY person_id
),
people AS (
    SELECT p.id AS person_id, p.unit_id, p.unit_path, p.sex, p.born_from, p.born_to,
           CASE p.sex WHEN 'M' THEN DATE '1965-05-01' WHEN 'F' THEN DATE '1969-11-01' END AS youngest,
           s.first_day AS served_from, s.last_day AS served_from_last,
           CASE WHEN r.person_id IS NULL THEN
               CASE WHEN p.object_kind = ANY(%(no_rank)s) THEN '' END ELSE c.grade END AS grade,
           q.degree, q.theory, q.course, t.title_code, t.title_group, t.since, t.since_last, t.term_ends_on,
           e.surely,
           e.person_id IS NOT NULL AS has_earlier,
           CASE WHEN e.surely IS NULL AND e.person_id IS NULL THEN NULL
                WHEN extract(year FROM coalesce(e.surely, '0')) * 12 + extract(month FROM coalesce(e.surely, '0'))
                     + floor(extract(day FROM coalesce(e.surely, '0')) / 31) >= 12 THEN TRUE
                WHEN extract(year FROM coalesce(e.perhaps, '0') + coalesce(e.gaps, '0')) * 12
                     + extract(month FROM coalesce(e.perhaps, '0') + coalesce(e.gaps, '0'))
                     + floor(extract(day FROM coalesce(e.perhaps, '0') + coalesce(e.gaps, '0')) / 31) < 12 THEN FALSE
           END AS has_lower_post,
           coalesce(e.perhaps, '0') + coalesce(e.gaps, '0') AS longest, coalesce(e.surely, '0') AS shortest,
           CASE WHEN d.person_id IS NULL THEN FALSE WHEN d.surely THEN TRUE WHEN d.perhaps THEN NULL ELSE FALSE END AS punished,
           CASE y.level_code WHEN 'XS' THEN 4 WHEN 'T' THEN 3 WHEN 'HT' THEN 2 WHEN 'HTHC' THEN 2 WHEN 'KHT' THEN 1 END AS rating
    FROM people_person p
    LEFT JOIN service s ON s.person_id = p.id
    LEFT JOIN qualification q ON q.person_id = p.id
    LEFT JOIN people_rankheld r ON r.person_id = p.id AND r.valid @> DATE '2026-11-21' AND r.replaced_by_id IS NULL
         AND r.voided_by_id IS NULL AND NOT r.is_disputed
    LEFT JOIN catalog_rank c ON c.code = r.rank_id
    LEFT JOIN posting t ON t.person_id = p.id
    LEFT JOIN earlier e ON e.person_id = p.id
    LEFT JOIN discipline d ON d.person_id = p.id
    LEFT JOIN people_yearrating y ON y.person_id = p.id AND y.year = 2025 AND y.replaced_by_id IS NULL
         AND y.voided_by_id IS NULL AND NOT y.is_disputed
    WHERE p.unit_path <@ %(path)s::ltree AND CASE WHEN s.person_id IS NULL THEN p.status = 'serving'
          WHEN p.status = 'serving' THEN s.serves ELSE s.has_left_later END
),
answers AS MATERIALIZED (
    SELECT p.*,
        CASE WHEN grade NOT IN ('CVCC', 'CVC', 'CV') THEN 0 WHEN degree >= 4 THEN 1
             WHEN grade IS NOT NULL AND degree < 4 THEN 2 ELSE 3 END::smallint AS a0,
        CASE WHEN grade <> 'CS' THEN 0 WHEN degree >= 3 THEN 1
             WHEN grade IS NOT NULL AND degree < 3 THEN 2 ELSE 3 END::smallint AS a1,
        CASE WHEN grade <> 'NV' THEN 0 WHEN degree >= 2 THEN 1
             WHEN grade IS NOT NULL AND degree < 2 THEN 2 ELSE 3 END::smallint AS a2,
        CASE WHEN title_group NOT IN ('S2', 'S3', 'S4') THEN 0 WHEN degree >= 4 THEN 1
             WHEN title_group IS NOT NULL AND degree < 4 THEN 2 ELSE 3 END::smallint AS a3,
        CASE WHEN title_group <> 'S2' THEN 0 WHEN theory >= 3 THEN 1
             WHEN title_group IS NOT NULL AND theory < 3 THEN 2 ELSE 3 END::smallint AS a4,
        CASE WHEN title_group <> 'S3' THEN 0 WHEN theory >= 2 THEN 1
             WHEN title_group IS NOT NULL AND theory < 2 THEN 2 ELSE 3 END::smallint AS a5,
        CASE WHEN title_group NOT IN ('S2', 'S3', 'S4') OR since_last < DATE '2025-06-30' THEN 0
             WHEN course >= 1 OR since >= DATE '2025-11-21' THEN 1
             WHEN title_group IS NOT NULL AND since >= DATE '2025-06-30' AND course < 1
                  AND since_last < DATE '2025-11-21' THEN 2 ELSE 3 END::smallint AS a6,
        CASE WHEN title_code <> ALL(%(resting)s) THEN 0 WHEN has_lower_post THEN 1
             WHEN title_code IS NOT NULL AND NOT has_lower_post THEN 2 ELSE 3 END::smallint AS a7,
        CASE punished WHEN FALSE THEN 1 WHEN TRUE THEN 2 ELSE 3 END::smallint AS a8,
        CASE WHEN rating IS NULL AND served_from > DATE '2025-07-01' THEN 0 WHEN rating >= 2 THEN 1
             WHEN rating < 2 THEN 2 ELSE 3 END::smallint AS a9,
        CASE WHEN title_group NOT IN ('S2', 'S3', 'S4') THEN 0
             WHEN coalesce(term_ends_on, (since + interval '60 months')::date - 1) >= DATE '2026-11-21' THEN 1
             WHEN title_group IS NOT NULL AND term_ends_on < DATE '2026-11-21' THEN 2 ELSE 3 END::smallint AS a10,
        CASE WHEN born_from >= youngest THEN 1 WHEN born_to < youngest THEN 2 ELSE 3 END::smallint AS a11
    FROM people p
),
hits AS (
    SELECT a.*, unnest(array_remove(ARRAY[
        CASE WHEN a0 > 1 THEN a0 END, CASE WHEN a1 > 1 THEN 4 + a1 END, CASE WHEN a2 > 1 THEN 8 + a2 END,
        CASE WHEN a3 > 1 THEN 12 + a3 END, CASE WHEN a4 > 1 THEN 16 + a4 END, CASE WHEN a5 > 1 THEN 20 + a5 END,
        CASE WHEN a6 > 1 THEN 24 + a6 END, CASE WHEN a7 > 1 THEN 28 + a7 END, CASE WHEN a8 > 1 THEN 32 + a8 END,
        CASE WHEN a9 > 1 THEN 36 + a9 END, CASE WHEN a10 > 1 THEN 40 + a10 END, CASE WHEN a11 > 1 THEN 44 + a11 END
    ], NULL)) AS hit
    FROM answers a
),
found AS (
    INSERT INTO standards_finding (run_id, criterion, answer, person_id, unit_id, unit_path, shown)
    SELECT %(run)s, (%(codes)s::text[])[(hit >> 2) + 1], hit & 3, person_id, unit_id, unit_path, CASE hit >> 2
        WHEN 3 THEN jsonb_build_object('degree', degree, 'group', title_group)
        WHEN 4 THEN jsonb_build_object('theory', theory, 'group', title_group)
        WHEN 5 THEN jsonb_build_object('theory', theory, 'group', title_group)
        WHEN 6 THEN jsonb_build_object('course', course, 'group', title_group, 'since', jsonb_build_array(since, since_last))
        WHEN 7 THEN jsonb_build_object('title', title_code, 'months', CASE WHEN has_earlier THEN
             jsonb_build_array(extract(year FROM shortest) * 12 + extract(month FROM shortest),
                               extract(year FROM longest) * 12 + extract(month FROM longest)) END)
        WHEN 8 THEN jsonb_build_object('punished', punished)
        WHEN 9 THEN jsonb_build_object('rating', rating, 'service', served_from)
        WHEN 10 THEN jsonb_build_object('group', title_group, 'ends', coalesce(term_ends_on, (since + interval '60 months')::date - 1))
        WHEN 11 THEN jsonb_build_object('born', jsonb_build_array(born_from, born_to), 'sex', sex)
        ELSE jsonb_build_object('degree', degree, 'grade', grade) END
    FROM hits
    RETURNING 1
),
counted AS (
    INSERT INTO standards_tally (run_id, criterion, unit_id, unit_path, met, not_met, unknown)
    SELECT %(run)s, v.criterion, g.unit_id, g.unit_path, v.met, v.not_met, v.unknown
    FROM (
        SELECT unit_id, unit_path,
            count(*) FILTER (WHERE a0 = 1) m0, count(*) FILTER (WHERE a0 = 2) n0, count(*) FILTER (WHERE a0 = 3) u0,
            count(*) FILTER (WHERE a1 = 1) m1, count(*) FILTER (WHERE a1 = 2) n1, count(*) FILTER (WHERE a1 = 3) u1,
            count(*) FILTER (WHERE a2 = 1) m2, count(*) FILTER (WHERE a2 = 2) n2, count(*) FILTER (WHERE a2 = 3) u2,
            count(*) FILTER (WHERE a3 = 1) m3, count(*) FILTER (WHERE a3 = 2) n3, count(*) FILTER (WHERE a3 = 3) u3,
            count(*) FILTER (WHERE a4 = 1) m4, count(*) FILTER (WHERE a4 = 2) n4, count(*) FILTER (WHERE a4 = 3) u4,
            count(*) FILTER (WHERE a5 = 1) m5, count(*) FILTER (WHERE a5 = 2) n5, count(*) FILTER (WHERE a5 = 3) u5,
            count(*) FILTER (WHERE a6 = 1) m6, count(*) FILTER (WHERE a6 = 2) n6, count(*) FILTER (WHERE a6 = 3) u6,
            count(*) FILTER (WHERE a7 = 1) m7, count(*) FILTER (WHERE a7 = 2) n7, count(*) FILTER (WHERE a7 = 3) u7,
            count(*) FILTER (WHERE a8 = 1) m8, count(*) FILTER (WHERE a8 = 2) n8, count(*) FILTER (WHERE a8 = 3) u8,
            count(*) FILTER (WHERE a9 = 1) m9, count(*) FILTER (WHERE a9 = 2) n9, count(*) FILTER (WHERE a9 = 3) u9,
            count(*) FILTER (WHERE a10 = 1) m10, count(*) FILTER (WHERE a10 = 2) n10, count(*) FILTER (WHERE a10 = 3) u10,
            count(*) FILTER (WHERE a11 = 1) m11, count(*) FILTER (WHERE a11 = 2) n11, count(*) FILTER (WHERE a11 = 3) u11
        FROM answers GROUP BY unit_id, unit_path
    ) g
    CROSS JOIN LATERAL (VALUES
        ('degree_university', m0, n0, u0), ('degree_college', m1, n1, u1), ('degree_vocational', m2, n2, u2),
        ('leader_degree', m3, n3, u3), ('theory_advanced', m4, n4, u4), ('theory_intermediate', m5, n5, u5),
        ('leaders_course', m6, n6, u6), ('lower_post', m7, n7, u7), ('no_discipline', m8, n8, u8),
        ('rating_last_year', m9, n9, u9), ('term_running', m10, n10, u10), ('retirement_month', m11, n11, u11)
    ) v (criterion, met, not_met, unknown)
    WHERE v.met + v.not_met + v.unknown > 0
)
SELECT (SELECT count(*) FROM answers), (SELECT count(*) FROM found)
