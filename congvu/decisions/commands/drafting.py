"""Drafting a decision and taking it to the signature."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.catalog.selectors import read_codes
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.decisions.choices import Act, LaterFacts, SigningMode, State
from congvu.decisions.commands.letterheads import letterhead_of, symbol_of
from congvu.decisions.events import note
from congvu.decisions.fields import WrongAnswer, is_likely
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.permissions import Decisions
from congvu.decisions.register import Kind, bases_of, kind_of
from congvu.decisions.wording import articles_of, summary_of
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.people.models import Person
from congvu.people.permissions import People

MOST_LINES = 2000


class NotDrafted(DomainError):
    """Only a draft is changed; a decision on its way is sent back first."""


class WrongSubject(DomainError):
    """The kind asks for other people than the draft names."""


class StepOutOfOrder(DomainError):
    """The decision is not where this step begins."""


@dataclass(frozen=True)
class LineDraft:
    """One person (None for somebody new) and the answers, as texts by field."""

    person_id: UUID | None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wording:
    """What the drafter may word otherwise than the kind does; empty keeps the kind's words."""

    summary: str = ""
    bases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@transaction.atomic
def draft_decision(
    *,
    actor: Actor,
    kind_code: str,
    issuer: Unit,
    effective_on: date,
    today: date,
    lines: Sequence[LineDraft] = (),
    wording: Wording | None = None,
    target_id: int | None = None,
    later_facts: LaterFacts = LaterFacts.ASK,
) -> Decision:
    """Begin a decision of `issuer`; nothing of a dossier changes before it is issued.

    Requires: decisions.decision.draft on the issuer; people.record.view on each person.
    Raises: Forbidden, NotVisible, WrongSubject, WrongAnswer for a day no paper speaks of.
    """
    actor.require(Decisions.DRAFT, issuer)
    _require_likely(effective_on)
    kind = kind_of(kind_code)
    head = letterhead_of(actor=actor, unit=issuer)
    decision: Decision = store(
        Decision(
            kind_code=kind_code,
            issuer=issuer,
            unit_path=issuer.path,
            summary=kind.about,
            drafted_on=today,
            effective_on=effective_on,
            symbol=symbol_of(kind.document, head),
            place=head.place,
            bases=[],
            target=_target(actor, kind, target_id),
            later_facts=later_facts,
        )
    )
    _write_lines(actor, decision, kind, lines)
    _write_words(actor, decision, kind, wording or Wording())
    note(actor=actor, decision=decision, act=Act.DRAFT)
    journal.record(
        actor=actor, act="decisions.draft", subject=decision, kind=kind_code, lines=len(lines)
    )
    return decision


@transaction.atomic
def change_draft(
    *,
    actor: Actor,
    decision_id: int,
    effective_on: date,
    lines: Sequence[LineDraft],
    wording: Wording,
    later_facts: LaterFacts = LaterFacts.ASK,
) -> Decision:
    """Put other answers and words into a draft.

    Requires: decisions.decision.draft on the issuer.
    Raises: NotVisible, NotDrafted, WrongSubject, WrongAnswer.
    """
    _require_likely(effective_on)
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.DRAFT)
    if decision.state != State.DRAFT:
        raise NotDrafted(_("Only a draft is changed. Ask for this decision to be sent back."))
    kind = kind_of(decision.kind_code)
    decision.effective_on, decision.later_facts = effective_on, later_facts
    _write_lines(actor, decision, kind, lines)
    _write_words(actor, decision, kind, wording)
    note(actor=actor, decision=decision, act=Act.CHANGE)
    journal.record(actor=actor, act="decisions.change", subject=decision, lines=len(lines))
    return decision


@transaction.atomic
def drop_draft(*, actor: Actor, decision_id: int, reason: str) -> Decision:
    """Give up a decision that nobody signed.

    Requires: decisions.decision.draft on the issuer.
    Raises: NotVisible, StepOutOfOrder.
    """
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.DRAFT)
    step(decision, State.DROPPED, State.DRAFT, State.CHECKED, State.SUBMITTED)
    note(actor=actor, decision=decision, act=Act.DROP, reason=reason)
    journal.record(actor=actor, act="decisions.drop", subject=decision)
    return decision


@transaction.atomic
def return_decision(*, actor: Actor, decision_id: int, reason: str) -> Decision:
    """Send a decision on its way back to its drafter, with the reason.

    Requires: decisions.decision.check or .sign on the issuer.
    Raises: NotVisible, Forbidden, StepOutOfOrder, DomainError without a reason.
    """
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.VIEW)
    if not actor.may(Decisions.SIGN, decision.unit_path):
        actor.require(Decisions.CHECK, decision.unit_path)
    if not clean(reason):
        raise DomainError(_("Say why it is sent back."))
    step(decision, State.DRAFT, State.CHECKED, State.SUBMITTED)
    note(actor=actor, decision=decision, act=Act.RETURN, reason=reason)
    journal.record(actor=actor, act="decisions.return", subject=decision)
    return decision


@transaction.atomic
def submit_decision(
    *,
    actor: Actor,
    decision_id: int,
    signer_account_id: int | None,
    signer_name: str,
    signer_post: str,
    signing_mode: SigningMode,
) -> Decision:
    """Lay a checked decision before its signer.

    Requires: decisions.decision.check on the issuer.
    Raises: NotVisible, StepOutOfOrder, DomainError without a signer.
    """
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.CHECK)
    if not clean(signer_name) or not clean(signer_post):
        raise DomainError(_("Say who signs, and in which post."))
    step(decision, State.SUBMITTED, State.CHECKED)
    decision.signer_account_id = signer_account_id
    decision.signer_name, decision.signer_post = clean(signer_name), clean(signer_post)
    decision.signing_mode = signing_mode
    store(decision)
    note(actor=actor, decision=decision, act=Act.SUBMIT, reason=decision.signer_name)
    journal.record(actor=actor, act="decisions.submit", subject=decision)
    return decision


