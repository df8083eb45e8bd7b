"""Writing facts by a paper: open, end, replace, void. What decisions are made of.

A family with lines (`people.families`) holds one row of a line at a time: opening one ends the
row in force the day before. Each act returns what it did, so that it can be taken back.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from congvu.catalog.selectors import level_of
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import PartialDate, half_open
from congvu.core.storage import store
from congvu.documents.models import Paper
from congvu.people.choices import CODE_LISTS, QualificationFamily
from congvu.people.families import Family
from congvu.people.models import Person
from congvu.people.models.base import DossierFact
from congvu.people.permissions import People
from congvu.people.selectors.facts import line_of, paper_named
from congvu.people.types import Change, ChangeAct

Dates = tuple[str | None, str | None]
"""The first and the last day of a fact as printed, perhaps by halves; None where unknown."""


class LaterFactStands(DomainError):
    """A later fact of the same line stands: it has to be revoked first."""


class StartMissing(DomainError):
    """A fact of a line needs its first day, so that the one before can end."""


class EndSetAlready(DomainError):
    """A paper set the end of this fact; it is given back by revoking that paper."""


class NothingInForce(DomainError):
    """There is nothing in force on that day that could be ended."""


@transaction.atomic
def open_fact(
    *,
    actor: Actor,
    person: Person,
    family: Family,
    values: Mapping[str, Any],
    since: date | str | None,
    basis: Paper,
    until: date | str | None = None,
) -> list[Change]:
    """Begin a fact on `since`; `until` is its last day. Both are days or printed partial dates.

    On a line the row in force on `since` ends the day before; there `since` must be known. A last
    day known by halves yields to the row that begins then. A fact of a year holds for that year.

    Requires: people.record.change where the person is.
    Raises: Forbidden, StartMissing, LaterFactStands, EndSetAlready, DomainError from a broken
    constraint.
    """
    actor.require(People.RECORD_CHANGE, person.unit_path)
    dates = _dates_told(family, values, since, until)
    changes = []
    if family.is_lined(values):
        if dates["valid"].lower is None:
            raise StartMissing(_("Say since when: one such fact follows another."))
        rows = _line_locked(person, family, values)
        _yield_end(dates, rows)
        changes = _make_room(actor, family, rows, dates["valid"], basis)
    row = family.model(
        person=person,
        **dates,
        basis=basis,
        unit_path=person.unit_path,
        **_columns(family, values),
    )
    store(row)
    return [*changes, _change(family, row, ChangeAct.MADE)]


@transaction.atomic
def end_fact(
    *, actor: Actor, row: DossierFact, family: Family, on: date, basis: Paper
) -> list[Change]:
    """End `row`; `on` is the first day it no longer holds.

    Requires: people.record.change where the person is.
    Raises: Forbidden, EndSetAlready, NothingInForce.
    """
    actor.require(People.RECORD_CHANGE, row.unit_path)
    if not (row.valid.lower is None or row.valid.lower < on) or _is_over(row, on):
        raise NothingInForce(_("Nothing is in force on that day."))
    return [_end(actor, family, row, on, basis)]


@transaction.atomic
def replace_fact(
    *,
    actor: Actor,
    row: DossierFact,
    family: Family,
    values: Mapping[str, Any],
    basis: Paper,
    dates: Dates | None = None,
) -> list[Change]:
    """Put a corrected row in the place of `row`, with the same period unless `dates` are given.

    Columns that `values` leaves out keep what they say.

    Requires: people.record.change where the person is.
    Raises: Forbidden, DomainError from a broken constraint.
    """
    actor.require(People.RECORD_CHANGE, row.unit_path)
    told = {name: getattr(row, name) for name in family.columns} | dict(values)
    corrected = _same_dates(row)
    if dates or family.is_yearly:
        corrected = _dates_told(family, told, *(dates or (None, None)))
    new = family.model(
        pk=_next_key(family),
        person_id=row.person_id,
        **corrected,
        basis=basis,
        # An end that the correction moves rests on the correction.
        end_basis_id=row.end_basis_id if corrected["valid"].upper == row.valid.upper else None,
        unit_path=row.unit_path,
        **_columns(family, told),
    )
    # The old row first: while it stands, none may overlap it.
    family.model.objects.filter(pk=row.pk).update(replaced_by_id=new.pk)
    store(new)
    replaced = _change(family, row, ChangeAct.REPLACED)
    return [replaced, _change(family, new, ChangeAct.MADE)]


def _line_locked(person: Person, family: Family, values: Mapping[str, Any]) -> list[Any]:
    """The rows of the line that `values` belong to, earliest first."""
    line = line_of(person_id=person.pk, family=family, values=values)
    rows = line.select_for_update(of=["self"])
    return sorted(rows, key=lambda row: row.valid.lower or date.min)


def _yield_end(dates: dict[str, Any], rows: Iterable[Any]) -> None:
    """Let an end known by halves be the day before the row that begins in that time."""
    if not dates["until_printed"]:
        return
    first, last = PartialDate(dates["until_printed"]).bounds()
    since = dates["valid"].lower
    for row in rows:
        begins = row.valid.lower
        if begins is not None and since < begins and first <= begins <= last:
            dates["valid"] = half_open(since, begins)
            return


def _make_room(
    actor: Actor, family: Family, rows: Sequence[Any], period: Any, basis: Paper
) -> list[Change]:
    """End the row of the line in force when `period` begins; refuse where a later one begins in it.

    `rows` are the line, earliest first.
    """
    first, end = period.lower, period.upper
    begun = [row for row in rows if row.valid.lower is None or row.valid.lower < first]
    for row in rows[len(begun) :]:
        if end is None or row.valid.lower < end:
            raise LaterFactStands(
                _(
                    "%(what)s: one that begins on %(day)s stands already (%(paper)s)."
                    " Revoke it first, or say a last day before it."
                )
                % {
                    "what": family.title,
                    "day": row.valid.lower.strftime("%d/%m/%Y"),
                    "paper": paper_named(actor=actor, person_id=row.person_id, key=row.basis_id),
                }
            )
    return [_end(actor, family, row, first, basis) for row in begun if not _is_over(row, first)]


def _end(actor: Actor, family: Family, row: Any, on: date, basis: Paper) -> Change:
    if row.end_basis_id is not None:
        paper = paper_named(actor=actor, person_id=row.person_id, key=row.end_basis_id)
        raise EndSetAlready(
            _("%(paper)s already ends this on another day. Revoke that one first.")
            % {"paper": paper}
        )
    change = _change(family, row, ChangeAct.ENDED)
    family.model.objects.filter(pk=row.pk).update(
        valid=half_open(row.valid.lower, on), end_basis=basis, until_printed=""
    )
    return change


def _is_over(row: Any, on: date) -> bool:
    return row.valid.upper is not None and row.valid.upper <= on


def _change(family: Family, row: Any, act: ChangeAct) -> Change:
    return Change(
        family=family.key,
        person_id=row.person_id,
        row_id=row.pk,
        act=act,
        was_until=row.valid.upper,
        until_printed=row.until_printed,
    )


def _columns(family: Family, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` as the model takes them; the main post says so in two columns."""
    told = {name: value for name, value in values.items() if name in family.columns}
    if family.key == "posts":
        told["is_main"] = told.get("kind", "main") == "main"
    if family.key == "training":
        codes = CODE_LISTS.get(QualificationFamily(told["family"]), "")
        told["level"] = level_of(codes, told.get("code", "")) if codes else None
    return told


