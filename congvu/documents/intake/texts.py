"""All the text of a file, wherever an office file keeps some, and the files it carries.

Lines come as they stand, cells of a line apart by tabs. Nothing here judges what they say.
Pictures, scans and locked or broken files hold no text that could be read.
"""

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from congvu.core.text import decoded

from .errors import IntakeError
from .sniff import OLE

_MEMBER_BYTES, _TEXT_BYTES, _CARRIED = 60_000_000, 20_000_000, 100
_RTF = b"{\\rtf"
_PARTS = re.compile(
    r"(?:word|ppt|xl)/.+\.xml|docProps/(?:core|custom|app)\.xml|(?:content|styles|meta)\.xml"
)
_CELLS = re.compile(r"xl/(?:sharedStrings|worksheets/.+)\.xml")
_EMBEDDED = re.compile(r"(?:word|ppt|xl)/embeddings/.+")
_PARAGRAPH = re.compile(r"</?(?:w:p|a:p|text:p|text:h|si|is|row|c)(?=[ >])[^>]*>|<w:br/>")
_TAB = re.compile(r"<(?:w:tab|w:tc|text:tab|table:table-cell)\b[^>]*>")
_SAID = re.compile(r"<v:textpath\b[^>]*\bstring=\"([^\"]*)\"|<sheet\b[^>]*\bname=\"([^\"]*)\"")
_HEAD = re.compile(r"<(?:odd|even|first)(?:Header|Footer)>(.*?)<", re.DOTALL)
_CODES = re.compile(r"&amp;(?:[LCR]|\"[^\"]*\"|&quot;.*?&quot;|\d+|K[0-9A-F]{6}|[A-Z])")
_TAGS = re.compile(r"<[^>]*>")
_MARKUP = re.compile(rb"<(?:\?xml|!doctype|html|head|body|meta|table|div|p)\b", re.IGNORECASE)
_UNSAID = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_HTML_CELL = re.compile(r"<t[dh]\b[^>]*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|font|a|sup|sub)\b[^>]*>", re.IGNORECASE)
_RTF_CODE = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?")
_RTF_BYTES = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
_RTF_LINE = re.compile(
    r"\\(?:par|line|row|sect|page)\b ?|\}\}"
    r"|\{(?=\\(?:title|subject|author|keywords|doccomm|header|footer)[lrf]?\b)"
)
_RTF_BRACE = re.compile(r"\\[\\{}]|[{}]")
_RTF_TABLES = ("fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "*")
_RTF_CELL = re.compile(r"\\(?:cell|tab)\b ?")
_RTF_WORD = re.compile(r"\\\*?\\?[a-zA-Z]+-?\d* ?|\\[^a-zA-Z]|[{}\r\n]")
_SEPARATORS = re.compile(r'"?[,;]"?')
_TABLE_NAMES = (".csv", ".tsv")


@dataclass(frozen=True)
class Part:
    """Lines of one place of a file; `are_cells`: each is one cell of a sheet."""

    lines: list[str]
    are_cells: bool = False


def is_simple(content: bytes) -> bool:
    """Whether the text can be had without unpacking or parsing: plain text and old Office files."""
    return not (_is_pdf(content) or _is_markup(content) or content.startswith((b"PK", _RTF)))


def _is_pdf(content: bytes) -> bool:
    # By its beginning: a PDF may carry a whole archive along, which shows at the end.
    return b"%PDF-" in content[:1024] and not content.startswith(b"PK")


def _is_markup(content: bytes) -> bool:
    head = content[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    return bool(_MARKUP.match(head))


def parts_of(name: str, content: bytes) -> Iterator[Part]:
    """The text of the file, part by part; nothing where none can be read.

    Raises: IntakeError `broken`, or the reader's own error.
    """
    if content.startswith(b"PK"):
        yield from _of_office(content)
    elif _is_pdf(content):
        yield Part(list(_of_pdf(content)))
    elif content.startswith(OLE):
        yield Part(list(_wide_lines(content)), are_cells=True)
    elif content.startswith(_RTF):
        yield Part(_of_rtf(content))
    elif text := _plain(content):
        if _is_markup(content):
            yield Part(_of_html(text))
        elif name.lower().endswith(_TABLE_NAMES):
            yield Part([_SEPARATORS.sub("\t", line) for line in text.splitlines()])
        else:
            yield Part(text.splitlines())


def carried(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files inside a file: attachments of a PDF, documents put into an office file."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [one for one in archive.infolist() if _EMBEDDED.fullmatch(one.filename)]
            for info in found[:_CARRIED]:
                if info.file_size <= _MEMBER_BYTES:
                    yield info.filename.rpartition("/")[2], archive.read(info)
    elif _is_pdf(content):
        document = _opened(content)
        try:
            for number in range(min(document.count_attachments(), _CARRIED)):
                attached = document.get_attachment(number)
                yield attached.get_name(), bytes(attached.get_data())
        finally:
            document.close()


def _plain(content: bytes) -> str:
    """The text of a text file; "" of anything else."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return decoded(content) if is_wide or b"\0" not in content[:4096] else ""


def _wide_lines(content: bytes) -> Iterator[str]:
    """The texts an old Office file holds, which keeps them as UTF-16 among other things."""
    for start in (0, 1):
        text = content[start:].decode("utf-16-le", "ignore")
        yield from re.findall(r"[^\W\d_][\w \t.:;,()/*–-]{1,200}", text)


def _of_rtf(content: bytes) -> list[str]:
    text = "".join(_rtf_said(content.decode("latin-1")))
    text = _RTF_CODE.sub(lambda found: chr(int(found[1]) % 65536), text)
    text = _RTF_CELL.sub("\t", _RTF_LINE.sub("\v", _RTF_BYTES.sub(_of_code_page, text)))
    text = unicodedata.normalize("NFC", _RTF_WORD.sub("", text))
    return [line.strip() for line in text.split("\v") if line.strip()]


def _rtf_said(text: str) -> Iterator[str]:
    """The text without the tables of fonts, colours and styles at its head."""
    depth, since, start = 0, 0, 0
    for found in _RTF_BRACE.finditer(text):
        if found[0] == "{":
            depth += 1
            is_table = text.startswith(_RTF_TABLES, found.end() + 1) and not since
            if is_table and text[found.end()] == "\\":
                yield text[start : found.start()]
                since = depth
        elif found[0] == "}":
            if depth == since:
                since, start = 0, found.end()
            depth -= 1
    if not since:
        yield text[start:]


def _of_code_page(found: "re.Match[str]") -> str:
    return bytes.fromhex(found[0].replace("\\'", "")).decode("cp1258", "replace")


def _of_html(text: str) -> list[str]:
    body = _INLINE.sub("", _HTML_CELL.sub("\t", _UNSAID.sub(" ", text)))
    lines = html.unescape(_TAGS.sub("\n", body)).split("\n")
    return [line.strip() for line in lines if line.strip()]


def _of_office(content: bytes) -> Iterator[Part]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            if _PARTS.fullmatch(info.filename) and info.file_size <= _MEMBER_BYTES:
                text = archive.read(info).decode("utf-8", "replace")
                yield Part(_xml_lines(text), are_cells=bool(_CELLS.fullmatch(info.filename)))


def _xml_lines(text: str) -> list[str]:
    said = [html.unescape(part) for found in _SAID.findall(text) for part in found if part]
    said += [_CODES.sub("\t", part).strip() for part in _HEAD.findall(text)]
    body = _TAGS.sub("", _TAB.sub("\t", _PARAGRAPH.sub("\n", text)))
    lines = filter(None, body.split("\n"))
    return said + [html.unescape(line).strip() for line in lines if line.strip()]


def _opened(content: bytes) -> Any:
    # Loaded only in the process that needs it.
    import pypdfium2

    if b"endobj" not in content:
        raise IntakeError("broken")
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise IntakeError("broken") from error


def _of_pdf(content: bytes) -> Iterator[str]:
    document = _opened(content)
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
