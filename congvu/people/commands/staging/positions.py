"""Which job position of the catalogue the words of a list name: each post of a unit once."""

from datetime import date

from congvu.people.commands.staging.tables import execute

# Of what is approved in the unit: the job position as typed (code or name), else the post as a
# leader's title, else the post by name. The first of these that any position answers to decides,
# and only where a single one does.
_NAMED = """
CREATE TEMP TABLE named_position ON COMMIT DROP AS
WITH told AS (
    SELECT DISTINCT t.place_id AS unit_id, coalesce(t.position, '') AS title,
           coalesce(t.job_position, '') AS job, coalesce(t.title_code, '') AS title_code
    FROM taken t
), folded AS (
    SELECT t.*, vn_fold(t.title) AS title_fold, vn_fold(t.job) AS job_fold FROM told t
    WHERE t.title <> '' OR t.job <> ''
), approved AS (
    SELECT a.unit_id, a.position_id, j.title_code, vn_fold(j.name) AS name_fold,
           vn_fold(j.code) AS code_fold
    FROM establishment_approvedposts a
    JOIN establishment_jobposition j ON j.id = a.position_id
    WHERE a.headcount > 0 AND a.replaced_by_id IS NULL AND a.voided_by_id IS NULL
      AND a.valid @> %(on)s::date
), met AS (
    SELECT f.unit_id, f.title, f.job, a.position_id,
           CASE WHEN f.job <> '' AND f.job_fold IN (a.code_fold, a.name_fold) THEN 1
                WHEN f.title_code <> '' AND f.title_code = a.title_code THEN 2
                WHEN f.title <> '' AND f.title_fold IN (a.code_fold, a.name_fold) THEN 3 END AS step
    FROM folded f JOIN approved a ON a.unit_id = f.unit_id
), first AS (
    SELECT m.*, min(m.step) OVER (PARTITION BY m.unit_id, m.title, m.job) AS best
    FROM met m WHERE m.step IS NOT NULL
)
SELECT unit_id, title, job, min(position_id) AS position_id
FROM first WHERE step = best GROUP BY 1, 2, 3 HAVING count(DISTINCT position_id) = 1
"""


def name_positions(on: date) -> None:
    """Make the temporary table `named_position`: unit, post and job position as typed, and the key.

    One statement for the whole list.
    """
    execute("DROP TABLE IF EXISTS named_position")
    execute(_NAMED, {"on": on})
    execute("ANALYZE named_position")
