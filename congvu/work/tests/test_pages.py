import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from icalendar import Calendar

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.duties import commands as duties
from congvu.work import commands, selectors
from congvu.work.choices import State
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.panels import LATE
from congvu.work.permissions import Work
from congvu.work.tests import factories as new

pytestmark = pytest.mark.django_db

FRAME_AND_SIGN_IN = 8
"""Statements that any page of a signed-in reader makes before its own."""


@pytest.fixture
def unit():
    return new.office()


@pytest.fixture
def head(client, unit):
    account = account_with(Role.HEAD, unit)
    client.force_login(account)
    return account


@pytest.fixture
def giver(unit):
    return account_with(Role.OFFICER, unit.parent)


def reader_of(unit):
    """Somebody who looks on."""
    return actor_for(unit, may=(Work.TASK_VIEW,))


def hand_in(task):
    commands.deliver(actor=Actor.system("test"), task_id=task.pk, on=new.FRIDAY, note="Xong")


def post(client, task, act, **data):
    return client.post(f"/cong-viec/{task.pk}/{act}", data)


def test_the_board_shows_tasks_by_state_and_only_of_the_own_units(client, head, unit):
    new.task_of(unit, "Việc của mình", products=("Đề án",))
    new.task_of(new.office(), "Việc nơi khác")
    page = client.get("/cong-viec").content.decode()
    assert "Việc của mình" in page
    assert "Đề án" in page
    assert "Việc nơi khác" not in page


