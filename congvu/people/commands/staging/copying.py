"""COPY of values held by column: each distinct value is written out once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from congvu.people.commands.staging.tables import execute

_CHUNK = 2000
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class _Texts(dict[Any, str]):
    """Values as COPY writes them."""

    def __missing__(self, value: Any) -> str:
        text = self[value] = _text(value)
        return text


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, date) else str(value)


def copy_columns(table: str, names: Sequence[str], columns: Iterable[Sequence[Any]]) -> None:
    """Put columns of equal length into the temporary table `table`."""
    texts = []
    for column in columns:
        known = _Texts()
        texts.append([known[value] for value in column])
    lines = ["\t".join(row) for row in zip(*texts, strict=True)]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy,
    ):
        for start in range(0, len(lines), _CHUNK):
            copy.write("\n".join(lines[start : start + _CHUNK]) + "\n")
    execute(f"ANALYZE {table}")
