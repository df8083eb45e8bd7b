"""Reading proposed changes: the keeper's queue, one proposal, the own ones."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.core.periods import PartialDate, last_day
from congvu.documents.models import StoredFile
from congvu.duties.selectors import open_duties
from congvu.people.choices import ProposalState
from congvu.people.families import family
from congvu.people.models import ChangeProposal, Person
from congvu.people.permissions import People
from congvu.people.querysets import PersonQuerySet
from congvu.people.selectors.facts import get_fact
from congvu.people.types import NewFact
from congvu.people.values import Names, code_list_of, value_text


@dataclass(frozen=True)
class Difference:
    """One column of a proposed change: its name, what stands, what is proposed."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether both differ."""
        return self.before != self.after


def search_proposals(*, actor: Actor, is_open: bool) -> QuerySet[ChangeProposal]:
    """The proposals of the people whose dossiers the actor keeps, soonest due first."""
    kept = Person.objects.visible_to(actor, People.RECORD_CHANGE).values("pk")
    found = ChangeProposal.objects.filter(person__in=kept).select_related("person__unit")
    if is_open:
        return found.filter(state=ProposalState.OPEN).order_by("due_on", "id")
    return found.exclude(state=ProposalState.OPEN).order_by("-decided_at", "-id")


def count_open_proposals(*, actor: Actor) -> int:
    """How many wait for the actor as the keeper."""
    return search_proposals(actor=actor, is_open=True).count()


def own_proposals(*, actor: Actor, person: Person) -> list[ChangeProposal]:
    """What was proposed for one dossier, latest first: for its person and its keeper."""
    is_kept = actor.may(People.RECORD_CHANGE, person.unit_path)
    if not (is_kept or actor.person_id == str(person.pk)):
        return []
    return list(ChangeProposal.objects.filter(person=person).order_by("-pk")[:20])


def get_proposal(*, actor: Actor, proposal_id: int) -> ChangeProposal:
    """One proposal: of a dossier the actor keeps, or the actor's own.

    Raises: NotVisible.
    """
    is_own = Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    scope = PersonQuerySet.within(actor.paths(People.RECORD_CHANGE))
    kept = Q(person__in=Person.objects.filter(scope).values("pk"))
    rows = ChangeProposal.objects.filter(kept | is_own)
    proposal: ChangeProposal = rows.select_related("person__unit__parent", "file", "entry").one(
        pk=proposal_id
    )
    return proposal


def row_asked_about(*, actor: Actor, proposal: ChangeProposal) -> Any:
    """The fact a proposal is about; None for a new one, a column, or one that fell since."""
    if proposal.row_id is None:
        return None
    try:
        return get_fact(
            actor=actor,
            person=proposal.person,
            family=family(proposal.family),
            row_id=proposal.row_id,
        )
    except NotVisible:
        return None


def title_of(proposal: ChangeProposal) -> str:
    """What a proposal is about, in words."""
    if proposal.column:
        return str(Person._meta.get_field(proposal.column).verbose_name)  # type: ignore[union-attr]
    return str(family(proposal.family).title)


def differences(fact: NewFact, row: Any, names: Names, *, is_end: bool) -> list[Difference]:
    """What a fact says beside what is proposed; what is told on neither side is left out.

    An end leaves everything but the last day as it is.
    """
    kind = family(fact.family)
    found = []
    for name in kind.columns:
        column: Any = kind.model._meta.get_field(name)
        before = (
            "" if row is None else _text(kind, column, getattr(row, column.attname), row, names)
        )
        after = before if is_end else _text(kind, column, fact.values.get(name), fact.values, names)
        if before or after:
            found.append(Difference(str(column.verbose_name), before, after))
    # The period of a fact of a year follows from its year.
    return found if kind.is_yearly else found + _of_days(fact, row, is_end=is_end)


def _of_days(fact: NewFact, row: Any, *, is_end: bool) -> list[Difference]:
    since = until = ""
    if row is not None:
        last = last_day(row.valid)
        since = _printed(row.since_printed, row.valid.lower)
        until = _printed(row.until_printed, last)
    new_since = since if is_end else _printed(fact.since or "", None)
    days = (
        Difference(_("From"), since, new_since),
        Difference(_("To (last day)"), until, _printed(fact.until or "", None)),
    )
    return [one for one in days if one.before or one.after]


def _printed(printed: str, day: date | None) -> str:
    if printed:
        return str(PartialDate(printed))
    return day.strftime("%d/%m/%Y") if day else ""


def evidence_of(*, actor: Actor, proposal_id: int) -> StoredFile:
    """The file sent along with a proposal the actor may see.

    Raises: NotVisible.
    """
    file = get_proposal(actor=actor, proposal_id=proposal_id).file
    if file is None:
        raise NotVisible(_("Not found, or not in the units you look after."))
    return file


def is_answer_unread(*, actor: Actor, proposal: ChangeProposal) -> bool:
    """Whether the answer still lies in the inbox of its proposer."""
    asked = open_duties(actor=actor).filter(kind="people.proposal_answered", key=str(proposal.pk))
    return asked.exists()


def column_differences(person: Person, texts: dict[str, str]) -> list[Difference]:
    """What the person's columns say beside what is proposed."""
    found = []
    for name, text in texts.items():
        column: Any = Person._meta.get_field(name)
        before = _plain(column, getattr(person, column.attname))
        after = _plain(column, column.to_python(text) if text else "")
        found.append(Difference(str(column.verbose_name), before, after))
    return found


def _plain(column: Any, value: Any) -> str:
    return value_text(column, value, {}, getattr(column, "code_list", ""))


def _text(kind: Any, column: Any, value: Any, row: Any, names: Names) -> str:
    if hasattr(value, "pk"):
        return str(getattr(value, "label", "") or value)
    return value_text(column, value, names, code_list_of(kind, column.name, row))
