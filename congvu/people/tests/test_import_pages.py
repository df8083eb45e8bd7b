import html
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.errors import NotVisible
from congvu.documents.intake.errors import MESSAGES
from congvu.documents.models import StoredFile
from congvu.establishment.tests.factories import UnitFactory
from congvu.people import jobs
from congvu.people.models import ImportRow, Person, StaffImport
from congvu.people.tests.books import book_of, headed
from congvu.people.tests.books import hoa as dossier
from congvu.people.tests.lists import HEADINGS, KEYS, hoa, with_parts, workbook


@pytest.fixture
def officer(client, unit):
    """A personnel officer of the unit, signed in."""
    account = account_with(Role.OFFICER, unit)
    client.force_login(account)
    return account


def send_only(client, unit, content=b"", name="danh sách.xlsx", pasted=""):
    """Send a list; returns the answer."""
    told = {"unit": unit.code, "on": "2026-11-21", "pasted": pasted}
    if content:
        told["file"] = SimpleUploadedFile(name, content)
    return client.post("/nhap-danh-sach", told)


def send(client, unit, content=b"", name="danh sách.xlsx", pasted=""):
    """Send a list; returns the import and does what the worker would."""
    answer = send_only(client, unit, content, name, pasted)
    assert answer.status_code == 302, answer.content.decode()
    run = StaffImport.objects.latest("started_at")
    jobs.check_list(str(run.pk))
    run.refresh_from_db()
    return run


def page_of(client, run):
    return client.get(f"/nhap-danh-sach/{run.pk}").content.decode()


def test_a_list_is_read_in_the_background_and_nothing_is_written_before_the_choice(
    client, unit, officer
):
    client.post(
        "/nhap-danh-sach",
        {
            "unit": unit.code,
            "on": "2026-11-21",
            "file": SimpleUploadedFile("ds.xlsx", workbook([hoa(unit)])),
        },
    )
    run = StaffImport.objects.get()
    assert run.account_id == officer.pk
    assert "<progress" in page_of(client, run)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == (
        "people.check_list",
        {"import_id": str(run.pk), "account_id": officer.pk},
    )
    jobs.check_list(str(run.pk))
    run.refresh_from_db()
    assert run.state == "checked"
    assert not Person.objects.exists()


def test_wrong_cells_are_lit_where_they_stand_with_what_to_do(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit), hoa(unit, number="2", born="31/02/1980", id="")]))
    page = page_of(client, run)
    assert 'class="wrong">31/02/1980<small>' in page
    assert run.counts["new"] == 1
    assert run.counts["refused"] == 1


def test_macros_links_and_formulas_are_told_and_only_the_data_is_read(client, unit, officer):
    parts = {"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<x/>"}
    content = with_parts(workbook([hoa(unit)]), parts, formula="1+1")
    run = send(client, unit, content, "ds.xlsm")
    assert run.counts["new"] == 1
    page = page_of(client, run)
    assert "Tệp có macro; macro không được chạy, chỉ dữ liệu được đọc." in page
    assert "Tệp dẫn tới tệp khác; không có gì được tải từ đó." in page
    assert "Tệp có công thức; hệ thống đọc giá trị đã lưu lần cuối" in page


def test_the_good_rows_are_taken_and_the_others_wait_with_an_error_file(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit), hoa(unit, id="1", number="2")]))
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    jobs.take_list(str(run.pk))
    run.refresh_from_db()
    assert (run.state, Person.objects.count()) == ("done", 1)
    assert 'name="cell"' in page_of(client, run)
    file = client.get(f"/nhap-danh-sach/{run.pk}/loi.xlsx").content
    rows = CalamineWorkbook.from_object(BytesIO(file)).get_sheet_by_index(0).to_python()
    assert any("Nguyễn Thị Thử Hoa" in row for row in rows)


def test_a_waiting_row_is_corrected_in_the_page(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit, born="31/02/1980")]))
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    jobs.take_list(str(run.pk))
    row = ImportRow.objects.get()
    cells = ["05/03/1980" if text == "31/02/1980" else text for text in row.cells]
    still = client.post(f"/nhap-danh-sach/{run.pk}/dong/{row.row}", {"cell": row.cells})
    assert still.status_code == 422
    taken = client.post(f"/nhap-danh-sach/{run.pk}/dong/{row.row}", {"cell": cells})
    assert taken.status_code == 302
    assert Person.objects.get().born == "1980-03-05"


