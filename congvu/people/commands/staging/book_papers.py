"""The papers a workbook names: each kept once, unverified until somebody has seen it."""

from collections.abc import Sequence
from datetime import date

from congvu.documents.choices import PaperKind
from congvu.people.commands.staging.book_facts import WRITTEN
from congvu.people.commands.staging.book_tables import Table
from congvu.people.commands.staging.copying import copy_columns
from congvu.people.commands.staging.tables import execute

_SAME = """d.kind = %(kind)s AND d.named_kind = p.named_kind AND d.number = p.number
           AND d.signed_on IS NOT DISTINCT FROM p.day AND d.issuer = p.issuer
           AND d.unit_path = %(path)s::ltree"""


def write_papers(
    lines: Sequence[tuple[str, str, date | None, str]],
    tables: Sequence[Table],
    *,
    unit_path: str,
    title: str,
    file_id: int,
) -> None:
    """Make the temporary table `book_paper`: the key of the paper of each line a new fact names.

    One of the same kind, number, day and issuer that an earlier workbook of the unit named is
    taken again.
    """
    execute("DROP TABLE IF EXISTS book_paper, book_paper_told")
    execute(
        """CREATE TEMP TABLE book_paper_told (line integer, named_kind text, number text, day date,
           issuer text) ON COMMIT DROP"""
    )
    if lines:
        names = ("line", "named_kind", "number", "day", "issuer")
        columns = [range(len(lines)), *zip(*lines, strict=True)]
        copy_columns("book_paper_told", names, columns)
    used = " UNION ".join(
        f"SELECT paper FROM {table.plan} WHERE action IN {WRITTEN}" for table in tables
    )
    execute(f"DELETE FROM book_paper_told p WHERE p.line NOT IN (SELECT u.paper FROM ({used}) u"
            " WHERE u.paper IS NOT NULL)")  # fmt: skip
    params = {
        "kind": PaperKind.IMPORTED_LIST.value,
        "path": unit_path,
        "title": title[:500],
        "file": file_id,
    }
    execute(
        f"""
        INSERT INTO documents_paper (kind, named_kind, number, title, issuer, signed_on, file_id,
                                     unit_path)
        SELECT %(kind)s, p.named_kind, p.number, %(title)s, p.issuer, p.day, %(file)s,
               %(path)s::ltree
        FROM book_paper_told p WHERE NOT EXISTS (SELECT FROM documents_paper d WHERE {_SAME})
        """,
        params,
    )
    execute(
        f"""
        CREATE TEMP TABLE book_paper ON COMMIT DROP AS
        SELECT p.line, min(d.id) AS id FROM book_paper_told p JOIN documents_paper d ON {_SAME}
        GROUP BY p.line
        """,
        params,
    )
    execute("ANALYZE book_paper")
