"""The temporary tables a list stands in while it is matched and taken."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from congvu.establishment.rules.titles import Place, title_code
from congvu.people.staff_list.check import HISTORY_COLUMNS, STAFF_COLUMNS

_NUMBERS = {
    "row": "integer",
    "unit_id": "bigint",
    "division_id": "bigint",
    "salary_step": "smallint",
    "overframe_percent": "smallint",
    "rating_year": "smallint",
    "coefficient": "numeric(4,2)",
}
_DATE_ENDS = ("_from", "_to")


Params = Sequence[Any] | Mapping[str, Any]


def execute(sql: str, params: Params = ()) -> int:
    """Run one statement; return how many rows it made or changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return int(cursor.rowcount)


def fetch(sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
    """All rows of one query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchall())


def stage_staff(rows: Iterable[Sequence[Any]]) -> None:
    """Put checked rows (in the order of STAFF_COLUMNS) into the temporary table `staged`."""
    _copy("staged", STAFF_COLUMNS, rows)
    _name_titles("staged")


def stage_history(rows: Iterable[Sequence[Any]]) -> None:
    """Put checked rows of earlier posts into the temporary table `staged_history`."""
    _copy("staged_history", HISTORY_COLUMNS, rows)
    _name_titles("staged_history")


def _column_type(name: str) -> str:
    return "date" if name.endswith(_DATE_ENDS) else _NUMBERS.get(name, "text")


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY goes to a temporary table: PostgreSQL allows none into one with row-level security."""
    typed = ", ".join(f"{name} {_column_type(name)}" for name in columns)
    execute(f"DROP TABLE IF EXISTS {table}")
    execute(f"CREATE TEMP TABLE {table} ({typed}, title_code text DEFAULT '') ON COMMIT DROP")
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
    execute(f"ANALYZE {table}")


def _name_titles(table: str) -> None:
    """Fill `title_code`: each distinct post and place is looked up once."""
    place = "coalesce(division_id, unit_id)" if table == "staged" else "unit_id"
    distinct = fetch(
        f"""
        SELECT DISTINCT s.position, unit.id, unit.kind,
               coalesce(agency.kind, unit.kind), coalesce(agency.name, unit.name)
        FROM {table} s JOIN establishment_unit unit ON unit.id = {place}
        LEFT JOIN establishment_unit agency
               ON agency.id = unit.parent_id AND unit.kind = 'division'
        WHERE s.position IS NOT NULL
        """
    )
    found = [
        (title, unit, code)
        for title, unit, kind, agency_kind, agency_name in distinct
        if (code := title_code(title, Place(agency_kind, kind, agency_name)))
    ]
    if found:
        titles, units, codes = zip(*found, strict=True)
        execute(
            f"""
            UPDATE {table} s SET title_code = t.code
            FROM unnest(%s::text[], %s::bigint[], %s::text[]) AS t (title, unit, code)
            WHERE s.position = t.title AND {place} = t.unit
            """,
            [list(titles), list(units), list(codes)],
        )
