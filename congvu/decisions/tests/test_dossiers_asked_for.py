"""Recruiting and receiving ask for the dossier and its declaration, and revoking asks no more."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from congvu.access.choices import Role
from congvu.access.selectors import actor_of
from congvu.access.tests.factories import AccountFactory, account_with
from congvu.catalog.selectors import read_codes
from congvu.decisions.commands.asking import ask_for_dossiers
from congvu.decisions.models import Decision
from congvu.decisions.tests.factories import SYSTEM, issued, line, revoked
from congvu.duties.models import Duty
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.commands.deadlines import CREATE, DECLARE
from congvu.people.commands.linking import link_account, unlink_account
from congvu.people.commands.own import declare_dossier
from congvu.people.models import Person
from congvu.people.tests.factories import PostingFactory

MONDAY, NOW = date(2026, 11, 2), datetime(2026, 11, 2, 8, tzinfo=UTC)
FRIDAY = date(2026, 11, 6)


@pytest.fixture
def office(codes):
    return UnitFactory(kind="department", name="Sở Thử")


def asked(kind):
    return list(Duty.objects.filter(kind=kind, done_at=None))


def ask(decision, on=MONDAY):
    ask_for_dossiers(actor=SYSTEM, decision_id=decision.pk, today=on, now=NOW)


def recruited(office, on=MONDAY):
    answers = {
        "full_name": "Trần Thị Mới", "born": "2000-01-01", "sex": "F", "unit": office.code,
        "recruitment_kind": read_codes("recruitment_kinds")[0]["code"], "rank": "01.003",
        "step": 1, "coefficient": "2,34", "object_kind": "CC",
    }  # fmt: skip
    decision = issued("TD", line(None, **answers), issuer=office)
    ask(decision, on)
    return decision, Person.objects.get(full_name="Trần Thị Mới")


@pytest.fixture
def received(office):
    unit = UnitFactory(kind="department", name="Sở Cũ")
    person = PostingFactory(
        person__unit=unit, person__object_kind="CC", person__account=account_with(Role.MEMBER, unit)
    ).person  # fmt: skip
    values = {"unit": office.code, "from_body": "Sở Cũ", "rank": "01.003", "step": 1}
    decision = issued("TN", line(person, coefficient="2,34", **values), issuer=office)
    ask(decision)
    return decision, person


@pytest.mark.parametrize(
    ("issued_on", "last"),
    [
        (MONDAY, date(2026, 11, 5)),
        (date(2026, 11, 3), FRIDAY),
        # A term that would end on the Saturday ends with the Monday after it.
        (date(2026, 11, 4), date(2026, 11, 9)),
        (FRIDAY, date(2026, 11, 9)),
    ],
)
def test_the_office_is_asked_within_three_days(office, issued_on, last):
    _decision, person = recruited(office, issued_on)
    [duty] = asked(CREATE)
    assert (duty.due_on, duty.unit_path, duty.permission) == (
        last, office.path, "people.record.change",
    )  # fmt: skip
    assert person.full_name in duty.title
    assert not asked(DECLARE)


@pytest.mark.parametrize(
    ("linked_on", "last"), [(MONDAY, date(2026, 11, 5)), (FRIDAY, date(2026, 11, 11))]
)
def test_the_recruit_is_asked_to_declare_once_there_is_an_account(office, linked_on, last):
    _decision, person = recruited(office)
    account = AccountFactory()
    link_account(actor=SYSTEM, person_id=person.pk, account_id=account.pk, today=linked_on)
    [duty] = asked(DECLARE)
    assert (duty.account_id, duty.due_on) == (account.pk, last)
    unlink_account(actor=SYSTEM, person_id=person.pk, now=NOW)
    assert not asked(DECLARE)


def test_linking_asks_nothing_of_whom_no_decision_brought(office):
    person = PostingFactory(person__unit=office).person
    account = AccountFactory()
    link_account(actor=SYSTEM, person_id=person.pk, account_id=account.pk, today=MONDAY)
    assert not asked(DECLARE)


def test_who_is_received_is_asked_at_once_and_where_they_come_to(office, received):
    _decision, person = received
    assert [duty.unit_path for duty in asked(CREATE)] == [office.path]
    assert [duty.account_id for duty in asked(DECLARE)] == [person.account_id]


def test_declaring_settles_both(received):
    _decision, person = received
    declare_dossier(
        actor=actor_of(person.account, on=MONDAY, person_id=str(person.pk)), today=MONDAY, now=NOW
    )
    assert not asked(CREATE)
    assert not asked(DECLARE)


def test_revoking_asks_no_more(office):
    decision, person = recruited(office)
    account = AccountFactory()
    link_account(actor=SYSTEM, person_id=person.pk, account_id=account.pk, today=MONDAY)
    ask(revoked(decision))
    assert not asked(CREATE)
    assert not asked(DECLARE)


def test_a_commune_with_the_same_number_withdraws_nothing(codes):
    here, other = (UnitFactory(kind="commune", name=name) for name in ("Xã Một", "Xã Hai"))
    person = PostingFactory(person__unit=other, person__object_kind="CC").person
    told = {"unit": here.code, "from_body": "Xã Hai", "rank": "01.003", "step": 1}

    def receive():
        ask(issued("TN", line(person, coefficient="2,34", **told), issuer=here))

    receive()
    by = revoked(Decision.objects.get())
    ask(by)
    receive()
    reward = issued("KT", line(person, reward_kind="DH-LDTT", reason="Tốt"), issuer=other)
    same = revoked(reward)
    assert same.number_text == by.number_text
    ask(same)
    assert len(asked(CREATE)) == 1


def test_asking_twice_keeps_the_first_day(office):
    decision, _person = recruited(office)
    ask(decision, FRIDAY)
    assert [duty.due_on for duty in asked(CREATE)] == [date(2026, 11, 5)]


def test_the_office_ties_the_account_and_notes_the_dossier_made(client, office):
    _decision, person = recruited(office)
    client.force_login(account_with(Role.OFFICER, office))
    page = reverse("people:person", args=[person.pk])
    assert reverse("people:creation_note", args=[person.pk]) in client.get(page).content.decode()
    link = reverse("people:account_link", args=[person.pk])
    client.post(link, {"username": "khong-co"})
    person.refresh_from_db()
    assert person.account is None
    account = AccountFactory()
    client.post(link, {"username": account.username})
    client.post(reverse("people:creation_note", args=[person.pk]))
    assert [duty.account_id for duty in asked(DECLARE)] == [account.pk]
    assert not asked(CREATE)
    shown = client.get(page).content.decode()
    assert account.username in shown
    assert reverse("people:creation_note", args=[person.pk]) not in shown
    client.post(reverse("people:account_unlink", args=[person.pk]))
    person.refresh_from_db()
    assert person.account is None


def test_nobody_ties_the_own_account(client, office):
    _decision, person = recruited(office)
    officer = account_with(Role.OFFICER, office)
    client.force_login(officer)
    link = reverse("people:account_link", args=[person.pk])
    assert client.post(link, {"username": officer.username}).status_code == 403


def test_issuing_on_its_page_asks(client, office):
    from congvu.decisions.commands.signing import seal_decision, sign_decision
    from congvu.decisions.tests.factories import TODAY, draft, submitted

    person = PostingFactory(person__unit=office, person__object_kind="CC").person
    values = {"unit": office.code, "from_body": "Sở Cũ", "rank": "01.003", "step": 1}
    decision = submitted(draft("TN", line(person, coefficient="2,34", **values), issuer=office))
    sign_decision(actor=SYSTEM, decision_id=decision.pk, today=TODAY, sign=lambda one: b"%PDF")
    seal_decision(actor=SYSTEM, decision_id=decision.pk, seal=lambda pdf: pdf + b" sealed")
    client.force_login(account_with(Role.OFFICER, office))
    answer = client.post(reverse("decisions:act", args=[decision.pk, "ban-hanh"]))
    assert answer.status_code == 302
    assert [duty.key for duty in asked(CREATE)] == [str(person.pk)]
