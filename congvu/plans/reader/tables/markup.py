"""Tables written as HTML inside a text, as some converters leave them."""

import re

from congvu.plans.reader.lines import Line, clean

from .grids import Printed, table_of
from .model import Table

_OPEN = re.compile(r"<table\b", re.I)
_CLOSE = re.compile(r"</table\s*>", re.I)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=</tr\s*>|<tr\b|</table|$)", re.I | re.S)
_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)(?=</t[dh]\s*>|<t[dh]\b|$)", re.I | re.S)
_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?(\d{1,2})", re.I)
_BREAK = re.compile(r"<(?:br|/p|/li)\b[^>]*>", re.I)
_NAMING_COLUMNS = 2


def find_markup(lines: list[Line]) -> list[Table]:
    """All HTML tables of tasks."""
    found: list[Table] = []
    at = 0
    while at < len(lines):
        if not _OPEN.search(lines[at].raw):
            at += 1
            continue
        end = at
        while end + 1 < len(lines) and not _CLOSE.search(lines[end].raw):
            end += 1
        table = table_of(_printed(lines[at : end + 1]), found[-1] if found else None)
        if table is not None and table.rows:
            found.append(table)
        at = end + 1
    return found


def _printed(lines: list[Line]) -> list[Printed]:
    """The rows of one HTML table, each with the line it begins on."""
    text = "\n".join(line.raw for line in lines)
    held: dict[int, tuple[int, str]] = {}
    found: list[Printed] = []
    for row in _ROW.finditer(text):
        line = lines[text.count("\n", 0, row.start())]
        cells = _spread(row[1], held)
        if any(cells):
            found.append((line, cells))
    return found


def _spread(row: str, held: dict[int, tuple[int, str]]) -> list[str]:
    """The cells of a row with those that cells of earlier rows reach down into."""
    cells: list[str] = []

    def fill() -> None:
        while len(cells) in held:
            at = len(cells)
            left, text = held.pop(at)
            cells.append("" if at < _NAMING_COLUMNS else text)
            if left > 1:
                held[at] = (left - 1, text)

    for attributes, inside in _CELL.findall(row):
        fill()
        spans = {name.lower(): int(count) for name, count in _SPAN.findall(attributes)}
        text = "\n".join(filter(None, (clean(part) for part in _BREAK.split(inside))))
        if spans.get("rowspan", 1) > 1:
            held[len(cells)] = (spans["rowspan"] - 1, text)
        cells.append(text)
        cells.extend([""] * (min(spans.get("colspan", 1), 20) - 1))
    fill()
    return cells
