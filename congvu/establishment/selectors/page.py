"""What the page of one unit shows besides its people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.periods import last_day
from congvu.documents.models import Paper
from congvu.establishment.choices import Locality, ManagingLevel, Succession, UnitKind
from congvu.establishment.models import Unit, UnitName, UnitState, UnitSuccession

Word = str | Promise

_PAPERS = """
SELECT p.*, told.is_of_posts
FROM (SELECT id, bool_or(of_posts) AS is_of_posts FROM (
          SELECT unnest(%(keys)s::bigint[]) AS id, false AS of_posts
          UNION ALL
          SELECT basis_id, true FROM establishment_approvedposts
          WHERE unit_id = %(unit)s AND replaced_by_id IS NULL AND voided_by_id IS NULL
          UNION ALL
          SELECT basis_id, true FROM establishment_staffquota
          WHERE unit_id = %(unit)s AND replaced_by_id IS NULL AND voided_by_id IS NULL) every
      GROUP BY 1) told
JOIN documents_paper p ON p.id = told.id
ORDER BY p.signed_on DESC NULLS LAST, p.id DESC
"""


@dataclass(frozen=True)
class Turn:
    """One turn in the history of a unit: its first day, what was, and the paper that says so."""

    since: date | None
    title: Word
    lines: tuple[tuple[Word, str], ...]
    paper: Paper | None


@dataclass(frozen=True)
class Kin:
    """A unit this one came from or went into; `since` is the first day."""

    unit: Unit
    kind: Word
    since: date | None


@dataclass(frozen=True)
class UnitShown:
    """One unit on a day, with all its history. `state` is None before it was set up.

    `papers_of_posts` are those that what stands of its posts and quotas rests on, latest first.
    """

    unit: Unit
    state: UnitState | None
    ended_on: date | None
    begins_on: date | None
    turns: list[Turn]
    came_from: list[Kin]
    went_into: list[Kin]
    papers_of_posts: list[Paper]

    @property
    def name(self) -> str:
        """Its name on the day, else the one it bore last."""
        return self.state.name if self.state else self.unit.name

    @property
    def stands(self) -> bool:
        """Whether it stands on the day."""
        return self.state is not None


def unit_shown(*, actor: Actor, code: str, on: date) -> UnitShown:
    """The unit `code` on `on` and through all its time. Four statements.

    Papers outside the actor's scope are told by nothing but the day they worked on.

    Raises: NotVisible.
    """
    unit: Unit = Unit.objects.one(code=code)
    states = list(
        UnitState.objects.standing().filter(unit=unit).select_related("parent").order_by("valid")
    )
    lines = list(UnitSuccession.objects.standing().filter(Q(predecessor=unit) | Q(successor=unit)))
    kin = Unit.objects.in_bulk(
        {line.predecessor_id for line in lines} | {line.successor_id for line in lines}
    )
    keys = {state.basis_id for state in states} | {state.end_basis_id for state in states}
    told = list(Paper.objects.raw(_PAPERS, {"keys": list(keys - {None}), "unit": unit.pk}))
    papers = {paper.pk: paper for paper in told}
    last = states[-1] if states else None
    return UnitShown(
        unit=unit,
        state=next((state for state in states if _holds(state, on)), None),
        ended_on=last_day(last.valid) if last else None,
        begins_on=states[0].valid.lower if states else None,
        turns=_turns(states, papers),
        came_from=_kin(lines, kin, of="successor_id", to="predecessor_id", unit=unit),
        went_into=_kin(lines, kin, of="predecessor_id", to="successor_id", unit=unit),
        papers_of_posts=[paper for paper in told if paper.is_of_posts],  # type: ignore[attr-defined]
    )


def other_names(*, actor: Actor, unit: Unit, name: str) -> list[str]:
    """The names the unit went by besides `name`, as lists of former names have them."""
    names = UnitName.objects.filter(unit=unit).exclude(name=name).order_by("name")
    return list(names.values_list("name", flat=True).distinct())


def _holds(state: UnitState, on: date) -> bool:
    lower, upper = state.valid.lower, state.valid.upper
    return (lower is None or lower <= on) and (upper is None or on < upper)


def _turns(states: list[UnitState], papers: Mapping[int, Paper]) -> list[Turn]:
    """Every change with what it changed, the latest first."""
    turns: list[Turn] = []
    before: UnitState | None = None
    for state in states:
        paper = papers.get(state.basis_id)
        turns.append(Turn(state.valid.lower, _title(before), tuple(said(before, state)), paper))
        before = state
    if before is not None and before.valid.upper is not None:
        paper = papers.get(before.end_basis_id or 0)
        turns.append(Turn(before.valid.upper, _("No longer stands"), (), paper))
    return turns[::-1]


def _title(before: UnitState | None) -> Word:
    return _("Founded") if before is None else _("Changed")


def said(before: UnitState | None, state: UnitState) -> Iterable[tuple[Word, str]]:
    """What `state` says of a unit otherwise than the one before: each word with its value."""
    told: list[tuple[Word, str, str]] = [
        (_("name"), state.name, "name"),
        (_("short name"), state.short_name, "short_name"),
        (_("kind"), str(UnitKind(state.kind).label), "kind"),
        (_("stands below"), state.parent.name if state.parent else "", "parent_id"),
        (_("managing level"), str(ManagingLevel(state.level).label), "level"),
        (_("locality"), str(Locality(state.locality).label) if state.locality else "", "locality"),
    ]
    for word, value, field in told:
        if before is None and value:
            yield word, value
        elif before is not None and getattr(before, field) != getattr(state, field):
            yield word, value or "–"


def _kin(
    lines: Iterable[UnitSuccession], kin: Mapping[int, Unit], *, of: str, to: str, unit: Unit
) -> list[Kin]:
    mine = [line for line in lines if getattr(line, of) == unit.pk]
    found = [
        Kin(kin[getattr(line, to)], Succession(line.kind).label, line.valid.lower) for line in mine
    ]
    return sorted(found, key=lambda one: (one.since or date.min, one.unit.order))
