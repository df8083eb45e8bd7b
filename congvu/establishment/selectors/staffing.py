"""Approved posts, quotas and the catalogue of job positions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.documents.models import Paper
from congvu.establishment.models import (
    ApprovedPosts,
    Competency,
    JobPosition,
    PositionTerms,
    StaffQuota,
    Unit,
)
from congvu.establishment.rules.titles import leadership_titles
from congvu.establishment.selectors.units import top_path


@dataclass(frozen=True)
class Described:
    """A job position with the description in force on the day, and those before."""

    position: JobPosition
    terms: PositionTerms | None
    ranks: list[str]
    rank_codes: list[str]
    competencies: list[tuple[Competency, int]]
    history: list[PositionTerms]
    approved: QuerySet[ApprovedPosts]
    paper: Paper | None

    @property
    def asked(self) -> dict[str, int]:
        """The levels asked for by the code of the competency."""
        return {competency.code: level for competency, level in self.competencies}

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Where the competencies asked for come from, and how sure that is, each once."""
        told = ((one.source, one.confidence) for one, _level in self.competencies)
        return list(dict.fromkeys(told))


def posts_in(*, actor: Actor, unit_ids: Iterable[int], on: date) -> QuerySet[ApprovedPosts]:
    """The posts approved in the units on `on`, by the order of units and positions."""
    posts = ApprovedPosts.objects.on(on).filter(unit__in=list(unit_ids), headcount__gt=0)
    return posts.select_related("position").order_by("unit__order", "position__order", "id")


def quotas_in(*, actor: Actor, unit_ids: Iterable[int], on: date) -> QuerySet[StaffQuota]:
    """The quotas of the units for the year of `on`, in force on that day."""
    quotas = StaffQuota.objects.on(on).filter(unit__in=list(unit_ids))
    return quotas.order_by("unit__order", "corps", "id")


def approved_by_unit(*, actor: Actor, on: date) -> dict[int, int]:
    """The headcount approved in each unit on `on`. One statement."""
    rows = ApprovedPosts.objects.on(on).values_list("unit_id").annotate(n=Sum("headcount"))
    return dict(rows.order_by("unit_id"))


def quota_by_unit(*, actor: Actor, on: date) -> dict[int, int]:
    """The quota of every corps together given to each unit on `on`. One statement."""
    rows = StaffQuota.objects.on(on).values_list("unit_id").annotate(n=Sum("headcount"))
    return dict(rows.order_by("unit_id"))


def positions_on(
    *, actor: Actor, on: date, text: str = "", kind: str = ""
) -> QuerySet[JobPosition]:
    """The job positions in use on `on`, in the order of the catalogue."""
    positions = JobPosition.objects.on(on).select_related("unit")
    if kind:
        positions = positions.filter(kind=kind)
    if text:
        wanted = fold(clean(text))
        keys = [
            key for key, code, name in positions.values_list("pk", "code", "name")
            if wanted in fold(name) or wanted in fold(code)
        ]  # fmt: skip
        positions = positions.filter(pk__in=keys)
    return positions.order_by("order", "id")


def positions_for(*, actor: Actor, unit: Unit, on: date) -> list[JobPosition]:
    """The positions that may be approved in `unit`: the province's, and its agency's own."""
    positions = JobPosition.objects.on(on).select_related("unit").order_by("order", "id")
    return [
        one for one in positions
        if one.unit is None or f"{unit.path}.".startswith(f"{one.unit.path}.")
    ]  # fmt: skip


def described(*, actor: Actor, code: str, on: date) -> Described:
    """One job position as described on `on`. Six statements.

    Raises: NotVisible.
    """
    position: JobPosition = JobPosition.objects.select_related("unit").one(code=code)
    history = list(PositionTerms.objects.standing().filter(position=position).order_by("-valid"))
    terms = next((one for one in history if one.valid.lower is None or one.valid.lower <= on), None)
    ranks: list[tuple[str, str]] = []
    competencies: list[tuple[Competency, int]] = []
    if terms is not None:
        lines = terms.ranks.select_related("rank").order_by("rank")
        ranks = [(line.rank_id, line.rank.label) for line in lines]
        asked = terms.competencies.select_related("competency").order_by("competency__order")
        competencies = [(line.competency, line.level) for line in asked]
    approved = ApprovedPosts.objects.on(on).filter(
        position=position, headcount__gt=0, unit__valid__contains=on
    )
    return Described(
        position=position,
        terms=terms,
        ranks=[label for _code, label in ranks],
        rank_codes=[code for code, _label in ranks],
        competencies=competencies,
        history=history,
        approved=approved.select_related("unit__parent").order_by("unit__order", "unit_id"),
        paper=Paper.objects.filter(pk=terms.basis_id).first() if terms else None,
    )


def competencies(*, actor: Actor) -> list[Competency]:
    """The competencies in use, in the order of the framework."""
    return list(Competency.objects.filter(is_retired=False).order_by("order", "id"))


def titles_to_pick() -> list[tuple[str, str]]:
    """Leadership titles by code, the highest first."""
    titles = sorted(leadership_titles().values(), key=lambda title: title.order)
    return [(title.code, title.name) for title in titles]


def is_code_taken(*, actor: Actor, code: str) -> bool:
    """Whether a position has that code, in use or not; one that was taken back has not."""
    return JobPosition.objects.filter(code=code, valid__isempty=False).exists()


def initial_of(found: Described) -> dict[str, object]:
    """The description in force, to begin a new one from."""
    position, terms = found.position, found.terms
    told: dict[str, object] = {
        "name": position.name,
        "kind": position.kind,
        "subtype": position.subtype,
        "title_code": position.title_code,
        "ranks": ", ".join(found.rank_codes),
        **{f"c_{competency.code}": level for competency, level in found.competencies},
    }
    if terms is not None:
        texts = ("purpose", "duties", "products", "powers", "relations", "requirements")
        told |= {name: getattr(terms, name) for name in texts}
    return told


def place_of_papers(*, actor: Actor, unit: str) -> str:
    """Where the paper about a position is kept: at its agency, else at the top of the tree."""
    chosen = Unit.objects.filter(code=unit).first() if unit else None
    return str(chosen.path) if chosen else top_path(actor=actor)
