"""The people of a workbook: staged, matched to dossiers, opened or renewed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from congvu.people.commands.staging import matching
from congvu.people.commands.staging.copying import copy_columns
from congvu.people.commands.staging.governed import find_governed, guarded
from congvu.people.commands.staging.tables import execute, fetch
from congvu.people.models import Person
from congvu.people.workbook.book import CheckedBook
from congvu.people.workbook.layout import PEOPLE, sheet_of

# Where a name and a birth date may be told more or less exactly, the better known one stays.
_BIRTH_TOLD = """(b.born_from IS NOT NULL AND NOT coalesce(
    p.born_from >= b.born_from AND p.born_to <= b.born_to, false))"""
_BORN = ("born", "born_from", "born_to")

_STAGED = """
CREATE TEMP TABLE staged ON COMMIT DROP AS
SELECT b.person AS row, b.personal_id, b.staff_number, b.full_name,
       b.born_from AS birth_from, b.born_to AS birth_to,
       CASE WHEN u.kind = 'division' THEN coalesce(u.parent_id, u.id) ELSE u.id END AS unit_id,
       CASE WHEN u.kind = 'division' THEN u.id END AS division_id
FROM book_people b JOIN establishment_unit u ON u.id = b.unit
"""

# The people only other sheets name: known by a number, or not at all.
_NAMED = """
INSERT INTO matched (row, place_id, path, candidates, person_id, is_new, refusal)
SELECT n.person, p.unit_id, p.unit_path, '{}', p.id, false,
       CASE WHEN p.id IS NULL THEN 'person.unknown' END
FROM book_named n
LEFT JOIN LATERAL (
    SELECT f.id, f.unit_id, f.unit_path FROM people_person f
    WHERE (f.personal_id = n.personal_id OR (f.staff_number = n.staff_number
           AND NOT EXISTS (SELECT FROM people_person o WHERE o.personal_id = n.personal_id)))
      AND f.unit_path <@ ANY(%s::ltree[]) AND f.status <> 'merged'
    ORDER BY f.id LIMIT 1) p ON true
"""


def person_columns() -> tuple[str, ...]:
    """The columns of the person a workbook tells, the birth date in its three."""
    names = [column.name for column in sheet_of(PEOPLE).columns]
    at = names.index("born")
    return (*names[:at], *_BORN, *names[at + 1 :])


def stage_people(book: CheckedBook, good: set[int]) -> None:
    """Put the good people of the workbook into temporary tables."""
    told = book.people.of_people(good)
    typed = ", ".join(f"{name} {_type(name)}" for name in ("person", "row", *person_columns()))
    execute("DROP TABLE IF EXISTS book_people, book_named, staged")
    execute(f"CREATE TEMP TABLE book_people ({typed}) ON COMMIT DROP")
    if len(told):
        copy_columns("book_people", told.names, (told.values[name] for name in told.names))
    execute(_STAGED)
    execute("ANALYZE staged")
    execute(
        """CREATE TEMP TABLE book_named (person integer, sheet text, row integer,
           personal_id text, staff_number text) ON COMMIT DROP"""
    )
    named = [line for line in book.named if line[0] in good]
    names = ("person", "sheet", "row", "personal_id", "staff_number")
    if named:
        copy_columns("book_named", names, list(zip(*named, strict=True)))


def _type(name: str) -> str:
    if name in ("person", "row"):
        return "integer"
    if name == "unit":
        return "bigint"
    return "date" if name in ("born_from", "born_to", "personal_id_issued_on") else "text"


def match_people(paths: Sequence[str]) -> None:
    """Make the temporary table `book_taken`: each good person and the dossier it leads to."""
    answers: Mapping[int, UUID | None] = {}
    matching.match_rows(paths, answers)
    execute(_NAMED, [list(paths)])
    execute("DROP TABLE IF EXISTS book_taken")
    execute(
        """
        CREATE TEMP TABLE book_taken ON COMMIT DROP AS
        SELECT row AS person, person_id, is_new, place_id, path FROM matched WHERE refusal IS NULL
        """
    )
    execute("CREATE UNIQUE INDEX ON book_taken (person)")
    execute("ANALYZE book_taken")


def has_known() -> bool:
    """Whether some of the people have a dossier already."""
    return bool(fetch("SELECT EXISTS (SELECT FROM book_taken WHERE NOT is_new)")[0][0])


def move_to_posts(on: Any, paths: Sequence[str]) -> None:
    """New people stand where their main post of today is; one outside the actor's units waits."""
    execute(
        """
        WITH now AS (
            SELECT f.person_id, u.id, u.path FROM plan_book_posts f
            JOIN establishment_unit u ON u.id = f.unit_id
            WHERE f.action IN ('new', 'replace') AND f.is_main AND NOT f.is_disputed
              AND NOT f.is_crossed AND daterange(f.begins, f.ends) @> %s::date
        ), outside AS (
            UPDATE matched m SET refusal = 'unit.outside' FROM now
            WHERE m.person_id = now.person_id AND NOT now.path <@ ANY(%s::ltree[])
        )
        UPDATE book_taken t SET place_id = now.id, path = now.path
        FROM now WHERE now.person_id = t.person_id AND t.is_new
        """,
        [on, list(paths)],
    )
    execute(
        """DELETE FROM book_taken t USING matched m
           WHERE m.row = t.person AND m.refusal IS NOT NULL"""
    )
    execute(
        """DELETE FROM plan_book_posts f USING matched m
           WHERE m.row = f.person AND m.refusal IS NOT NULL"""
    )
    execute(
        """UPDATE plan_book_posts f SET path = t.path FROM book_taken t
           WHERE t.person = f.person AND t.path <> f.path"""
    )


