"""Files nobody should have sent, by both doors: plan papers and staff lists.

Each is refused with words that say what to do, and nothing of it stays behind.
"""

import html
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.cli import main
from congvu.cli.words import catalogue
from congvu.documents.models import Paper, StoredFile
from congvu.establishment.commands.loading import LOADED
from congvu.establishment.models import Unit
from congvu.people import jobs, list_file
from congvu.people.models import Person, StaffImport
from congvu.people.tests.factories import PersonFactory
from congvu.people.tests.lists import hoa, with_parts, workbook
from congvu.plans.models import PlanPaper
from congvu.plans.tests.factories import TEXT, province
from tests.bad_files import BAD_LISTS, BAD_PAPERS, vast_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(codes):
    return province()


@pytest.fixture
def office(root):
    return Unit.objects.get(code="SNV")


@pytest.fixture
def officer(client, root):
    client.force_login(account_with(Role.OFFICER, root))
    return client


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


def nothing_is_kept():
    """Besides what the units themselves rest on."""
    kept = (StoredFile, PlanPaper, StaffImport, Person, ProcrastinateJob)
    papers = Paper.objects.exclude(title=LOADED)
    return not (papers.exists() or any(model.objects.exists() for model in kept))


@pytest.fixture
def console(monkeypatch, tmp_path, capsys):
    """Runs a command of the console on a file, in Vietnamese; its status and all it said."""
    monkeypatch.setattr("congvu.cli.database.connect", lambda role: None)
    monkeypatch.setenv("LANGUAGE", "vi")
    catalogue.cache_clear()

    def run(*typed, name, content):
        file = tmp_path / name
        file.write_bytes(content)
        status = main.main([*typed, str(file)])
        return status, "".join(capsys.readouterr())

    yield run
    catalogue.cache_clear()


@pytest.mark.parametrize("case", BAD_PAPERS)
def test_a_bad_paper_is_refused_on_the_page_and_nothing_is_kept(officer, root, case):
    name, content, wrong, to_do = BAD_PAPERS[case]
    answer = send_paper(officer, root, name, content())
    assert answer.status_code == 422
    assert wrong in words(answer)
    assert to_do in words(answer)
    assert nothing_is_kept()


@pytest.mark.parametrize("case", BAD_LISTS)
def test_a_bad_list_is_refused_at_its_field_and_nothing_is_kept(officer, office, case):
    name, content, wrong, to_do = BAD_LISTS[case]
    answer = send_list(officer, office, name, content())
    assert answer.status_code == 422
    (told,) = answer.context["form"].errors["file"]
    assert wrong in told
    assert to_do in told
    assert told in words(answer)
    assert nothing_is_kept()


@pytest.mark.parametrize("case", BAD_PAPERS)
def test_the_console_names_a_bad_paper_and_fails(console, case):
    name, content, wrong, to_do = BAD_PAPERS[case]
    status, told = console("plans", "read", name=name, content=content())
    assert status == (0 if case == "no task" else 1)
    assert name in told
    assert wrong in told
    assert to_do in told


@pytest.mark.parametrize("case", BAD_LISTS)
def test_the_console_names_a_bad_list_fails_and_keeps_nothing(console, office, case):
    name, content, wrong, to_do = BAD_LISTS[case]
    typed = ["import", "people", "--unit", office.code]
    status, told = console(*typed, name=name, content=content())
    assert status == 1
    assert wrong in told
    assert to_do in told
    assert nothing_is_kept()


def test_a_big_list_whose_fault_shows_late_says_on_its_page_what_to_do(
    officer, office, monkeypatch
):
    monkeypatch.setattr(list_file, "SMALL_BYTES", 0)
    run = read_list(officer, office, "a.xlsx", vast_sheet())
    assert run.state == "failed"
    assert "có dữ liệu ở tận ô XFD1048576" in run.failure
    assert run.failure in words(officer.get(f"/nhap-danh-sach/{run.pk}"))
    assert officer.post(f"/nhap-danh-sach/{run.pk}/nhan").status_code == 422
    assert not Person.objects.exists()


# Cells that keep a row out: what is typed, where it stands, what is wrong and what to do.
WRONG_CELLS = {
    "unknown unit": (
        {"unit": "Sở Không Có"},
        "E5",
        "Không có đơn vị “Sở Không Có”",
        "Ghi tên đầy đủ",
    ),
    "the same number twice": (
        {"id": "056180000001"},
        "C5",
        "Số định danh 056180000001 còn có ở dòng 4",
        "Giữ lại số đúng",
    ),
    "the same staff number twice": (
        {"number": "KH.0001"},
        "D5",
        "Số hiệu KH.0001 còn có ở dòng 4",
        "Giữ lại số đúng",
    ),
    "a day that is not": (
        {"born": "31/02/1980"},
        "B5",
        "Không có ngày 31/02/1980: tháng đó có 29 ngày",
        "Ghi lại cho đúng",
    ),
    "a day that was not": (
        {"born": "05/03/2090"},
        "B5",
        "2090",
        "Ghi lại năm",
    ),
}


