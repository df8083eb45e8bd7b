from datetime import date

import pytest

from congvu.access.tests.factories import AccountFactory, actor_for
from congvu.core.errors import Forbidden, NotVisible
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.commands.linking import LinkedAlready, link_account
from congvu.people.permissions import People
from congvu.people.selectors import person_id_of
from congvu.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
RIGHTS = (People.RECORD_VIEW, People.RECORD_CHANGE)


def test_an_account_that_is_linked_leads_to_its_dossier():
    person, account = PersonFactory(), AccountFactory()
    actor = actor_for(person.unit, may=RIGHTS)
    link_account(actor=actor, person_id=person.pk, account_id=account.pk, today=TODAY)
    assert person_id_of(account_id=account.pk) == str(person.pk)


def test_a_second_dossier_for_one_account_is_refused():
    unit, account = UnitFactory(), AccountFactory()
    first, second = PersonFactory(unit=unit, account=account), PersonFactory(unit=unit)
    actor = actor_for(unit, may=RIGHTS)
    with pytest.raises(LinkedAlready):
        link_account(actor=actor, person_id=second.pk, account_id=account.pk, today=TODAY)
    with pytest.raises(LinkedAlready):
        link_account(actor=actor, person_id=first.pk, account_id=AccountFactory().pk, today=TODAY)


def test_linking_needs_the_right_where_the_person_is():
    person, account = PersonFactory(), AccountFactory()
    with pytest.raises(Forbidden):
        link_account(
            actor=actor_for(person.unit, may=People.RECORD_VIEW),
            person_id=person.pk,
            account_id=account.pk,
            today=TODAY,
        )
    with pytest.raises(NotVisible):
        link_account(
            actor=actor_for(UnitFactory(), may=RIGHTS),
            person_id=person.pk,
            account_id=account.pk,
            today=TODAY,
        )
