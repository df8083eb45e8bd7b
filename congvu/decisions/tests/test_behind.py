"""Who may read a dossier is told which decisions stand behind it, whoever issued them."""

import pytest
from django.test import Client
from django.urls import reverse

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.scope import scope_of
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.tests.factories import TODAY, draft, issued, line, revoked
from congvu.documents.models import StoredFile
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people.permissions import People
from congvu.people.tests.factories import PostingFactory

OF_OURS, OF_ANOTHER = "0,31", "0,47"


@pytest.fixture
def ours(office):
    return serving(office, "Trần Thị Ngữ Ẩn")


@pytest.fixture
def another(province):
    return serving(UnitFactory(kind="department", name="Sở Khác", parent=province), "Lê Văn Khác")


def serving(unit, name):
    return PostingFactory(
        person__unit=unit, person__full_name=name, person__object_kind="CC"
    ).person


def client_of(unit, role=Role.OFFICER):
    client = Client()
    client.force_login(account_with(role, unit))
    return client


@pytest.fixture
def officer(office):
    return client_of(office)


def status(client, name, *keys):
    return client.get(reverse(f"decisions:{name}", args=keys)).status_code


def page(client, name, *keys):
    answer = client.get(reverse(f"decisions:{name}", args=keys))
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def allowance(province, *people):
    coefficients = (OF_OURS, OF_ANOTHER)
    lines = [line(one, coefficient=told) for one, told in zip(people, coefficients, strict=False)]
    return issued("PCCV", *lines, issuer=province)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.LEADER, Role.INSPECTOR])
def test_the_panel_names_what_a_body_above_issued(province, office, ours, role):
    made = allowance(province, ours)
    client = client_of(office, role)
    panel = page(client, "person", ours.pk)
    for told in (made.number_text, TODAY.strftime("%d/%m/%Y"), "Tỉnh Thử", "phụ cấp chức vụ"):
        assert told in panel
    told = page(client, "decision", made.pk)
    assert OF_OURS in told
    assert status(client, "preview", made.pk) == 200


def test_a_draft_of_a_body_above_stays_hidden(province, officer, ours):
    made = draft("PCCV", line(ours, coefficient=OF_OURS), issuer=province)
    assert reverse("decisions:decision", args=[made.pk]) not in page(officer, "person", ours.pk)
    for name in ("decision", "preview", "trial", "docx"):
        assert status(officer, name, made.pk) == 404


def test_of_a_list_only_the_people_here_are_told_and_the_paper_stays_shut(
    province, officer, ours, another
):
    made = allowance(province, ours, another)
    told = page(officer, "decision", made.pk)
    assert OF_OURS in told
    for kept in (OF_ANOTHER, another.full_name):
        assert kept not in told
    assert status(officer, "preview", made.pk) == 404
    assert page(client_of(province), "decision", made.pk).count(OF_ANOTHER)


def test_the_paper_of_a_list_of_people_here_alone_opens(province, office, officer, ours):
    made = allowance(province, ours, serving(office, "Lê Thị Cũng Ở Đây"))
    answer = officer.get(reverse("decisions:preview", args=[made.pk]))
    assert answer.content == b"%PDF signed sealed"


def test_a_decision_about_others_is_not_there(province, officer, another):
    made = allowance(province, another)
    assert status(officer, "decision", made.pk) == 404
    assert status(officer, "preview", made.pk) == 404
    assert status(officer, "person", another.pk) == 404


def test_what_revokes_it_is_told_too(province, officer, ours):
    made = allowance(province, ours)
    by = revoked(made)
    assert by.number_text in page(officer, "person", ours.pk)
    assert reverse("decisions:decision", args=[by.pk]) in page(officer, "decision", made.pk)
    assert reverse("decisions:decision", args=[made.pk]) in page(officer, "decision", by.pk)


def test_the_pages_of_the_issuing_body_stay_closed(province, officer, ours):
    made = allowance(province, ours)
    for name, *more in (("trial",), ("revision", 1), ("report", 1), ("revise", "huy-bo")):
        assert status(officer, name, made.pk, *more) == 404


def test_the_new_home_sees_what_the_old_one_issued_and_the_old_one_its_own(office, province, ours):
    made = allowance(office, ours)
    elsewhere = UnitFactory(kind="department", name="Sở Mới", parent=province)
    issued("DD", line(ours, unit=elsewhere.code), issuer=province)
    assert OF_OURS in page(client_of(elsewhere), "decision", made.pk)
    assert status(client_of(office), "person", ours.pk) == 404


def test_what_the_dossier_masks_is_not_told_and_reading_its_paper_is_noted(
    province, office, officer, ours
):
    violation = "Vi phạm không ai được biết"
    values = {"discipline_kind": "CC-KT", "violation": violation, "months_in_effect": 12}
    made = issued("KL", line(ours, **values), issuer=province)
    assert violation not in page(officer, "decision", made.pk)
    assert status(client_of(office, Role.HEAD), "preview", made.pk) == 403
    assert not Entry.objects.filter(act="people.open_sensitive").exists()
    assert status(officer, "preview", made.pk) == 200
    assert Entry.objects.get(act="people.open_sensitive").details["field"] == "discipline"


def test_the_database_itself_gives_no_more(province, office, ours, another):
    allowance(province, ours, another)
    with scope_of(actor_for(office, may=People.RECORD_VIEW)):
        assert not Decision.objects.exists()
        assert not DecisionLine.objects.exists()
        assert not StoredFile.objects.exists()
