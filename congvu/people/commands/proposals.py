"""People propose changes of their own dossiers; the keeper accepts or refuses them."""

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.periods import PartialDate
from congvu.core.storage import store
from congvu.documents.permissions import Documents
from congvu.duties import commands as duties
from congvu.journal import commands as journal
from congvu.people.choices import ProposalAct, ProposalState
from congvu.people.commands import deadlines
from congvu.people.commands.entries import (
    enter_columns,
    enter_correction,
    enter_end,
    enter_fact,
    keep_evidence,
    refuse_governed,
)
from congvu.people.families import Privacy
from congvu.people.groups import privacy_of_family
from congvu.people.models import ChangeProposal, DossierEntry, Person, ProposedValue
from congvu.people.permissions import People
from congvu.people.types import NewFact, NewPaper, Proposed, Upload

Reading = Callable[[ChangeProposal], Proposed]


class ProposalSettled(DomainError):
    """The proposal was answered or withdrawn already."""


class ReasonMissing(DomainError):
    """A refusal says why."""


@transaction.atomic
def propose_change(
    *, actor: Actor, asked: Proposed, paper: NewPaper, note: str, today: date
) -> ChangeProposal:
    """Propose a change of the own dossier, with the paper that proves it.

    Raises: Forbidden (not the own dossier, a family only the office knows), StateSecret,
    GovernedByDecision, DomainError where one of the same fact is open.
    """
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    if person is None or actor.account_id is None:
        raise Forbidden(_("You propose changes of your own dossier only."))
    if privacy_of_family(asked.fact.family) is Privacy.RESTRICTED:
        raise Forbidden(_("Only the office keeps this."))
    if asked.row is not None:
        refuse_governed(actor=actor, person=person, row=asked.row)
    proposal = ChangeProposal(
        person=person,
        account_id=actor.account_id,
        act=asked.act,
        family=asked.fact.family,
        row_id=asked.row.pk if asked.row is not None else None,
        column=asked.column,
        subject=_subject(asked),
        since=asked.fact.since or "",
        until=asked.fact.until or "",
        paper_kind=paper.kind,
        paper_title=paper.title,
        paper_number=paper.number,
        paper_issuer=paper.issuer,
        paper_signed_on=paper.signed_on,
        note=note,
        due_on=deadlines.judge_by(today=today),
    )
    file = _with_place(actor, person, paper.file)
    proposal.file = file
    store(proposal)
    ProposedValue.objects.bulk_create(
        ProposedValue(proposal=proposal, column=name, text=text)
        for name, text in asked.fact.texts.items()
        if name not in ("since", "until")
    )
    deadlines.ask_keeper(actor=actor, proposal=proposal, unit_path=person.unit_path)
    journal.record(actor=actor, act="people.propose_change", subject=person, proposal=proposal.pk)
    return proposal


@transaction.atomic
def accept_proposal(
    *, actor: Actor, proposal_id: int, read: Reading, today: date, now: datetime
) -> ChangeProposal:
    """Write what was proposed into the dossier, resting on the paper sent along.

    `read` takes the typed values anew, so that what was judged good then is judged again.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden, ProposalSettled, DomainError from the act itself.
    """
    proposal = _open(actor, proposal_id)
    asked = read(proposal)
    proposal.entry = _enter(actor, proposal, asked, today)
    _close(proposal, actor, ProposalState.ACCEPTED, now)
    deadlines.tell_proposer(
        actor=actor,
        proposal=proposal,
        unit_path=proposal.person.unit_path,
        title=_("Your proposed change was accepted"),
    )
    journal.record(
        actor=actor, act="people.accept_proposal", subject=proposal.person, proposal=proposal.pk
    )
    return proposal


@transaction.atomic
def refuse_proposal(
    *, actor: Actor, proposal_id: int, reason: str, now: datetime
) -> ChangeProposal:
    """Refuse a proposed change, with the reason its proposer reads.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden, ProposalSettled, ReasonMissing.
    """
    proposal = _open(actor, proposal_id)
    if not reason.strip():
        raise ReasonMissing(_("Say why you refuse: the person reads it."))
    proposal.reason = reason.strip()[:500]
    _close(proposal, actor, ProposalState.REFUSED, now)
    deadlines.tell_proposer(
        actor=actor,
        proposal=proposal,
        unit_path=proposal.person.unit_path,
        title=_("Your proposed change was refused: read why"),
    )
    journal.record(
        actor=actor, act="people.refuse_proposal", subject=proposal.person, proposal=proposal.pk
    )
    return proposal


