"""Refusing a file that carries a secrecy mark, by its name and by all the text it holds.

Text is looked for wherever an office file keeps some: body, headers and footers, text boxes,
watermarks, comments, sheet names, properties. A picture, a scan without a text layer, a locked or
broken file cannot be read here: then the name alone is judged, and the answer says so.
"""

import html
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from congvu.documents.rules.secrecy import secrecy_of_name, secrecy_of_text

from .errors import IntakeError
from .guard import run_guarded

MEMORY_MB, SECONDS = 1_200, 40
_MEMBER_BYTES, _TEXT_BYTES = 60_000_000, 20_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = re.compile(
    r"(?:word|ppt|xl)/.+\.xml|docProps/(?:core|custom|app)\.xml|(?:content|styles|meta)\.xml"
)
_CELLS = re.compile(r"xl/(?:sharedStrings|worksheets/.+)\.xml")
_PARAGRAPH = re.compile(r"</?(?:w:p|a:p|text:p|text:h|si|is|row|c)(?=[ >])[^>]*>|<w:br/>")
_TAB = re.compile(r"<(?:w:tab|w:tc|text:tab|table:table-cell)\b[^>]*>")
_SAID = re.compile(r"<v:textpath\b[^>]*\bstring=\"([^\"]*)\"|<sheet\b[^>]*\bname=\"([^\"]*)\"")
_HEAD = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>(.*?)<", re.DOTALL)
_CODES = re.compile(r"&amp;(?:[LCR]|\"[^\"]*\"|&quot;.*?&quot;|\d+|K[0-9A-F]{6}|[A-Z])")
_TAGS = re.compile(r"<[^>]*>")


def refuse_secret(name: str, content: bytes) -> bool:
    """Refuse a file under a secrecy mark; return whether its text could be read at all.

    Raises: IntakeError `secret`.
    """
    if secrecy_of_name(name):
        raise IntakeError("secret")
    try:
        marked, is_read = _judged(content)
    except IntakeError:
        return False
    if marked:
        raise IntakeError("secret")
    return is_read


def _judged(content: bytes) -> tuple[str, bool]:
    is_pdf = b"%PDF-" in content[:1024]
    if is_pdf and b"endobj" not in content:
        return "", False
    if is_pdf or content.startswith(b"PK"):
        with tempfile.NamedTemporaryFile(prefix="paper-") as file:
            file.write(content)
            file.flush()
            found = run_guarded(marked_in, file.name, memory_mb=MEMORY_MB, seconds=SECONDS)
            return str(found[0]), bool(found[1])
    if content.startswith(_OLE):
        return secrecy_of_text(list(_wide_lines(content)), are_cells=True), True
    text = _plain(content)
    return (secrecy_of_text(text.splitlines()), True) if text else ("", False)


def _plain(content: bytes) -> str:
    """The text of a text file; "" of anything else."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content[:4096]:
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _wide_lines(content: bytes) -> Iterator[str]:
    """The texts an old Office file holds, which keeps them as UTF-16 among other things."""
    for start in (0, 1):
        text = content[start:].decode("utf-16-le", "ignore")
        yield from re.findall(r"[^\W\d_][\w \t.:;,()/*–-]{1,200}", text)


def marked_in(path: str) -> tuple[str, bool]:
    """The mark in an office file or PDF, and whether it holds text; run in the bounded process."""
    # By its beginning: a PDF may carry a whole archive along, which shows at the end.
    with Path(path).open("rb") as file:
        if file.read(2) == b"PK":
            return _of_office(path)
    lines = list(_pdf_lines(path))
    return secrecy_of_text(lines), any(line.strip() for line in lines)


def _of_office(path: str) -> tuple[str, bool]:
    marks, has_text = [], False
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if _PARTS.fullmatch(info.filename) and info.file_size <= _MEMBER_BYTES:
                text = archive.read(info).decode("utf-8", "replace")
                lines = _lines(text)
                has_text = has_text or any(lines)
                marks.append(
                    secrecy_of_text(lines, are_cells=bool(_CELLS.fullmatch(info.filename)))
                )
    return max(marks, default=""), has_text


def _lines(text: str) -> list[str]:
    said = [html.unescape(part) for found in _SAID.findall(text) for part in found if part]
    said += [_CODES.sub("\t", part).strip() for part in _HEAD.findall(text)]
    body = _TAGS.sub("", _TAB.sub("\t", _PARAGRAPH.sub("\n", text)))
    lines = filter(None, body.split("\n"))
    return said + [html.unescape(line).strip() for line in lines if line.strip()]


def _pdf_lines(path: str) -> Iterator[str]:
    # Loaded only in the process that needs it.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise IntakeError("broken") from error
    try:
        told = document.get_metadata_dict()
        yield from (str(told.get(key, "")) for key in ("Title", "Subject", "Keywords"))
        read = 0
        for page in document:
            text = page.get_textpage().get_text_range()
            yield from text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            yield from _notes(page)
            read += len(text)
            if read > _TEXT_BYTES:
                return
    finally:
        document.close()


def _notes(page: Any) -> Iterator[str]:
    """What stamps and notes laid over a page say."""
    from ctypes import c_ushort

    from pypdfium2 import raw

    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        if size > 2:
            words = (c_ushort * (size // 2))()
            raw.FPDFAnnot_GetStringValue(note, b"Contents", words, size)
            yield bytes(words).decode("utf-16-le", "ignore").rstrip("\0")
        raw.FPDFPage_CloseAnnot(note)
