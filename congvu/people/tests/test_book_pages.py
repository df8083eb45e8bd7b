"""The pages of a workbook of dossiers: sent, looked at, taken, mended, taken out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.journal.models import Entry
from congvu.people import jobs
from congvu.people.families import FAMILIES
from congvu.people.models import Person, StaffImport
from congvu.people.staff_list.sheets import read_sheets
from congvu.people.tests.books import ID, book_of, dossiers, headed, hoa, take
from congvu.people.workbook.layout import sheet_of, sheets
from congvu.people.workbook.template import template

MAI = {"personal_id": "056190000002", "staff_number": "KH0002", "full_name": "Trần Thị Thử Mai"}


@pytest.fixture
def officer(client, unit):
    """A personnel officer of the unit, signed in."""
    account = account_with(Role.OFFICER, unit)
    client.force_login(account)
    return account


def send(client, unit, content):
    """Send a workbook and do what the worker would; return the import."""
    told = {"unit": unit.code, "on": "2026-11-21", "file": SimpleUploadedFile("hs.xlsx", content)}
    answer = client.post("/nhap-ho-so", told)
    assert answer.status_code == 302, answer.content.decode()
    run = StaffImport.objects.latest("started_at")
    jobs.check_list(str(run.pk))
    run.refresh_from_db()
    return run


def with_a_mistake(unit):
    return dossiers(
        [hoa(unit), hoa(unit, **MAI)],
        posts=[{"person_id": ID, "since": "2010", "unit": unit.name}],
        rewards=[{"person_id": ID, "kind_code": "giấy khen lạ"}],
    )


def test_errors_are_shown_by_sheet_row_and_column_and_the_good_people_taken(client, unit, officer):
    run = send(client, unit, with_a_mistake(unit))
    assert (run.state, Person.objects.count()) == ("checked", 0)
    page = client.get(f"/nhap-danh-sach/{run.pk}").content.decode()
    for text in ("Khen thưởng", "B2", "giấy khen lạ", "Nguyễn Thị Thử Hoa"):
        assert text in page
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    jobs.take_list(str(run.pk))
    assert Person.objects.get().full_name == MAI["full_name"]
    assert Entry.objects.filter(act="people.take_book").count() == 1


def test_the_file_of_errors_holds_the_whole_person_and_can_be_mended_and_sent(
    client, unit, officer
):
    run = send(client, unit, with_a_mistake(unit))
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    jobs.take_list(str(run.pk))
    answer = client.get(f"/nhap-danh-sach/{run.pk}/loi.xlsx")
    found = read_sheets(answer.content, "loi.xlsx")
    assert [one.name for one in found] == ["Hồ sơ", "Quá trình công tác", "Khen thưởng"]
    told = {one.name: [list(row) for row in one.rows] for one in found}
    assert [len(rows) for rows in told.values()] == [2, 2, 2]
    told["Khen thưởng"][1][1] = "DH-LDTT"
    again = send(client, unit, book_of(told))
    assert again.counts["refused"] == 0, again.counts["problems"]
    client.post(f"/nhap-danh-sach/{again.pk}/nhan")
    jobs.take_list(str(again.pk))
    assert Person.objects.count() == 2


def test_take_none_leaves_nothing(client, unit, officer):
    run = send(client, unit, with_a_mistake(unit))
    client.post(f"/nhap-danh-sach/{run.pk}/bo")
    run.refresh_from_db()
    assert (run.state, run.rows.count(), Person.objects.count()) == ("declined", 0, 0)


def test_sheets_and_columns_are_matched_by_hand(client, unit, officer):
    rows = headed("people", hoa(unit))
    rows[0][2] = "Quý danh"
    run = send(client, unit, book_of({"Sheet1": rows}))
    assert run.state == "matching"
    assert "Sheet1" in client.get(f"/nhap-danh-sach/{run.pk}").content.decode()
    client.post(f"/nhap-ho-so/{run.pk}/trang", {"sheet-0": "people"})
    jobs.check_list(str(run.pk))
    run.refresh_from_db()
    client.post(f"/nhap-ho-so/{run.pk}/trang", {"sheet-0": "people", "column-0-2": "full_name"})
    jobs.check_list(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.counts["new"]) == ("checked", 1)


@pytest.mark.parametrize("path", ["cot", "dong/2", "dong/2/tra-loi"])
def test_what_belongs_to_lists_is_refused_for_a_workbook(client, unit, officer, path):
    run = send(client, unit, with_a_mistake(unit))
    answer = client.post(f"/nhap-danh-sach/{run.pk}/{path}", {"cell": "x", "person": "new"})
    assert answer.status_code == 422


def test_the_template_has_every_sheet_and_is_read_as_it_is(client, unit, officer):
    answer = client.get("/nhap-ho-so/mau.xlsx")
    found = read_sheets(answer.content, "mau.xlsx")
    assert [one.name for one in found] == [
        "Hướng dẫn", *(sheet.name for sheet in sheets()), "Danh mục"
    ]  # fmt: skip
    for one, sheet in zip(found[1:-1], sheets(), strict=True):
        assert list(one.rows[0]) == [column.heading for column in sheet.columns]
    run = send(client, unit, template())
    assert (run.state, bool(run.failure)) == ("failed", True)


def test_every_column_of_every_family_has_its_own_heading():
    for sheet in sheets():
        headings = [column.heading for column in sheet.columns]
        assert len(set(headings)) == len(headings), sheet.key
    assert {sheet.key for sheet in sheets()} == {"people", *(one.key for one in FAMILIES)}


def taken_out(client, **told):
    answer = client.post("/ho-so/xuat-so", told)
    if answer.status_code != 200:
        return answer, {}
    content = b"".join(answer.streaming_content)
    return answer, {one.name: one.rows for one in read_sheets(io.BytesIO(content).read(), "x.xlsx")}


def test_dossiers_leave_for_a_purpose_and_the_journal_says_so(client, unit, officer):
    take(unit, dossiers([hoa(unit)], relatives=[
        {"person_id": ID, "relation_code": "CHA", "full_name": "Nguyễn Văn Cha"}]))  # fmt: skip
    answer, _sheets = taken_out(client, purpose="")
    assert answer.status_code == 422
    answer, found = taken_out(client, purpose="dossier", whole="on")
    assert found["Quan hệ gia đình"][1][0] == ID
    entry = Entry.objects.get(act="people.export_book")
    assert (entry.details["people"], entry.details["purpose"]) == (1, "dossier")
    assert entry.details["is_whole"] is True


def test_without_closed_columns_no_personal_id_and_no_family_leave(client, unit, officer):
    take(unit, dossiers([hoa(unit)], posts=[{"person_id": ID, "since": "2010"}]))
    _answer, found = taken_out(client, purpose="dossier")
    closed = {sheet_of(key).name for key in ("relatives", "party", "health", "property", "income")}
    assert not closed & found.keys()
    assert ID not in {cell for rows in found.values() for row in rows for cell in row}
    assert found["Quá trình công tác"][1][0] == "KH0001"


def test_without_closed_columns_no_row_leaves_that_the_dossier_masks(client, unit, officer):
    post = {"person_id": ID, "since": "2020", "title": "Bí thư chi bộ", "kind": "chức vụ Đảng"}
    told = {"person_id": ID, "since": "2025", "words": "Nhận xét riêng", "is_internal": "có"}
    take(unit, dossiers([hoa(unit)], posts=[post], assessments=[told]))
    _answer, open_part = taken_out(client, purpose="dossier")
    _answer, whole = taken_out(client, purpose="dossier", whole="on")
    for sheet, secret in (("posts", "Bí thư chi bộ"), ("assessments", "Nhận xét riêng")):
        name = sheet_of(sheet).name
        assert secret not in str(open_part[name])
        assert secret in str(whole[name])


def test_who_may_not_open_sensitive_fields_is_not_offered_them(client, unit):
    take(unit, dossiers([hoa(unit)]))
    client.force_login(account_with(Role.HEAD, unit))
    assert 'name="whole"' not in client.get("/ho-so/xuat-so").content.decode()
    _answer, found = taken_out(client, purpose="dossier", whole="on")
    assert "Số định danh cá nhân" not in found["Hồ sơ"][0]