def list_with(office, wrong):
    second = {"name": "Trần Văn Thử", "id": "056080000002", "number": "KH.0002"}
    return workbook([hoa(office), hoa(office) | second | wrong])


@pytest.mark.parametrize("case", WRONG_CELLS)
def test_a_wrong_cell_is_named_with_what_to_do_and_its_row_is_not_taken(officer, office, case):
    typed, cell, wrong, to_do = WRONG_CELLS[case]
    run = read_list(officer, office, "ds.xlsx", list_with(office, typed))
    row = run.rows.get(row=5)
    assert cell in {problem["address"] for problem in row.problems}
    page = officer.get(f"/nhap-danh-sach/{run.pk}")
    assert f'class="wrong">{next(iter(typed.values()))}<small>' in words(page)
    assert wrong in words(page)
    assert to_do in words(page)
    assert not Person.objects.exists()
    officer.post(f"/nhap-danh-sach/{run.pk}/nhan")
    jobs.take_list(str(run.pk))
    assert not Person.objects.filter(full_name="Trần Văn Thử").exists()


@pytest.mark.parametrize("case", WRONG_CELLS)
def test_the_console_names_the_wrong_cell_and_what_to_do(console, office, case):
    typed, cell, wrong, to_do = WRONG_CELLS[case]
    command = ["import", "people", "--unit", office.code, "--on", "2026-11-21"]
    status, told = console(*command, name="ds.xlsx", content=list_with(office, typed))
    assert status == 1
    (line,) = [line for line in told.splitlines() if line.strip().startswith(f"{cell}: ")]
    assert wrong in line
    assert to_do in line
    assert not Person.objects.filter(full_name="Trần Văn Thử").exists()


def test_macros_links_and_formulas_are_told_at_every_door(console, officer, root, office):
    parts = {"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<x/>"}
    staff = with_parts(workbook([hoa(office)]), parts, formula="1+1")
    plan = with_parts(plan_book(), parts, formula="1+1")
    command = ["import", "people", "--unit", office.code, "--on", "2026-11-21", "--check"]
    _status, of_list = console(*command, name="a.xlsm", content=staff)
    _status, of_plan = console("plans", "read", name="a.xlsm", content=plan)
    run = read_list(officer, office, "a.xlsm", staff)
    page = words(officer.get(f"/nhap-danh-sach/{run.pk}"))
    review = words(officer.get(send_paper(officer, root, "a.xlsm", plan).url))
    for told in (of_list, of_plan, page, review):
        assert "Tệp có macro; macro không được chạy" in told
        assert "Tệp dẫn tới tệp khác; không có gì được tải từ đó" in told
        assert "Tệp có công thức; hệ thống đọc giá trị đã lưu lần cuối" in told


def plan_book():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"])
        sheet.write_row(1, 0, [1, "Rà soát hồ sơ cán bộ", "Sở Nội vụ", "30/6/2026"])
        sheet.write_row(2, 0, [2, "Số hóa hồ sơ cán bộ", "Sở Nội vụ", "31/12/2026"])
    return buffer.getvalue()


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


def test_the_same_paper_sent_again_opens_the_first_one(officer, root):
    assert send_paper(officer, root, "a.txt", TEXT.encode()).status_code == 302
    again = send_paper(officer, root, "b.txt", TEXT.encode())
    assert again.url == f"/ke-hoach/{PlanPaper.objects.get().pk}"


SIGNS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "<script>alert(1)</script>"]


@pytest.mark.parametrize("sign", SIGNS)
def test_what_a_cell_says_is_only_text_on_the_page_and_in_the_file_of_errors(officer, office, sign):
    content = workbook([hoa(office), hoa(office, name=sign, number="2", id="", born="31/02/1980")])
    run = read_list(officer, office, "ds.xlsx", content)
    page = officer.get(f"/nhap-danh-sach/{run.pk}").content.decode()
    assert "<script>alert" not in page
    book = officer.get(f"/nhap-danh-sach/{run.pk}/loi.xlsx")
    assert b"<f>" not in unpacked(book.content)
    assert sign.strip() in texts(book.content)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_name_is_only_text_in_the_list_the_dossier_and_the_export(officer, office, sign):
    person = PersonFactory(unit=office, full_name=sign)
    for address in ("/ho-so", f"/ho-so/{person.pk}", "/tim?q=script"):
        assert "<script>alert" not in officer.get(address).content.decode()
    book = officer.get("/ho-so/xuat.xlsx")
    assert b"<f>" not in unpacked(book.content)
    assert sign.strip() in texts(book.content)


def texts(content):
    """What a spreadsheet shows of a workbook, as one text."""
    book = CalamineWorkbook.from_object(io.BytesIO(content))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
