"""Refusing a file that carries a secrecy mark, by its name and by all the text it holds.

The files it carries along are judged too. A picture, a scan without a text layer, a locked or
broken file cannot be read here: then the name alone is judged, and the answer says so.
"""

import tempfile
import zipfile
import zlib
from pathlib import Path

from congvu.documents.rules.secrecy import secrecy_of_name, secrecy_of_text

from .errors import IntakeError
from .guard import run_guarded
from .texts import carried, is_simple, parts_of

MEMORY_MB, SECONDS = 1_200, 40
DEEPEST = 3
"""How many files one inside the other are opened."""
_UNREADABLE = (IntakeError, zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, OSError)


def refuse_secret(name: str, content: bytes) -> bool:
    """Refuse a file under a secrecy mark; return whether its text could be read at all.

    Raises: IntakeError `secret`.
    """
    if secrecy_of_name(name):
        raise IntakeError("secret")
    try:
        marked, is_read = _judged(name, content)
    except IntakeError:
        return False
    if marked:
        raise IntakeError("secret")
    return is_read


def _judged(name: str, content: bytes) -> tuple[str, bool]:
    if is_simple(content):
        return _mark_of(name, content)
    with tempfile.NamedTemporaryFile(prefix="paper-") as file:
        file.write(content)
        file.flush()
        found = run_guarded(marked_in, file.name, name, memory_mb=MEMORY_MB, seconds=SECONDS)
        return str(found[0]), bool(found[1])


def marked_in(path: str, name: str) -> tuple[str, bool]:
    """The mark in a file and whether it holds text; run in the bounded process."""
    return _mark_of(name, Path(path).read_bytes())


def _mark_of(name: str, content: bytes, depth: int = 1) -> tuple[str, bool]:
    marks, has_text = [], False
    for part in parts_of(name, content):
        has_text = has_text or any(line.strip() for line in part.lines)
        marks.append(secrecy_of_text(part.lines, are_cells=part.are_cells))
    if depth < DEEPEST:
        for inner, inside in carried(content):
            marks += [secrecy_of_name(inner), _inside(inner, inside, depth + 1)]
    return max(marks, default=""), has_text


def _inside(name: str, content: bytes, depth: int) -> str:
    """The mark of a file inside another; one that cannot be read does not hide the others."""
    try:
        return _mark_of(name, content, depth)[0]
    except _UNREADABLE:
        return ""
