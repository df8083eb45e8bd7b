"""The persons of a list: new dossiers opened, told fields renewed, blank cells left alone."""

from uuid import UUID

from congvu.people.commands.staging.governed import find_governed, guarded
from congvu.people.commands.staging.tables import execute, fetch

_TAKEN = """
CREATE TEMP TABLE taken ON COMMIT DROP AS
SELECT s.*, m.person_id, m.is_new, m.place_id, m.path,
       NULL::date AS rank_since_from, NULL::date AS rank_since_to,
       NULL::text AS rank_since_printed
FROM staged s JOIN matched m ON m.row = s.row WHERE m.refusal IS NULL
"""

# Column of the person: what the list says of it, NULL where its cell is blank.
_TEXTS = {
    "old_id": ("t.old_id", 12),
    "staff_number": ("t.staff_number", 40),
    "full_name": ("t.full_name", 200),
    "sex": ("t.sex", 1),
    "ethnic_group": ("t.ethnic_group", 10),
    "religion": ("t.religion", 10),
    "home_place": ("t.home_place", 300),
    "phone": ("t.phone", 40),
    "email": ("t.email", 200),
    "object_kind": ("t.object_kind", 20),
    "notes": ("t.notes", 1000),
}
# A birth year does not blot out the full date that is already known to lie in it.
_BIRTH_TOLD = """(t.birth_from IS NOT NULL AND NOT coalesce(
    p.born_from >= t.birth_from AND p.born_to <= t.birth_to, false))"""


def printed(name: str) -> str:
    """SQL for what is kept of the date column `name` as printed: nothing where it is whole."""
    return f"CASE WHEN {name}_from = {name}_to THEN '' ELSE coalesce({name}_printed, '') END"


_BORN = "coalesce(t.birth_printed, '')"


def open_taken() -> None:
    """Make the temporary table `taken`: the rows whose person is known or new."""
    execute("DROP TABLE IF EXISTS taken")
    execute(_TAKEN)
    execute("ANALYZE taken")


def insert_people(paper_id: int) -> int:
    """Open a dossier for every new person of the list; return how many."""
    texts = ", ".join(f"left(coalesce({told}, ''), {size})" for told, size in _TEXTS.values())
    return execute(
        f"""
        INSERT INTO people_person (
            id, personal_id, {", ".join(_TEXTS)}, born, born_from, born_to, status,
            unit_id, unit_path, post, title_code, rank_id, has_unverified, basis_id)
        SELECT t.person_id, t.personal_id, {texts}, {_BORN}, t.birth_from, t.birth_to,
               'serving', t.place_id, t.path, left(coalesce(t.position, ''), 200), t.title_code,
               t.rank, true, %s
        FROM taken t WHERE t.is_new
        """,
        [paper_id],
    )


def plan_people() -> None:
    """Make the temporary tables `person_next` and `person_held`.

    The known people of whom the list says otherwise, and those of whom it may not.
    """
    told = {
        name: f"left(coalesce({told}, p.{name}), {size})" for name, (told, size) in _TEXTS.items()
    }
    told["personal_id"] = "coalesce(t.personal_id, p.personal_id)"
    told["born"] = f"CASE WHEN {_BIRTH_TOLD} THEN {_BORN} ELSE p.born END"
    told["born_from"] = f"CASE WHEN {_BIRTH_TOLD} THEN t.birth_from ELSE p.born_from END"
    told["born_to"] = f"CASE WHEN {_BIRTH_TOLD} THEN t.birth_to ELSE p.born_to END"
    find_governed("taken")
    kept = {name: guarded(name, value) for name, value in told.items()}
    before = ", ".join(f"p.{name}" for name in told)
    after, wanted = ", ".join(kept.values()), ", ".join(told.values())
    named = ", ".join(f"{value} AS {name}" for name, value in kept.items())
    execute("DROP TABLE IF EXISTS person_next, person_held")
    execute(
        f"""
        CREATE TEMP TABLE person_next ON COMMIT DROP AS
        SELECT t.row, p.id, p.unit_path, {named}
        FROM taken t JOIN people_person p ON p.id = t.person_id
        LEFT JOIN governed g ON g.person_id = p.id
        WHERE NOT t.is_new AND ({before}) IS DISTINCT FROM ({after})
        """
    )
    execute(
        f"""
        CREATE TEMP TABLE person_held ON COMMIT DROP AS
        SELECT t.row, p.id AS person_id
        FROM taken t JOIN people_person p ON p.id = t.person_id
        JOIN governed g ON g.person_id = p.id
        WHERE ({after}) IS DISTINCT FROM ({wanted})
        """
    )


def update_people(paper_id: int) -> int:
    """Renew the people of `person_next`, keeping what was said before; return how many."""
    names = [*_TEXTS, "personal_id", "born", "born_from", "born_to"]
    listed = ", ".join(f"'{name}', p.{name}" for name in names)
    renewed = ", ".join(f"'{name}', n.{name}" for name in names)
    execute(
        f"""
        INSERT INTO people_personchange (person_id, before, basis_id, unit_path)
        SELECT p.id, (SELECT jsonb_object_agg(was.key, was.value)
                      FROM jsonb_each(jsonb_build_object({listed})) was
                      WHERE was.value IS DISTINCT FROM
                            jsonb_build_object({renewed}) -> was.key), %s, p.unit_path
        FROM people_person p JOIN person_next n ON n.id = p.id
        """,
        [paper_id],
    )
    assigned = ", ".join(f"{name} = n.{name}" for name in names)
    return execute(f"UPDATE people_person p SET {assigned} FROM person_next n WHERE n.id = p.id")


def known_touched() -> list[UUID]:
    """The known people of whom the list writes something."""
    rows = fetch(
        "SELECT t.person_id FROM taken t JOIN touched x ON x.row = t.row WHERE NOT t.is_new"
    )
    return [row[0] for row in rows]
