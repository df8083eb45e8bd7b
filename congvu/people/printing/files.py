"""Filled forms as files: one, or many in an archive."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID
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


def archive_of(
    sheets: Mapping[UUID, Sheet],
    medium: str,
    *,
    on: date,
    form: str,
    told: Callable[[int], None] = lambda done: None,
) -> tuple[bytes, dict[UUID, str]]:
    """A zip of many files, and why some are not in it; `told` hears how many are done.

    Who cannot be printed stands with the reason in a list inside; the others are not held up.
    """
    out, refused = io.BytesIO(), {}
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for number, (key, sheet) in enumerate(sheets.items(), start=1):
            try:
                made = file_of(sheet, medium, on=on, form=form)
            except UnprintableText as wrong:
                refused[key] = f"{sheet.full_name}: {wrong}"
            else:
                # People of one name are told apart by their number.
                archive.writestr(ZipInfo(f"{number:03}-{made.name}"), made.content, ZIP_DEFLATED)
            told(number)
        if refused:
            archive.writestr(ZipInfo(REFUSED), "\r\n".join(refused.values()), ZIP_DEFLATED)
    return out.getvalue(), refused


def _plain(text: str) -> str:
    """Letters without marks and figures, joined by hyphens."""
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else " " for letter in fold(text)
    )
    return "-".join(kept.split()) or "ho-so"
