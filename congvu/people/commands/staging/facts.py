"""Taking the facts of a list: each meets the one that stands, then one statement a table."""

from collections import Counter
from datetime import date

from congvu.people.commands.staging.families import FAMILIES, Family
from congvu.people.commands.staging.governed import UNGOVERNING
from congvu.people.commands.staging.positions import name_positions
from congvu.people.commands.staging.tables import execute, fetch

_WRITTEN = "('new', 'next', 'replace', 'add')"

# same: nothing new. held: a decision governs the fact or its end, or the list is older than it.
# replace: the same period told otherwise. next: the old fact ends where the new one starts.
_USUAL = """CASE
    WHEN old_id IS NULL AND is_disputed_already THEN 'same'
    WHEN old_id IS NULL AND is_governed_there THEN 'held'
    WHEN old_id IS NULL THEN 'new'
    WHEN is_same AND (start IS NULL OR start = old_start
                      OR (old_start >= start AND old_start <= start_last)) THEN 'same'
    WHEN is_governed THEN 'held'
    WHEN is_same THEN 'replace'
    WHEN coalesce(start, %(on)s) < old_start THEN 'held'
    WHEN coalesce(start, %(on)s) = old_start THEN 'replace'
    ELSE 'next' END"""


def plan_facts(on: date) -> None:
    """Decide for every fact of the list what becomes of it, in one temporary table a family."""
    name_positions(on)
    for family in FAMILIES:
        _plan(family, on)
    _note_touched()


def write_facts(paper_id: int) -> None:
    """End, replace and insert as planned; all rest on the paper of the import."""
    for family in FAMILIES:
        _write(family, paper_id)


def count_facts() -> dict[str, int]:
    """How many facts came to each action."""
    counts: Counter[str] = Counter()
    for family in FAMILIES:
        rows = fetch(f"SELECT action, count(*) FROM {family.plan} GROUP BY action")
        counts.update(dict(rows))
    counts["held"] += fetch("SELECT count(*) FROM person_held")[0][0]
    return dict(counts)


def rows_by_outcome() -> dict[str, int]:
    """How many rows of the list open a dossier, change one, or say nothing new."""
    rows = fetch(
        """
        SELECT CASE WHEN t.is_new THEN 'new' WHEN x.row IS NOT NULL THEN 'changed' ELSE 'same' END,
               count(*)
        FROM taken t LEFT JOIN touched x ON x.row = t.row GROUP BY 1
        """
    )
    return dict(rows)


def _note_touched() -> None:
    """Make the temporary table `touched`: the rows of which something is to be written."""
    facts = " UNION ".join(
        f"SELECT row FROM {family.plan} WHERE action IN {_WRITTEN}" for family in FAMILIES
    )
    execute("DROP TABLE IF EXISTS touched")
    execute(
        f"CREATE TEMP TABLE touched ON COMMIT DROP AS SELECT row FROM person_next UNION {facts}"
    )


def held_facts(limit: int) -> list[list[str]]:
    """The first `limit` facts a list may not change: person and family, "person" for the person."""
    held = " UNION ALL ".join(
        (
            "SELECT row, person_id::text, 'person' FROM person_held",
            *(
                f"SELECT row, person_id::text, '{family.name}' FROM {family.plan}"
                " WHERE action = 'held'"
                for family in FAMILIES
            ),
        )
    )
    rows = fetch(f"SELECT * FROM ({held}) x ORDER BY row LIMIT %s", [limit])
    return [[person, name] for _, person, name in rows]


