import pytest
from django.db import connection

from congvu.access.choices import Role
from congvu.access.tests.factories import PASSWORD, AccountFactory, account_with
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal import commands as journal
from congvu.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_a_page_sends_the_stranger_to_sign_in_and_back(client):
    answer = client.get("/nhat-ky")
    assert answer.status_code == 302
    assert answer.url == "/dang-nhap?next=/nhat-ky"


def test_signing_in_leads_home(client):
    account = account_with(Role.OFFICER, UnitFactory())
    answer = client.post("/dang-nhap", {"login": account.username, "password": PASSWORD})
    assert answer.status_code == 302
    page = client.get("/")
    assert page.status_code == 200
    assert account.full_name in page.content.decode()


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client):
    account = account_with(Role.OFFICER, UnitFactory())
    for _ in range(5):
        client.post("/dang-nhap", {"login": account.username, "password": "sai-mat-khau"})
    answer = client.post("/dang-nhap", {"login": account.username, "password": PASSWORD})
    assert answer.status_code == 429


def test_four_wrong_passwords_do_not_lock_yet(client):
    account = account_with(Role.OFFICER, UnitFactory())
    for _ in range(4):
        client.post("/dang-nhap", {"login": account.username, "password": "sai-mat-khau"})
    answer = client.post("/dang-nhap", {"login": account.username, "password": PASSWORD})
    assert answer.status_code == 302


def test_an_administrator_without_second_factor_is_sent_to_set_it_up(client):
    client.force_login(account_with(Role.ADMINISTRATOR, UnitFactory()))
    assert client.get("/nhat-ky").url == "/hai-lop/bat"


def test_a_page_whose_permission_is_not_held_is_refused(client):
    client.force_login(account_with(Role.MEMBER, UnitFactory()))
    assert client.get("/nhat-ky").status_code == 403


def test_raw_sql_sees_only_rows_of_the_scope_and_none_without_one():
    here, there = UnitFactory(), UnitFactory()
    system = Actor.system("test")
    for unit in (here, there):
        journal.record(actor=system, act="test.act", path=unit.path)
    with connection.cursor() as cursor:
        with scope_of(Actor(account_id=1, name="", reach={"journal.entry.view": (here.path,)})):
            cursor.execute("SELECT unit_path::text FROM journal_entry")
            assert cursor.fetchall() == [(here.path,)]
        with scope_of(Actor(account_id=AccountFactory().pk, name="")):
            cursor.execute("SELECT count(*) FROM journal_entry")
            assert cursor.fetchone() == (0,)
    assert Entry.objects.count() == 2


def test_the_journal_cannot_be_rewritten():
    entry = journal.record(actor=Actor.system("test"), act="test.act")
    with pytest.raises(Exception, match="never changed"):
        Entry.objects.filter(pk=entry.pk).update(act="other.act")


def test_an_administrator_without_second_factor_cannot_look_at_accounts(client):
    client.force_login(account_with(Role.ADMINISTRATOR, UnitFactory()))
    assert client.get("/he-thong/tai-khoan").url == "/hai-lop/bat"


@pytest.mark.parametrize(
    ("asked", "status", "is_past"),
    [("2026-05-01", 422, True), ("", 302, False), ("9999-01-01", 302, False), ("x", 302, False)],
)
def test_a_past_day_is_shown_as_such_and_nothing_can_be_written_there(
    client, asked, status, is_past
):
    client.force_login(account_with(Role.OFFICER, UnitFactory()))
    assert ("past-note" in client.get(f"/kieu-mau?on={asked}").content.decode()) == is_past
    assert client.post(f"/giao-dien?on={asked}", {"theme": "dark"}).status_code == status


def test_light_or_dark_is_remembered_and_leads_back_to_the_same_page_only(client):
    client.force_login(account_with(Role.OFFICER, UnitFactory()))
    answer = client.post("/giao-dien", {"theme": "dark", "next": "/kieu-mau"})
    assert (answer.url, answer.cookies["theme"].value) == ("/kieu-mau", "dark")
    assert client.post("/giao-dien", {"theme": "dark", "next": "https://other.example"}).url == "/"
    assert 'data-bs-theme="dark"' in client.get("/").content.decode()
