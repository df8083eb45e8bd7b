"""Whose row is it: by personal ID, then staff number, then name, birth date and unit.

Anything less sure, and two candidates, are asked; nothing is ever merged on a guess.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from congvu.people.commands.staging.tables import execute, fetch

NEW_PERSON = None
"""The officer's word that a row is none of the dossiers it might be."""

# Numbers of two papers contradict each other when both are there and differ.
_AGREE = """(p.personal_id IS NULL OR s.personal_id IS NULL OR p.personal_id = s.personal_id)"""
_NUMBERS_AGREE = """(p.staff_number = '' OR s.staff_number IS NULL
                     OR p.staff_number = s.staff_number)"""

# A number with another name and another birth date is more likely mistyped than the person's.
_SAME_PERSON = """(p.name_key = vn_name_key(s.full_name) OR s.birth_from IS NULL
    OR p.born_from IS NULL OR (p.born_from <= s.birth_to AND p.born_to >= s.birth_from))"""

_PLACED = """
CREATE TEMP TABLE placed ON COMMIT DROP AS
SELECT s.row, s.personal_id, s.staff_number, s.full_name, s.birth_from, s.birth_to,
       u.id AS place_id, u.path AS path, agency.path AS agency_path,
       u.path <@ ANY(%s::ltree[]) AS is_inside
FROM staged s
JOIN establishment_unit u ON u.id = coalesce(s.division_id, s.unit_id)
JOIN establishment_unit agency ON agency.id = s.unit_id
"""

_CANDIDATES = f"""
CREATE TEMP TABLE candidate ON COMMIT DROP AS
WITH by_id AS (
    SELECT s.row, p.id, 1 AS step, {_SAME_PERSON} AS is_sure
    FROM placed s JOIN people_person p ON p.personal_id = s.personal_id
), by_number AS (
    SELECT s.row, p.id, 2, {_AGREE} AND {_SAME_PERSON}
    FROM placed s JOIN people_person p ON p.staff_number = s.staff_number
    WHERE s.staff_number <> '' AND NOT EXISTS (SELECT FROM by_id b WHERE b.row = s.row)
), by_name AS (
    SELECT s.row, p.id, 3,
           s.birth_to = s.birth_from AND p.born_from = s.birth_from
           AND p.born_to = p.born_from AND {_AGREE} AND {_NUMBERS_AGREE}
    FROM placed s
    JOIN people_person p ON p.name_key = vn_name_key(s.full_name)
        AND p.unit_path <@ s.agency_path
        AND (s.birth_from IS NULL OR p.born_from IS NULL
             OR (p.born_from <= s.birth_to AND p.born_to >= s.birth_from))
    WHERE NOT EXISTS (SELECT FROM by_id b WHERE b.row = s.row)
      AND NOT EXISTS (SELECT FROM by_number b WHERE b.row = s.row)
)
SELECT DISTINCT ON (row, person_id) row, congvu_standing_dossier(id) AS person_id, step,
       coalesce(is_sure, false) AS is_sure FROM (
    SELECT * FROM by_id UNION ALL SELECT * FROM by_number UNION ALL SELECT * FROM by_name
) AS every
ORDER BY row, person_id, is_sure DESC
"""

# One sure candidate is the person; two rows of one person are asked as well.
_MATCHED = """
CREATE TEMP TABLE matched ON COMMIT DROP AS
WITH found AS (
    SELECT row, array_agg(person_id ORDER BY person_id) AS ids, bool_and(is_sure) AS is_sure
    FROM candidate GROUP BY row
), decided AS (
    SELECT s.row, s.place_id, s.path, s.is_inside, coalesce(f.ids, '{}'::uuid[]) AS candidates,
           CASE WHEN answer.row IS NOT NULL THEN congvu_standing_dossier(answer.person_id)
                WHEN cardinality(f.ids) = 1 AND f.is_sure THEN f.ids[1] END AS known_id,
           answer.row IS NULL AND f.row IS NOT NULL
               AND NOT (cardinality(f.ids) = 1 AND f.is_sure) AS is_asked,
           s.personal_id = ANY(%(taken)s) AS is_elsewhere
    FROM placed s LEFT JOIN found f ON f.row = s.row
    LEFT JOIN unnest(%(rows)s::integer[], %(answers)s::uuid[]) AS answer (row, person_id)
           ON answer.row = s.row
), counted AS (
    SELECT d.*, count(*) OVER (PARTITION BY d.known_id) AS same FROM decided d
)
SELECT c.row, c.place_id, c.path, c.candidates,
       coalesce(c.known_id, gen_random_uuid()) AS person_id,
       c.known_id IS NULL AS is_new,
       CASE WHEN NOT c.is_inside THEN 'unit.outside'
            WHEN c.is_elsewhere THEN 'person.elsewhere'
            WHEN p.id IS NOT NULL AND NOT p.unit_path <@ ANY(%(paths)s::ltree[])
                THEN 'person.elsewhere'
            WHEN c.is_asked THEN 'person.asked'
            WHEN c.known_id IS NOT NULL AND c.same > 1 THEN 'person.twice'
            WHEN c.known_id IS NULL AND EXISTS (SELECT FROM candidate k
                                                WHERE k.row = c.row AND k.step = 1)
                THEN 'person.kept'
       END AS refusal
FROM counted c LEFT JOIN people_person p ON p.id = c.known_id
"""

Answer = Mapping[int, UUID | None]


def match_rows(paths: Sequence[str], answers: Answer) -> None:
    """Make the temporary table `matched`: for each staged row its person, or why it has none.

    `paths` are where the actor may import; `answers` what the officer said of asked rows.
    """
    execute("DROP TABLE IF EXISTS placed, candidate, matched")
    execute(_PLACED, [list(paths)])
    execute("ANALYZE placed")
    execute(_CANDIDATES)
    execute(
        _MATCHED,
        {
            "taken": _ids_taken(),
            "rows": list(answers),
            "answers": list(answers.values()),
            "paths": list(paths),
        },
    )
    execute("CREATE UNIQUE INDEX ON matched (row)")
    execute("ANALYZE matched")


def _ids_taken() -> list[str]:
    """Personal IDs of rows without a visible candidate that some dossier has all the same."""
    rows = fetch(
        """
        SELECT id FROM congvu_ids_taken(ARRAY(
            SELECT s.personal_id FROM placed s
            WHERE s.personal_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM candidate c WHERE c.row = s.row AND c.step = 1)
        )) AS id
        """
    )
    return [row[0] for row in rows]


def refusals() -> list[tuple[int, str, list[UUID]]]:
    """The rows the matching holds back: row, reason, candidates."""
    return fetch("SELECT row, refusal, candidates FROM matched WHERE refusal IS NOT NULL")
