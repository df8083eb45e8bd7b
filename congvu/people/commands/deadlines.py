"""What NĐ 27/2026/NĐ-CP asks about a dossier by a day, as duties that settle when done."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.duties import commands as duties
from congvu.duties.models import Duty
from congvu.duties.selectors import asked_of_kinds, open_duties_for
from congvu.journal import commands as journal
from congvu.law.rules.working_days import add_working_days, next_working_day
from congvu.law.selectors import calendar_of, parameter
from congvu.people.choices import ConfirmationKind, DossierDuty, PersonStatus
from congvu.people.models import ChangeProposal, Confirmation, Person
from congvu.people.permissions import People

CREATE, DECLARE = DossierDuty.CREATE.value, DossierDuty.DECLARE.value
PROPOSED, ANSWERED = "people.change_proposed", "people.proposal_answered"


class NoAccount(DomainError):
    """Somebody without an account cannot be asked by the system."""


@transaction.atomic
def ask_to_create(
    *, actor: Actor, person: Person, unit_path: str, issued_on: date, paper: str
) -> Duty | None:
    """Ask the office at `unit_path` for the dossier of whom the decision `paper` brings there.

    Asked once: an open duty keeps its day, and a dossier the agency has confirmed is complete. A
    term whose last day is off ends with the next working day.

    Law: dossier.create_days; 91/2015/QH13, Đ148(5)
    """
    asked = open_duties_for(actor=actor, kinds=[CREATE], key=str(person.pk))
    if asked or _has(person, ConfirmationKind.AGENCY):
        return asked[0] if asked else None
    last = issued_on + timedelta(days=parameter("dossier.create_days", issued_on).value)
    title = _("Complete the dossier of %(name)s (decision %(paper)s)")
    return duties.ask(
        actor=actor,
        kind=CREATE,
        key=str(person.pk),
        unit_path=unit_path,
        title=(title % {"name": person.full_name, "paper": paper})[:300],
        link=reverse("people:person", args=[person.pk]) + "#xac-nhan",
        due_on=next_working_day(calendar_of(last.year), last),
        permission=People.RECORD_CHANGE,
    )


@transaction.atomic
def settle_creation(*, actor: Actor, person_id: UUID, now: datetime) -> int:
    """The dossier that a decision asked for is there; return how many duties were open."""
    return duties.settle(actor=actor, kind=CREATE, key=str(person_id), now=now)


@transaction.atomic
def note_created(*, actor: Actor, person_id: UUID, today: date, now: datetime) -> Person:
    """The office says that the dossier is made; whoever it is of is asked to declare.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden.
    Law: dossier.create_days
    """
    visible = Person.objects.visible_to(actor, People.RECORD_VIEW)
    person: Person = visible.select_for_update(of=["self"]).one(pk=person_id)
    actor.require(People.RECORD_CHANGE, person.unit_path)
    if settle_creation(actor=actor, person_id=person.pk, now=now):
        journal.record(actor=actor, act="people.note_created", subject=person)
        ask_first_declaration(actor=actor, person=person, today=today)
    return person


@transaction.atomic
def withdraw_asked(*, actor: Actor, person_id: UUID, now: datetime, declaration: bool) -> None:
    """Ask no more for a dossier, and with `declaration` for its declaration: the decision fell."""
    for kind in (CREATE, DECLARE) if declaration else (CREATE,):
        duties.settle(actor=actor, kind=kind, key=str(person_id), now=now)


@transaction.atomic
def ask_first_declaration(*, actor: Actor, person: Person, today: date) -> Duty | None:
    """Ask for the first declaration of a dossier that a decision has asked for; None otherwise.

    Nothing is asked of who has no account yet, has declared, was asked already or left.

    Requires: people.record.change where the person is.
    """
    key = str(person.pk)
    is_new = asked_of_kinds(actor=actor, kinds=[CREATE], key=key)
    is_asked = open_duties_for(actor=actor, kinds=[DECLARE], key=key)
    serves = person.status == PersonStatus.SERVING and person.account_id is not None
    if not (is_new and serves) or is_asked or _has(person, ConfirmationKind.DECLARED):
        return None
    return ask_to_declare(actor=actor, person=person, today=today)


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
            _("%(name)s has no account yet. Tie one to this dossier first.")
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


def _has(person: Person, kind: ConfirmationKind) -> bool:
    return bool(Confirmation.objects.standing().filter(person=person, kind=kind).exists())


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
