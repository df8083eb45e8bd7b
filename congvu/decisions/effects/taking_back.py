"""Revoking a decision: what it did is taken back, and those that lean on it are settled."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from congvu.core.actors import Actor, is_within
from congvu.core.errors import DomainError
from congvu.decisions.choices import Act, LaterFacts, State
from congvu.decisions.events import note
from congvu.decisions.models import Decision, DecisionChange
from congvu.decisions.register import kind_of
from congvu.decisions.selectors.changes import names_in_reach
from congvu.decisions.work import Work
from congvu.documents.commands import revoke_paper
from congvu.establishment.commands import take_back as take_back_units
from congvu.people.commands.taking_back import LaterFactsLean, take_back
from congvu.people.models import Person
from congvu.people.selectors.leaning import Leaning, leaning_on
from congvu.people.types import Change


class OutOfReach(DomainError):
    """Who acts does not look after the unit somebody serves in or comes to."""


def leaning_decisions(*, actor: Actor, target: Decision) -> list[Leaning]:
    """The later facts that lean on what `target` did.

    A decision that goes on with what was before, some of it changed, cannot stay without it.

    Raises: OutOfReach where somebody it changed serves where the actor reads no dossiers.
    """
    changes = [row.as_change() for row in _done_by(target)]
    require_reach(actor=actor, people={one.person_id for one in changes})
    found = leaning_on(actor=actor, changes=changes, basis=target.signed_paper())
    papers = [one.paper.pk for one in found]
    later = Decision.objects.filter(paper_id__in=papers).values_list("paper_id", "kind_code")
    going_on = {paper for paper, code in later if _goes_on(code)}
    return [replace(one, may_stay=one.may_stay and one.paper.pk not in going_on) for one in found]


def revoke_decision(*, work: Work, target: Decision, later: LaterFacts) -> None:
    """Take back all `target` did; `later` says what becomes of the facts that lean on it.

    Raises: LaterFactsLean where that is not said, or cannot be as said.
    """
    leaning = leaning_decisions(actor=work.actor, target=target)
    cannot_stay = [one for one in leaning if not one.may_stay]
    if leaning and (later is LaterFacts.ASK or (later is LaterFacts.KEEP and cannot_stay)):
        raise LaterFactsLean(told_of(leaning))
    if leaning and later is LaterFacts.REVOKE_TOO:
        _revoke_latest_first(work, leaning)
    basis = revoke_paper(actor=work.actor, paper=target.signed_paper(), by=work.basis)
    done = _done_by(target)
    moved = take_back(
        actor=work.actor,
        changes=[row.as_change() for row in done],
        basis=basis,
        by=work.basis,
        keep_later=later is LaterFacts.KEEP,
    )
    take_back_units(actor=work.actor, basis=basis, by=work.basis, today=work.today)
    for paper_id, change in moved:
        _pass_on(paper_id, change)
    DecisionChange.objects.filter(pk__in=[row.pk for row in done]).update(is_undone=True)
    work.renewed.update(row.person_id for row in done)
    _close(work, target)


def require_reach(*, actor: Actor, people: Iterable[UUID]) -> None:
    """Refuse to touch dossiers that have gone where the actor reads none.

    Raises: OutOfReach.
    """
    wanted = set(people)
    if wanted - set(names_in_reach(actor=actor, people=wanted)):
        raise OutOfReach(
            _(
                "Somebody it is about serves outside the units you look after by now. A body above"
                " both units does this."
            )
        )


def told_of(leaning: Iterable[Leaning]) -> str:
    """The later facts in words, and what can be done."""
    return _(
        "Later facts rest on this decision: %(listed)s. Say whether they stay or are revoked too."
    ) % {"listed": listed(leaning)}


def listed(leaning: Iterable[Leaning]) -> str:
    """Later facts in words: what, since when, by which paper."""
    return "; ".join(
        _("%(what)s from %(day)s (%(paper)s)")
        % {
            "what": one.family,
            "day": one.since.strftime("%d/%m/%Y") if one.since else "–",
            "paper": one.paper,
        }
        for one in leaning
    )


def record_changes(*, decision: Decision, changes: Iterable[Change]) -> None:
    """Keep what a decision did, with the place of each person today."""
    told = list(changes)
    people = Person.objects.in_bulk({one.person_id for one in told})
    DecisionChange.objects.bulk_create(
        DecisionChange(
            decision=decision,
            person_id=one.person_id,
            family=one.family,
            row_id=one.row_id,
            act=one.act,
            was_until=one.was_until,
            until_printed=one.until_printed,
            column=one.column,
            before=one.before[:500],
            after=one.after[:500],
            unit_path=people[one.person_id].unit_path,
        )
        for one in told
    )


def _goes_on(code: str) -> bool:
    return any(effect["do"] == "renew" for effect in kind_of(code).effects)


def _done_by(target: Decision) -> list[DecisionChange]:
    return list(DecisionChange.objects.filter(decision=target, is_undone=False).order_by("pk"))


def _revoke_latest_first(work: Work, leaning: list[Leaning]) -> None:
    """Revoke the decisions that lean, the latest signed first.

    Raises: LaterFactsLean where one rests on a paper that this body cannot revoke.
    """
    papers = [one.paper.pk for one in leaning]
    later = Decision.objects.filter(paper_id__in=papers).order_by("-signed_on", "-pk")
    own = [
        decision
        for decision in later.select_for_update(of=["self"])
        if is_within(decision.unit_path, work.decision.unit_path)
    ]
    known = {decision.paper_id for decision in own}
    if others := [one for one in leaning if one.paper.pk not in known]:
        raise LaterFactsLean(
            _(
                "Entered by hand, or issued by a body this one does not stand above: %(listed)s."
                " Have these taken back first, or let all that is later stay."
            )
            % {"listed": listed(others)}
        )
    for decision in own:
        decision.refresh_from_db()
        if decision.state != State.REVOKED:
            revoke_decision(work=work, target=decision, later=LaterFacts.REVOKE_TOO)


def _pass_on(paper_id: int, change: Change) -> None:
    """An end that a later decision now sets is one of its own changes from here on."""
    decision = Decision.objects.filter(paper_id=paper_id).first()
    if decision is not None:
        record_changes(decision=decision, changes=[change])


def _close(work: Work, target: Decision) -> None:
    target.state = State.REVOKED
    target.save(update_fields=["state"])
    note(actor=work.actor, decision=target, act=Act.REVOKE, reason=work.decision.number_text)
    if target.target_id:
        # A correction is gone: what it corrected stands as first issued, unless corrected again.
        others = Decision.objects.filter(target_id=target.target_id, state=State.ISSUED)
        if not others.exists():
            Decision.objects.filter(pk=target.target_id, state=State.CORRECTED).update(
                state=State.ISSUED
            )
