"""Whom an issued decision is about sees it: the own part and the paper, no draft, nobody else's."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.decisions.models import Decision, DecisionLine, Revision
from congvu.decisions.tests.factories import draft, issue, issued, line, revoked
from congvu.documents.models import StoredFile
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.factories import PostingFactory

OF_ME, OF_ANOTHER = "0,31", "0,47"


@pytest.fixture
def body(codes):
    return UnitFactory(kind="department", name="Sở Thử")


def member(name, role=Role.MEMBER):
    """Somebody with an account, in a unit beside the issuing body."""
    unit = UnitFactory(kind="department")
    return PostingFactory(
        person__unit=unit, person__full_name=name, person__account=account_with(role, unit)
    ).person


@pytest.fixture
def me(body):
    return member("Trần Thị Ngữ Ẩn")


@pytest.fixture
def another(body):
    return member("Lê Văn Khác")


@pytest.fixture
def both(body, me, another):
    return issued(
        "PCCV",
        line(me, coefficient=OF_ME, first_day="2026-11-01"),
        line(another, coefficient=OF_ANOTHER, first_day="2026-11-01"),
        issuer=body,
    )


def client_of(person):
    client = Client()
    client.force_login(person.account)
    return client


def status(client, name, *keys):
    return client.get(reverse(f"decisions:{name}", args=keys)).status_code


def page(client, name, *keys):
    answer = client.get(reverse(f"decisions:{name}", args=keys))
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_an_issued_decision_opens_from_the_own_dossier(me, both):
    client = client_of(me)
    dossier = client.get(reverse("people:person", args=[me.pk])).content.decode()
    assert reverse("decisions:person", args=[me.pk]) in dossier
    panel = page(client, "person", me.pk)
    assert both.number_text in panel
    assert reverse("decisions:preview", args=[both.pk]) in panel
    paper = client.get(reverse("decisions:preview", args=[both.pk]))
    assert paper.content == b"%PDF signed sealed"
    assert status(client, "report", both.pk, 1) == 200


def test_the_page_tells_the_own_part_and_nothing_of_the_others(me, another, both):
    told = page(client_of(me), "decision", both.pk)
    assert OF_ME in told
    assert OF_ANOTHER not in told
    assert another.full_name not in told


@pytest.mark.parametrize("name", ["trial", "docx", "change", "for_signing"])
def test_the_pages_of_the_office_stay_closed(me, both, name):
    assert status(client_of(me), name, both.pk) == 403


def test_only_the_paper_as_delivered_opens(me, both):
    client = client_of(me)
    assert status(client, "report", both.pk, 0) == 404
    assert status(client, "revision", both.pk, 1) == 403


@pytest.mark.parametrize("name", ["decision", "preview", "trial"])
def test_a_draft_is_not_there_for_whom_it_is_about(me, body, name):
    made = draft("PCCV", line(me, coefficient=OF_ME), issuer=body)
    client = client_of(me)
    assert status(client, name, made.pk) == 403
    assert made.summary not in page(client, "person", me.pk)


def test_the_database_itself_gives_a_person_no_draft_and_nobody_elses_part(me, both, body):
    made = draft("KT", line(me, reward_kind="DH-LDTT", reason="Giỏi"), issuer=body)
    actor = Actor(account_id=me.account_id, name="", person_id=str(me.pk))
    with scope_of(actor):
        assert list(Decision.objects.all()) == [both]
        assert [one.person for one in DecisionLine.objects.all()] == [me]
        assert [one.order for one in Revision.objects.all()] == [1]
        assert StoredFile.objects.count() == 1
    assert made.lines.exists()


def test_a_decision_about_others_is_closed(me, another, body):
    made = issued("PCCV", line(another, coefficient=OF_ANOTHER), issuer=body)
    client = client_of(me)
    assert status(client, "decision", made.pk) == 403
    assert status(client, "preview", made.pk) == 403
    assert status(client, "person", another.pk) == 403


def test_who_reads_decisions_elsewhere_reads_the_own_one_as_the_person(body):
    head = member("Trưởng Nơi Khác", Role.HEAD)
    made = issued("PCCV", line(head, coefficient=OF_ME), issuer=body)
    foreign = issued("PCCV", line(member("Ai"), coefficient=OF_ANOTHER), issuer=body)
    client = client_of(head)
    assert OF_ME in page(client, "decision", made.pk)
    assert status(client, "decision", foreign.pk) == 404


def test_what_revokes_the_own_decision_is_told_to_all_it_named(me, another, both):
    by = revoked(both)
    for person in (me, another):
        client = client_of(person)
        assert by.number_text in page(client, "decision", both.pk)
        assert both.number_text in page(client, "decision", by.pk)


def test_a_correction_is_told_to_whose_dossier_it_corrects(me, another, both, body):
    row = both.changes.get(person=me, act="made")
    values = {"action": "correct", "reason": "Sai sót"}
    values["corrections"] = json.dumps({f"{row.family}:{row.row_id}": {"coefficient": "0.35"}})
    by = issue(draft("DC", line(None, **values), issuer=body, target_id=both.pk))
    assert by.number_text in page(client_of(me), "person", me.pk)
    client = client_of(another)
    assert by.number_text not in page(client, "person", another.pk)
    assert status(client, "decision", by.pk) == 403
