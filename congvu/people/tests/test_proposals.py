"""People propose changes of their own dossiers; the keeper answers, and they are told."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.duties.models import Duty
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people.commands.deadlines import ask_to_declare
from congvu.people.commands.own import NotDeclaredYet, confirm_dossier, declare_dossier
from congvu.people.commands.proposals import (
    ProposalSettled,
    ReasonMissing,
    accept_proposal,
    propose_change,
    refuse_proposal,
    withdraw_proposal,
)
from congvu.people.models import ChangeProposal, Person, Qualification
from congvu.people.permissions import People
from congvu.people.proposal_reading import read_proposal
from congvu.people.tests.factories import PersonFactory
from congvu.people.types import NewFact, NewPaper, Proposed

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
# The Tuesday between is a holiday.
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
WORD = NewPaper("declaration")


@pytest.fixture
def person(unit):
    return PersonFactory(unit=unit, account=account_with(Role.MEMBER, unit))


@pytest.fixture
def own(person):
    return Actor(
        account_id=person.account_id,
        name=person.full_name,
        person_id=str(person.pk),
        reach={"documents.paper.add": (person.unit_path,)},
    )


@pytest.fixture
def keeper(unit):
    return actor_for(unit, may=[People.RECORD_VIEW, People.RECORD_CHANGE])


def history(own, detail):
    """Propose a line of the own history, told in one long piece."""
    texts = {"kind": "foreign_body", "detail": detail}
    asked = Proposed("add", NewFact("history", {**texts}, texts=texts))
    return propose_change(actor=own, asked=asked, paper=WORD, note="", today=FRIDAY)


def test_two_new_facts_that_begin_alike_are_two_proposals(own):
    same = "Tham gia hội nghị khoa học của tổ chức hợp tác quốc tế " * 3
    history(own, same + "năm 2019")
    history(own, same + "năm 2020")
    with pytest.raises(DomainError):
        history(own, same + "năm 2020")


def phone(own, number="0905000001"):
    texts = {"phone": number}
    asked = Proposed("column", NewFact("person", {}, texts=texts), column="phone", columns=texts)
    return propose_change(actor=own, asked=asked, paper=WORD, note="", today=FRIDAY)


def degree(own):
    texts = {"family": "education", "code": "Đại học", "school": "Đại học Nha Trang"}
    values = {"family": "education", "code": "CM-DH", "school": "Đại học Nha Trang"}
    asked = Proposed("add", NewFact("training", values, since="2010", texts=texts))
    paper = NewPaper("certificate", number="55")
    return propose_change(actor=own, asked=asked, paper=paper, note="", today=FRIDAY)


def accept(keeper, proposal):
    return accept_proposal(
        actor=keeper,
        proposal_id=proposal.pk,
        read=lambda one: read_proposal(actor=keeper, proposal=one, on=FRIDAY),
        today=FRIDAY,
        now=NOW,
    )


def test_a_proposal_asks_the_keeper_within_three_working_days(own, person):
    proposal = phone(own)
    duty = Duty.objects.get(kind="people.change_proposed")
    assert duty.due_on == proposal.due_on == date(2026, 11, 26)
    assert (duty.permission, duty.unit_path) == ("people.record.change", person.unit_path)
    assert Person.objects.get(pk=person.pk).phone == ""


def test_accepting_writes_on_the_paper_sent_and_tells_the_person(own, keeper, person):
    accept(keeper, degree(own))
    row = Qualification.objects.get()
    assert (row.code, row.since_printed) == ("CM-DH", "2010")
    assert (row.basis.kind, row.basis.number) == ("certificate", "55")
    assert Duty.objects.get(kind="people.change_proposed").done_at == NOW
    told = Duty.objects.get(kind="people.proposal_answered")
    assert (told.account_id, told.done_at) == (person.account_id, None)


def test_an_accepted_column_says_so_and_stays_unverified(own, keeper, person):
    accept(keeper, phone(own))
    assert Person.objects.get(pk=person.pk).phone == "0905000001"
    assert person.changes.get().basis.kind == "declaration"


def test_a_refusal_says_why_and_changes_nothing(own, keeper, person):
    proposal = phone(own)
    with pytest.raises(ReasonMissing):
        refuse_proposal(actor=keeper, proposal_id=proposal.pk, reason=" ", now=NOW)
    refuse_proposal(actor=keeper, proposal_id=proposal.pk, reason="Thiếu giấy tờ", now=NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("refused", "Thiếu giấy tờ")
    assert Person.objects.get(pk=person.pk).phone == ""


def test_one_proposal_a_fact_is_open_at_a_time(own):
    first = phone(own)
    with pytest.raises(DomainError):
        phone(own, "0905000002")
    withdraw_proposal(actor=own, proposal_id=first.pk, now=NOW)
    assert phone(own, "0905000002").state == "open"


def test_a_settled_proposal_is_settled_for_good(own, keeper):
    proposal = phone(own)
    accept(keeper, proposal)
    for again in (
        lambda: accept(keeper, proposal),
        lambda: refuse_proposal(actor=keeper, proposal_id=proposal.pk, reason="x", now=NOW),
        lambda: withdraw_proposal(actor=own, proposal_id=proposal.pk, now=NOW),
    ):
        with pytest.raises(ProposalSettled):
            again()


def test_nobody_proposes_or_judges_for_others(own, keeper, unit):
    with pytest.raises(Forbidden):
        phone(keeper)
    proposal = phone(own)
    with pytest.raises(NotVisible):
        accept(actor_for(UnitFactory(), may=list(People)), proposal)
    with pytest.raises(Forbidden):
        accept(actor_for(unit, may=[People.RECORD_VIEW]), proposal)
    with pytest.raises(NotVisible):
        withdraw_proposal(actor=keeper, proposal_id=proposal.pk, now=NOW)


def test_nobody_judges_the_own_proposal(own, keeper):
    proposal = phone(own)
    both = Actor(
        account_id=own.account_id,
        name=own.name,
        person_id=own.person_id,
        reach=dict(keeper.reach),
    )
    with pytest.raises(Forbidden):
        accept(both, proposal)


def test_nobody_proposes_what_only_the_office_keeps(own):
    asked = Proposed("add", NewFact("planning", {"title": "Giám đốc"}, texts={"title": "x"}))
    with pytest.raises(Forbidden):
        propose_change(actor=own, asked=asked, paper=WORD, note="", today=FRIDAY)


def test_a_code_that_left_its_list_is_said_and_nothing_is_written(own, keeper):
    proposal = degree(own)
    proposal.values.filter(column="code").update(text="Không có thật")
    with pytest.raises(DomainError, match="không còn phù hợp"):
        accept(keeper, proposal)
    assert ChangeProposal.objects.get().state == "open"


def test_the_first_declaration_is_due_in_three_working_days_and_settles(own, keeper, person):
    duty = ask_to_declare(actor=keeper, person=person, today=FRIDAY)
    assert (duty.account_id, duty.due_on) == (person.account_id, date(2026, 11, 26))
    with pytest.raises(NotDeclaredYet):
        confirm_dossier(actor=keeper, person_id=person.pk, today=FRIDAY)
    declare_dossier(actor=own, today=FRIDAY, now=NOW)
    duty.refresh_from_db()
    assert duty.done_at == NOW
    confirm_dossier(actor=keeper, person_id=person.pk, today=FRIDAY)
    assert [one.kind for one in person.confirmations.order_by("pk")] == ["declared", "agency"]


def test_the_evidence_of_a_proposal_is_a_reading_of_what_it_is_about(client, person, unit):
    evidence = SimpleUploadedFile("cccd.txt", "Ảnh căn cước".encode())
    client.force_login(person.account)
    sent = client.post(
        f"/ho-so/{person.pk}/ca-nhan/phone",
        {"phone": "0905123456", "paper_kind": "certificate", "paper_number": "1",
         "paper_file": evidence},
    )  # fmt: skip
    assert client.get(f"{sent.url}/tep").status_code == 200
    readings = Entry.objects.filter(act="people.open_sensitive")
    assert not readings.exists()
    client.force_login(account_with(Role.OFFICER, unit))
    assert client.get(f"{sent.url}/tep").content == "Ảnh căn cước".encode()
    assert readings.get().details["field"] == "phone"


def test_the_pages_lead_from_the_own_dossier_to_the_keeper(client, person, unit):
    client.force_login(person.account)
    sent = client.post(
        f"/ho-so/{person.pk}/ca-nhan/phone",
        {"phone": "0905 123 456", "paper_kind": "declaration", "message": "số mới"},
    )
    proposal = ChangeProposal.objects.get()
    assert sent.url == f"/de-nghi/{proposal.pk}"
    assert client.get("/de-nghi").status_code == 403
    client.force_login(account_with(Role.OFFICER, unit))
    assert person.full_name in client.get("/de-nghi").content.decode()
    page = client.get(sent.url).content.decode()
    assert "0905123456" in page
    assert "số mới" in page
    refused = client.post(f"{sent.url}/tu-choi", {"reason": ""})
    assert refused.status_code == 422
    accepted = client.post(f"{sent.url}/nhan")
    assert accepted.status_code == 302, accepted.content.decode().split('class="errors"')[-1][:300]
    assert Person.objects.get(pk=person.pk).phone == "0905123456"
    client.force_login(person.account)
    assert "/da-doc" in client.get(sent.url).content.decode()
    client.post(f"{sent.url}/da-doc")
    assert "/da-doc" not in client.get(sent.url).content.decode()
