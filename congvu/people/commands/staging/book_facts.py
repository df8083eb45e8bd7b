"""The facts of a workbook: each meets those that stand, then one statement a table.

Exactly the same fact is left alone; one the same by its key (`SAME_BY`) is replaced, or ended,
while nothing but imports stands behind it, and held otherwise. On a line a running fact ends where
a later one begins; what overlaps all the same is taken as disputed.
"""

from typing import Any

from congvu.core.periods import PartialDateField
from congvu.people.commands.staging.book_tables import ONCE, Table, table_of
from congvu.people.commands.staging.copying import copy_columns
from congvu.people.commands.staging.governed import UNGOVERNING
from congvu.people.commands.staging.tables import execute, fetch
from congvu.people.families import FAMILIES
from congvu.people.workbook.book import CheckedBook, Columns

WRITTEN = "('new', 'replace')"
_FRAME = {
    "person": "integer", "row": "integer", "since_printed": "text", "lower": "date",
    "until_printed": "text", "upper": "date", "until_from": "date", "is_disputed": "boolean",
    "paper": "integer",
}  # fmt: skip
# A blank side says nothing where a fact of the same key stands.
_SIDES = """coalesce(i.lower, m.lower) AS begins, coalesce(i.upper, m.upper) AS ends,
    CASE WHEN i.lower IS NULL THEN coalesce(m.since_printed, '') ELSE i.since_printed END
        AS since_printed,
    CASE WHEN i.upper IS NULL THEN coalesce(m.until_printed, '') ELSE i.until_printed END
        AS until_printed"""
_ACTION = """CASE
    WHEN x.is_exact THEN 'same'
    WHEN x.old_id IS NOT NULL AND x.is_same AND x.begins IS NOT DISTINCT FROM x.old_lower
         AND x.ends IS NOT DISTINCT FROM x.old_upper THEN 'same'
    WHEN x.old_id IS NOT NULL AND x.is_governed THEN 'held'
    WHEN x.old_id IS NOT NULL AND x.is_same AND x.old_upper IS NULL
         AND x.begins IS NOT DISTINCT FROM x.old_lower THEN 'end'
    WHEN x.old_id IS NOT NULL THEN 'replace'
    WHEN {is_governed_there} THEN 'held'
    ELSE 'new' END"""
_BOUNDS = "lower, upper, since_printed, until_printed"
_STANDS = "c.replaced_by_id IS NULL AND c.voided_by_id IS NULL"


def stage_facts(book: CheckedBook, good: set[int]) -> list[Table]:
    """Put the good people's facts into temporary tables; return the families there are."""
    tables = []
    for family in FAMILIES:
        told = book.facts.get(family.key)
        if told is None and family.key not in ("posts", "ranks", "status", "service"):
            continue
        table = table_of(family)
        _stage(table, told.of_people(good) if told is not None else None)
        tables.append(table)
    return tables


def _stage(table: Table, told: Columns | None) -> None:
    frame = ", ".join(f"NULL::{kind} AS {name}" for name, kind in _FRAME.items())
    own = ", ".join(_typed(table, name) for name in table.columns)
    execute(f"DROP TABLE IF EXISTS {table.staged}")
    execute(
        f"CREATE TEMP TABLE {table.staged} ON COMMIT DROP AS"
        f" SELECT {frame}, {own} FROM {table.family.table} c WITH NO DATA"
    )
    if told is not None and len(told):
        fields = {field.name: field.column for field in table.family.model._meta.fields}
        families = set(table.family.columns)
        names = [fields[name] if name in families else name for name in told.names]
        copy_columns(table.staged, names, (told.values[name] for name in told.names))


def _typed(table: Table, name: str) -> str:
    """A staged column; a domain is checked when the fact is written, once."""
    fields = {field.column: field for field in table.family.model._meta.fields}
    return (
        f"c.{name}::text AS {name}" if isinstance(fields[name], PartialDateField) else f"c.{name}"
    )


def plan_facts(table: Table, *, has_known: bool) -> None:
    """Decide for every fact what becomes of it, in one temporary table a family."""
    _yield(table)
    _meet(table, has_known=has_known)
    _decide(table)