def test_htmx_gets_the_cards_alone(client, head, unit):
    new.task_of(unit)
    piece = client.get("/cong-viec", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert "Xây dựng đề án" in piece


@pytest.mark.parametrize("lanes", ["", "unit", "person"])
def test_the_board_makes_as_many_statements_for_many_tasks_as_for_few(
    client, head, unit, lanes, django_assert_max_num_queries
):
    def statements():
        with django_assert_max_num_queries(12 + FRAME_AND_SIGN_IN) as counted:
            answer = client.get("/cong-viec", {"lanes": lanes})
        return len(counted), answer

    person = new.PersonFactory(unit=unit)
    rows = [
        new.NewTask(
            title=f"Việc {n}",
            bearer_unit_id=unit.pk,
            bearer_person_id=person.pk if n % 2 else None,
            products=("Báo cáo",),
        )
        for n in range(2000)
    ]
    commands.create_tasks(actor=Actor.system("test"), rows=rows[:100])
    few, _answer = statements()
    commands.create_tasks(actor=Actor.system("test"), rows=rows[100:])
    many, answer = statements()
    assert few == many
    assert len(answer.content) < 100_000
    assert f"{selectors.COUNT_CAP}+" in answer.content.decode()


@pytest.mark.parametrize("address", ["/cong-viec/danh-sach", "/viec-cua-toi", "/hop-thu"])
def test_lists_make_as_many_statements_for_many_tasks_as_for_few(
    client, head, unit, address, django_assert_max_num_queries
):
    def statements():
        with django_assert_max_num_queries(12 + FRAME_AND_SIGN_IN) as counted:
            answer = client.get(address)
        assert len(answer.content) < 100_000
        return len(counted)

    rows = [new.NewTask(title=f"Việc {n}", bearer_unit_id=unit.pk) for n in range(400)]
    commands.create_tasks(actor=Actor.system("test"), rows=rows[:20])
    few = statements()
    commands.create_tasks(actor=Actor.system("test"), rows=rows[20:])
    assert few == statements()


def test_filters_find_by_words_without_marks_by_unit_and_by_lateness(client, head, unit):
    new.task_of(unit, "Xây dựng Đề án chuyển đổi số", due_on=new.FRIDAY)
    new.task_of(unit, "Báo cáo sơ kết")

    def shows(**filters):
        page = client.get("/cong-viec/danh-sach", filters).content.decode()
        return "chuyển đổi" in page, "sơ kết" in page

    assert shows(q="de an CHUYEN") == (True, False)
    assert shows(unit=unit.code) == (True, True)
    assert shows(time="late") == (True, False)
    assert shows(until="2026-01-01") == (False, False)
    assert shows(role="partner") == (False, False)
    # nonsense in the address is left out, not an error
    assert shows(person="xyz", since="hôm qua", state="?") == (True, True)


@pytest.mark.parametrize(
    ("reader", "act"), [(new.head_of, "deliver"), (new.giver_of, "extend"), (reader_of, "")]
)
def test_each_late_line_of_a_home_page_leads_to_what_its_reader_can_do(unit, reader, act):
    task = new.task_of(unit, due_on=new.FRIDAY)
    shown = LATE.context(reader(unit), new.SATURDAY)["rows"]
    assert shown == [(task, act)]


def test_unfinished_tasks_are_the_late_ones_and_those_in_time(client, head, unit):
    new.task_of(unit, "Việc trễ", due_on=new.FRIDAY)
    new.task_of(unit, "Việc không hạn")
    done = new.task_of(unit, "Việc xong", due_on=new.FRIDAY)
    Task.objects.filter(pk=done.pk).update(state=State.ACCEPTED)
    handed = new.task_of(unit, "Việc đã nộp", due_on=new.FRIDAY)
    Task.objects.filter(pk=handed.pk).update(state=State.DELIVERED)

    def shown(**filters):
        page = client.get("/cong-viec/danh-sach", filters)
        return {card.task.title for card in page.context["cards"]}

    assert shown(state="unfinished") == {"Việc trễ", "Việc không hạn", "Việc đã nộp"}
    assert shown(time="in_time") == {"Việc không hạn", "Việc đã nộp"}
    assert shown(time="late") == {"Việc trễ"}


def test_a_filter_that_nothing_can_fit_shows_an_empty_board(client, head, unit):
    new.task_of(unit)
    for choice in ({"q": "khong co viec nay"}, {"state": "withdrawn", "time": "late"}):
        assert client.get("/cong-viec", choice).status_code == 200
    member = account_with(Role.MEMBER, new.office())
    client.force_login(member)
    assert client.get("/cong-viec", {"unit": unit.code}).status_code == 200


def test_a_partner_finds_the_task_when_asking_for_it(client, head, unit):
    new.task_of(new.office(), "Việc phối hợp", partner_unit_ids=(unit.pk,))
    assert "Việc phối hợp" not in client.get("/cong-viec").content.decode()
    assert "Việc phối hợp" in client.get("/cong-viec?role=partner").content.decode()


def test_a_task_of_another_unit_is_not_found_by_any_of_its_addresses(client, head):
    task = new.task_of(new.office())
    for address in ("", "/nop", "/tep/1"):
        assert client.get(f"/cong-viec/{task.pk}{address}").status_code == 404
    assert post(client, task, "nhan").status_code == 404
    assert client.post(f"/cong-viec/{task.pk}/hoan-tac").status_code == 404
    assert client.get(f"/cong-viec/{task.pk}/bay-gio").status_code == 404


def test_a_task_is_taken_up_noted_delivered_and_accepted_by_pages(client, head, unit, giver):
    task = new.task_of(unit, products=("Đề án",))
    product = TaskProduct.objects.get()
    assert post(client, task, "nhan").status_code == 302
    assert post(client, task, "tien-do", note="Đang làm", percent="40").status_code == 302
    file = SimpleUploadedFile("../de an.pdf", b"%PDF-1.7 x", content_type="text/html")
    answer = post(client, task, "nop", **{f"file_{product.pk}": file})
    assert answer.status_code == 302
    client.force_login(giver)
    assert post(client, task, "nghiem-thu").status_code == 302
    task.refresh_from_db()
    assert (task.state, task.percent) == (State.ACCEPTED, 100)
    page = client.get(f"/cong-viec/{task.pk}").content.decode()
    assert "de an.pdf" in page
    assert "Đang làm" in page
    # undone by the one who accepted
    assert client.post(f"/cong-viec/{task.pk}/hoan-tac").status_code == 302
    task.refresh_from_db()
    assert task.state == State.DELIVERED


def test_a_file_is_saved_and_never_shown_as_a_page(client, head, unit):
    task = new.task_of(unit)
    file = SimpleUploadedFile("trang.html", b"<script>1</script>", content_type="text/html")
    post(client, task, "nop", file=file)
    kept = TaskEvent.objects.exclude(file=None).get().file
    answer = client.get(f"/cong-viec/{task.pk}/tep/{kept.pk}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content == b"<script>1</script>"


def test_a_file_too_large_is_refused_in_words(client, head, unit, settings):
    settings.UPLOAD_LIMIT_MB = 0
    answer = post(client, new.task_of(unit), "nop", file=SimpleUploadedFile("a.pdf", b"x"))
    assert answer.status_code == 422
    assert not TaskEvent.objects.exclude(file=None).exists()


def test_a_refusal_comes_back_on_the_form_with_what_was_typed(client, head, unit):
    task = new.task_of(unit, products=("Đề án",))
    answer = post(client, task, "nop", note="Gần xong rồi")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Gần xong rồi" in page
    assert "Đề án" in page
    task.refresh_from_db()
    assert task.state == State.GIVEN


def test_an_act_not_ones_own_is_refused_and_an_act_out_of_time_is_told(client, head, unit):
    task = new.task_of(unit)
    hand_in(task)
    assert post(client, task, "nghiem-thu").status_code == 403
    assert post(client, task, "nhan").status_code == 422


def test_a_task_is_given_to_a_person_split_and_handed_over_by_pages(client, head, unit):
    person = new.PersonFactory(unit=unit)
    data = {"title": "Soạn báo cáo", "unit": unit.pk, "person": person.pk, "products": "Báo cáo\n"}
    assert client.post("/cong-viec/giao", data | {"due_on": "2026-12-01"}).status_code == 302
    task = Task.objects.get()
    assert (task.bearer_person_id, task.due_on.isoformat()) == (person.pk, "2026-12-01")
    parts = {"title_1": "Phần một", "bearer_1": person.full_name, "due_1": "2026-11-30"}
    assert post(client, task, "tach", **parts).status_code == 302
    assert Task.objects.get(parent=task).bearer_name == person.full_name
    assert post(client, task, "chuyen", bearer=unit.name).status_code == 302
    task.refresh_from_db()
    assert task.bearer_person is None


def test_a_recurring_task_takes_its_day_from_the_first_due_day(client, head, unit):
    data = {"title": "Báo cáo năm", "unit": unit.pk, "due_on": "2026-12-05", "every": "year"}
    assert client.post("/cong-viec/giao", data).status_code == 302
    task = Task.objects.get()
    assert (task.recurs_every, task.recurs_due, task.due_on) == ("year", ["12-05"], None)


def test_a_task_without_title_or_for_another_unit_is_not_given(client, head, unit):
    for data in (
        {"title": " ", "unit": unit.pk},
        {"title": "Việc", "unit": new.office().pk},
        {"title": "Việc", "unit": unit.pk, "starts_on": "2026-12-02", "due_on": "2026-12-01"},
    ):
        assert client.post("/cong-viec/giao", data).status_code == 422
    assert not Task.objects.exists()


def test_many_are_accepted_and_extended_from_the_list(client, head, unit, giver):
    ready, waiting = new.task_of(unit, "Đã nộp"), new.task_of(unit, "Chưa nộp")
    hand_in(ready)
    client.force_login(giver)
    keys = [ready.pk, waiting.pk]
    answer = client.post("/cong-viec/danh-sach", {"act": "accept", "task": keys})
    assert answer.status_code == 200
    assert "Chưa nộp" in answer.content.decode()
    ready.refresh_from_db()
    assert ready.state == State.ACCEPTED
    data = {"act": "extend", "task": [waiting.pk], "due_on": "2027-01-04", "reason": "Chờ"}
    client.post("/cong-viec/danh-sach", data)
    waiting.refresh_from_db()
    assert waiting.due_on.isoformat() == "2027-01-04"
    for nothing in ({"act": "accept"}, {"act": "extend", "task": keys}):
        assert client.post("/cong-viec/danh-sach", nothing).status_code == 422


def test_the_file_of_the_list_holds_text_never_formulas(client, head, unit):
    new.task_of(unit, '=HYPERLINK("http://x","y")', due_on=new.FRIDAY)
    answer = client.get("/cong-viec/xuat.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cell = sheet["A2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')
    assert sheet["E2"].value.date() == new.FRIDAY


def test_the_inbox_holds_work_to_do_to_mend_to_accept_and_duties_in_one_list(client, head, unit):
    person = new.PersonFactory(unit=unit)
    new.task_of(unit, "Phải làm", due_on=new.MONDAY)
    handed = new.task_of(unit, "Phải nghiệm thu", bearer_person_id=person.pk)
    hand_in(handed)
    mend = new.task_of(unit, "Phải sửa", due_on=new.FRIDAY)
    hand_in(mend)
    commands.send_back(actor=Actor.system("test"), task_id=mend.pk, reason="Thiếu")
    duties.ask(
        actor=Actor.system("test"),
        kind="test.thing",
        key="1",
        unit_path=unit.path,
        title="Xác nhận hồ sơ",
        link="/",
        account_id=head.pk,
    )
    hand_in(new.task_of(unit, "Chờ cấp trên"))
    page = client.get("/hop-thu").content.decode()
    places = [
        page.index(text) for text in ("Phải sửa", "Phải làm", "Phải nghiệm thu", "Xác nhận hồ sơ")
    ]
    assert places[0] < places[1] < min(places[2:])
    assert "Chờ cấp trên" not in page


def test_my_work_holds_tasks_by_name_and_not_those_of_colleagues(client, unit):
    account = account_with(Role.MEMBER, unit)
    person = new.PersonFactory(unit=unit, account=account)
    new.task_of(unit, "Của tôi", bearer_person_id=person.pk, due_on=new.SATURDAY)
    new.task_of(unit, "Của bạn", bearer_person_id=new.PersonFactory(unit=unit).pk)
    new.task_of(unit, "Của đơn vị")
    client.force_login(account)
    page = client.get("/viec-cua-toi").content.decode()
    assert "Của tôi" in page
    assert "Của bạn" not in page
    assert "Của đơn vị" not in page
    calendar = Calendar.from_ical(client.get("/viec-cua-toi.ics").content)
    (entry,) = calendar.walk("VEVENT")
    assert (str(entry["summary"]), entry["dtstart"].dt) == ("Của tôi", new.MONDAY)


def test_figures_of_units_and_people_count_what_is_late_and_soon(unit):
    actor = new.head_of(unit)
    person = new.PersonFactory(unit=unit)
    new.task_of(unit, due_on=new.FRIDAY, bearer_person_id=person.pk)
    new.task_of(unit, due_on=new.MONDAY)
    new.task_of(unit)
    (figure,) = selectors.lateness_of_units(actor=actor, today=new.SATURDAY)
    assert (figure.unit_id, figure.late, figure.soon) == (unit.pk, 1, 1)
    (load,) = selectors.busiest_people(actor=actor, today=new.SATURDAY)
    assert (load.name, load.open, load.late) == (person.full_name, 1, 1)
    assert selectors.late_tasks(actor=actor, today=new.SATURDAY).count() == 1
    assert selectors.soon_late_tasks(actor=actor, today=new.SATURDAY).count() == 1
