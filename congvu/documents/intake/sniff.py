"""What a file is, told by its content, and whether it may be opened at all.

Sizes come from the file system and from the list of a zip file; of what is inside, only links and
the beginning of sheets are unpacked.
"""

import re
import tempfile
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from congvu.core.words import N_

from .errors import IntakeError

LIMIT_MB = 50
_MB = 1_000_000
ALL_KINDS = ("txt", "md", "docx", "pdf", "xlsx")
MAX_ENTRIES = 5_000
MAX_UNPACKED_MB = 400
MAX_RATIO = 120
SMALL_UNPACKED_MB = 20
_HEAD_BYTES = 262_144
_SHEET_BYTES = 4_000_000
_TEXT, _PICTURE = N_("text"), N_("picture")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEMBERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ods": "content.xml"}
_TEXT_NAMES = {"txt": "txt", "md": "md", "markdown": "md", "text": "txt", "": "txt"}
_TABLE_NAMES = ("csv", "tsv")
_OFFICE_NAMES = {"docm": "docx", "xlsm": "xlsx", "dotx": "docx", "xltx": "xlsx"}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_PICTURE_KINDS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True)
class Intake:
    """A file that may be opened: its kind, its size in bytes and what is worth saying about it."""

    kind: str
    size: int
    notes: tuple[str, ...] = field(default=())


def check_file(
    path: Path,
    name: str = "",
    *,
    allowed: Collection[str] = ALL_KINDS,
    limit_mb: int | None = LIMIT_MB,
) -> Intake:
    """Tell what the file at `path` is; `name` is what its sender called it.

    `limit_mb` is None where the size was judged before.
    Raises: IntakeError (empty, too large, wrong or unknown type, locked, a bomb, broken).
    """
    name = name or path.name
    try:
        size = path.stat().st_size
        if limit_mb is not None:
            check_size(size, limit_mb)
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise IntakeError("unreadable", reason=error.strerror or str(error)) from error
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise IntakeError("empty")
    kind = _kind(path, head, name, allowed)
    notes: tuple[str, ...] = ()
    if kind in _MEMBERS:
        notes = _check_zip(path)
    elif kind == "xls" and _wide("_VBA_PROJECT") in head + _ole_directory(path, head):
        notes = ("macros",)
    return Intake(kind, size, notes)


def refuse_other_files(content: bytes, name: str, allowed: Collection[str]) -> str:
    """The kind of the file with that `content`, told by it; refused when it is none of `allowed`.

    Raises: IntakeError.
    """
    with tempfile.NamedTemporaryFile(prefix="paper-") as file:
        file.write(content)
        file.flush()
        return check_file(Path(file.name), name, allowed=allowed, limit_mb=None).kind