def _yield(table: Table) -> None:
    """Ends known by halves, or not at all, yield to the next start of their line."""
    line = "".join(f", {table.told('o', name)}" for name in table.line or ())
    upper = "y.upper"
    window = "NULL::date"
    if table.line is not None and table.key not in ONCE:
        window = f"""lead(o.lower) OVER (
            PARTITION BY o.person_id, o.is_lined AND NOT o.is_disputed{line}
            ORDER BY o.lower NULLS FIRST, o.row)"""
        upper = """CASE WHEN y.is_lined AND NOT y.is_disputed
                AND y.next_start > coalesce(y.lower, '-infinity'::date)
                AND (y.upper IS NULL OR (y.until_printed <> '' AND y.next_start >= y.until_from
                                         AND y.next_start < y.upper))
            THEN y.next_start ELSE y.upper END"""
    told = ", ".join(f"y.{name}" for name in table.columns)
    execute(f"DROP TABLE IF EXISTS incoming_{table.key}")
    execute(
        f"""
        CREATE TEMP TABLE incoming_{table.key} ON COMMIT DROP AS
        WITH owned AS (
            SELECT s.*, t.person_id, t.path, t.is_new, {table.lined("s")} AS is_lined
            FROM {table.staged} s JOIN book_taken t ON t.person = s.person
        ), y AS (SELECT o.*, {window} AS next_start FROM owned o)
        SELECT y.person, y.row, y.person_id, y.path, y.is_new, y.is_lined, y.is_disputed, y.paper,
               coalesce(y.since_printed, '') AS since_printed,
               coalesce(y.until_printed, '') AS until_printed,
               y.lower, {upper} AS upper, {told}
        FROM y
        """
    )


def _meet(table: Table, *, has_known: bool) -> None:
    """Which standing fact each row meets: the very same one, else the only one of its key."""
    told = ", ".join(table.told("i", name) for name in table.columns)
    own = ", ".join(f"s.{name}" for name in table.columns)
    standing = table.same_by("s", standing=True)
    execute(f"DROP TABLE IF EXISTS met_{table.key}")
    execute(
        f"""
        CREATE TEMP TABLE met_{table.key} ON COMMIT DROP AS
        WITH i AS (
            SELECT i.*, row_number() OVER (PARTITION BY i.person_id, {_BOUNDS}, {told}
                                           ORDER BY i.row) AS nth
            FROM incoming_{table.key} i WHERE NOT i.is_new AND {"true" if has_known else "false"}
        ), s AS ({_standing(table)}), exact AS (
            SELECT i.row, s.id FROM i JOIN s ON s.person_id = i.person_id AND s.nth = i.nth
                AND ROW(s.lower, s.upper, s.since_printed, s.until_printed, {own})
                    IS NOT DISTINCT FROM
                    ROW(i.lower, i.upper, i.since_printed, i.until_printed, {told})
        ), loose AS (
            SELECT i.*, count(*) OVER (PARTITION BY i.person_id, {table.same_by("i")}) AS n
            FROM i WHERE i.row NOT IN (SELECT row FROM exact)
        ), open AS (
            SELECT s.*, count(*) OVER (PARTITION BY s.person_id, {standing}) AS n
            FROM s WHERE s.id NOT IN (SELECT id FROM exact)
        )
        SELECT e.row, true AS is_exact, s.* FROM exact e JOIN s ON s.id = e.id
        UNION ALL
        SELECT i.row, false, s.id, s.person_id, s.lower, s.upper, s.since_printed, s.until_printed,
               s.end_basis_id, {own}, s.is_governed, s.nth
        FROM loose i JOIN open s ON s.person_id = i.person_id AND s.n = 1 AND i.n = 1
             AND ROW({standing}) IS NOT DISTINCT FROM ROW({table.same_by("i")})
        """
    )


