"""Pages of accounts: one test for each outcome."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.access.choices import Role
from congvu.access.models import Account
from congvu.access.tests.factories import PASSWORD, AccountFactory, account_with
from congvu.establishment.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(name="Sở Thử Nghiệm")


def signed_in(client, role, unit):
    account = account_with(role, unit)
    client.force_login(account)
    session = client.session
    session["second_factor"] = True
    session.save()
    return account


def new_account(**changes):
    return {
        "full_name": "Nguyễn Văn Mới",
        "username": "moi",
        "password": PASSWORD,
        "role": "member",
        "unit": "so thu nghiem",
        "since": "2026-11-21",
        **changes,
    }


@pytest.fixture
def named(unit):
    unit.names.create(name=unit.name, key="so thu nghiem", valid="[,)")
    return unit


def test_an_administrator_makes_an_account_that_can_sign_in(client, named):
    signed_in(client, Role.ADMINISTRATOR, named)
    answer = client.post("/he-thong/tai-khoan/moi", new_account())
    made = Account.objects.get(username="moi")
    assert answer.url == f"/he-thong/tai-khoan/{made.pk}"
    assert made.check_password(PASSWORD)
    assert made.grants.get().unit == named
    assert "Nguyễn Văn Mới" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("wrong", [{"password": "123"}, {"unit": "so khac"}, {"username": ""}])
def test_what_is_wrong_is_said_on_the_form_and_nothing_is_made(client, named, wrong):
    signed_in(client, Role.ADMINISTRATOR, named)
    answer = client.post("/he-thong/tai-khoan/moi", new_account(**wrong))
    assert answer.status_code == 422
    assert "Nguyễn Văn Mới" in answer.content.decode()
    assert not Account.objects.filter(username="moi").exists()


def test_a_closed_account_cannot_sign_in_until_it_is_opened_again(client, unit):
    signed_in(client, Role.ADMINISTRATOR, unit)
    other = account_with(Role.MEMBER, unit)
    for wanted in ("0", "1"):
        client.post(f"/he-thong/tai-khoan/{other.pk}/dong-mo", {"open": wanted})
        other.refresh_from_db()
        assert other.is_active == (wanted == "1")


def test_a_head_lends_the_role_and_takes_it_back_on_the_page(client, named):
    signed_in(client, Role.HEAD, named)
    deputy = AccountFactory()
    lent = {
        "to": deputy.username,
        "role": "head",
        "unit": "so thu nghiem",
        "since": "2026-11-21",
        "until": "2099-12-31",
    }
    assert client.post("/he-thong/uy-quyen", lent).status_code == 302
    assert deputy.full_name in client.get("/he-thong/uy-quyen").content.decode()
    grant = deputy.grants.get()
    client.post(f"/he-thong/vai-tro/{grant.pk}/ket-thuc")
    grant.refresh_from_db()
    assert grant.valid.upper.year < 2099


def test_lending_to_an_unknown_account_is_refused_on_the_form(client, named):
    signed_in(client, Role.HEAD, named)
    lent = {"to": "khong-co", "role": "head", "unit": "so thu nghiem", "since": "2026-11-21"}
    assert client.post("/he-thong/uy-quyen", lent).status_code == 422


def test_the_list_narrows_to_accounts_without_second_factor_and_counts_the_same_statements(
    client, unit
):
    me = signed_in(client, Role.ADMINISTRATOR, unit)
    spent = []
    for _ in range(2):
        for _ in range(20):
            account_with(Role.MEMBER, unit)
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/he-thong/tai-khoan?state=no_second_factor").content.decode()
        spent.append(len(queries))
    assert me.username in page
    assert spent[0] == spent[1]


def test_the_second_factor_a_role_asks_for_cannot_be_switched_off(client, unit):
    me = signed_in(client, Role.ADMINISTRATOR, unit)
    held = Authenticator.objects.create(user=me, type="totp", data={"secret": "x"})
    client.post("/hai-lop/tat")
    assert Authenticator.objects.filter(pk=held.pk).exists()


def test_signing_in_keeps_the_visit_before(client, unit):
    account = account_with(Role.OFFICER, unit)
    for _ in range(2):
        client.post("/dang-nhap", {"login": account.username, "password": PASSWORD})
        client.post("/dang-xuat")
    account.refresh_from_db()
    assert account.seen_before_at < account.seen_at