def check_size(size: int, limit_mb: int) -> None:
    """Refuse what has more than `limit_mb` million bytes.

    Raises: IntakeError.
    """
    if size > limit_mb * _MB:
        raise IntakeError("too_large", size=-(-size // _MB), limit=limit_mb)


def _suffix(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _kind(path: Path, head: bytes, name: str, allowed: Collection[str]) -> str:
    found = _by_content(path, head, allowed)
    suffix = _suffix(name)
    named = _OFFICE_NAMES.get(suffix) or _TEXT_NAMES.get(suffix) or suffix
    if found == _TEXT:
        if named in ("docx", "xlsx", "pdf", "xls", "doc", "ods"):
            raise IntakeError("wrong_type", named=suffix, found=_TEXT)
        is_table = suffix in _TABLE_NAMES and suffix in allowed
        found = suffix if is_table else _TEXT_NAMES.get(suffix, "txt")
    elif named in ALL_KINDS and named != found and found in (*ALL_KINDS, _PICTURE):
        raise IntakeError("wrong_type", named=suffix, found=found)
    if found == _PICTURE:
        picture = next((kind for mark, kind in _PICTURE_KINDS.items() if head.startswith(mark)), "")
        if picture in allowed:
            return picture
        raise IntakeError("scanned")
    if found not in allowed:
        raise IntakeError("unknown_type", allowed=", ".join(allowed))
    return found


def _by_content(path: Path, head: bytes, allowed: Collection[str]) -> str:
    """The kind the content shows; "text" for anything that reads as text."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(OLE):
        return _old_office(path, head, allowed)
    if head.startswith(b"PK"):
        return _office(path)
    if head.startswith(_PICTURES):
        return _PICTURE
    return _TEXT if _is_text(head) else "unknown"


def _old_office(path: Path, head: bytes, allowed: Collection[str]) -> str:
    """An old Excel book where it may be read; the names of its streams tell."""
    names = head + _ole_directory(path, head)
    if _wide("Encrypt") in names:
        raise IntakeError("encrypted")
    if "xls" in allowed and (_wide("Workbook") in names or _wide("Book\0") in names):
        return "xls"
    raise IntakeError("old_office")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _ole_directory(path: Path, head: bytes) -> bytes:
    """The sectors that the header names as the list of streams, and the end of the file."""
    size = 1 << min(int.from_bytes(head[30:32], "little"), 12)
    start = (int.from_bytes(head[48:52], "little") + 1) * size
    with path.open("rb") as file:
        file.seek(start)
        listed = file.read(size * 4)
        file.seek(max(0, path.stat().st_size - _HEAD_BYTES))
        return listed + file.read()


def _office(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[: MAX_ENTRIES + 1])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise IntakeError("broken") from error
    return next((kind for kind, member in _MEMBERS.items() if member in names), "unknown")


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in head:
        return False
    control = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head[:4096])
    return control <= len(head[:4096]) // 100


def _check_zip(path: Path) -> tuple[str, ...]:
    """Refuse a bomb by the zip's own list; say if macros, links outside or formulas are there."""
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        _check_sizes(infos, path.stat().st_size)
        found = {
            "macros": any(map(_is_macro, infos)),
            "external_links": any(_points_outside(archive, info) for info in infos),
            "formulas": any(_has_formulas(archive, info) for info in infos),
        }
    return tuple(note for note, is_there in found.items() if is_there)


def _check_sizes(infos: list[zipfile.ZipInfo], packed: int) -> None:
    """Files inside (the table behind a chart) count as they are: no reader of ours opens them."""
    if any(info.flag_bits & 0x1 for info in infos):
        raise IntakeError("encrypted")
    unpacked = sum(info.file_size for info in infos)
    heavy = unpacked > SMALL_UNPACKED_MB * _MB and unpacked > MAX_RATIO * packed
    if len(infos) > MAX_ENTRIES or heavy:
        raise IntakeError("bomb")
    if unpacked > MAX_UNPACKED_MB * _MB:
        raise IntakeError("unpacks_large", size=unpacked // _MB, limit=MAX_UNPACKED_MB)


def _is_macro(info: zipfile.ZipInfo) -> bool:
    name = info.filename
    return name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/"))


def _has_formulas(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether Excel keeps an order of computing, or the beginning of a sheet holds a formula."""
    name = info.filename
    if name == "xl/calcChain.xml":
        return True
    if name.startswith("xl/worksheets/sheet"):
        return bool(re.search(rb"<(?:\w+:)?f[ >/]", _read_some(archive, info, _SHEET_BYTES)))
    return name == "content.xml" and b"table:formula=" in _read_some(archive, info, _SHEET_BYTES)


def _points_outside(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    if info.filename.startswith("xl/externalLinks/"):
        return True
    if not info.filename.endswith(".rels") or info.file_size > 2_000_000:
        return False
    relations = _read_some(archive, info, 2_000_000)
    outside = re.findall(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>", relations)
    return any(b"hyperlink" not in relation for relation in outside)


def _read_some(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    try:
        with archive.open(info) as member:
            return member.read(limit)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise IntakeError("broken") from error
