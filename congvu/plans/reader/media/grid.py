"""A table of a file as lines of text that the reader, and a person, can read again.

One printed row is one line of cells between pipes. A cell merged over several rows stands in
the first one; below it, number and content stay empty (the row goes on), while agencies, times
and products are written again, as they hold for each row.
"""

from collections.abc import Sequence

from congvu.plans.reader.tables.roles import role_of

NAMING_COLUMNS = 2


def pipe_lines(rows: Sequence[Sequence[str | None]]) -> list[str]:
    """Lines for rows of cells; None is a cell merged with the one above it."""
    width = max((len(row) for row in rows), default=0)
    above = [""] * width
    found = []
    for row in rows:
        cells = [*row, *[""] * (width - len(row))]
        shown = []
        for at, cell in enumerate(cells):
            if cell is None:
                shown.append("" if at < NAMING_COLUMNS else above[at])
            else:
                above[at] = _one_line(cell)
                shown.append(above[at])
        if any(shown):
            found.append("| " + " | ".join(shown) + " |")
    return found


def table_lines(rows: Sequence[Sequence[str | None]]) -> list[str]:
    """Lines for a table of a file: pipes, or plain text where it only lays out a page.

    Letter heads and signatures are set in tables of two columns; they are text, column by column.
    """
    if max((len(row) for row in rows), default=0) > 2 or _holds_tasks(rows):
        return ["", *pipe_lines(rows), ""]
    columns = [[row[at] for row in rows if at < len(row) and row[at]] for at in (0, 1)]
    return [line for column in columns for cell in column if cell for line in cell.split("\n")]


def _holds_tasks(rows: Sequence[Sequence[str | None]]) -> bool:
    heads = [role_of(cell or "") for cell in rows[0]] if rows else []
    return "content" in heads and bool({"lead", "both", "coordinating", "time"} & set(heads))


def _one_line(cell: str) -> str:
    lines = [" ".join(line.split()) for line in cell.replace("|", "¦").split("\n")]
    return "<br>".join(line for line in lines if line)
