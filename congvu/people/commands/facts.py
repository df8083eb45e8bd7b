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
from congvu.people.selectors.facts import line_of
from congvu.people.types import Change, ChangeAct


class LaterFactStands(DomainError):
    """A later fact of the same line stands: it has to be revoked first."""


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
    since: date | str,
    basis: Paper,
    until: date | None = None,
) -> list[Change]:
    """Begin a fact on `since` (a day, or a printed partial date); `until` is its last day.

    On a line the row in force on `since` ends the day before.

    Requires: people.record.change where the person is.
    Raises: Forbidden, LaterFactStands, EndSetAlready, DomainError from a broken constraint.
    """
    actor.require(People.RECORD_CHANGE, person.unit_path)
    first, printed = _first_day(since)
    changes = []
    if family.is_lined(values):
        changes = _make_room(person, family, values, first, basis)
    row = family.model(
        person=person,
        valid=half_open(first, until + timedelta(days=1) if until else None),
        since_printed=printed,
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
    return [_end(family, row, on, basis)]


@transaction.atomic
def replace_fact(
    *,
    actor: Actor,
    row: DossierFact,
    family: Family,
    values: Mapping[str, Any],
    basis: Paper,
) -> list[Change]:
    """Put a corrected row in the place of `row`, with the same period.

    Columns that `values` leaves out keep what they say.

    Requires: people.record.change where the person is.
    Raises: Forbidden, DomainError from a broken constraint.
    """
    actor.require(People.RECORD_CHANGE, row.unit_path)
    told = {name: getattr(row, name) for name in family.columns}
    new = family.model(
        pk=_next_key(family),
        person_id=row.person_id,
        valid=row.valid,
        since_printed=row.since_printed,
        until_printed=row.until_printed,
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
    person: Person, family: Family, values: Mapping[str, Any], first: date, basis: Paper
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
                "paper": later[0].basis,
            }
        )
    return [_end(family, row, first, basis) for row in rows if not _is_over(row, first)]


def _end(family: Family, row: Any, on: date, basis: Paper) -> Change:
    if row.end_basis_id is not None:
        raise EndSetAlready(
            _("%(paper)s already ends this on another day. Revoke that one first.")
            % {"paper": row.end_basis}
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


def _first_day(since: date | str) -> tuple[date, str]:
    if isinstance(since, date):
        return since, ""
    partial = PartialDate(since)
    first, last = partial.bounds()
    return first, since if first != last else ""


def _next_key(family: Family) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [family.table])
        return int(cursor.fetchone()[0])
