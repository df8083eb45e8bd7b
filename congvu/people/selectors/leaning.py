"""What later facts lean on the rows a paper made: they are told before it is revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.documents.models import Paper
from congvu.people.families import Family, family
from congvu.people.models import Person
from congvu.people.selectors.facts import line_of, paper_named
from congvu.people.types import Change, ChangeAct


@dataclass(frozen=True)
class Leaning:
    """One later fact: of whom, what, since when, by which paper.

    `may_stay`: it can stand without what it follows; the fact before then runs up to it.
    """

    person_id: UUID
    family: Promise
    since: date | None
    paper: Paper
    may_stay: bool


def leaning_on(*, actor: Actor, changes: Iterable[Change], basis: Paper) -> list[Leaning]:
    """The facts by other papers that lean on `changes` of `basis`, each paper once a family."""
    found: dict[tuple[Any, ...], Leaning] = {}
    for change in changes:
        for one in _of(actor, change, basis):
            key = (one.person_id, one.family, one.paper.pk)
            if key not in found or not one.may_stay:
                found[key] = one
    return sorted(found.values(), key=lambda one: (one.since or date.min, one.paper.pk))


def _of(actor: Actor, change: Change, basis: Paper) -> list[Leaning]:
    if change.act is ChangeAct.CORRECTED:
        return _corrected(actor, change, basis)
    kind = family(change.family)
    row = kind.model.objects.select_related("replaced_by").get(pk=change.row_id)
    if row.voided_by_id is not None:
        return []
    made = _on_made(actor, kind, row, basis) if change.act is ChangeAct.MADE else []
    return made + _later(actor, kind, row, change, basis)


def _later(actor: Actor, kind: Family, row: Any, change: Change, basis: Paper) -> list[Leaning]:
    """Rows of the same line that begin after what the paper made or ended.

    What the dossier held before the paper came does not lean on it.
    """
    values = {name: getattr(row, name) for name in kind.columns}
    first = row.valid.lower if change.act is ChangeAct.MADE else row.valid.upper
    if first is None or row.is_disputed or not kind.is_lined(values):
        return []
    if change.act is ChangeAct.REPLACED:
        return []
    line = line_of(person_id=row.person_id, family=kind, values=values)
    rows = line.exclude(basis=basis).filter(recorded_at__gte=basis.recorded_at)
    return [
        _leaning(actor, kind, later, later.basis_id, may_stay=True)
        for later in rows
        if later.pk != row.pk and later.valid.lower is not None and later.valid.lower >= first
    ]


def _on_made(actor: Actor, kind: Family, row: Any, basis: Paper) -> list[Leaning]:
    """What was done since to the row itself, and all that rests on a dossier it opened."""
    found = []
    if row.replaced_by_id is not None and row.replaced_by.voided_by_id is None:
        found.append(_leaning(actor, kind, row, row.replaced_by.basis_id, may_stay=False))
    elif row.end_basis_id not in (None, basis.pk):
        may_stay = _end_can_pass(kind, row)
        found.append(_leaning(actor, kind, row, row.end_basis_id, may_stay=may_stay))
    return [one for one in found if one.paper.pk != basis.pk]


def _end_can_pass(kind: Family, row: Any) -> bool:
    """Whether the end another paper set to `row` still means something once `row` falls.

    It does where that paper opened what follows, or where a row ran up to `row`: that one then
    ends on the day told. Else the paper would end what never was.
    """
    values = {name: getattr(row, name) for name in kind.columns}
    if not kind.is_lined(values):
        return False
    line = line_of(person_id=row.person_id, family=kind, values=values)
    return any(
        one.basis_id == row.end_basis_id or one.valid.upper == row.valid.lower
        for one in line
        if one.pk != row.pk
    )


def _corrected(actor: Actor, change: Change, basis: Paper) -> list[Leaning]:
    person = Person.objects.get(pk=change.person_id)
    if str(getattr(person, change.column) or "") == change.after:
        return []
    last = person.changes.exclude(basis=basis).latest("pk")
    paper = paper_named(actor=actor, person_id=person.pk, key=last.basis_id)
    return [Leaning(person.pk, _("Personal data"), None, paper, may_stay=False)]


def _leaning(actor: Actor, kind: Family, row: Any, key: int, *, may_stay: bool) -> Leaning:
    paper = paper_named(actor=actor, person_id=row.person_id, key=key)
    return Leaning(row.person_id, kind.title, row.valid.lower, paper, may_stay)
