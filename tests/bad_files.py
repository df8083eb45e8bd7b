"""Files nobody should have sent, each with the words its sender gets: what is wrong, what to do."""

import io
import os
import tempfile
import zipfile
from pathlib import Path

import pypdfium2

from congvu.documents.intake.tests import samples
from congvu.people.tests.lists import workbook
from congvu.plans.tests.factories import TEXT

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def locked_pdf():
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"locked-{os.getpid()}.pdf"  # noqa: S108
    try:
        return samples.locked_pdf(path).read_bytes()
    finally:
        path.unlink()


def scanned_pdf():
    buffer = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(buffer)
    return buffer.getvalue()


def vast_sheet():
    with tempfile.TemporaryDirectory() as folder:
        return samples.book(Path(folder) / "a.xlsx", {"A1": "x", "XFD1048576": "x"}).read_bytes()


ZEROS = b"0" * 30_000_000
EMPTY_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p/></w:body></w:document>"
)
# What is sent, and the words of what is wrong and of what to do, as the reader gets them.
BAD = {
    "empty": ("a.xlsx", lambda: b" \n", "Tệp trống", "Hãy chọn tệp khác"),
    "other content": (
        "a.xlsx",
        lambda: b"%PDF-1.7 text",
        "Tên tệp ghi là xlsx nhưng nội dung là pdf",
        "Hãy lưu lại đúng định dạng",
    ),
    "text called xlsx": (
        "a.xlsx",
        lambda: TEXT.encode(),
        "Tên tệp ghi là xlsx nhưng nội dung là",
        "Hãy lưu lại đúng định dạng",
    ),
    "program": (
        "a.exe",
        lambda: b"MZ\0\1\2" * 50,
        "Không đọc được loại tệp này",
        "Hãy gửi một trong các loại: ",
    ),
    "picture": (
        "a.jpg",
        lambda: b"\xff\xd8\xff\xe0 picture",
        "Tệp chỉ có ảnh chụp trang",
        "Hãy dán nội dung",
    ),
    "locked": ("a.xlsx", lambda: LOCKED, "Tệp được khóa bằng mật khẩu", "Hãy bỏ mật khẩu"),
    "old office": (
        "a.doc",
        lambda: OLE + b"\0" * 600,
        "Đây là tệp của phiên bản Office cũ",
        "lưu lại dưới dạng docx hoặc xlsx",
    ),
    "cut off": (
        "a.xlsx",
        lambda: b"PK\x03\x04 cut off",
        "Tệp bị hỏng",
        "Hãy lưu lại và gửi tệp mới",
    ),
    "damaged inside": (
        "a.xlsx",
        lambda: zipped({samples.BOOK: "<w/>"}),
        "Tệp bị hỏng",
        "Hãy lưu lại và gửi tệp mới",
    ),
    "vast sheet": (
        "a.xlsx",
        vast_sheet,
        "Trang tính “Danh sách” có dữ liệu ở tận ô XFD1048576",
        "Hãy xóa những gì nằm xa bảng",
    ),
    "bomb": (
        "a.xlsx",
        lambda: zipped({samples.BOOK: ZEROS}),
        "Tệp giải nén ra dung lượng bất thường",
        "Hãy mở tệp bằng Word hoặc Excel, lưu lại",
    ),
}
BAD_LISTS = BAD | {
    "no list": (
        "a.csv",
        lambda: "Xin chào các bạn".encode(),
        "Không tìm thấy dòng tiêu đề",
        "Danh sách cần có một dòng tiêu đề",
    ),
    "nobody in it": (
        "a.xlsx",
        lambda: workbook([]),
        "Dưới dòng tiêu đề không có người nào",
        "Hãy gửi danh sách có người",
    ),
}
BAD_PAPERS = BAD | {
    "locked word": ("a.docx", lambda: LOCKED, "Tệp được khóa bằng mật khẩu", "Hãy bỏ mật khẩu"),
    "locked pdf": ("a.pdf", locked_pdf, "Tệp được khóa bằng mật khẩu", "Hãy bỏ mật khẩu"),
    "scanned pdf": ("a.pdf", scanned_pdf, "Tệp chỉ có ảnh chụp trang", "Hãy dán nội dung"),
    "word bomb": (
        "a.docx",
        lambda: zipped({samples.WORD: ZEROS}),
        "Tệp giải nén ra dung lượng bất thường",
        "Hãy mở tệp bằng Word hoặc Excel, lưu lại",
    ),
    "without words": (
        "a.docx",
        lambda: zipped({samples.WORD: EMPTY_WORD}),
        "Trong tệp không có chữ nào",
        "Hãy chọn tệp khác hoặc dán nội dung",
    ),
    "other letters": (
        "a.txt",
        lambda: "Sở Nội vụ".encode("cp1258", "ignore") + b"\xff\xe9",
        "Văn bản dùng bảng mã không rõ",
        "Hãy lưu lại theo UTF-8",
    ),
    "no task": (
        "a.txt",
        lambda: "Xin chào các bạn.".encode(),
        "Không tìm thấy nhiệm vụ nào trong",
        "Hãy kiểm tra đây có phải",
    ),
}
