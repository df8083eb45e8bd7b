"""Filled forms as files: one, or many in an archive made while it is sent."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from congvu.core.text import fold
from congvu.documents.printing.letters import UnprintableText
from congvu.law.selectors import parameter
from congvu.people.printing.pdf import pdf_of
from congvu.people.printing.sheet import Sheet
from congvu.people.printing.word import word_of

PDF, WORD = "pdf", "docx"
MEDIA_TYPES = {
    PDF: "application/pdf",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
REFUSED = "khong-in-duoc.txt"


@dataclass(frozen=True)
class PrintedFile:
    """A file under the name it is offered by."""

    name: str
    content: bytes


def file_of(sheet: Sheet, medium: str, *, on: date, form: str) -> PrintedFile:
    """`sheet` as PDF or Word, dated `on`, named after the form and the person.

    Raises: UnprintableText.
    """
    page_mm = parameter("office_form.page_mm", on).value
    if medium == WORD:
        font = parameter("office_form.font", on).value
        content = word_of(sheet, page_mm=page_mm, font=font, on=on)
    else:
        content = pdf_of(sheet, page_mm=page_mm, on=on)
    return PrintedFile(f"{_plain(form)}-{_plain(sheet.full_name)}.{medium}", content)


def archive_of(sheets: Sequence[Sheet], medium: str, *, on: date, form: str) -> Iterator[bytes]:
    """A zip of many files, piece by piece as each is printed.

    Who cannot be printed stands with the reason in a list inside; the others are not held up.
    """
    out = _Pieces()
    refused = []
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for number, sheet in enumerate(sheets, start=1):
            try:
                made = file_of(sheet, medium, on=on, form=form)
            except UnprintableText as wrong:
                refused.append(f"{sheet.full_name}: {wrong}")
                continue
            # People of one name are told apart by their number.
            archive.writestr(ZipInfo(f"{number:03}-{made.name}"), made.content, ZIP_DEFLATED)
            yield out.taken()
        if refused:
            archive.writestr(ZipInfo(REFUSED), "\r\n".join(refused), ZIP_DEFLATED)
    yield out.taken()


class _Pieces(io.RawIOBase):
    """Where a zip is written when it cannot be read back: pieces are taken as they come."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        self._held += piece
        return len(piece)

    def taken(self) -> bytes:
        piece, self._held = bytes(self._held), bytearray()
        return piece


def _plain(text: str) -> str:
    """Letters without marks and figures, joined by hyphens."""
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else " " for letter in fold(text)
    )
    return "-".join(kept.split()) or "ho-so"
