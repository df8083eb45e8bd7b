"""Reading an uploaded list in a child process with limits of its own.

A spreadsheet may claim a billion cells or unpack to gigabytes, and a broken one can take the
whole process down. The child may; the parent then says in words what to do.
"""

import io
import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

from congvu.core.words import N_
from congvu.people.staff_list.packing import read_packed, unpack
from congvu.people.staff_list.sheets import Sheet

MEMORY_BYTES = 3 * 1024**3
SECONDS = 120
UNPACKED_BYTES = 600 * 1024**2
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_KINDS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt")


class UnreadableList(Exception):
    """The file cannot be read as a list; the text is a msgid for the officer."""


def read_guarded(content: bytes, name: str) -> list[Sheet]:
    """The sheets of an uploaded file.

    Raises: UnreadableList.
    """
    _look_first(content, name)
    command = [sys.executable, "-m", "congvu.people.guarded", name]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            cwd=Path(__file__).resolve().parents[2],
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise UnreadableList(_TOO_LARGE) from late
    if done.returncode != 0:
        raise UnreadableList(_TOO_LARGE if done.returncode < 0 else _BROKEN)
    return [unpack(sheet) for sheet in json.loads(done.stdout)]


_BROKEN = N_(
    "The file cannot be opened. Open it in Excel, save it as a new xlsx file, and send that one."
)
_TOO_LARGE = N_(
    "The file is too large to be read. Delete empty rows, columns and pictures in Excel, or split"
    " the list into several files."
)


def _look_first(content: bytes, name: str) -> None:
    """Refuse what can be told without opening: empty, locked, with macros, a bomb, another kind."""
    suffix = Path(name).suffix.lower()
    if not content.strip():
        raise UnreadableList(N_("The file is empty. Choose the file that holds the list."))
    if suffix == ".xlsm":
        raise UnreadableList(
            N_("The file holds macros. In Excel choose “Save as”, kind xlsx, and send that file.")
        )
    if suffix not in _KINDS:
        raise UnreadableList(
            N_("This kind of file is not read. Send an Excel file (xlsx, xls), ods or csv.")
        )
    if suffix == ".xlsx" and content[:4] == _OLE:
        raise UnreadableList(
            N_("The file is locked with a password. Take the password off in Excel, then send it.")
        )
    if suffix in (".xlsx", ".ods"):
        _look_into_zip(content)


def _look_into_zip(content: bytes) -> None:
    if content[:4] != _ZIP:
        raise UnreadableList(_BROKEN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as broken:
        raise UnreadableList(_BROKEN) from broken
    if unpacked > UNPACKED_BYTES:
        raise UnreadableList(_TOO_LARGE)


def _child(name: str) -> int:
    """What the child does: the file on standard input, its sheets as JSON on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.write(json.dumps(read_packed(sys.stdin.buffer.read(), name)))
    return 0


if __name__ == "__main__":
    raise SystemExit(_child(sys.argv[1]))
