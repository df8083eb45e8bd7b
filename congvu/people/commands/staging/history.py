"""Earlier posts, ranks and pay steps from the sheet "Quá trình công tác".

Papers give dates by halves: an end with unknown day yields to the start of the next line. Lines
that overlap all the same are taken as disputed, for somebody to settle with the papers in hand.
"""

from dataclasses import dataclass
from uuid import UUID

from congvu.people.commands.staging.people import printed
from congvu.people.commands.staging.tables import execute, fetch

_HISTORY = f"""
CREATE TEMP TABLE history ON COMMIT DROP AS
WITH owned AS (
    SELECT h.*, coalesce(a.person_id, b.person_id) AS person_id,
           coalesce(a.row, b.row) AS person_row
    FROM staged_history h
    LEFT JOIN taken a ON a.personal_id = h.personal_id
    LEFT JOIN taken b ON a.row IS NULL AND b.staff_number = h.staff_number
    WHERE h.period_from_from IS NOT NULL
), ordered AS (
    SELECT o.*, lead(o.period_from_from) OVER (
               PARTITION BY o.person_id ORDER BY o.period_from_from, o.row) AS next_start
    FROM owned o WHERE o.person_id IS NOT NULL
)
SELECT o.row, o.person_id, o.person_row, o.period_from_from AS begins,
       o.period_from_to AS begins_last, {printed("o.period_from")} AS since_printed,
       {printed("o.period_to")} AS until_printed,
       o.period_to_to IS NULL OR o.period_to_to > o.period_to_from AS is_end_loose,
       CASE WHEN o.period_to_to IS NULL THEN o.next_start
            WHEN o.next_start BETWEEN o.period_to_from AND o.period_to_to THEN o.next_start
            ELSE o.period_to_to + 1 END AS ends,
       o.unit_id, left(coalesce(o.unit, ''), 300) AS unit_printed,
       left(coalesce(o.position, ''), 200) AS title, o.title_code,
       o.rank, o.salary_step, o.coefficient
FROM ordered o
"""

# The line still running is the post of today and tells when it began; with none such, today's
# post began when the last one ended.
_POST_SINCE = """
UPDATE taken t SET appointed_on_from = h.since, appointed_on_to = h.last,
       appointed_on_printed = h.printed
FROM (
    SELECT person_row,
           coalesce(max(since_printed) FILTER (WHERE ends IS NULL), '') AS printed,
           coalesce(max(begins) FILTER (WHERE ends IS NULL), max(ends)) AS since,
           coalesce(max(begins_last) FILTER (WHERE ends IS NULL), max(ends)) AS last
    FROM history GROUP BY person_row
) h
WHERE h.person_row = t.row AND t.appointed_on_from IS NULL
"""


@dataclass(frozen=True)
class _Run:
    """Lines of one person that say the same of rank or pay, taken together."""

    name: str
    values: tuple[str, ...]
    today: tuple[str, ...]
    since: str

    def create(self) -> str:
        """SQL: one row a run, with the start of the next run as its end."""
        names, shown = ", ".join(self.values), ", ".join(f"r.{name}" for name in self.values)
        today = ", ".join(f"t.{name}" for name in self.today)
        return f"""
        CREATE TEMP TABLE run_{self.name} ON COMMIT DROP AS
        WITH marked AS (
            SELECT h.*, (lag(ROW({names})) OVER line) IS DISTINCT FROM ROW({names}) AS is_first
            FROM history h WHERE h.{self.values[0]} IS NOT NULL
            WINDOW line AS (PARTITION BY h.person_id ORDER BY h.begins, h.row)
        ), runs AS (
            SELECT m.*, lead(m.begins) OVER line AS ends_next FROM marked m WHERE m.is_first
            WINDOW line AS (PARTITION BY m.person_id ORDER BY m.begins, m.row)
        )
        SELECT r.row, r.person_id, r.person_row, r.begins, r.begins_last, r.since_printed,
               {shown}, r.ends_next IS NULL AND ROW({shown}) IS NOT DISTINCT FROM ROW({today})
                   AS is_today,
               coalesce(r.ends_next, t.{self.since}_from) AS ends
        FROM runs r JOIN taken t ON t.row = r.person_row
        """

    def tell_since(self) -> str:
        """SQL: when what the person has today began, where the list itself does not say."""
        return f"""
        UPDATE taken t SET {self.since}_from = r.begins, {self.since}_to = r.begins_last,
               {self.since}_printed = r.since_printed
        FROM run_{self.name} r
        WHERE r.person_row = t.row AND r.is_today AND t.{self.since}_from IS NULL
        """


_RUNS = (
    _Run("rank", ("rank",), ("rank",), "rank_since"),
    _Run("pay", ("salary_step", "coefficient"), ("salary_step", "coefficient"), "step_since"),
)


