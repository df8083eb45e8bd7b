"""Issuing a decision: all its effects in one transaction; and trying it out beforehand."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import ProgrammingError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import InsufficientPrivilege

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.decisions.answers import answers_of
from congvu.decisions.checks import Problem, problems_of
from congvu.decisions.choices import Act, State
from congvu.decisions.commands.drafting import locked, step
from congvu.decisions.effects import run
from congvu.decisions.effects.taking_back import OutOfReach, record_changes, require_reach
from congvu.decisions.events import note
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.permissions import Decisions
from congvu.decisions.register import Kind, kind_of
from congvu.decisions.selectors.changes import ChangeTold, tell_changes
from congvu.decisions.work import Work
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.journal import commands as journal
from congvu.people.commands.present import renew_people
from congvu.people.models import Person
from congvu.people.types import Change


class CannotBeIssued(DomainError):
    """Something in the decision is wrong, or the dossier does not allow it."""


@dataclass(frozen=True)
class Trial:
    """What issuing would do today: the changes, or why it is refused; and what to look at.

    `told` are the changes in words, person by person.
    """

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    told: tuple[ChangeTold, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """Whether it cannot be issued as it is."""
        return any(one.is_blocking for one in self.problems)


@transaction.atomic
def check_decision(*, actor: Actor, decision_id: int, today: date) -> Decision:
    """Say that a draft is right: nothing blocks it, as tried out on the dossiers of today.

    Requires: decisions.decision.check and people.record.change.
    Raises: NotVisible, StepOutOfOrder, CannotBeIssued.
    """
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.CHECK)
    blocking = [
        str(one.text)
        for one in try_decision(actor=actor, decision=decision, today=today).problems
        if one.is_blocking
    ]
    if blocking:
        raise CannotBeIssued(" ".join(blocking))
    step(decision, State.CHECKED, State.DRAFT)
    note(actor=actor, decision=decision, act=Act.CHECK)
    journal.record(actor=actor, act="decisions.check", subject=decision)
    return decision


@transaction.atomic
def issue_decision(*, actor: Actor, decision_id: int, today: date) -> Decision:
    """Issue a signed and sealed decision: its effects are written, all or none.

    Requires: decisions.decision.issue on the issuer; people.record.change where its people are.
    Raises: NotVisible, Forbidden, StepOutOfOrder, LaterFactStands, LaterFactsLean, DomainError.
    """
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.ISSUE)
    step(decision, State.ISSUED, State.SEALED)
    decision.issued_on = today
    decision.save(update_fields=["issued_on"])
    changes = _write_effects(actor, decision, decision.signed_paper(), today)
    note(actor=actor, decision=decision, act=Act.ISSUE)
    journal.record(actor=actor, act="decisions.issue", subject=decision, changes=len(changes))
    return decision


def try_decision(*, actor: Actor, decision: Decision, today: date) -> Trial:
    """What issuing would do, tried out and taken back: nothing is written."""
    kind = kind_of(decision.kind_code)
    problems = [
        problem
        for line, answers in _read_lines(decision, kind)
        for problem in problems_of(decision=decision, line=line, kind=kind, answers=answers)
    ]
    if any(one.is_blocking for one in problems):
        return Trial((), tuple(problems))
    changes: list[Change] = []
    told: list[ChangeTold] = []
    mark = transaction.savepoint()
    try:
        changes = _write_effects(actor, decision, _paper_for_trial(decision), today)
    except DomainError as refusal:
        problems.append(Problem(str(refusal), is_blocking=True))
    else:
        # The rows are there to be read only until they are taken back.
        told = tell_changes(actor=actor, changes=changes)
    finally:
        transaction.savepoint_rollback(mark)
    return Trial(tuple(changes), tuple(problems), tuple(told))


def _write_effects(actor: Actor, decision: Decision, basis: Paper, today: date) -> list[Change]:
    """Run every effect for every line, keep what was done, and bring lists in step."""
    kind = kind_of(decision.kind_code)
    lines = list(decision.lines.order_by("order", "pk"))
    require_reach(actor=actor, people=[line.person_id for line in lines if line.person_id])
    # One order for all, so that two decisions about the same people never wait for each other.
    people = _locked_people(lines)
    done: list[Change] = []
    touched: set[UUID] = set()
    for line in lines:
        work = Work(
            actor=actor,
            decision=decision,
            line=line,
            person=people.get(line.person_id) if line.person_id else None,
            answers=answers_of(decision=decision, line=line, kind=kind),
            basis=basis,
            today=today,
        )
        for effect in kind.effects:
            done += run(work, effect)
        touched |= work.renewed
    record_changes(decision=decision, changes=done)
    _bring_in_step(touched | {one.person_id for one in done}, today)
    return done


def _bring_in_step(people: set[UUID], today: date) -> None:
    """Renew what lists show of `people`.

    Raises: OutOfReach where the database keeps somebody from leaving the actor's units.
    """
    try:
        with transaction.atomic():
            renew_people(people=people, on=today)
    except ProgrammingError as broken:
        if not isinstance(broken.__cause__, InsufficientPrivilege):
            raise
        raise OutOfReach(
            _(
                "This takes somebody to a unit outside those you look after. A body above both"
                " units checks and issues it."
            )
        ) from broken


def _locked_people(lines: list[DecisionLine]) -> dict[UUID, Person]:
    keys = sorted(line.person_id for line in lines if line.person_id)
    people = Person.objects.select_for_update(of=["self"]).filter(pk__in=keys).order_by("pk")
    return {person.pk: person for person in people}


def _paper_for_trial(decision: Decision) -> Paper:
    paper: Paper = decision.paper or Paper.objects.create(
        kind=PaperKind.DECISION, title=decision.summary, unit_path=decision.unit_path
    )
    return paper


def _read_lines(decision: Decision, kind: Kind) -> list[tuple[DecisionLine, dict[str, Any]]]:
    """The lines whose answers can be read; the others are told by the trial itself."""
    read = []
    for line in decision.lines.select_related("person__unit", "person__rank").order_by("order"):
        try:
            read.append((line, answers_of(decision=decision, line=line, kind=kind)))
        except DomainError:
            continue
    return read
