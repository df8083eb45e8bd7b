"""The sheets of an uploaded list, read in a bounded process of its own."""

import tempfile
from pathlib import Path
from typing import Any

from python_calamine import PasswordError

from congvu.documents.intake import Intake, IntakeError, check_file, run_guarded, run_guarded_book
from congvu.people.staff_list.packing import read_packed, unpack
from congvu.people.staff_list.sheets import Sheet

KINDS = ("xlsx", "xls", "ods", "csv", "tsv", "txt")
# 50,000 rows of forty columns need 1.2 GB and 20 s on a slow machine.
MEMORY_MB = 3_000
SECONDS = 120


def sheets_of(content: bytes, name: str) -> tuple[list[Sheet], tuple[str, ...]]:
    """The sheets of an uploaded file, and what is worth saying about it (codes of notes).

    `name` is what its sender called it.

    Its size is the caller's to judge, before it is kept.
    Raises: IntakeError.
    """
    with tempfile.NamedTemporaryFile(prefix="list-") as file:
        file.write(content)
        file.flush()
        intake = check_list(Path(file.name), name)
        called = f"{Path(name).stem}.{intake.kind}"
        run = run_guarded_book if intake.kind == "xlsx" else run_guarded
        packed = run(packed_sheets, file.name, called, memory_mb=MEMORY_MB, seconds=SECONDS)
    return [unpack(sheet) for sheet in packed], intake.notes


def look_at(content: bytes, name: str) -> None:
    """Tell what an uploaded file is without reading it.

    Raises: IntakeError where it may not be opened.
    """
    with tempfile.NamedTemporaryFile(prefix="list-") as file:
        file.write(content)
        file.flush()
        check_list(Path(file.name), name)


def check_list(path: Path, name: str, *, limit_mb: int | None = None) -> Intake:
    """What the file at `path` is, by its content.

    Raises: IntakeError where it may not be opened.
    """
    return check_file(path, name, allowed=KINDS, limit_mb=limit_mb)


def packed_sheets(path: str, name: str) -> list[dict[str, Any]]:
    """What the bounded process answers with."""
    try:
        return read_packed(Path(path), name)
    except PasswordError as locked:
        raise IntakeError("encrypted") from locked