def plan_history() -> None:
    """Make the temporary tables of earlier facts and tell the rows of today when they began."""
    execute("DROP TABLE IF EXISTS history, run_rank, run_pay")
    execute(_HISTORY)
    execute("ANALYZE history")
    execute(_POST_SINCE)
    for run in _RUNS:
        execute(run.create())
        execute(run.tell_since())


def count_left() -> int:
    """How many good rows are not taken: of nobody whose row is taken, or without a first day."""
    (left,) = fetch("SELECT (SELECT count(*) FROM staged_history) - (SELECT count(*) FROM history)")
    return int(left[0])


def known_told() -> list[UUID]:
    """The known people of whom the sheet tells something."""
    rows = fetch(
        """SELECT DISTINCT h.person_id FROM history h JOIN taken t ON t.row = h.person_row
           WHERE NOT t.is_new"""
    )
    return [row[0] for row in rows]


def write_history(paper_id: int) -> int:
    """Insert the earlier facts that the dossiers do not have yet; return how many."""
    posts = """
        SELECT h.row, h.person_id, t.path, t.is_new, h.begins,
               CASE WHEN h.is_end_loose AND t.appointed_on_from > h.begins
                    THEN least(h.ends, t.appointed_on_from) ELSE h.ends END AS ends,
               h.since_printed, h.until_printed, h.unit_id,
               CASE WHEN h.unit_id IS NULL THEN h.unit_printed ELSE '' END AS unit_printed,
               h.title, h.title_code, '' AS job_position, true AS is_main
        FROM history h JOIN taken t ON t.row = h.person_row WHERE h.ends > h.begins"""
    runs = """
        SELECT r.row, r.person_id, t.path, t.is_new, r.begins, r.ends, r.since_printed,
               '' AS until_printed, {values}
        FROM run_{name} r JOIN taken t ON t.row = r.person_row
        WHERE NOT r.is_today AND r.ends > r.begins"""
    return (
        _insert(
            paper_id,
            "people_posting",
            posts,
            ("unit_id", "unit_printed", "title", "title_code", "job_position", "is_main"),
            same="o.title = p.title AND o.unit_id IS NOT DISTINCT FROM p.unit_id",
        )
        + _insert(
            paper_id,
            "people_rankheld",
            runs.format(name="rank", values="r.rank AS rank_id"),
            ("rank_id",),
            same="o.rank_id = p.rank_id",
        )
        + _insert(
            paper_id,
            "people_paystep",
            runs.format(name="pay", values="r.salary_step AS step, r.coefficient"),
            ("step", "coefficient"),
            same="o.step = p.step",
        )
    )


def _insert(paper_id: int, table: str, rows: str, columns: tuple[str, ...], *, same: str) -> int:
    """Insert earlier facts of one table, disputed where they overlap what stands or each other.

    Overlap is asked by `isempty`, so that the few facts of a person are found by the person's own
    index: the one of the exclusion constraint is fifty times slower to look into. And before any
    is written: an INSERT that asks its own table may look through all of it for each row.
    """
    names = "".join(f", {name}" for name in columns)
    values = "".join(f", p.{name}" for name in columns)
    stands = "o.replaced_by_id IS NULL AND o.voided_by_id IS NULL"
    execute("DROP TABLE IF EXISTS earlier")
    execute(
        f"""
        CREATE TEMP TABLE earlier ON COMMIT DROP AS
        WITH told AS ({rows}), planned AS (
            SELECT p.*, daterange(p.begins, p.ends) AS valid,
                   coalesce(p.begins < max(p.ends) OVER before, false)
                   OR coalesce(p.ends > lead(p.begins) OVER line, false) AS is_crossed
            FROM told p
            WHERE CASE WHEN p.is_new THEN true ELSE NOT EXISTS (
                SELECT FROM {table} o WHERE o.person_id = p.person_id AND {stands}
                  AND lower(o.valid) = p.begins AND {same}) END
            WINDOW line AS (PARTITION BY p.person_id ORDER BY p.begins, p.row),
                   before AS (line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        )
        SELECT p.*, p.is_crossed
               OR EXISTS (SELECT FROM {table} o WHERE o.person_id = p.person_id AND {stands}
                            AND NOT o.is_disputed AND NOT isempty(o.valid * p.valid))
               AS is_disputed
        FROM planned p
        """
    )
    return execute(
        f"""
        INSERT INTO {table} (person_id, valid, since_printed, until_printed, basis_id,
                             is_disputed, unit_path{names})
        SELECT p.person_id, p.valid, p.since_printed, p.until_printed, %s, p.is_disputed,
               p.path{values}
        FROM earlier p
        """,
        [paper_id],
    )
