"""Approving posts and giving quotas."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, NotVisible
from congvu.core.periods import from_day
from congvu.core.storage import store
from congvu.documents.models import Paper
from congvu.establishment.models import (
    ApprovedPosts,
    JobPosition,
    StaffQuota,
    Unit,
    UnitState,
)
from congvu.establishment.permissions import Establishment
from congvu.establishment.types import PostsRow, QuotaRow
from congvu.journal import commands as journal


class GivenLater(DomainError):
    """A later approval or quota is on record."""


class NotInUse(DomainError):
    """The position or the unit does not stand on that day."""


@transaction.atomic
def approve_posts(
    *,
    actor: Actor,
    unit: str,
    position: str,
    headcount: int,
    year: int,
    basis: Paper,
    on: date,
) -> ApprovedPosts:
    """Approve `headcount` people in a job position of a unit, from `on` until the next approval.

    0 takes the position away from the unit.

    Requires: establishment.post.change on the unit.
    Raises: NotVisible, Forbidden, NotInUse, GivenLater, DomainError.
    Law: NĐ 361/2025/NĐ-CP (old approvals stay valid until replaced)
    """
    row = PostsRow(unit, position, headcount)
    (approved,) = _posts_of(actor, [row], year, basis, on)
    made = store(approved)
    journal.record(
        actor=actor, act="establishment.approve_posts", subject=made.unit,
        position=made.position_id, headcount=headcount, paper=basis.pk,
    )  # fmt: skip
    return made


@transaction.atomic
def give_quota(
    *,
    actor: Actor,
    unit: str,
    corps: str,
    headcount: int,
    year: int,
    basis: Paper,
    on: date,
) -> StaffQuota:
    """Give a unit its staffing quota of a corps for a year, counting from `on` in that year.

    Requires: establishment.post.change on the unit.
    Raises: NotVisible, Forbidden, NotInUse, GivenLater, DomainError.
    """
    (given,) = _quotas_of(actor, [QuotaRow(unit, corps, headcount)], year, basis, on)
    made = store(given)
    journal.record(
        actor=actor, act="establishment.give_quota", subject=made.unit, corps=corps,
        headcount=headcount, paper=basis.pk,
    )  # fmt: skip
    return made


@transaction.atomic
def approve_table(
    *, actor: Actor, rows: Sequence[PostsRow], year: int, basis: Paper, on: date
) -> int:
    """Approve the posts of a whole table (the annex of a decision), from `on`; return how many.

    As `approve_posts` for each row, in a fixed number of statements; all or nothing.

    Requires: establishment.post.change on every unit of the table.
    Raises: NotVisible, Forbidden, NotInUse, GivenLater.
    """
    made = _posts_of(actor, rows, year, basis, on)
    ApprovedPosts.objects.bulk_create(made)
    journal.record(actor=actor, act="establishment.approve_table", subject=basis, rows=len(made))
    return len(made)


@transaction.atomic
def give_quota_table(
    *, actor: Actor, rows: Sequence[QuotaRow], year: int, basis: Paper, on: date
) -> int:
    """Give the quotas of a whole table for a year, counting from `on`; return how many.

    As `give_quota` for each row, in a fixed number of statements; all or nothing.

    Requires: establishment.post.change on every unit of the table.
    Raises: NotVisible, Forbidden, NotInUse, GivenLater.
    """
    made = _quotas_of(actor, rows, year, basis, on)
    StaffQuota.objects.bulk_create(made)
    journal.record(actor=actor, act="establishment.give_quota_table", subject=basis, rows=len(made))
    return len(made)


def _posts_of(
    actor: Actor, rows: Sequence[PostsRow], year: int, basis: Paper, on: date
) -> list[ApprovedPosts]:
    """The approvals of a table, yet to be stored; those before them are ended."""
    units = _units_of(actor, {row.unit for row in rows}, on)
    positions = _positions_of({row.position for row in rows}, on)
    for row in rows:
        owner = positions[row.position].unit
        if owner and not f"{units[row.unit].path}.".startswith(f"{owner.path}."):
            raise NotInUse(
                _("%(position)s belongs to another agency.")
                % {"position": positions[row.position].name}
            )
    made = [
        ApprovedPosts(
            unit=units[row.unit], position=positions[row.position], year=year,
            headcount=row.headcount, valid=from_day(on), basis=basis,
            unit_path=units[row.unit].path,
        )
        for row in rows
    ]  # fmt: skip
    before = ApprovedPosts.objects.standing().filter(unit__in=[one.pk for one in units.values()])
    _end_before(made, before, lambda row: (row.unit_id, row.position_id), basis, on)
    return made


def _quotas_of(
    actor: Actor, rows: Sequence[QuotaRow], year: int, basis: Paper, on: date
) -> list[StaffQuota]:
    """The quotas of a table, yet to be stored; those before them are ended."""
    if on.year != year:
        raise GivenLater(_("The day lies outside the year the quota is for."))
    units = _units_of(actor, {row.unit for row in rows}, on)
    valid = DateRange(on, date(year + 1, 1, 1), "[)")
    made = [
        StaffQuota(
            unit=units[row.unit], corps=row.corps, year=year, headcount=row.headcount,
            valid=valid, basis=basis, unit_path=units[row.unit].path,
        )
        for row in rows
    ]  # fmt: skip
    before = StaffQuota.objects.standing().filter(
        year=year, unit__in=[one.pk for one in units.values()]
    )
    _end_before(made, before, lambda row: (row.unit_id, row.corps), basis, on)
    return made


def _units_of(actor: Actor, codes: set[str], on: date) -> dict[str, Unit]:
    """The units of a table by code, all standing on the day and in the actor's reach."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    if missing := sorted(codes - set(units)):
        raise NotVisible(_("There is no unit %s.") % ", ".join(missing))
    actor.require(Establishment.POST_CHANGE, *units.values())
    standing = set(UnitState.objects.on(on).values_list("unit_id", flat=True))
    for unit in units.values():
        if unit.pk not in standing:
            raise NotInUse(_("%(unit)s does not stand on that day.") % {"unit": unit.name})
    return units


def _positions_of(codes: set[str], on: date) -> dict[str, JobPosition]:
    """The positions of a table by code, all in use on the day."""
    named = JobPosition.objects.filter(code__in=codes)
    positions = {one.code: one for one in named.on(on).select_related("unit")}
    if unused := codes - set(positions):
        names = dict(named.values_list("code", "name"))
        told = ", ".join(sorted(names.get(code, code) for code in unused))
        raise NotInUse(_("%(position)s is not in use on that day.") % {"position": told})
    return positions


def _end_before(
    made: Sequence[Any], before: Any, key: Callable[[Any], Any], basis: Paper, on: date
) -> None:
    """End what stood on the lines of the table; one from the day or later, or a double, refuses."""
    lines = {key(row) for row in made}
    if len(lines) != len(made):
        raise GivenLater(_("The table names the same line twice."))
    ending = [row for row in before.select_for_update(of=["self"]) if key(row) in lines]
    open_rows = [row for row in ending if row.end_basis_id is None]
    if any(row.valid.lower is None or row.valid.lower >= on for row in open_rows) or any(
        row.valid.upper is not None and row.valid.upper > on and row.end_basis_id is not None
        for row in ending
    ):
        raise GivenLater(_("One from that day or later is on record. Choose a later day."))
    for row in open_rows:
        row.valid, row.end_basis = DateRange(row.valid.lower, on, "[)"), basis
    if open_rows:
        type(open_rows[0]).objects.bulk_update(open_rows, ["valid", "end_basis"])
