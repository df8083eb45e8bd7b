"""A filled form as PDF/A."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from typst import TypstError

from congvu.documents.printing.compiling import compile_form
from congvu.people.printing.cv import Photo
from congvu.people.printing.sheet import Block, Grid, Sheet, as_data, grid_data

TEMPLATE = Path(__file__).parent / "cv.typ"
MOST_PHOTO = 2_000_000
_PICTURES = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


def pdf_of(sheet: Sheet, *, page_mm: Mapping[str, float], on: date) -> bytes:
    """`sheet` on A4, dated `on`; equal sheets give equal bytes.

    Raises: UnprintableText.
    """
    try:
        return compile_form(TEMPLATE, _data(sheet, page_mm), on=on)
    except TypstError:
        # The one thing that comes from outside unread is the photo: without it, the box.
        if sheet.photo is None:
            raise
        return compile_form(TEMPLATE, _data(replace(sheet, photo=None), page_mm), on=on)


def _data(sheet: Sheet, page_mm: Mapping[str, float]) -> dict[str, Any]:
    return {
        "page_mm": dict(page_mm),
        "form": sheet.form,
        "mark": sheet.mark,
        "title": sheet.title,
        "full_name": sheet.full_name,
        "photo": _picture(sheet.photo),
        "has_motto": sheet.has_motto,
        "photo_words": sheet.photo_words,
        "head": [_told(block) for block in sheet.head],
        "beside_photo": [_told(block) for block in sheet.beside_photo],
        "body": [_told(block) for block in sheet.body],
        "signs": dict(sheet.signs),
        "stamp": {"mark": sheet.stamp.mark, "words": sheet.stamp.words},
    }


def _told(block: Block) -> dict[str, Any]:
    return {"kind": "grid", **grid_data(block)} if isinstance(block, Grid) else as_data(block)


def _picture(photo: Photo | None) -> dict[str, Any] | None:
    """The bytes of a JPEG or PNG and its format; None where it is neither, or too large."""
    kind = picture_kind(photo)
    return {"format": kind, "bytes": list(photo.content)} if photo and kind else None


def picture_kind(photo: Photo | None) -> str:
    """`jpg` or `png` by the first bytes; "" for anything else."""
    if photo is None or len(photo.content) > MOST_PHOTO:
        return ""
    return next((kind for head, kind in _PICTURES.items() if photo.content.startswith(head)), "")
