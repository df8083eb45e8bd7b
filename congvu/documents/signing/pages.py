"""From millimetres on the page as it is seen to the PDF's own coordinates, and what is drawn."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from congvu.documents.printing.places import Box

from .marks import Mark, draw
from .refusals import SigningRefused

_DEEPEST_TREE = 50
_TOLERANCE = 1.0  # points: boxes given in rounded millimetres may touch the edge


@dataclass(frozen=True)
class Place:
    """A rectangle in the page's own coordinates (left, bottom, right, top in points).

    `turn` is by how many degrees the page is shown turned to the right.
    """

    points: tuple[float, float, float, float]
    turn: int


def place_on(reader: PdfFileReader, box: Box) -> Place:
    """Where `box`, measured on the page as it is seen, lies in the file.

    Raises: SigningRefused: `no_page` or `outside`.
    """
    pages = int(reader.root["/Pages"]["/Count"])
    if not 0 <= box.page < pages:
        raise SigningRefused("no_page", page=box.page + 1, pages=pages)
    page = reader.find_page_for_modification(box.page)[0].get_object()
    turn = int(_inherited(page, "/Rotate") or 0) % 360
    seen = _inherited(page, "/CropBox") or _inherited(page, "/MediaBox")
    x0, y0, x1, y1 = (float(number) for number in seen)
    wide, high = abs(x1 - x0), abs(y1 - y0)
    left, bottom, right, top = box.points
    limit_x, limit_y = (high, wide) if turn in (90, 270) else (wide, high)
    is_flat = right - left <= 0 or top - bottom <= 0
    if is_flat or min(left, bottom) < -_TOLERANCE:
        raise SigningRefused("outside")
    if right > limit_x + _TOLERANCE or top > limit_y + _TOLERANCE:
        raise SigningRefused("outside")
    corners = (_unturn(x, y, wide, high, turn) for x, y in ((left, bottom), (right, top)))
    (ax, ay), (bx, by) = corners
    x, y = min(x0, x1), min(y0, y1)
    return Place((x + min(ax, bx), y + min(ay, by), x + max(ax, bx), y + max(ay, by)), turn)


def _unturn(x: float, y: float, wide: float, high: float, turn: int) -> tuple[float, float]:
    """A point of the page as seen, on the page as stored (`wide` by `high`)."""
    return {
        0: (x, y),
        90: (wide - y, x),
        180: (wide - x, high - y),
        270: (y, high - x),
    }.get(turn, (x, y))


def _inherited(page: Any, name: str) -> Any:
    for node in _upwards(page):
        if name in node:
            return node[name]
    return None


def _upwards(node: Any) -> Iterator[Any]:
    for _level in range(_DEEPEST_TREE):
        yield node
        if "/Parent" not in node:
            return
        node = node["/Parent"]


def appearance(
    mark: Mark, signer: str, organisation: str, now: datetime, turn: int
) -> StaticStampStyle:
    """The mark as pyHanko draws it: as large as its field, without a frame.

    Raises: SigningRefused.
    """
    drawn = draw(mark, signer=signer, organisation=organisation, now=now, turn=turn)
    layout = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins(),
        inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
    )
    return StaticStampStyle(
        border_width=0,
        background=_Drawn(drawn),
        background_layout=layout,
        background_opacity=1.0,
    )


class _Drawn(PdfContent):
    """A page drawn elsewhere, taken into the paper as one picture."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        left, bottom, right, top = (float(number) for number in page.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        self.resources.xobject["/Drawn"] = page
        return b"/Drawn Do"
