"""What NĐ 27/2026/NĐ-CP asks about a dossier by a day, as duties that settle when done."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.duties import commands as duties
from congvu.duties.models import Duty
from congvu.law.rules.working_days import add_working_days
from congvu.law.selectors import calendar_of, parameter
from congvu.people.models import ChangeProposal, Person
from congvu.people.permissions import People

CREATE, DECLARE = "people.create_dossier", "people.declare_dossier"
PROPOSED, ANSWERED = "people.change_proposed", "people.proposal_answered"


class NoAccount(DomainError):
    """Somebody without an account cannot be asked by the system."""


@transaction.atomic
def ask_to_create(*, actor: Actor, unit_path: str, key: str, issued_on: date, title: str) -> Duty:
    """Ask the office to open a dossier after the decision `key` issued on `issued_on`.

    Law: dossier.create_days
    """
    days = parameter("dossier.create_days", issued_on).value
    return duties.ask(
        actor=actor,
        kind=CREATE,
        key=key,
        unit_path=unit_path,
        title=title,
        link=reverse("people:list"),
        due_on=issued_on + timedelta(days=days),
        permission=People.RECORD_CHANGE,
    )


@transaction.atomic
def settle_creation(*, actor: Actor, key: str, now: datetime) -> int:
    """The dossier asked for by the decision `key` is there."""
    return duties.settle(actor=actor, kind=CREATE, key=key, now=now)


@transaction.atomic
def ask_to_declare(*, actor: Actor, person: Person, today: date) -> Duty:
    """Ask the person to complete and confirm the own dossier, created or opened today.

    Requires: people.record.change where the person is.
    Raises: Forbidden, NoAccount.
    Law: dossier.declare_working_days
    """
    actor.require(People.RECORD_CHANGE, person.unit_path)
    if person.account_id is None:
        raise NoAccount(
            _("%(name)s has no account yet. Ask the administrator to link one.")
            % {"name": person.full_name}
        )
    days = parameter("dossier.declare_working_days", today).value
    return duties.ask(
        actor=actor,
        kind=DECLARE,
        key=str(person.pk),
        unit_path=person.unit_path,
        title=_("Complete and confirm your dossier"),
        link=reverse("people:person", args=[person.pk]),
        due_on=add_working_days(calendar_of(today.year), today, days),
        account_id=person.account_id,
    )


def judge_by(*, today: date) -> date:
    """The day by which the keeper brings in what came from outside `today`.

    Law: dossier.update_outside_working_days
    """
    days = parameter("dossier.update_outside_working_days", today).value
    return add_working_days(calendar_of(today.year), today, days)


def ask_keeper(*, actor: Actor, proposal: ChangeProposal, unit_path: str) -> Duty:
    """Ask whoever keeps the dossier to judge a proposed change."""
    return duties.ask(
        actor=actor,
        kind=PROPOSED,
        key=str(proposal.pk),
        unit_path=unit_path,
        title=_("%(name)s proposes a change of the dossier") % {"name": proposal.person.full_name},
        link=reverse("people:proposal", args=[proposal.pk]),
        due_on=proposal.due_on,
        permission=People.RECORD_CHANGE,
    )


def tell_proposer(*, actor: Actor, proposal: ChangeProposal, unit_path: str, title: str) -> Duty:
    """Put the answer into the inbox of who proposed; it leaves when it was read."""
    return duties.ask(
        actor=actor,
        kind=ANSWERED,
        key=str(proposal.pk),
        unit_path=unit_path,
        title=title,
        link=reverse("people:proposal", args=[proposal.pk]),
        account_id=proposal.account_id,
    )
