"""Two dossiers told apart are not suggested again, until that is taken back."""

from datetime import UTC, date, datetime

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.actors import Actor
from congvu.core.errors import Forbidden
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people.commands.apart import ReasonMissing, tell_apart, undo_apart
from congvu.people.models import DifferentPeople
from congvu.people.permissions import People
from congvu.people.selectors.merging import NotTwoDossiers, suggested_pairs
from congvu.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ON, NOW = date(2026, 11, 21), datetime(2026, 11, 21, 8, tzinfo=UTC)
SYSTEM = Actor.system("test")
KEEP = (People.RECORD_VIEW, People.RECORD_CHANGE)


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def pair(unit):
    same = {"full_name": "Trần Thị Hai", "born": "1990", "sex": "F"}
    bounds = {"born_from": date(1990, 1, 1), "born_to": date(1990, 12, 31)}
    return [PersonFactory(unit=unit, **same, **bounds) for _ in range(2)]


def suggested(actor=SYSTEM):
    with scope_of(actor):
        return len(suggested_pairs(actor=actor))


def said(first, second, actor=SYSTEM, reason="Khác quê quán"):
    with scope_of(actor):
        return tell_apart(
            actor=actor, first_id=first.pk, second_id=second.pk, reason=reason, today=ON
        )


@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_told_apart_is_suggested_in_neither_order(pair, turned):
    assert suggested() == 1
    made = said(*reversed(pair)) if turned else said(*pair)
    assert suggested() == 0
    assert said(*pair) == said(*reversed(pair)) == made
    noted = Entry.objects.get(act="people.tell_apart")
    assert (made.reason, noted.details["pair"]) == ("Khác quê quán", made.pk)


def test_taking_it_back_suggests_them_again_and_they_can_be_told_apart_anew(pair):
    made = said(*pair)
    for _ in range(2):
        undo_apart(actor=SYSTEM, pair_id=made.pk, now=NOW)
    assert suggested() == 1
    assert Entry.objects.filter(act="people.undo_apart").count() == 1
    assert said(*pair) != made
    assert suggested() == 0


def test_only_that_pair_is_told_apart(pair, unit):
    said(*pair)
    third = PersonFactory(unit=unit, full_name="Trần Thị Hai", born="1990", sex="F",
                          born_from=date(1990, 1, 1), born_to=date(1990, 12, 31))  # fmt: skip
    with scope_of(SYSTEM):
        found = {frozenset((one.first, one.second)) for one in suggested_pairs(actor=SYSTEM)}
    assert found == {frozenset((one, third)) for one in pair}


def test_it_needs_a_reason_two_dossiers_and_the_right_on_both(pair, unit):
    with pytest.raises(ReasonMissing):
        said(*pair, reason="  ")
    with pytest.raises(NotTwoDossiers):
        said(pair[0], pair[0])
    with pytest.raises(Forbidden):
        said(*pair, actor=actor_for(unit, may=People.RECORD_VIEW))
    elsewhere = PersonFactory()
    with pytest.raises(NotTwoDossiers):
        said(pair[0], elsewhere, actor=actor_for(unit, may=KEEP))


def test_what_was_said_is_never_rewritten(pair):
    made = said(*pair)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        DifferentPeople.objects.filter(pk=made.pk).update(reason="khác")
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        made.delete()


def test_the_pages_remember_who_said_what_and_take_it_back(client, pair, unit):
    client.force_login(account_with(Role.OFFICER, unit))
    first, second = pair
    url = reverse("people:tell_apart", args=[first.pk, second.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Khác quê quán"}).status_code == 302
    compared = client.get(reverse("people:merge", args=[second.pk, first.pk])).content.decode()
    assert "Khác quê quán" in compared
    assert url not in compared
    listed = client.get(reverse("people:duplicates")).content.decode()
    undo = reverse("people:apart_undo", args=[DifferentPeople.objects.get().pk])
    assert undo in listed
    client.post(undo)
    assert undo not in client.get(reverse("people:duplicates")).content.decode()
    assert suggested() == 1
