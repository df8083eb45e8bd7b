"""Writing facts by a paper: open, end, replace, void. What decisions are made of.

A family with lines (`people.families`) holds one row of a line at a time: opening one ends the
row in force the day before. Each act returns what it did, so that it can be taken back.
"""

from collections.abc import Mapping
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

    On a line the row in force on `since` ends the day before; there `since` must be known.

    Requires: people.record.change where the person is.
    Raises: Forbidden, StartMissing, LaterFactStands, EndSetAlready, DomainError from a broken
    constraint.
    """
    actor.require(People.RECORD_CHANGE, person.unit_path)
    first, printed = _first_day(since)
    changes = []
    if family.is_lined(values):
        if first is None:
            raise StartMissing(_("Say since when: one such fact follows another."))
        changes = _make_room(actor, person, family, values, first, basis)
    end, end_printed = _end_of(until)
    row = family.model(
        person=person,
        valid=_period(first, end),
        since_printed=printed,
        until_printed=end_printed,
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
    told = {name: getattr(row, name) for name in family.columns}
    new = family.model(
        pk=_next_key(family),
        person_id=row.person_id,
        **(_corrected_dates(dates) if dates else _same_dates(row)),
        basis=basis,
        end_basis_id=row.end_basis_id,
        unit_path=row.unit_path,
        **_columns(family, told | dict(values)),
    )
    # The old row first: while it stands, none may overlap it.
    family.model.objects.filter(pk=row.pk).update(replaced_by_id=new.pk)
    store(new)
    replaced = _change(family, row, ChangeAct.REPLACED)
    return [replaced, _change(family, new, ChangeAct.MADE)]


def _make_room(
    actor: Actor,
    person: Person,
    family: Family,
    values: Mapping[str, Any],
    first: date,
    basis: Paper,
) -> list[Change]:
    """End the row of the line in force on `first`; refuse where a later one stands."""
    line = line_of(person_id=person.pk, family=family, values=values)
    line = line.select_for_update(of=["self"])
    rows = sorted(line, key=lambda row: row.valid.lower or date.min)
    later = [row for row in rows if row.valid.lower is not None and row.valid.lower >= first]
    if later:
        raise LaterFactStands(
            _("%(what)s: one that begins on %(day)s stands already (%(paper)s). Revoke it first.")
            % {
                "what": family.title,
                "day": later[0].valid.lower.strftime("%d/%m/%Y"),
                "paper": paper_named(actor=actor, person_id=person.pk, key=later[0].basis_id),
            }
        )
    return [_end(actor, family, row, first, basis) for row in rows if not _is_over(row, first)]


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


def _corrected_dates(dates: Dates) -> dict[str, Any]:
    (first, since_printed), (end, until_printed) = _first_day(dates[0]), _end_of(dates[1])
    return {
        "valid": _period(first, end),
        "since_printed": since_printed,
        "until_printed": until_printed,
    }


def _next_key(family: Family) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [family.table])
        return int(cursor.fetchone()[0])
