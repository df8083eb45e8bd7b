"""Functions run in the bounded process by the tests, and small files of every bad kind."""

import os
import re
import time
import zipfile
from pathlib import Path

import xlsxwriter

from congvu.documents.intake import IntakeError

WORD = "word/document.xml"
BOOK = "xl/workbook.xml"
RELATION = (
    '<Relationships><Relationship Id="rId1" TargetMode="External" '
    'Type="http://example/attachedTemplate" Target="http://example/x.dotm"/></Relationships>'
)


def add(first: int, second: int) -> int:
    return first + second


def refuse() -> None:
    raise IntakeError("too_large", size=9, limit=5)


def abort() -> None:
    os.abort()


def sleep() -> None:
    time.sleep(30)


def devour() -> int:
    return len(bytearray(4_000_000_000))


def stumble() -> None:
    raise RuntimeError("an error of ours")


def secrets() -> list[str]:
    return sorted(os.environ)


def archive(path: Path, members: dict[str, bytes | str]) -> Path:
    """A zip file with these members at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def book(path: Path, cells: dict[str, str], dimension: str = "A1") -> Path:
    """A workbook whose one sheet, "Danh sách", has these cells and declares this dimension."""
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Danh sách")
        for place, text in cells.items():
            look = made.add_format({"bold": True})
            sheet.write(place, text or None, look)
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    declared = f'<dimension ref="{dimension}"/>'.encode()
    members[name] = re.sub(rb"<dimension [^>]*>", declared, members[name])
    return archive(path, members)


def locked_pdf(path: Path) -> Path:
    """A PDF whose password nobody knows."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    identity = b"/ID [<" + b"43" * 16 + b"> <" + b"43" * 16 + b">]"
    data += b"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R " + identity + b" >>\n"
    path.write_bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)
    return path