def plan_people() -> None:
    """Make the temporary tables `book_next` and `book_held`.

    The known people the workbook tells otherwise of, and those of whom it may not.
    """
    told = {name: f"coalesce(b.{name}, p.{name})" for name in _told()}
    for name in _BORN:
        told[name] = f"CASE WHEN {_BIRTH_TOLD} THEN b.{name} ELSE p.{name} END"
    find_governed("book_taken")
    kept = {name: guarded(name, value) for name, value in told.items()}
    before = ", ".join(f"p.{name}" for name in told)
    after, wanted = ", ".join(kept.values()), ", ".join(told.values())
    named = ", ".join(f"{value} AS {name}" for name, value in kept.items())
    known = """book_people b JOIN book_taken t ON t.person = b.person
        JOIN people_person p ON p.id = t.person_id"""
    execute("DROP TABLE IF EXISTS book_next, book_held")
    execute(
        f"""
        CREATE TEMP TABLE book_next ON COMMIT DROP AS
        SELECT b.person, p.id, {named}
        FROM {known} LEFT JOIN governed g ON g.person_id = p.id
        WHERE NOT t.is_new AND ROW({before}) IS DISTINCT FROM ROW({after})
        """
    )
    execute(
        f"""
        CREATE TEMP TABLE book_held ON COMMIT DROP AS
        SELECT p.id AS person_id FROM {known} JOIN governed g ON g.person_id = p.id
        WHERE ROW({after}) IS DISTINCT FROM ROW({wanted})
        """
    )


def _told() -> list[str]:
    return [name for name in person_columns() if name not in ("unit", *_BORN)]


def insert_people(paper_id: int, on: Any, left: Sequence[str]) -> int:
    """Open a dossier for every new person, standing as the facts planned say; return how many."""
    names = [name for name in person_columns() if name != "unit"]
    values = ", ".join(
        f"b.{name}" if Person._meta.get_field(name).null else f"coalesce(b.{name}, '')"
        for name in names
    )
    now = """f.action = 'new' AND NOT f.is_disputed AND NOT f.is_crossed
             AND daterange(f.begins, f.ends) @> %(on)s::date"""
    return execute(
        f"""
        INSERT INTO people_person (id, {", ".join(names)}, status, unit_id, unit_path, post,
                                   title_code, rank_id, has_unverified, basis_id)
        SELECT t.person_id, {values},
               CASE WHEN state.status_code = ANY(%(left)s)
                      OR (EXISTS (SELECT FROM plan_book_service f WHERE f.person_id = t.person_id
                                  AND NOT f.is_disputed AND NOT f.is_crossed)
                          AND NOT EXISTS (SELECT FROM plan_book_service f
                                          WHERE f.person_id = t.person_id AND {now}))
                    THEN 'left' ELSE 'serving' END,
               t.place_id, t.path, coalesce(post.title, ''), coalesce(post.title_code, ''),
               held.rank_id, EXISTS (SELECT FROM book_with_facts w WHERE w.person_id = t.person_id),
               %(paper)s
        FROM book_taken t JOIN book_people b ON b.person = t.person
        LEFT JOIN (SELECT * FROM plan_book_posts f WHERE f.is_main AND {now}) post
               ON post.person_id = t.person_id
        LEFT JOIN (SELECT * FROM plan_book_ranks f WHERE {now}) held
               ON held.person_id = t.person_id
        LEFT JOIN (SELECT * FROM plan_book_status f WHERE {now}) state
               ON state.person_id = t.person_id
        WHERE t.is_new
        """,
        {"on": on, "left": list(left), "paper": paper_id},
    )


def update_people(paper_id: int) -> int:
    """Renew the people of `book_next`, keeping what was said before; return how many."""
    names = [*_told(), *_BORN]
    was = " UNION ALL ".join(
        f"SELECT '{name}', to_jsonb(p.{name}) WHERE p.{name} IS DISTINCT FROM n.{name}"
        for name in names
    )
    execute(
        f"""
        INSERT INTO people_personchange (person_id, before, basis_id, unit_path)
        SELECT p.id, (SELECT jsonb_object_agg(was.name, was.value)
                      FROM ({was}) was (name, value)), %s, p.unit_path
        FROM people_person p JOIN book_next n ON n.id = p.id
        """,
        [paper_id],
    )
    assigned = ", ".join(f"{name} = n.{name}" for name in names)
    return execute(f"UPDATE people_person p SET {assigned} FROM book_next n WHERE n.id = p.id")


def known_touched() -> list[UUID]:
    """The known people of whom something was written."""
    rows = fetch(
        """SELECT DISTINCT t.person_id FROM book_taken t
           JOIN book_with_facts w ON w.person_id = t.person_id WHERE NOT t.is_new"""
    )
    return [row[0] for row in rows]


def count_held() -> int:
    """Of how many people the workbook tells otherwise what a paper governs."""
    return int(fetch("SELECT count(*) FROM book_held")[0][0])


def held_people(limit: int) -> list[UUID]:
    """The first of those."""
    return [row[0] for row in fetch("SELECT person_id FROM book_held LIMIT %s", [limit])]


def refusals() -> list[tuple[int, str]]:
    """The people the matching holds back, and why."""
    return fetch("SELECT row, refusal FROM matched WHERE refusal IS NOT NULL")
