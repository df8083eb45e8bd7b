"""Judging a portrait of 4 by 6 from the head of its file, without an image library."""

from dataclasses import dataclass
from fractions import Fraction

MOST_BYTES = 2_000_000
LEAST_WIDTH, MOST_WIDTH = 200, 3_000
SHAPE, TOLERANCE = Fraction(4, 6), Fraction(1, 12)
_SOF = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True)
class Picture:
    """What a picture is: its media type, its width and height in pixels."""

    media_type: str
    width: int
    height: int


def picture_of(content: bytes) -> Picture | None:
    """The picture these bytes hold; None where they are no JPEG or PNG, or a broken one."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        if b"IEND" not in content[-64:]:
            return None
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        return Picture("image/png", width, height)
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:]:
        return _jpeg(content)
    return None


def is_portrait(picture: Picture) -> bool:
    """Whether it is about as wide to high as 4 to 6."""
    if not picture.width or not picture.height:
        return False
    return abs(Fraction(picture.width, picture.height) - SHAPE) <= TOLERANCE


def is_sharp(picture: Picture) -> bool:
    """Whether it is neither too small to print nor unreasonably large."""
    return LEAST_WIDTH <= picture.width <= MOST_WIDTH


def _jpeg(content: bytes) -> Picture | None:
    """Walk the segments up to the frame, which tells the size."""
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _SOF:
            height, width = (int.from_bytes(content[at + n : at + n + 2], "big") for n in (5, 7))
            return Picture("image/jpeg", width, height)
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