def locked(*, actor: Actor, decision_id: int, permission: str) -> Decision:
    """One decision, locked; the actor holds `permission` where it is issued.

    Raises: NotVisible, Forbidden.
    """
    seen = Decision.objects.visible_to(actor, Decisions.VIEW)
    decision: Decision = (
        seen.select_for_update(of=["self"]).select_related("issuer").one(pk=decision_id)
    )
    actor.require(permission, decision.unit_path)
    return decision


def step(decision: Decision, to: State, *after: State) -> None:
    """Move a decision on, from one of `after`.

    Raises: StepOutOfOrder.
    """
    expect(decision, *after)
    decision.state = to
    decision.save(update_fields=["state"])


def expect(decision: Decision, *states: State) -> None:
    """Refuse unless the decision is in one of `states`.

    Raises: StepOutOfOrder.
    """
    if decision.state not in states:
        raise StepOutOfOrder(
            _("This decision is “%(state)s” now; that step comes at another moment.")
            % {"state": decision.get_state_display()}
        )


def _require_likely(effective_on: date) -> None:
    if not is_likely(effective_on):
        day = effective_on.strftime("%d/%m/%Y")
        raise WrongAnswer(_("In force from %(day)s cannot be: look at the year.") % {"day": day})


def _target(actor: Actor, kind: Kind, target_id: int | None) -> Decision | None:
    if kind.subject != "decision":
        return None
    if target_id is None:
        raise WrongSubject(_("Say which decision it is about."))
    target: Decision = Decision.objects.visible_to(actor, Decisions.VIEW).one(pk=target_id)
    return target


def _write_lines(actor: Actor, decision: Decision, kind: Kind, lines: Sequence[LineDraft]) -> None:
    """Put `lines` in place of those of the draft."""
    if not lines:
        raise WrongSubject(_("Name at least one person."))
    if len(lines) > (MOST_LINES if kind.is_many else 1):
        raise WrongSubject(_("A decision of this kind names one person only."))
    wanted = [one.person_id for one in lines if one.person_id]
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW).in_bulk(wanted)
    if set(wanted) - set(seen):
        raise WrongSubject(_("Somebody named is not in the units you look after."))
    if len(set(wanted)) < len(wanted):
        raise WrongSubject(_("The decision already names this person."))
    decision.lines.all().delete()
    DecisionLine.objects.bulk_create(
        DecisionLine(
            decision=decision,
            order=order,
            person=(person := seen.get(one.person_id) if one.person_id else None),
            name=person.full_name if person else "",
            values=_known(kind, one.values),
            unit_path=decision.unit_path,
        )
        for order, one in enumerate(lines)
    )


def _known(kind: Kind, values: Mapping[str, str]) -> dict[str, str]:
    sizes = {question.field.name: question.field.size for question in kind.questions}
    return {
        name: str(text).strip()[: sizes[name]] for name, text in values.items() if name in sizes
    }


def _write_words(actor: Actor, decision: Decision, kind: Kind, wording: Wording) -> None:
    """The drafter's words; where there are none, those of the kind and of the body."""
    usual = _usual_bases(actor, decision, decision.lines.select_related("person"))
    decision.summary = clean(wording.summary) or summary_of(decision)
    decision.bases = [clean(one) for one in wording.bases if clean(one)] or usual
    decision.articles = [one.strip() for one in wording.articles if one.strip()]
    decision.recipients = [clean(one) for one in wording.recipients if clean(one)]
    store(decision)


def usual_wording(
    *,
    actor: Actor,
    kind_code: str,
    issuer: Unit,
    effective_on: date,
    lines: Sequence[LineDraft],
) -> Wording:
    """What the system would say by itself of such a draft; nothing is kept.

    Statements: those of `Names`, one for the people, one for the letterhead, one a list of codes.
    """
    decision = Decision(kind_code=kind_code, issuer=issuer, effective_on=effective_on)
    wanted = [one.person_id for one in lines if one.person_id]
    seen = Person.objects.visible_to(actor, People.RECORD_VIEW)
    people = seen.select_related("unit__parent", "rank").in_bulk(wanted)
    told = [
        DecisionLine(decision=decision, person=people.get(one.person_id), values=dict(one.values))
        for one in lines
    ]
    return Wording(
        summary=summary_of(decision, told),
        bases=tuple(_usual_bases(actor, decision, told)),
        articles=tuple(articles_of(decision, told)),
    )


def _usual_bases(actor: Actor, decision: Decision, lines: Iterable[DecisionLine]) -> list[str]:
    """What a decision cites unless its drafter says otherwise: the body's bases, the law's."""
    head = letterhead_of(actor=actor, unit=decision.issuer)
    law = bases_of(kind_of(decision.kind_code), decision.effective_on, _corps(lines))
    return [*head.bases, *(f"Căn cứ {one.text}" for one in law)]


def _corps(lines: Iterable[DecisionLine]) -> frozenset[str]:
    """The corps of the people named; somebody new is told by the answer."""
    told: set[Any] = set()
    for line in lines:
        told.add(line.person.object_kind if line.person else line.values.get("object_kind", ""))
    corps = {row["code"]: row["corps"] for row in read_codes("object_kinds")}
    return frozenset(corps.get(kind, "CC") for kind in told)