def _first_day(since: date | str | None) -> tuple[date | None, str]:
    if since is None or isinstance(since, date):
        return since, ""
    partial = PartialDate(since)
    first, last = partial.bounds()
    return first, since if first != last else ""


def _end_of(until: date | str | None) -> tuple[date | None, str]:
    """The first day after `until`, and how it is printed where only half known."""
    if until is None or isinstance(until, date):
        return (until + timedelta(days=1) if until else None), ""
    first, last = PartialDate(until).bounds()
    return last + timedelta(days=1), until if first != last else ""


def _period(first: date | None, end: date | None) -> Any:
    if first is not None and end is not None and end <= first:
        raise DomainError(_("The last day lies before the first."))
    return half_open(first, end)


def _same_dates(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("valid", "since_printed", "until_printed")}


def _dates_told(
    family: Family, values: Mapping[str, Any], since: date | str | None, until: date | str | None
) -> dict[str, Any]:
    """The period as told, with what is printed of its sides; that of the year where one is named.

    Raises: DomainError where the last day lies before the first.
    """
    if family.is_yearly and values.get("year"):
        since, until = date(values["year"], 1, 1), date(values["year"], 12, 31)
    (first, since_printed), (end, until_printed) = _first_day(since), _end_of(until)
    return {
        "valid": _period(first, end),
        "since_printed": since_printed,
        "until_printed": until_printed,
    }


def _next_key(family: Family) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [family.table])
        return int(cursor.fetchone()[0])
