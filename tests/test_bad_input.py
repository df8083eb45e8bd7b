"""Files nobody should have sent, by both doors: plan papers and staff lists.

Each is refused with words that say what to do, and nothing of it stays behind.
"""

import html
import io
import os
import tempfile
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.catalog.commands import load_codes
from congvu.cli import main
from congvu.core.actors import Actor
from congvu.documents.intake.errors import MESSAGES
from congvu.documents.intake.tests import samples
from congvu.documents.models import StoredFile
from congvu.establishment.models import Unit
from congvu.people import jobs, list_file
from congvu.people.models import Person, StaffImport
from congvu.people.tests.factories import PersonFactory
from congvu.people.tests.lists import hoa, workbook
from congvu.plans.models import PlanPaper
from congvu.plans.tests.factories import TEXT, province

pytestmark = pytest.mark.django_db
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
BAD = {
    "empty": ("a.xlsx", lambda: b" \n", "empty"),
    "other content": ("a.xlsx", lambda: b"%PDF-1.7 text", "wrong_type"),
    "text called xlsx": ("a.xlsx", lambda: TEXT.encode(), "wrong_type"),
    "locked": ("a.xlsx", lambda: LOCKED, "encrypted"),
    "cut off": ("a.xlsx", lambda: b"PK\x03\x04 cut off", "broken"),
    "vast sheet": ("a.xlsx", vast_sheet, "too_many_cells"),
    "bomb": ("a.xlsx", lambda: zipped({samples.BOOK: ZEROS}), "bomb"),
}
BAD_PAPERS = BAD | {
    "locked word": ("a.docx", lambda: LOCKED, "encrypted"),
    "locked pdf": ("a.pdf", locked_pdf, "encrypted"),
    "scanned pdf": ("a.pdf", scanned_pdf, "scanned"),
    "word bomb": ("a.docx", lambda: zipped({samples.WORD: ZEROS}), "bomb"),
}


@pytest.fixture
def root():
    load_codes(actor=Actor.system("test"))
    return province()


@pytest.fixture
def office(root):
    return Unit.objects.get(code="SNV")


@pytest.fixture
def officer(client, root):
    client.force_login(account_with(Role.OFFICER, root))
    return client


def first_words(code):
    return gettext(MESSAGES[code]).split("%(")[0]


def words(answer):
    return html.unescape(answer.content.decode())


def send_paper(client, unit, name, content):
    told = {"unit": unit.pk, "file": SimpleUploadedFile(name, content)}
    return client.post("/ke-hoach/doc", told)


def send_list(client, unit, name, content):
    told = {"unit": unit.code, "on": "2026-11-21", "file": SimpleUploadedFile(name, content)}
    return client.post("/nhap-danh-sach", told)


def read_list(client, unit, name, content):
    """Send a list and do what the worker would; the list as it stands then."""
    answer = send_list(client, unit, name, content)
    assert answer.status_code == 302, words(answer)
    run = StaffImport.objects.latest("started_at")
    jobs.check_list(str(run.pk))
    run.refresh_from_db()
    return run


@pytest.mark.parametrize("case", BAD_PAPERS)
def test_a_bad_paper_is_refused_on_the_page_and_nothing_is_kept(officer, root, case):
    name, content, code = BAD_PAPERS[case]
    answer = send_paper(officer, root, name, content())
    assert answer.status_code == 422
    assert first_words(code) in words(answer)
    assert not PlanPaper.objects.exists()


@pytest.mark.parametrize("case", BAD)
def test_a_bad_list_is_refused_at_its_field_and_nothing_is_kept(officer, office, case):
    name, content, code = BAD[case]
    answer = send_list(officer, office, name, content())
    assert answer.status_code == 422
    assert first_words(code) in words(answer)
    assert not StaffImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_big_list_whose_fault_shows_late_says_on_its_page_what_to_do(
    officer, office, monkeypatch
):
    monkeypatch.setattr(list_file, "SMALL_BYTES", 0)
    run = read_list(officer, office, "a.xlsx", vast_sheet())
    assert run.state == "failed"
    assert first_words("too_many_cells") in run.failure
    assert run.failure in words(officer.get(f"/nhap-danh-sach/{run.pk}"))
    assert officer.post(f"/nhap-danh-sach/{run.pk}/nhan").status_code == 422
    assert not Person.objects.exists()