@pytest.mark.parametrize(
    ("born", "word"), [("05/03/1980", "Nhận các dòng đúng"), ("30/02/1980", "Giữ các dòng cần sửa")]
)
def test_the_button_says_what_there_is_to_take(client, unit, officer, born, word):
    run = send(client, unit, workbook([hoa(unit, born=born)]))
    page = page_of(client, run)
    assert word in page
    assert ("Nhận các dòng đúng" in page) is (word == "Nhận các dòng đúng")


def test_take_none_writes_nothing_and_forgets_the_rows(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit, born="31/02/1980")]))
    client.post(f"/nhap-danh-sach/{run.pk}/bo")
    run.refresh_from_db()
    assert run.state == "declined"
    assert not ImportRow.objects.exists()
    again = client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    assert again.status_code == 422


def test_rows_pasted_from_excel_are_a_list_too(client, unit, officer):
    person = hoa(unit)
    lines = ["\t".join(HEADINGS), "\t".join(person[key] for key in KEYS)]
    run = send(client, unit, pasted="\n".join(lines))
    assert run.counts["new"] == 1


def test_a_column_can_be_left_out_by_hand(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit)]))
    phone = HEADINGS.index("Số điện thoại")
    client.post(f"/nhap-danh-sach/{run.pk}/cot", {f"column-{phone}": "-", "sheet": run.sheet})
    jobs.check_list(str(run.pk))
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    jobs.take_list(str(run.pk))
    assert Person.objects.get().phone == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ds.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 600),  # locked with a password
        ("ds.xlsx", b"PK\x03\x04 broken"),
        ("ds.xlsm", b"PK\x03\x04 with macros"),
        ("ds.pdf", b"%PDF-1.7"),
        ("ds.csv", b"   \n "),
        ("ds.csv", "Xin chào\n".encode()),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field_and_not_kept(
    client, unit, officer, name, content
):
    answer = send_only(client, unit, content, name)
    assert answer.status_code == 422
    (told,) = answer.context["form"].errors["file"]
    assert len(told) > 20
    assert told in html.unescape(answer.content.decode())
    assert not StaffImport.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("path", ["/nhap-danh-sach", "/nhap-ho-so"])
@pytest.mark.parametrize(
    ("name", "stamp"), [("ds.xlsx", "TUYỆT MẬT"), ("ds.xlsx", "MẬT"), ("Danh sách (MẬT).xlsx", "")]
)
def test_a_list_or_workbook_under_a_secrecy_mark_is_refused_at_its_field_and_not_kept(
    client, unit, officer, path, name, stamp
):
    sheets = {"Hồ sơ": headed("people", dossier(unit)), "Ghi chú": [[stamp or "x"]]}
    content = book_of(sheets) if path == "/nhap-ho-so" else workbook([hoa(unit, post=stamp)])
    told = {"unit": unit.code, "on": "2026-11-21", "file": SimpleUploadedFile(name, content)}
    answer = client.post(path, told)
    assert answer.status_code == 422
    (refusal,) = answer.context["form"].errors["file"]
    assert refusal == gettext(MESSAGES["secret"])
    assert not StaffImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_rows_pasted_from_under_a_secrecy_mark_are_refused_and_not_kept(client, unit, officer):
    line = "\t".join(hoa(unit).get(key, "") for key in KEYS)
    answer = send_only(client, unit, pasted="\n".join(["TỐI MẬT", "\t".join(HEADINGS), line]))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["pasted"]
    assert not StoredFile.objects.exists()


def test_a_person_called_mat_is_no_secret(client, unit, officer):
    assert send(client, unit, workbook([hoa(unit, name="Lê Thị Mật")])).state == "checked"


def test_pasted_text_without_headings_is_refused_at_its_field_and_stays_in_it(
    client, unit, officer
):
    answer = send_only(client, unit, pasted="Xin chào các bạn")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["pasted"]
    assert "Xin chào các bạn" in answer.content.decode()
    assert not StaffImport.objects.exists()


