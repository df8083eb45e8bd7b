"""Text of an xlsx file: each sheet's rows, its table as lines of pipes."""

from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from congvu.documents.intake.errors import IntakeError

from .grid import pipe_lines


def sheet_text(path: str) -> str:
    """The text of all visible sheets; formulas give their stored values, nothing is computed.

    Raises: IntakeError when the file is damaged or locked.
    """
    lines: list[str] = []
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        for meta in book.sheets_metadata:
            if meta.visible == python_calamine.SheetVisibleEnum.Visible and (
                meta.typ == python_calamine.SheetTypeEnum.WorkSheet
            ):
                lines.extend([*_sheet(book.get_sheet_by_name(meta.name)), ""])
    except python_calamine.PasswordError as error:
        raise IntakeError("encrypted") from error
    except python_calamine.CalamineError as error:
        raise IntakeError("broken") from error
    return "\n".join(lines)


def _sheet(sheet: Any) -> list[str]:
    rows: list[list[str | None]] = [
        [_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for at in range(top + 1, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, len(rows[at]) - 1) + 1):
                rows[at][column] = None if column == left else ""
    found: list[str] = []
    block: list[list[str | None]] = []
    for row in rows:
        filled = [cell for cell in row if cell]
        if len(filled) <= 1 and not block:
            found.append(" ".join(filled))
        else:
            block.append(row)
    return [*found, *pipe_lines(_trimmed(block))]


def _trimmed(rows: list[list[str | None]]) -> list[list[str | None]]:
    used = [at for row in rows for at, cell in enumerate(row) if cell]
    if not used:
        return []
    first, last = min(used), max(used)
    return [row[first : last + 1] for row in rows]


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, time | timedelta | bool) or value is None:
        return "" if value is None else str(value)
    return str(value).strip()
