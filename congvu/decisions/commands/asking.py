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
from congvu.people.choices import RetirementPaper
from congvu.people.commands.retirement import RetirementUnknown, settle_retirement_duty

STEP = "decisions.step"
"""One open duty a decision: whatever step comes next."""

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
