"""Telling whose dossier an account belongs to."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.access.models import Account
from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden
from congvu.duties import commands as duties
from congvu.journal import commands as journal
from congvu.people.commands.deadlines import DECLARE, ask_first_declaration
from congvu.people.models import Person
from congvu.people.permissions import People


class LinkedAlready(DomainError):
    """An account has one dossier, a dossier one account."""


@transaction.atomic
def link_account(*, actor: Actor, person_id: UUID, account_id: int, today: date) -> Person:
    """Say that `account_id` is the account of this person, who then sees the own dossier.

    The account takes the name that stands in the dossier; whose dossier a decision asked for is
    asked for the first declaration.

    Requires: people.record.change where the person is; not the own account.
    Raises: NotVisible, Forbidden, LinkedAlready.
    """
    person = _locked(actor, person_id)
    if account_id == actor.account_id:
        raise Forbidden(_("Nobody ties the own account to a dossier. Ask a colleague."))
    taken = Person.objects.filter(account_id=account_id).exclude(pk=person.pk).exists()
    if taken or person.account_id not in (None, account_id):
        raise LinkedAlready(_("This account or this dossier is linked to another already."))
    person.account_id = account_id
    _store(person)
    Account.objects.filter(pk=account_id).update(full_name=person.full_name)
    journal.record(actor=actor, act="people.link_account", subject=person, account=account_id)
    ask_first_declaration(actor=actor, person=person, today=today)
    return person


@transaction.atomic
def unlink_account(*, actor: Actor, person_id: UUID, now: datetime) -> Person:
    """Take a mistaken account off a dossier; what was asked of it about the dossier goes too.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden.
    """
    person = _locked(actor, person_id)
    account_id, person.account_id = person.account_id, None
    if account_id is None:
        return person
    person.save(update_fields=["account"])
    duties.settle(actor=actor, kind=DECLARE, key=str(person.pk), now=now)
    journal.record(actor=actor, act="people.unlink_account", subject=person, account=account_id)
    return person


def _locked(actor: Actor, person_id: UUID) -> Person:
    visible = Person.objects.visible_to(actor, People.RECORD_VIEW)
    person: Person = visible.select_for_update(of=["self"]).one(pk=person_id)
    actor.require(People.RECORD_CHANGE, person.unit_path)
    return person


def _store(person: Person) -> None:
    """Keep the account; one that a dossier out of sight holds is refused all the same."""
    try:
        with transaction.atomic():
            person.save(update_fields=["account"])
    except IntegrityError as taken:
        raise LinkedAlready(
            _("This account or this dossier is linked to another already.")
        ) from taken
