"""Telling whose dossier an account belongs to."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.access.models import Account
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.journal import commands as journal
from congvu.people.models import Person
from congvu.people.permissions import People


class LinkedAlready(DomainError):
    """An account has one dossier, a dossier one account."""


@transaction.atomic
def link_account(*, actor: Actor, person_id: UUID, account_id: int) -> Person:
    """Say that `account_id` is the account of this person, who then sees the own dossier.

    The account takes the name that stands in the dossier.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden, LinkedAlready.
    """
    visible = Person.objects.visible_to(actor, People.RECORD_VIEW)
    person: Person = visible.select_for_update(of=["self"]).one(pk=person_id)
    actor.require(People.RECORD_CHANGE, person.unit_path)
    taken = Person.objects.filter(account_id=account_id).exclude(pk=person.pk).exists()
    if taken or person.account_id not in (None, account_id):
        raise LinkedAlready(_("This account or this dossier is linked to another already."))
    person.account_id = account_id
    person.save(update_fields=["account"])
    Account.objects.filter(pk=account_id).update(full_name=person.full_name)
    journal.record(actor=actor, act="people.link_account", subject=person, account=account_id)
    return person