def test_a_sheet_that_claims_a_million_rows_is_refused_by_the_cell_that_does_it(
    client, unit, officer
):
    with zipfile.ZipFile(BytesIO(workbook([hoa(unit)]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").replace(b'r="A1"', b'r="XFD1048576"')
    content = with_parts(workbook([hoa(unit)]), {"xl/worksheets/sheet1.xml": sheet})
    answer = send_only(client, unit, content)
    assert answer.status_code == 422
    assert "“Danh sách” có dữ liệu ở tận ô XFD1048576" in answer.content.decode()


def test_a_list_above_the_limit_is_refused_at_the_field(client, unit, officer, settings):
    settings.UPLOAD_LIMIT_MB = 0
    answer = client.post(
        "/nhap-danh-sach",
        {"unit": unit.code, "on": "2026-11-21", "file": SimpleUploadedFile("a.xlsx", b"x" * 9)},
    )
    assert answer.status_code == 422
    assert not StaffImport.objects.exists()


def test_text_of_a_cell_never_runs_as_html(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit, name="<script>alert(1)</script>")]))
    page = page_of(client, run)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_another_units_officer_does_not_find_the_list(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit)]))
    client.force_login(account_with(Role.OFFICER, UnitFactory()))
    assert client.get(f"/nhap-danh-sach/{run.pk}").status_code == 404


def test_an_officer_who_lost_the_right_meanwhile_takes_nothing(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit)]))
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    officer.grants.all().delete()
    with pytest.raises(NotVisible):
        jobs.take_list(str(run.pk))
    assert not Person.objects.exists()


def test_an_unknown_name_of_a_unit_is_answered_once_for_all_its_rows(client, unit, officer):
    people = [hoa(unit, id=f"05618000000{n}", number=str(n)) | {"unit": "Sở Lạ"} for n in (1, 2)]
    run = send(client, unit, workbook(people))
    assert run.counts["refused"] == 2
    assert 'name="unit-Sở Lạ"' in page_of(client, run)
    client.post(f"/nhap-danh-sach/{run.pk}/cot", {"unit-Sở Lạ": str(unit.pk), "sheet": run.sheet})
    jobs.check_list(str(run.pk))
    run.refresh_from_db()
    assert (run.counts["new"], run.counts["refused"]) == (2, 0)


def test_an_officer_who_takes_the_list_of_another_takes_it_with_the_own_rights(
    client, unit, officer
):
    other = UnitFactory(name="Sở Tư pháp", parent=unit.parent)
    sender = account_with(Role.OFFICER, unit.parent)
    client.force_login(sender)
    rows = [hoa(unit), hoa(other, id="056180000002", number="2", name="Lê Văn Hai")]
    run = send(client, unit, workbook(rows))
    assert run.counts["new"] == 2
    client.force_login(officer)
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    job = ProcrastinateJob.objects.get(task_name="people.take_list")
    jobs.take_list(**job.args)
    assert [person.unit for person in Person.objects.all()] == [unit]


@pytest.mark.parametrize(
    "told",
    [
        {"unit-Sở Lạ": "abc"},
        {"unit-Sở Lạ": "9" * 30},
        {"unit-\0": "1"},
        {"column-²": "notes"},
        {"column-3": "no field"},
        {"column-3": "a\0b"},
        {"column-" + "9" * 30: "-"},
    ],
)
def test_an_answer_that_is_no_choice_of_the_page_is_no_answer(client, unit, officer, told):
    run = send(client, unit, workbook([hoa(unit) | {"unit": "Sở Lạ"}]))
    assert client.post(f"/nhap-danh-sach/{run.pk}/cot", told).status_code == 302
    jobs.check_list(str(run.pk))
    assert 'name="unit-Sở Lạ"' in page_of(client, run)


def test_a_first_year_out_of_bounds_is_told(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit)]))
    answer = client.post(f"/nhap-danh-sach/{run.pk}/cot", {"century_from": "1899"})
    assert answer.status_code == 422
    assert "1900" in answer.content.decode()


def test_a_mended_cell_may_hold_any_sign(client, unit, officer):
    run = send(client, unit, workbook([hoa(unit, born="31/02/1980")]))
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    jobs.take_list(str(run.pk))
    row = ImportRow.objects.get()
    told = {"cell": ["Nguyễn\0 Thị Thử Hoa", "²²²²", "05618000000²"]}
    assert client.post(f"/nhap-danh-sach/{run.pk}/dong/{row.row}", told).status_code == 422
    row.refresh_from_db()
    assert row.cells[0] == "Nguyễn Thị Thử Hoa"
    assert client.get(f"/nhap-danh-sach/{run.pk}?state=no-state").status_code == 200


def test_the_page_of_lists_sent_reads_no_file(client, unit, officer):
    send(client, unit, workbook([hoa(unit)]))
    with CaptureQueriesContext(connection) as queries:
        assert "danh sách.xlsx" in client.get("/nhap-danh-sach").content.decode()
    assert not [one for one in queries if '"content"' in one["sql"]]
