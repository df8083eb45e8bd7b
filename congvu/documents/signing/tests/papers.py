"""Papers, keys and pictures for the tests; made once, since keys take time to make."""

import io
import struct
import zlib
from datetime import datetime, timedelta, timezone
from functools import cache

import typst
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from congvu.documents.printing.places import Box
from congvu.documents.signing import SealMark, SignerMark, SigningPolicy, Trust, sign_paper
from congvu.documents.signing.demo_keys import DemoAuthority, DemoSigner

NOW = datetime(2026, 11, 21, 15, 5, 7, tzinfo=timezone(timedelta(hours=7)))
LINE = Box(0, 110, 60, 60, 25)
WHO, WHERE = "Trần Thị Ngữ Ẩn", "Sở Nội vụ tỉnh Thử"


@cache
def authority() -> DemoAuthority:
    """One for all tests that revoke nobody."""
    return DemoAuthority(NOW)


@cache
def signer() -> DemoSigner:
    return authority().issue(WHO, WHERE)


@cache
def body() -> DemoSigner:
    return authority().issue(WHERE, "UBND tỉnh Thử", rsa_bits=2048)


@cache
def paper(pages: int = 1, turn: int = 0) -> bytes:
    """A printed paper, A4; `turn` as scanners note it on the first page."""
    text = "#pagebreak()".join(["Quyết định thử. " * 20] * pages)
    pdf: bytes = typst.compile(f'#set page(paper: "a4")\n{text}'.encode(), pdf_standards="1.7")
    if not turn:
        return pdf
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0]
    page.get_object()[pdf_name("/Rotate")] = NumberObject(turn)
    writer.mark_update(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def policy(*, stamped: bool = True, archive: bool = False, at: datetime = NOW) -> SigningPolicy:
    stamper = authority().stamper(at) if stamped else None
    return SigningPolicy(authority().trust(at), stamper, archive)


@cache
def signed(*, stamped: bool = True, archive: bool = False) -> bytes:
    """The paper with one signature."""
    return sign_paper(
        paper(),
        signer().file_key(),
        SignerMark(LINE),
        policy=policy(stamped=stamped, archive=archive),
        now=NOW,
        printed_here=True,
    )


def signed_by(
    authority: DemoAuthority,
    signer: DemoSigner,
    *,
    stamped: bool = True,
    at: datetime = NOW,
    trust: Trust | None = None,
) -> bytes:
    """The paper signed by somebody of another authority than that of all tests."""
    stamper = authority.stamper(at) if stamped else None
    return sign_paper(
        paper(),
        signer.file_key(),
        SignerMark(LINE),
        policy=SigningPolicy(trust or authority.trust(at), stamper),
        now=at,
        printed_here=True,
    )


@cache
def sealed() -> bytes:
    """The signed paper with the seal of the body over the signature."""
    return sign_paper(
        signed(), body().file_key(), SealMark(LINE), policy=policy(), now=NOW, printed_here=True
    )


@cache
def png(width: int = 60, height: int = 24, colour: int = 6) -> bytes:
    """A blue bar, transparent below; `colour` is PNG's colour type (2 has no transparency)."""
    blue, clear = {
        6: (b"\x00\x33\xa0\xff", b"\0\0\0\0"),
        2: (b"\x00\x33\xa0", b"\xff\xff\xff"),
    }[colour]
    half = height // 2
    rows = (b"\0" + blue * width) * half + (b"\0" + clear * width) * (height - half)
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