def _plan(family: Family, on: date) -> None:
    merged = ", ".join(f"{value} AS {name}" for name, value in family.columns.items())
    stood = ", ".join(f"c.{name}" for name in family.columns)
    told = ", ".join(family.columns.values())
    is_same = f"ROW({stood}) IS NOT DISTINCT FROM ROW({told})" if family.columns else "true"
    old_level = "c.level" if "level" in family.columns else "NULL::smallint"
    params = {"on": on, "last_year": on.year - 1}
    execute(f"DROP TABLE IF EXISTS {family.plan}")
    execute(
        f"""
        CREATE TEMP TABLE {family.plan} ON COMMIT DROP AS
        WITH incoming AS ({family.incoming}), met AS (
            SELECT i.row, i.person_id, i.path, i.is_new, i.start, i.start_last, i.printed,
                   i.ends, c.id AS old_id, lower(c.valid) AS old_start, {old_level} AS old_level,
                   coalesce(basis.kind NOT IN ({UNGOVERNING}), true) AS is_governed,
                   {is_same} AS is_same {"," if merged else ""} {merged}
            FROM incoming i
            LEFT JOIN {family.table} c ON NOT i.is_new AND c.person_id = i.person_id
                AND c.replaced_by_id IS NULL AND c.voided_by_id IS NULL AND NOT c.is_disputed
                AND {family.standing}
            LEFT JOIN documents_paper basis ON basis.id = c.basis_id
        ), there AS (
            SELECT met.*, {_is_disputed_already(family)} AS is_disputed_already,
                   {_is_governed_there(family)} AS is_governed_there
            FROM met
        ), decided AS (SELECT there.*, {family.action or _USUAL} AS action FROM there)
        SELECT d.*, false AS is_disputed,
               nextval(pg_get_serial_sequence('{family.table}', 'id')) AS new_id,
               CASE d.action WHEN 'next' THEN coalesce(d.start, %(on)s)
                             WHEN 'replace' THEN coalesce(d.start, d.old_start)
                             ELSE d.start END AS begins
        FROM decided d
        """,
        params,
    )


def _of_line(family: Family) -> str:
    """SQL: that a fact `o` is a standing one of the person's line."""
    main = "AND o.is_main" if family.name == "posting" else ""
    return f"""NOT met.is_new AND o.person_id = met.person_id AND o.replaced_by_id IS NULL
        AND o.voided_by_id IS NULL {main}"""


def _is_disputed_already(family: Family) -> str:
    """SQL: whether an earlier list said the very same and it was taken as disputed."""
    if not family.is_exclusive:
        return "false"
    same = "".join(f" AND o.{name} IS NOT DISTINCT FROM met.{name}" for name in family.columns)
    return f"""EXISTS (SELECT FROM {family.table} o WHERE {_of_line(family)} AND o.is_disputed
        AND lower(o.valid) IS NOT DISTINCT FROM met.start {same})"""


def _is_governed_there(family: Family) -> str:
    """SQL: whether a paper says what stood at that time, or that it ended."""
    if not family.is_exclusive:
        return "false"
    return f"""EXISTS (SELECT FROM {family.table} o
        LEFT JOIN documents_paper b ON b.id = o.basis_id
        LEFT JOIN documents_paper e ON e.id = o.end_basis_id
        WHERE {_of_line(family)} AND NOT o.is_disputed
          AND NOT isempty(o.valid * daterange(met.start, met.ends))
          AND (b.kind NOT IN ({UNGOVERNING}) OR e.kind NOT IN ({UNGOVERNING})))"""


def _write(family: Family, paper_id: int) -> None:
    execute(
        f"""
        UPDATE {family.table} c SET valid = daterange(lower(c.valid), p.begins),
               end_basis_id = %s
        FROM {family.plan} p WHERE c.id = p.old_id AND p.action = 'next'
        """,
        [paper_id],
    )
    execute(
        f"""
        UPDATE {family.table} c SET replaced_by_id = p.new_id
        FROM {family.plan} p WHERE c.id = p.old_id AND p.action = 'replace'
        """
    )
    _dispute(family)
    columns = {**{name: f"p.{name}" for name in family.columns}, **family.constants}
    execute(
        f"""
        INSERT INTO {family.table} (
            id, person_id, valid, since_printed, until_printed, basis_id, is_disputed, unit_path
            {"".join(f", {name}" for name in columns)})
        SELECT p.new_id, p.person_id, daterange(p.begins, p.ends),
               CASE WHEN p.start IS NULL THEN '' ELSE p.printed END, '', %s,
               p.is_disputed, p.path {"".join(f", {value}" for value in columns.values())}
        FROM {family.plan} p WHERE p.action IN {_WRITTEN}
        """,
        [paper_id],
    )


def _dispute(family: Family) -> None:
    """Note which new facts overlap another that stands, which nobody here can resolve.

    Before they are written: an INSERT that asks its own table may look through all of it for each
    row.
    """
    if not family.is_exclusive:
        return
    execute(
        f"""
        UPDATE {family.plan} p SET is_disputed = true
        WHERE p.action IN {_WRITTEN} AND NOT p.is_new AND EXISTS (
            SELECT FROM {family.table} o
            WHERE o.person_id = p.person_id AND o.id IS DISTINCT FROM p.old_id
              AND o.replaced_by_id IS NULL AND o.voided_by_id IS NULL AND NOT o.is_disputed
              {"AND o.is_main" if family.name == "posting" else ""}
              AND NOT isempty(o.valid * daterange(p.begins, p.ends)))
        """
    )
