"""COPY into tables whose further columns are filled with their empty value."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

EMPTY = {
    "text": "",
    "varchar": "",
    "bool": False,
    "int2": 0,
    "int4": 0,
    "int8": 0,
    "jsonb": "{}",
    "ltree": "",
    "timestamptz": "2026-01-01T00:00:00+07",
}
COLUMNS = """
SELECT column_name, udt_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
  AND (column_name = ANY(%s)
       OR (is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'))
"""


def copy_rows(
    line: psycopg.Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write `rows` of the columns `names`; columns the table lacks are left out.

    Columns that may not be NULL and are not named get `EMPTY` of their type, so that a measuring
    province survives a new column.
    """
    types: dict[str, str] = dict(line.execute(COLUMNS, [table, list(names)]).fetchall())
    places = [place for place, name in enumerate(names) if name in types]
    others = [name for name in types if name not in names]
    filling = tuple("{}" if types[n].startswith("_") else EMPTY[types[n]] for n in others)
    columns = [names[place] for place in places] + others
    command = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(table), SQL(", ").join(map(Identifier, columns))
    )
    with line.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row([*(row[place] for place in places), *filling])


def has_table(line: psycopg.Connection, table: str) -> bool:
    """Whether this product version has `table`."""
    row = line.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{table}"]).fetchone()
    return bool(row and row[0])
