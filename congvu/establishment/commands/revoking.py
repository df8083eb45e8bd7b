"""Taking back what a decision did to units, positions, posts and quotas."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import from_day
from congvu.documents.commands import revoke_paper
from congvu.documents.models import Paper
from congvu.establishment.commands.changing import refuse_left
from congvu.establishment.commands.describing import renew_positions
from congvu.establishment.commands.tree import Change
from congvu.establishment.followers import followers
from congvu.establishment.models import PositionTerms, StaffQuota, Unit, UnitState
from congvu.establishment.selectors.taking_back import FACTS, papers_leaning, places_touched
from congvu.journal import commands as journal

MOST_NAMED = 10


class LeanedOn(DomainError):
    """Later decisions rest on what this one did; they are revoked first."""


@transaction.atomic
def take_back(*, actor: Actor, basis: Paper, by: Paper, today: date) -> int:
    """Undo everything `basis` did here, as revoked by `by`; return how many rows that touched.

    Rows it made are voided, ends it set are given back, people come back. Nothing happens, and 0
    is returned, when it did nothing here. A paper not yet noted as revoked is so now.

    Requires: establishment.unit.change (for units) and establishment.post.change (for posts)
        where it worked.
    Raises: Forbidden, LeanedOn, PeopleLeft, and UnderItself or NameTaken where later changes
        leave no room for what stood before.
    """
    change = Change(actor, by, date.min, today)
    units = _units_touched(basis)
    _require(actor, basis)
    _refuse_leaned(actor, basis)
    if basis.revoked_by_id is None:
        revoke_paper(actor=actor, paper=basis, by=by)
    came_back = sum(
        one.take_back(actor=actor, basis=basis, by=by, today=today) for one in followers()
    )
    positions = list(PositionTerms.objects.filter(Q(basis=basis) | Q(end_basis=basis)))
    rows = sum(_void(model, basis, by) for model in FACTS)
    rows += sum(_give_back(model, basis) for model in FACTS)
    _refuse_left(change, units)
    if units:
        change.on, change.touched = _last_turn(today), units
        change.finish()
    renew_positions({terms.position_id for terms in positions}, today)
    if rows or came_back:
        journal.record(
            actor=actor, act="establishment.take_back", subject=basis, rows=rows, people=came_back
        )
    return rows


def _units_touched(basis: Paper) -> dict[int, Unit]:
    states = UnitState.objects.standing().filter(Q(basis=basis) | Q(end_basis=basis))
    return {state.unit_id: state.unit for state in states.select_related("unit__parent")}


def _require(actor: Actor, basis: Paper) -> None:
    for permission, path in places_touched(actor=actor, basis=basis):
        actor.require(permission, path)


def _refuse_leaned(actor: Actor, basis: Paper) -> None:
    """Refuse while standing rows of other papers ended, or stand below, what this one made."""
    if papers := papers_leaning(actor=actor, basis=basis):
        raise LeanedOn(
            _("Later decisions rest on this one: %(papers)s. Revoke them first.")
            % {"papers": "; ".join(_named(papers))}
        )


def _named(papers: Iterable[int]) -> list[str]:
    found = Paper.objects.filter(pk__in=list(papers)).order_by("pk")[:MOST_NAMED]
    return [str(paper) for paper in found] or [_("papers of other offices")]


def _void(model: Any, basis: Paper, by: Paper) -> int:
    rows = model.objects.filter(basis=basis, voided_by=None)
    made: int = rows.update(voided_by=by)
    return made


def _give_back(model: Any, basis: Paper) -> int:
    """Ends the paper set are open again; a quota ends with its year. Returns how many rows."""
    swapped = model.objects.filter(replaced_by__basis=basis, voided_by=None)
    given: int = swapped.update(replaced_by=None)
    for row in model.objects.filter(end_basis=basis, voided_by=None):
        upper = date(row.year + 1, 1, 1) if model is StaffQuota else None
        valid = DateRange(row.valid.lower, upper, "[)")
        given += model.objects.filter(pk=row.pk).update(valid=valid, end_basis=None)
    return given


def _last_turn(today: date) -> date:
    """The day from which the tree changes no more: what was taken back must hold there."""
    days = UnitState.objects.standing().aggregate(
        first=Max("valid__startswith"), end=Max("valid__endswith")
    )
    return max(day for day in (today, days["first"], days["end"]) if day is not None)


def _refuse_left(change: Change, units: dict[int, Unit]) -> None:
    """Nobody may be placed in a unit that, after all, was never set up."""
    standing = UnitState.objects.standing().filter(unit__in=units, valid__overlap=from_day(None))
    gone = set(units) - set(standing.values_list("unit_id", flat=True))
    refuse_left(change, {key: units[key] for key in gone})
