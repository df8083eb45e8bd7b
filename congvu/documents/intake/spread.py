"""How far a workbook's cells reach: one stray cell makes a sheet as large as its whole rectangle.

What a sheet declares of itself is only a hint: it counts formatted cells without a value, which no
reader keeps, and a hostile file says what it likes. So the cells are looked at where the hint is
large, and where the reader died.
"""

import html
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from .errors import IntakeError
from .guard import run_guarded

MAX_CELLS = 5_000_000
_HEAD_BYTES, _PIECE_BYTES, _LONGEST_TAG = 65_536, 4_000_000, 2_000
_DEADLY = ("broken", "too_hungry", "too_slow")
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
# A cell without a value closes itself.
_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')


def run_guarded_book(function: Callable[..., Any], path: str, *args: Any, **bounds: int) -> Any:
    """The answer of `function(path, *args)` about the xlsx at `path`, from the bounded process.

    Raises: IntakeError: `too_many_cells` with the cell that lies too far off, or as `run_guarded`.
    """
    if declares_much(path):
        run_guarded(refuse_spread, path)
    try:
        return run_guarded(function, path, *args, **bounds)
    except IntakeError as refusal:
        if refusal.code in _DEADLY:
            run_guarded(refuse_spread, path)
        raise


def declares_much(path: str) -> bool:
    """Whether some sheet says of itself that it has more cells than can be read."""
    with zipfile.ZipFile(path) as archive:
        heads = (_head(archive, name) for name in _sheets(archive))
        return any(map(_is_much, heads))


def refuse_spread(path: str, max_cells: int = MAX_CELLS) -> None:
    """Refuse a book with a sheet whose filled cells reach too far; run in the bounded process.

    Raises: IntakeError, with the sheet and its farthest cell.
    """
    with zipfile.ZipFile(path) as archive:
        for name in _sheets(archive):
            cells, farthest = _reach(archive, name)
            if cells > max_cells:
                raise IntakeError(
                    "too_many_cells",
                    sheet=_title(archive, name),
                    cell=farthest,
                    cells=f"{cells:,}".replace(",", "."),
                )


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if _SHEETS.fullmatch(name)]


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(_HEAD_BYTES)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise IntakeError("broken") from error


def _is_much(head: bytes) -> bool:
    found = _DIMENSION.search(head)
    if found is None:
        return False
    rows = int(found[4]) - int(found[2]) + 1
    return rows * (_column(found[3]) - _column(found[1]) + 1) > MAX_CELLS


def _reach(archive: zipfile.ZipFile, name: str) -> tuple[int, str]:
    """The number of cells of the rectangle that holds all filled ones, and its farthest one."""
    last_row = last_column = most = 0
    farthest = ""
    for letters, digits in _filled(archive, name):
        row, column = int(digits), _column(letters)
        last_row, last_column = max(last_row, row), max(last_column, column)
        if row * column > most:
            most, farthest = row * column, f"{letters.decode()}{row}"
    return last_row * last_column, farthest


def _filled(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[bytes, bytes]]:
    rest = b""
    with archive.open(name) as member:
        while piece := member.read(_PIECE_BYTES):
            text = rest + piece
            end = 0
            for found in _CELL.finditer(text):
                yield found[1], found[2]
                end = found.end()
            rest = text[max(end, len(text) - _LONGEST_TAG) :]


def _title(archive: zipfile.ZipFile, name: str) -> str:
    """The sheet's name as its reader sees it; that of the part where the book does not tell."""
    last = name.rsplit("/", 1)[-1]
    relations = _head(archive, "xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    book = _head(archive, "xl/workbook.xml").decode("utf-8", "replace")
    for relation in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", relations):
        key = re.search(r'\bId="([^"]+)"', relation)
        if key and re.search(rf'Target="[^"]*{re.escape(last)}"', relation):
            for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
                title = re.search(r'\bname="([^"]*)"', sheet)
                if title and f'id="{key[1]}"' in sheet:
                    return html.unescape(title[1])
    return last


def _column(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number
