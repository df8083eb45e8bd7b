"""Real files under a secrecy mark are refused and leave nothing behind; others pass."""

import io
import unicodedata
import zipfile

import docx
import pypdfium2
import pytest
import typst
import xlsxwriter

from congvu.core.actors import Actor
from congvu.documents.commands import StateSecret, keep_paper_file
from congvu.documents.intake import IntakeError, refuse_secret
from congvu.documents.models import StoredFile

BODY = (
    "Căn cứ Luật Bảo vệ bí mật nhà nước số 117/2025/QH15; để bảo mật tài khoản, mỗi người đổi "
    "mật khẩu 90 ngày một lần và giữ bí mật kinh doanh của đối tác thân mật."
)


def word(stamp="", *, header="", watermark="", cell=""):
    paper = docx.Document()
    paper.add_paragraph("TỈNH ỦY KHÁNH HÒA")
    if stamp:
        paper.add_paragraph(stamp)
    paper.add_paragraph(BODY)
    if header:
        paper.sections[0].header.paragraphs[0].text = header
    if cell:
        table = paper.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Số: 12-KL/TU", cell
    file = io.BytesIO()
    paper.save(file)
    if not watermark:
        return file.getvalue()
    mark = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="{watermark}"/>'
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/header9.xml", f"<w:hdr>{mark}</v:shape></w:hdr>")
    return file.getvalue()


def pdf(stamp=""):
    said = f"#align(center)[*{stamp}*]\n\n" if stamp else ""
    source = f'#set page(paper: "a4")\nTỈNH ỦY KHÁNH HÒA\n\n{said}{BODY}\n'
    return typst.compile(source.encode())


def pdf_with_an_archive_inside(stamp):
    """As a PDF that carries a Word file along without packing it again."""
    return pdf(stamp) + b"% " + word() + b"\n%%EOF"


def scan():
    file = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(file)
    return file.getvalue()


def book(*cells, header="", sheet="Danh sách"):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        page = made.add_worksheet(sheet)
        for at, text in enumerate(cells):
            page.write_string(at, 0, text)
        if header:
            page.set_header(header)
    return file.getvalue()


def in_1258(text):
    """As Windows kept Vietnamese before: vowels, then the tones."""
    told = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [one for one in parts[1:] if one in "\u0300\u0301\u0303\u0309\u0323"]
        base = unicodedata.normalize("NFC", "".join(one for one in parts if one not in tones))
        told += [base, *tones]
    return "".join(told).encode("cp1258", "replace")


def rtf(stamp):
    """As WordPad writes it: letters outside Latin by their number."""
    said = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in f"{stamp}\\par {BODY}")
    return f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Arial;}}}}\\f0 {said}\\par}}".encode()


def page(stamp):
    return f"<html><style>p {{}}</style><body><p><b>{stamp}</b></p><p>{BODY}</p></body>".encode()


def pdf_carrying(name, content):
    document = pypdfium2.PdfDocument(pdf())
    document.new_attachment(name).set_data(content)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_carrying(name, content):
    file = io.BytesIO(word())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(f"word/embeddings/{name}", content)
    return file.getvalue()