def _standing(table: Table) -> str:
    """SQL: the standing facts of the workbook's people; `i` are its rows of them."""
    stood = ", ".join(f"c.{name}" for name in table.columns)
    return f"""
        SELECT c.*, row_number() OVER (PARTITION BY c.person_id, {_BOUNDS}, {stood}
                                       ORDER BY c.id) AS nth
        FROM (
            SELECT c.id, c.person_id, lower(c.valid) AS lower, upper(c.valid) AS upper,
                   c.since_printed::text, c.until_printed::text, c.end_basis_id, {stood},
                   coalesce(b.kind NOT IN ({UNGOVERNING}), true)
                   OR coalesce(e.kind NOT IN ({UNGOVERNING}), false) AS is_governed
            FROM {table.family.table} c
            LEFT JOIN documents_paper b ON b.id = c.basis_id
            LEFT JOIN documents_paper e ON e.id = c.end_basis_id
            WHERE {_STANDS} AND c.person_id IN (SELECT i.person_id FROM i)
        ) c"""


def _decide(table: Table) -> None:
    merged = {
        name: f"coalesce(i.{name}, m.{name}{'' if default == 'NULL' else f', {default}'})"
        for name, default in table.defaults.items()
    }
    named = ", ".join(f"{value} AS {name}" for name, value in merged.items())
    is_same = (
        f"ROW({', '.join(f'm.{name}' for name in merged)}) IS NOT DISTINCT FROM"
        f" ROW({', '.join(merged.values())})"
    )
    main = ", d.kind = 'main' AS is_main" if table.key == "posts" else ""
    execute(f"DROP TABLE IF EXISTS {table.plan}")
    execute(
        f"""
        CREATE TEMP TABLE {table.plan} ON COMMIT DROP AS
        WITH merged AS (
            SELECT i.person, i.row, i.person_id, i.path, i.is_new, i.is_lined, i.is_disputed,
                   i.paper, m.id AS old_id, m.lower AS old_lower, m.upper AS old_upper,
                   coalesce(m.is_exact, false) AS is_exact, m.is_governed, m.end_basis_id,
                   {is_same} AS is_same, {named}, {_SIDES}
            FROM incoming_{table.key} i LEFT JOIN met_{table.key} m ON m.row = i.row
        ), d AS (
            SELECT x.*, {_ACTION.format(is_governed_there=_is_governed_there(table))} AS action
            FROM merged x
        )
        SELECT d.*, {_crossed(table)} AS is_crossed {main},
               nextval(pg_get_serial_sequence('{table.family.table}', 'id')) AS new_id
        FROM d
        """
    )


def _crossed(table: Table) -> str:
    """SQL: whether a row to be written overlaps an earlier one of its line in the workbook."""
    if table.line is None:
        return "false"
    line = "".join(f", d.{name}" for name in table.line)
    writes = f"d.action IN {WRITTEN} AND d.is_lined AND NOT d.is_disputed"
    before = f"""(PARTITION BY d.person_id, {writes}{line} ORDER BY d.begins NULLS FIRST, d.row
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"""
    if table.key in ONCE:
        return f"{writes} AND count(*) OVER {before} > 0"
    return f"""coalesce({writes} AND max(coalesce(d.ends, 'infinity')) OVER {before}
               > coalesce(d.begins, '-infinity'), false)"""


def _is_governed_there(table: Table) -> str:
    """SQL: whether a signed paper says what stood on that line at that time, or that it ended."""
    if table.line is None:
        return "false"
    return f"""(NOT x.is_new AND x.is_lined AND NOT x.is_disputed AND EXISTS (
        SELECT FROM {table.family.table} c
        LEFT JOIN documents_paper b ON b.id = c.basis_id
        LEFT JOIN documents_paper e ON e.id = c.end_basis_id
        WHERE c.person_id = x.person_id AND {_STANDS} AND NOT c.is_disputed
          AND {table.together("c", "x")}
          AND (b.kind NOT IN ({UNGOVERNING}) OR e.kind NOT IN ({UNGOVERNING}))
          AND c.valid && daterange(x.begins, x.ends)))"""


