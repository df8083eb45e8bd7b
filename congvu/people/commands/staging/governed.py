"""What a paper said of a person last: an import may not say otherwise."""

from congvu.documents.choices import UNVERIFIED
from congvu.people.commands.staging.tables import execute

UNGOVERNING = ", ".join(f"'{kind.value}'" for kind in sorted(UNVERIFIED))
"""SQL: the kinds of papers that govern nothing."""


def find_governed(table: str) -> None:
    """Make the temporary table `governed`: columns of the known people of `table`, by person."""
    execute("DROP TABLE IF EXISTS governed")
    execute(
        f"""
        CREATE TEMP TABLE governed ON COMMIT DROP AS
        SELECT last.person_id, array_agg(last.name) AS names FROM (
            SELECT DISTINCT ON (c.person_id, told.name) c.person_id, told.name, b.kind
            FROM people_personchange c CROSS JOIN jsonb_object_keys(c.before) AS told (name)
            JOIN documents_paper b ON b.id = c.basis_id
            WHERE c.person_id IN (SELECT person_id FROM {table} WHERE NOT is_new)
            ORDER BY c.person_id, told.name, c.id DESC
        ) last WHERE last.kind NOT IN ({UNGOVERNING}) GROUP BY last.person_id
        """
    )
    execute("ANALYZE governed")


def guarded(name: str, value: str) -> str:
    """SQL: `value` for the column `name` of person `p`, or what governs it; `g` is `governed`.

    The bounds of the birth date go with it.
    """
    told = "born" if name.startswith("born") else name
    return f"CASE WHEN '{told}' = ANY(g.names) THEN p.{name} ELSE {value} END"
