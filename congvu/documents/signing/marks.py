"""What is seen of a signature on the page.

Law: NĐ 30/2020/NĐ-CP, Phụ lục I, ô số 7c, 8 and 14. The signer's picture stands between post and
name, the body's seal covers part of it from the left, a paper in a file of its own bears no
picture but number, symbol and time. Boxes and sizes of letters are handed in, as the dated
parameters say.

Where no picture is given, who signed and when is written in its place, in the colour the
picture would have.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from congvu.documents.printing.compiling import compile_form
from congvu.documents.printing.letters import UnprintableText
from congvu.documents.printing.places import Box

from .refusals import SigningRefused
from .wording import moment

LARGEST_SIDE = 3000
LARGEST_KB = 2000
BLUE, RED, BLACK = "#0033a0", "#d0021b", "#000000"
_TEMPLATE = Path(__file__).parent / "mark.typ"
_NO_BREAK = "\N{NO-BREAK SPACE}"
_PNG = b"\x89PNG\r\n\x1a\n"
_WITH_ALPHA = (4, 6)  # grey or colour with transparency


@dataclass(frozen=True)
class SignerMark:
    """The signature of a person, between the lines of post and name."""

    box: Box
    picture: bytes | None = field(default=None, repr=False)
    size_pt: float = 10


@dataclass(frozen=True)
class SealMark:
    """The seal of the body; part of its box lies over the signature.

    Without a picture its text keeps to the left half, so that both stay legible.
    """

    box: Box
    picture: bytes | None = field(default=None, repr=False)
    size_pt: float = 10


@dataclass(frozen=True)
class SeparateFileMark:
    """The body's signature on an appendix or attachment in a file of its own.

    `symbol` is number and symbol of the paper it belongs to, as `15/QĐ-SNV`.
    """

    symbol: str
    box: Box
    size_pt: float = 10


Mark = SignerMark | SealMark | SeparateFileMark


def draw(mark: Mark, *, signer: str, organisation: str, now: datetime, turn: int = 0) -> bytes:
    """The mark as a PDF of one page as large as its box.

    `turn` is by how many degrees the paper's page is shown turned to the right.
    Raises: SigningRefused: `not_png`, `picture_size` or `unprintable`.
    """
    data = {
        "width": mark.box.width_mm,
        "height": mark.box.height_mm,
        "turn": turn,
        "size": mark.size_pt,
        **_shown(mark, signer, organisation, now),
    }
    try:
        return compile_form(_TEMPLATE, data, on=now.date())
    except UnprintableText as refusal:
        text = mark.symbol if isinstance(mark, SeparateFileMark) else f"{signer}, {organisation}"
        raise SigningRefused("unprintable", text=text) from refusal
    except typst.TypstError as error:
        raise SigningRefused("not_png") from error


def _shown(mark: Mark, signer: str, organisation: str, now: datetime) -> Mapping[str, Any]:
    if isinstance(mark, SeparateFileMark):
        return {"lines": [mark.symbol, moment(now)], "colour": BLACK, "side": "right"}
    if mark.picture is not None:
        check_picture(mark.picture)
        return {"picture": list(mark.picture)}
    at = "Thời gian ký: " + moment(now).replace(" ", _NO_BREAK)
    if isinstance(mark, SealMark):
        lines = [f"Cơ quan: {signer}", f"Thời gian ký: {moment(now)}"]
        return {"lines": lines, "colour": RED, "side": "left", "text_width": mark.box.width_mm / 2}
    by = [f"Ký bởi: {signer}"] + ([f"Cơ quan: {organisation}"] if organisation else [])
    return {"lines": [*by, at], "colour": BLUE, "side": "left"}


def check_picture(picture: bytes) -> None:
    """Refuse what is no PNG with a transparent background, or is too large to be handled.

    Raises: SigningRefused: `not_png` or `picture_size`.
    """
    if not picture.startswith(_PNG) or picture[12:16] != b"IHDR" or len(picture) < 33:
        raise SigningRefused("not_png")
    width, height = struct.unpack(">II", picture[16:24])
    size = -(-len(picture) // 1000)
    if max(width, height) > LARGEST_SIDE or size > LARGEST_KB:
        raise SigningRefused(
            "picture_size",
            width=width,
            height=height,
            size=size,
            limit=LARGEST_SIDE,
            limit_kb=LARGEST_KB,
        )
    if picture[25] not in _WITH_ALPHA and b"tRNS" not in picture:
        raise SigningRefused("not_png")