SECRET = {
    "a stamp in Word": ("a.docx", lambda: word("MẬT")),
    "a spaced stamp in Word": ("a.docx", lambda: word("T Ố I  M Ậ T")),
    "a stamp in the head of Word": ("a.docx", lambda: word(header="TUYỆT MẬT")),
    "a stamp in a cell of Word": ("a.docx", lambda: word(cell="MẬT")),
    "a watermark in Word": ("a.docx", lambda: word(watermark="TỐI MẬT")),
    "a stamp in a PDF": ("a.pdf", lambda: pdf("TUYỆT MẬT")),
    "a stamp in a PDF with an archive inside": (
        "a.pdf",
        lambda: pdf_with_an_archive_inside("MẬT"),
    ),
    "a stamp in a workbook": ("a.xlsx", lambda: book("Kế hoạch", "MẬT")),
    "a stamp in the head of a workbook": ("a.xlsx", lambda: book("x", header="&CTỐI MẬT")),
    "the name of a sheet": ("a.xlsx", lambda: book("x", sheet="Tuyệt mật")),
    "a stamp in a text": ("a.txt", lambda: f"MẬT\n\n{BODY}".encode()),
    "a stamp in UTF-16": ("a.txt", lambda: f"Tối mật\n{BODY}".encode("utf-16")),
    "a stamp in Windows' former letters": ("a.txt", lambda: in_1258(f"MẬT\n{BODY}")),
    "a stamp in a cell of csv": ("a.csv", lambda: 'Số,Ghi chú\r\n15,"TỐI MẬT"\r\n'.encode()),
    "a stamp in RTF": ("a.rtf", lambda: rtf("TUYỆT MẬT")),
    "a stamp in RTF called doc": ("a.doc", lambda: rtf("MẬT")),
    "a stamp in the head of RTF": (
        "a.rtf",
        lambda: rtf("KẾ HOẠCH").replace(b"\\f0 K", b"{\\header T\\u7888?I M\\u7852?T\\par}\\f0 K"),
    ),
    "a stamp in a page of the web": ("a.html", lambda: page("M&#7852;T")),
    "a stamp in a page with a mark of its order": (
        "a.html",
        lambda: b"\xef\xbb\xbf" + page("MẬT"),
    ),
    "a stamp in a page in UTF-16": ("a.html", lambda: page("MẬT").decode().encode("utf-16")),
    "a stamp in Word of 2003 as XML": (
        "a.xml",
        lambda: f"<?xml version='1.0'?><w:p><w:t>MẬT</w:t></w:p><w:p>{BODY}</w:p>".encode(),
    ),
    "an attachment of a PDF": ("a.pdf", lambda: pdf_carrying("phu luc.docx", word("MẬT"))),
    "the name of an attachment": ("a.pdf", lambda: pdf_carrying("Phụ lục (MẬT).pdf", pdf())),
    "a workbook inside Word": ("a.docx", lambda: word_carrying("b.xlsx", book("x", "TỐI MẬT"))),
    "a PDF inside a workbook inside a PDF": (
        "a.pdf",
        lambda: pdf_carrying("a.docx", word_carrying("b.pdf", pdf("MẬT"))),
    ),
    "a name over a scan": ("Kết luận (MẬT).pdf", scan),
}


@pytest.mark.parametrize("case", SECRET)
def test_a_file_under_a_mark_is_refused(case):
    name, make = SECRET[case]
    with pytest.raises(IntakeError) as refusal:
        refuse_secret(name, make())
    assert refusal.value.code == "secret"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", word),
        ("a.pdf", pdf),
        ("a.xlsx", lambda: book(BODY, "Nguyễn Văn", "Mật", "mật khẩu")),
        ("a.txt", lambda: BODY.encode()),
        ("a.csv", lambda: f"Họ đệm,Tên\nNguyễn Văn,Mật\n{BODY}".encode()),
        ("a.rtf", lambda: rtf("KẾ HOẠCH")),
        ("a.html", lambda: page("KẾ HOẠCH")),
        ("a.pdf", lambda: pdf_carrying("b.docx", word())),
        ("a.docx", lambda: word_carrying("b.bin", b"PK\x03\x04broken")),
    ],
)
def test_a_paper_that_only_speaks_of_secrets_passes(name, make):
    assert refuse_secret(name, make()) is True


@pytest.mark.parametrize(
    "content", [scan(), b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"PK\x03\x04broken", b"%PDF-1.4 broken"]
)
def test_what_cannot_be_read_passes_and_is_said_to_be_unread(content):
    assert refuse_secret("anh.pdf", content) is False


@pytest.mark.django_db
def test_nothing_of_a_secret_paper_is_kept():
    with pytest.raises(StateSecret):
        keep_paper_file(
            actor=Actor.system("test"),
            name="a.docx",
            content=word("MẬT"),
            media_type="",
            unit_path="kh",
        )
    assert not StoredFile.objects.exists()