@pytest.mark.parametrize("case", BAD_PAPERS)
def test_the_console_names_a_bad_paper_and_fails(case, tmp_path, capsys):
    name, content, _ = BAD_PAPERS[case]
    file = tmp_path / name
    file.write_bytes(content())
    assert main.main(["plans", "read", str(file), "--json"]) == 1
    assert str(file) in capsys.readouterr().err


@pytest.mark.parametrize("command", ["plans", "people"])
def test_two_hundred_megabytes_are_refused_on_the_console_unread(
    command, root, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("congvu.cli.database.connect", lambda role: None)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    file = tmp_path / "a.xlsx"
    with file.open("wb") as opened:
        opened.truncate(200_000_000)
    typed = ["plans", "read"] if command == "plans" else ["import", "people", "--unit", "SNV"]
    assert main.main([*typed, str(file)]) == 1
    assert "200" in capsys.readouterr().err
    assert not StaffImport.objects.exists()


@pytest.mark.parametrize("address", ["/ke-hoach/doc", "/nhap-danh-sach"])
def test_two_hundred_megabytes_are_refused_on_the_web_before_they_are_read(officer, address):
    def unread(*args):
        pytest.fail("it was read")

    answer = officer.generic(
        "POST",
        address,
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="200000300",
        **{"wsgi.input": type("Unread", (), {"read": unread, "readline": unread})()},
    )
    assert answer.status_code == 413
    assert "200 MB" in words(answer)
    assert "<nav" in words(answer)


@pytest.mark.parametrize("send", ["paper", "list"])
@pytest.mark.parametrize(("size", "is_told"), [(1_000_000, False), (1_000_001, True)])
def test_papers_and_lists_have_one_limit_and_one_wording(
    officer, root, office, settings, send, size, is_told
):
    settings.UPLOAD_LIMIT_MB = 1
    if send == "paper":
        answer = send_paper(officer, root, "a.txt", b"x" * size)
    else:
        answer = send_list(officer, office, "a.csv", b"x" * size)
    told = "Tệp có dung lượng 2 MB, vượt mức cho phép 1 MB. Hãy bỏ bớt hình ảnh"
    assert (told in words(answer)) is is_told


def test_a_paper_without_work_is_refused_with_what_to_do(officer, root):
    answer = send_paper(officer, root, "a.txt", "Xin chào các bạn.".encode())
    assert answer.status_code == 422
    assert not PlanPaper.objects.exists()


def test_the_same_paper_sent_again_opens_the_first_one(officer, root):
    assert send_paper(officer, root, "a.txt", TEXT.encode()).status_code == 302
    again = send_paper(officer, root, "b.txt", TEXT.encode())
    assert again.url == f"/ke-hoach/{PlanPaper.objects.get().pk}"


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)", "<script>alert(1)</script>"])
def test_what_a_cell_says_is_only_text_on_the_page_and_in_the_file_of_errors(officer, office, sign):
    content = workbook([hoa(office), hoa(office, name=sign, number="2", id="", born="31/02/1980")])
    run = read_list(officer, office, "ds.xlsx", content)
    page = officer.get(f"/nhap-danh-sach/{run.pk}").content.decode()
    assert "<script>alert" not in page
    book = officer.get(f"/nhap-danh-sach/{run.pk}/loi.xlsx")
    assert b"<f>" not in unpacked(book.content)
    assert html.escape(sign, quote=False).encode() in unpacked(book.content)


@pytest.mark.parametrize("sign", ["=1+1", "<script>alert(1)</script>"])
def test_a_name_is_only_text_in_the_list_the_dossier_and_the_export(officer, office, sign):
    person = PersonFactory(unit=office, full_name=sign)
    for address in ("/ho-so", f"/ho-so/{person.pk}", "/tim?q=script"):
        assert "<script>alert" not in officer.get(address).content.decode()
    book = officer.get("/ho-so/xuat.xlsx")
    assert b"<f>" not in unpacked(book.content)
    assert html.escape(sign, quote=False).encode() in unpacked(book.content)


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
