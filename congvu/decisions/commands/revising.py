"""What stands in the way of revoking a decision: later facts that rest on it."""

from dataclasses import dataclass
from datetime import date

from congvu.core.actors import Actor
from congvu.decisions.effects.taking_back import OutOfReach, leaning_decisions
from congvu.decisions.models import Decision
from congvu.people.models import Person

__all__ = ["LeaningTold", "OutOfReach", "what_leans"]


@dataclass(frozen=True)
class LeaningTold:
    """One later fact in words: of whom, what, since when, by which paper, and its decision.

    `may_stay`: it can stand without the decision that is revoked.
    """

    person: str
    what: str
    since: date | None
    paper: str
    decision_id: int | None
    may_stay: bool


def what_leans(*, actor: Actor, target: Decision) -> list[LeaningTold]:
    """The later facts that lean on what `target` did, the earliest first.

    Raises: OutOfReach.
    """
    found = leaning_decisions(actor=actor, target=target)
    names = dict(
        Person.objects.filter(pk__in={one.person_id for one in found}).values_list(
            "pk", "full_name"
        )
    )
    papers = {one.paper.pk for one in found}
    known = dict(Decision.objects.filter(paper_id__in=papers).values_list("paper_id", "pk"))
    return [
        LeaningTold(
            person=names.get(one.person_id, ""),
            what=str(one.family),
            since=one.since,
            paper=str(one.paper),
            decision_id=known.get(one.paper.pk),
            may_stay=one.may_stay,
        )
        for one in found
    ]
