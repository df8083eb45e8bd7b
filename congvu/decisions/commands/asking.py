"""Asking whoever has the next step of a decision, and noting that it is done."""

from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.decisions.choices import OPEN, Act, State
from congvu.decisions.models import Decision
from congvu.decisions.permissions import Decisions
from congvu.decisions.register import kind_of
from congvu.duties import commands as duties
from congvu.establishment.models import Unit
from congvu.people.choices import RetirementPaper
from congvu.people.commands.deadlines import ask_first_declaration, ask_to_create, withdraw_asked
from congvu.people.commands.retirement import RetirementUnknown, settle_retirement_duty
from congvu.people.models import Person
from congvu.people.permissions import People

STEP = "decisions.step"
"""One open duty a decision: whatever step comes next."""

DOSSIER = "dossier"
"""The kinds that ask for a dossier (`asks` in kinds.yaml)."""

_PAPERS = {"notice": RetirementPaper.NOTICE, "decision": RetirementPaper.DECISION}
_ASKS = {
    State.DRAFT: Decisions.CHECK,
    State.CHECKED: Decisions.CHECK,
    State.SUBMITTED: Decisions.SIGN,
    State.SIGNED: Decisions.SEAL,
    State.SEALED: Decisions.ISSUE,
}


@transaction.atomic
def ask_next(*, actor: Actor, decision_id: int, now: datetime) -> None:
    """Ask for the next step of a decision: the signer by name, else whoever holds the right.

    A draft that was sent back asks its drafter. Once it is issued or dropped nothing is asked.
    """
    decision = Decision.objects.get(pk=decision_id)
    state = State(decision.state)
    key = str(decision.pk)
    if state not in OPEN:
        duties.settle(actor=actor, kind=STEP, key=key, now=now)
        return
    last = decision.events.order_by("-pk").first()
    is_back = state is State.DRAFT and last is not None and last.act == Act.RETURN
    account_id = decision.signer_account_id if state is State.SUBMITTED else None
    if is_back:
        drafted = decision.events.filter(act=Act.DRAFT).order_by("pk").first()
        account_id = drafted.account_id if drafted else None
    duties.ask(
        actor=actor,
        kind=STEP,
        key=key,
        unit_path=decision.unit_path,
        title=_title(decision, is_back)[:300],
        link=reverse("decisions:decision", args=[decision.pk]),
        account_id=account_id,
        permission=_ASKS[state],
    )


@transaction.atomic
def settle_retirement(*, actor: Actor, decision_id: int, today: date, now: datetime) -> None:
    """Note that the notice or decision of retirement that was asked for is out.

    Requires: people.record.change where its people are.
    """
    decision = Decision.objects.get(pk=decision_id)
    paper = _PAPERS.get(kind_of(decision.kind_code).settles)
    if paper is None or decision.state != State.ISSUED:
        return
    for person_id in decision.lines.values_list("person_id", flat=True):
        with suppress(RetirementUnknown):  # then nobody was asked for the paper either
            settle_retirement_duty(
                actor=actor, person_id=person_id, paper=paper, today=today, now=now
            )


@transaction.atomic
def ask_for_dossiers(*, actor: Actor, decision_id: int, today: date, now: datetime) -> None:
    """Ask for the dossiers of those a decision in force recruits or receives, and their words.

    What decisions it revoked had asked for is asked no more.

    Requires: people.record.change where its people are.
    Law: dossier.create_days, dossier.declare_working_days
    """
    decision = Decision.objects.get(pk=decision_id)
    if decision.state != State.ISSUED:
        return
    for fallen in _revoked_by(decision):
        for person in _people_asked_for(fallen):
            is_opened_by_it = person.basis_id == fallen.paper_id
            withdraw_asked(actor=actor, person_id=person.pk, now=now, declaration=is_opened_by_it)
    for person in _people_asked_for(decision):
        ask_to_create(
            actor=actor,
            person=person,
            unit_path=_place_of(actor, decision, person),
            issued_on=today,
            paper=decision.number_text,
        )
        ask_first_declaration(actor=actor, person=person, today=today)


def _people_asked_for(decision: Decision) -> list[Person]:
    if kind_of(decision.kind_code).asks != DOSSIER:
        return []
    lines = decision.lines.filter(person__isnull=False).select_related("person")
    return [line.person for line in lines.order_by("order", "pk") if line.person]


def _revoked_by(decision: Decision) -> list[Decision]:
    """The decisions that fell with this one, those that leaned on its target too."""
    if decision.target_id is None:
        return []
    fallen = Decision.objects.filter(state=State.REVOKED, paper__revoked_by=decision.paper_id)
    return list(fallen)


def _place_of(actor: Actor, decision: Decision, person: Person) -> str:
    """Where the person comes to, as far as the actor keeps dossiers there."""
    code = decision.lines.get(person=person).values.get("unit", "")
    unit = Unit.objects.filter(code=code).first()
    if unit is not None and actor.may(People.RECORD_CHANGE, unit.path):
        return str(unit.path)
    return str(person.unit_path)


def _title(decision: Decision, is_back: bool) -> str:
    words = {
        State.DRAFT: _("Check the draft: %(about)s"),
        State.CHECKED: _("Lay before the signer: %(about)s"),
        State.SUBMITTED: _("Sign the decision: %(about)s"),
        State.SIGNED: _("Seal decision %(number)s: %(about)s"),
        State.SEALED: _("Issue decision %(number)s: %(about)s"),
    }
    text = (
        _("Mend the draft that was sent back: %(about)s")
        if is_back
        else words[State(decision.state)]
    )
    return text % {"about": decision.summary, "number": decision.number_text}
