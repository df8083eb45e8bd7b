"""What taking a paper back would do to units, positions, posts and quotas, and what leans on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.core.querysets import ScopedQuerySet
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.establishment.choices import Corps, Succession
from congvu.establishment.followers import followers, keepers
from congvu.establishment.models import (
    ApprovedPosts,
    PositionTerms,
    StaffQuota,
    Unit,
    UnitState,
    UnitSuccession,
)
from congvu.establishment.permissions import Establishment
from congvu.establishment.selectors.page import said

FACTS: tuple[Any, ...] = (UnitState, UnitSuccession, PositionTerms, ApprovedPosts, StaffQuota)
MOST_LINES = 20


@dataclass(frozen=True)
class Line:
    """One thing a paper did: of what, since when, and what holds again without it."""

    name: str
    since: date | None
    again: str


@dataclass(frozen=True)
class Part:
    """What a paper did of one kind; `more` lines are not named."""

    title: str | Promise
    lines: Sequence[Line]
    more: int


@dataclass(frozen=True)
class Undone:
    """What taking `paper` back would do. `papers` and `facts` lean on it and stand in the way.

    `kept` says by whom else the paper is kept, who then is the one to take it back: words and an
    address. `is_allowed`: the actor may change every place it worked in.
    """

    paper: Paper
    parts: Sequence[Part]
    people: int
    papers: Sequence[Paper]
    hidden: bool
    facts: Sequence[str]
    kept: Sequence[tuple[str, str]]
    is_allowed: bool
    unit: Unit | None

    @property
    def may_be_done(self) -> bool:
        """Whether nothing stands in the way."""
        return self.is_allowed and not (self.papers or self.hidden or self.facts or self.kept)


def what_comes_back(*, actor: Actor, paper_id: int) -> Undone:
    """What taking back the paper `paper_id` would do; the number of statements is fixed.

    Raises: NotVisible for a paper out of reach, revoked, no decision, or that did nothing here.
    """
    seen: ScopedQuerySet = Paper.objects.visible_to(actor, Establishment.POST_CHANGE)
    paper: Paper = seen.filter(kind=PaperKind.DECISION, revoked_by=None).one(pk=paper_id)
    parts = [part for part in (_units(paper), _kin(paper), _terms(paper), _posts(paper),
                               _quotas(paper)) if part.lines]  # fmt: skip
    if not parts:
        raise NotVisible(_("Not found, or not in the units you look after."))
    touched = places_touched(actor=actor, basis=paper)
    leaning = papers_leaning(actor=actor, basis=paper)
    known = list(Paper.objects.filter(pk__in=leaning).order_by("signed_on", "pk"))
    told = [one.told(actor=actor, basis=paper) for one in followers()]
    kept = [one.kept(actor=actor, paper=paper) for one in keepers()]
    return Undone(
        paper=paper,
        parts=parts,
        people=sum(one.people for one in told),
        papers=known,
        hidden=len(known) < len(leaning),
        facts=[fact for one in told for fact in one.leaning],
        kept=[one for one in kept if one is not None],
        is_allowed=all(actor.may(code, path) for code, path in touched),
        unit=_unit_of(paper),
    )


def places_touched(*, actor: Actor, basis: Paper) -> set[tuple[str, str]]:
    """The rights, each with its place, that undoing `basis` asks for."""
    made = Q(basis=basis) | Q(end_basis=basis)
    # Where a unit was put and where it goes back to.
    states = UnitState.objects.filter(Q(replaced_by=None) & made | Q(replaced_by__basis=basis))
    above = states.filter(voided_by=None).values_list("parent__path", flat=True).distinct()
    places: set[tuple[str, str]] = {(Establishment.UNIT_CHANGE, path or "") for path in above}
    for model in (PositionTerms, ApprovedPosts, StaffQuota):
        paths = model.objects.filter(made).values_list("unit_path", flat=True).distinct()
        places |= {(Establishment.POST_CHANGE, path) for path in paths}
    return places


def papers_leaning(*, actor: Actor, basis: Paper) -> set[int]:
    """The keys of papers whose standing rows ended, or stand below, what `basis` made.

    So do those that ended what a unit would come back to stand below.
    """
    papers: set[int] = set()
    for model in FACTS:
        made = model.objects.standing().filter(basis=basis)
        ended = made.exclude(end_basis=None).exclude(end_basis=basis)
        papers |= set(ended.values_list("end_basis_id", flat=True))
        swapped = model.objects.filter(basis=basis, voided_by=None).exclude(replaced_by=None)
        papers |= set(swapped.values_list("replaced_by__basis_id", flat=True))
    opened = _opened_by(basis, UnitState, "unit")
    described = _opened_by(basis, PositionTerms, "position")
    for rows in (
        UnitState.objects.standing().filter(parent__in=opened),
        UnitSuccession.objects.standing().filter(successor__in=opened),
        ApprovedPosts.objects.standing().filter(unit__in=opened),
        ApprovedPosts.objects.standing().filter(position__in=described),
        StaffQuota.objects.standing().filter(unit__in=opened),
    ):
        papers |= set(rows.exclude(basis=basis).values_list("basis_id", flat=True))
    return (papers | _ended_above(basis)) - {basis.pk}


def _opened_by(basis: Paper, model: Any, what: str) -> list[int]:
    """Units, or positions, whose only standing rows rest on `basis`."""
    mine = model.objects.standing().filter(basis=basis).values_list(f"{what}_id", flat=True)
    older = model.objects.standing().filter(**{f"{what}__in": list(mine)}).exclude(basis=basis)
    return sorted(set(mine) - set(older.values_list(f"{what}_id", flat=True)))


def _ended_above(basis: Paper) -> set[int]:
    """The papers that ended the units which those given back by `basis` would stand below."""
    above = {state.parent_id for state in _former(UnitState, basis, "unit_id").values()}
    states = UnitState.objects.standing().filter(unit__in=above - {None}).order_by("valid")
    last = {state.unit_id: state.end_basis_id for state in states}
    return {paper for paper in last.values() if paper is not None}


def _unit_of(paper: Paper) -> Unit | None:
    """The unit whose page shows the paper: the first it touched."""
    made = Q(basis=paper) | Q(end_basis=paper)
    for model in (UnitState, ApprovedPosts, StaffQuota):
        row = model.objects.filter(made).select_related("unit").order_by("pk").first()
        if row is not None:
            unit: Unit = row.unit
            return unit
    return None


def _made(model: Any, paper: Paper, *related: str) -> list[Any]:
    rows = model.objects.standing().filter(basis=paper).select_related(*related)
    return list(rows.order_by("pk"))


def _former(model: Any, paper: Paper, *names: str) -> dict[tuple[Any, ...], Any]:
    """The rows the paper ended or replaced, by what tells their lines apart."""
    rows = model.objects.filter(
        Q(end_basis=paper, voided_by=None, replaced_by=None)
        | Q(replaced_by__basis=paper, voided_by=None)
    )
    return {tuple(getattr(row, name) for name in names): row for row in rows.order_by("pk")}


def _units(paper: Paper) -> Part:
    former = _former(UnitState, paper, "unit_id")
    lines = []
    for state in _made(UnitState, paper, "unit", "parent"):
        before = former.pop((state.unit_id,), None)
        again = _("is not set up")
        if before is not None:
            again = "; ".join(f"{word}: {text}" for word, text in said(state, before))
        lines.append(Line(state.name, state.valid.lower, again or _("stands as before")))
    lines += [
        Line(before.name, before.valid.upper, _("stands again")) for before in former.values()
    ]
    return _part(gettext_lazy("Units"), lines)


def _kin(paper: Paper) -> Part:
    lines = [
        Line(
            f"{line.predecessor.name}: {Succession(line.kind).label} {line.successor.name}",
            line.valid.lower,
            _("no longer holds"),
        )
        for line in _made(UnitSuccession, paper, "predecessor", "successor")
    ]
    return _part(gettext_lazy("Mergers and splits"), lines)


def _terms(paper: Paper) -> Part:
    former = _former(PositionTerms, paper, "position_id")
    lines = [
        Line(
            terms.name,
            terms.valid.lower,
            _("the description before holds again")
            if (terms.position_id,) in former
            else _("is taken out of the catalogue"),
        )
        for terms in _made(PositionTerms, paper)
    ]
    return _part(gettext_lazy("Job positions"), lines)


def _posts(paper: Paper) -> Part:
    former = _former(ApprovedPosts, paper, "unit_id", "position_id")
    lines = [
        Line(
            f"{row.unit.name}: {row.position.name}, {row.headcount}",
            row.valid.lower,
            _again(former.get((row.unit_id, row.position_id))),
        )
        for row in _made(ApprovedPosts, paper, "unit", "position")
    ]
    return _part(gettext_lazy("Posts approved"), lines)


def _quotas(paper: Paper) -> Part:
    former = _former(StaffQuota, paper, "unit_id", "corps", "year")
    lines = [
        Line(
            f"{row.unit.name}: {Corps(row.corps).label}, {row.year}: {row.headcount}",
            row.valid.lower,
            _again(former.get((row.unit_id, row.corps, row.year))),
        )
        for row in _made(StaffQuota, paper, "unit")
    ]
    return _part(gettext_lazy("Quotas"), lines)


def _again(before: Any) -> str:
    if before is None:
        return _("nothing is on record again")
    return _("is %(n)d again") % {"n": before.headcount}


def _part(title: str | Promise, lines: Iterable[Line]) -> Part:
    told = list(lines)
    return Part(title, told[:MOST_LINES], max(len(told) - MOST_LINES, 0))
