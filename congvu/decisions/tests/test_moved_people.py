"""Decisions whose people have gone to other units since: read on, touched by bodies above alone."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.decisions.models import Decision
from congvu.decisions.tests.factories import draft, issued, line
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Person
from congvu.people.tests.factories import PostingFactory

NAME = "Trần Thị Ngữ Ẩn"


@pytest.fixture
def person(office):
    return PostingFactory(
        person__unit=office, person__full_name=NAME, person__object_kind="CC"
    ).person


@pytest.fixture
def client(office):
    client = Client()
    client.force_login(account_with(Role.OFFICER, office))
    return client


@pytest.fixture
def left(office, person, province):
    """A decision of the office about somebody who then went elsewhere."""
    made = allowance(office, person)
    go_elsewhere(person, province)
    return made


def allowance(office, person):
    return issued("PCCV", line(person, coefficient="0,31"), issuer=office)


def go_elsewhere(person, province):
    elsewhere = UnitFactory(kind="department", name="Sở Khác", parent=province)
    issued("DD", line(person, unit=elsewhere.code), issuer=province)


def get(client, name, *keys, **asked):
    return client.get(reverse(f"decisions:{name}", args=keys), asked, follow=True)


@pytest.mark.parametrize("name", ["list", "decision"])
def test_the_name_stays_on_the_decision(client, person, left, name):
    page = get(client, name, *([left.pk] if name == "decision" else [])).content.decode()
    assert NAME in page
    assert reverse("people:person", args=[person.pk]) not in page


def test_what_it_did_is_told_to_be_elsewhere(client, left):
    answer = get(client, "trial", left.pk)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "1 người" in page
    assert "Không hồ sơ nào thay đổi" not in page


def test_nothing_is_taken_back_or_corrected_out_of_reach(client, office, left, person):
    answer = get(client, "revise", left.pk, "huy-bo")
    assert answer.redirect_chain
    assert "cấp trên" in answer.content.decode()
    made = left.changes.get(act="made")
    told = json.dumps({f"{made.family}:{made.row_id}": {"coefficient": "0.35"}})
    assert get(client, "revise", left.pk, "dinh-chinh").status_code == 200
    for values in ({"action": "revoke"}, {"action": "correct", "corrections": told}):
        decision = draft(
            "DC", line(None, reason="Nhầm", **values), issuer=office, target_id=left.pk
        )
        answer = client.post(reverse("decisions:act", args=[decision.pk, "kiem-tra"]))
        assert answer.status_code == 422
        assert "cấp trên" in answer.content.decode()
    assert str(Person.objects.get(pk=person.pk).allowances.standing().get().coefficient) == "0.31"


def test_a_draft_about_somebody_who_left_is_blocked_and_still_names_them(
    client, office, province, person
):
    made = draft("PCCV", line(person, coefficient="0,31"), issuer=office)
    go_elsewhere(person, province)
    assert "note late" in get(client, "trial", made.pk).content.decode()
    for name in ("decision", "change"):
        assert NAME in get(client, name, made.pk).content.decode()
    answer = client.post(reverse("decisions:act", args=[made.pk, "kiem-tra"]))
    assert (answer.status_code, Decision.objects.get(pk=made.pk).state) == (422, "draft")