def write_facts(table: Table, paper_id: int) -> None:
    """End, replace and insert as planned; a fact rests on the paper it names, else on the file.

    No INSERT asks what stands in its own table: until that is analysed anew, PostgreSQL may look
    through all of it for each row, the rows just written included.
    """
    _end(table, paper_id)
    execute(
        f"""
        UPDATE {table.family.table} c SET replaced_by_id = p.new_id
        FROM {table.plan} p WHERE c.id = p.old_id AND p.action = 'replace'
        """
    )
    _dispute(table)
    names = [*table.columns, *(["is_main"] if table.key == "posts" else [])]
    execute(
        f"""
        INSERT INTO {table.family.table} (id, person_id, valid, since_printed, until_printed,
                                          basis_id, is_disputed, unit_path, {", ".join(names)})
        SELECT p.new_id, p.person_id, daterange(p.begins, p.ends), p.since_printed,
               p.until_printed, coalesce(b.id, %s), p.is_disputed OR p.is_crossed,
               p.path, {", ".join(f"p.{name}" for name in names)}
        FROM {table.plan} p LEFT JOIN book_paper b ON b.line = p.paper
        WHERE p.action IN {WRITTEN}
        """,
        [paper_id],
    )


def _end(table: Table, paper_id: int) -> None:
    """Set the ends told, and those of running facts that a later one of their line follows."""
    execute(
        f"""
        UPDATE {table.family.table} c SET valid = daterange(lower(c.valid), p.ends),
               until_printed = p.until_printed, end_basis_id = %s
        FROM {table.plan} p WHERE c.id = p.old_id AND p.action = 'end'
        """,
        [paper_id],
    )
    if table.line is None or table.key in ONCE:
        return
    execute(
        f"""
        UPDATE {table.family.table} c SET valid = daterange(lower(c.valid), later.begins),
               until_printed = '', end_basis_id = %s
        FROM (
            SELECT o.id, min(p.begins) AS begins
            FROM {table.plan} p JOIN {table.family.table} o ON o.person_id = p.person_id
                 AND {table.together("o", "p")}
            WHERE p.action = 'new' AND NOT p.is_new AND p.is_lined AND NOT p.is_disputed
              AND NOT p.is_crossed AND o.replaced_by_id IS NULL AND o.voided_by_id IS NULL
              AND NOT o.is_disputed AND o.end_basis_id IS NULL AND upper_inf(o.valid)
              AND (lower(o.valid) IS NULL OR lower(o.valid) < p.begins)
            GROUP BY o.id
        ) later WHERE c.id = later.id
        """,
        [paper_id],
    )


def _dispute(table: Table) -> None:
    """Note which new facts overlap one that stands, which nobody here can resolve."""
    if table.line is None:
        return
    in_time = "" if table.key in ONCE else "AND NOT isempty(o.valid * daterange(p.begins, p.ends))"
    execute(
        f"""
        UPDATE {table.plan} p SET is_disputed = true
        WHERE p.action IN {WRITTEN} AND NOT p.is_new AND p.is_lined AND EXISTS (
            SELECT FROM {table.family.table} o
            WHERE o.person_id = p.person_id AND o.replaced_by_id IS NULL AND o.voided_by_id IS NULL
              AND NOT o.is_disputed AND {table.together("o", "p")} {in_time})
        """
    )


def count_actions(table: Table) -> dict[str, int]:
    """How many facts of a family came to each action."""
    return dict(fetch(f"SELECT action, count(*) FROM {table.plan} GROUP BY action"))


def rows_of(table: Table, where: str, limit: int) -> list[tuple[Any, ...]]:
    """The first planned rows of a family with `where`: row, person, dossier."""
    return fetch(
        f"SELECT row, person, person_id FROM {table.plan} WHERE {where} ORDER BY row LIMIT {limit}"
    )


def note_people(tables: list[Table]) -> None:
    """Make the temporary table `book_with_facts`: whose dossiers the facts change."""
    touched = " UNION ".join(
        f"SELECT person_id FROM {table.plan} WHERE action IN ('new', 'replace', 'end')"
        for table in tables
    )
    execute("DROP TABLE IF EXISTS book_with_facts")
    execute(f"CREATE TEMP TABLE book_with_facts ON COMMIT DROP AS {touched}")
    execute("CREATE INDEX ON book_with_facts (person_id)")
    execute("ANALYZE book_with_facts")