@transaction.atomic
def withdraw_proposal(*, actor: Actor, proposal_id: int, now: datetime) -> ChangeProposal:
    """Take the own proposal back, as long as nobody answered it.

    Raises: NotVisible, ProposalSettled.
    """
    proposal = _locked(proposal_id)
    if str(proposal.person_id) != actor.person_id:
        raise NotVisible(_("Not found, or not in the units you look after."))
    _refuse_settled(proposal)
    _close(proposal, actor, ProposalState.WITHDRAWN, now)
    journal.record(
        actor=actor, act="people.withdraw_proposal", subject=proposal.person, proposal=proposal.pk
    )
    return proposal


@transaction.atomic
def note_answer_read(*, actor: Actor, proposal_id: int, now: datetime) -> int:
    """The proposer has read the answer: it leaves the inbox.

    Raises: NotVisible.
    """
    proposal = _locked(proposal_id)
    if str(proposal.person_id) != actor.person_id:
        raise NotVisible(_("Not found, or not in the units you look after."))
    return duties.settle(actor=actor, kind=deadlines.ANSWERED, key=str(proposal.pk), now=now)


def _subject(asked: Proposed) -> str:
    """What the proposal is about; a new fact is told by all it says."""
    if asked.act == ProposalAct.COLUMN:
        return f"person:{asked.column}"
    if asked.row is not None:
        return f"{asked.fact.family}:{asked.row.pk}"
    said = "|".join(f"{name}={text}" for name, text in sorted(asked.fact.texts.items()) if text)
    return f"{asked.fact.family}:+{sha256(said.encode()).hexdigest()}"


def _with_place(actor: Actor, person: Person, file: Upload | None):  # type: ignore[no-untyped-def]
    """Keep the evidence at the person's unit, or where the person may keep papers at all."""
    if file is None:
        return None
    held = actor.paths(Documents.ADD)
    if not held:
        raise Forbidden(_("You have no right to keep files. Ask the administrator."))
    place = person.unit_path if actor.may(Documents.ADD, person.unit_path) else held[0]
    return keep_evidence(actor=actor, unit_path=place, file=file)


def _enter(actor: Actor, proposal: ChangeProposal, asked: Proposed, today: date) -> DossierEntry:
    told = {"actor": actor, "person_id": proposal.person_id, "today": today}
    paper = NewPaper(
        kind=proposal.paper_kind,
        title=proposal.paper_title,
        number=proposal.paper_number,
        issuer=proposal.paper_issuer,
        signed_on=proposal.paper_signed_on,
        kept=proposal.file,
    )
    fact: NewFact = asked.fact
    if proposal.act == ProposalAct.COLUMN:
        return enter_columns(values=asked.columns, paper=paper, **told)  # type: ignore[arg-type]
    if proposal.act == ProposalAct.ADD:
        return enter_fact(fact=fact, paper=paper, **told)  # type: ignore[arg-type]
    if proposal.act == ProposalAct.CORRECT:
        return enter_correction(
            row_id=proposal.row_id or 0,
            fact=fact,
            paper=paper,
            **told,  # type: ignore[arg-type]
        )
    _first, last = PartialDate(proposal.until).bounds()
    return enter_end(
        key=proposal.family,
        row_id=proposal.row_id or 0,
        last_day=last,
        paper=paper,
        **told,  # type: ignore[arg-type]
    )


def _open(actor: Actor, proposal_id: int) -> ChangeProposal:
    proposal = _locked(proposal_id)
    Person.objects.visible_to(actor, People.RECORD_VIEW).one(pk=proposal.person_id)
    actor.require(People.RECORD_CHANGE, proposal.person.unit_path)
    if str(proposal.person_id) == actor.person_id:
        raise Forbidden(_("Nobody judges a change of the own dossier. Ask a colleague."))
    _refuse_settled(proposal)
    return proposal


def _locked(proposal_id: int) -> ChangeProposal:
    rows = ChangeProposal.objects.select_for_update(of=["self"]).select_related("person", "file")
    proposal: ChangeProposal = rows.one(pk=proposal_id)
    return proposal


def _refuse_settled(proposal: ChangeProposal) -> None:
    if proposal.state != ProposalState.OPEN:
        raise ProposalSettled(_("This proposal is settled: nothing is left to do."))


def _close(proposal: ChangeProposal, actor: Actor, state: ProposalState, now: datetime) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by = state, now, actor.account_id
    proposal.save(update_fields=["state", "reason", "decided_at", "decided_by", "entry"])
    duties.settle(actor=actor, kind=deadlines.PROPOSED, key=str(proposal.pk), now=now)
