"""Taking back what a revoked paper did: rows it made fall, ends it set are given back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import half_open
from congvu.documents.models import Paper
from congvu.people.commands.persons import texts_to_columns
from congvu.people.families import Family, family
from congvu.people.models import Person, PersonChange
from congvu.people.permissions import People
from congvu.people.selectors.facts import line_of
from congvu.people.selectors.leaning import leaning_on
from congvu.people.types import Change, ChangeAct

Mark = tuple[date, int]
"""A day on which a line turns, and the paper that turns it."""


class LaterFactsLean(DomainError):
    """Later facts rest on this: they are shown, and somebody says what becomes of them."""


@transaction.atomic
def take_back(
    *, actor: Actor, changes: Iterable[Change], basis: Paper, by: Paper, keep_later: bool
) -> list[tuple[int, Change]]:
    """Undo `changes` of the revoked paper `basis`; `by` is the paper that revokes it.

    With `keep_later` the later facts of a line stay, and the one before runs up to them. Returns
    the ends that other papers thereby set, as (paper, change), to be kept with those papers.

    Requires: `basis` is revoked already; people.record.change where each person is.
    Raises: Forbidden, LaterFactsLean.
    """
    told = list(changes)
    leaning = leaning_on(actor=actor, changes=told, basis=basis)
    if [one for one in leaning if not (keep_later and one.may_stay)]:
        raise LaterFactsLean(_("Later facts rest on this. Say what becomes of them."))
    marks = _void_made(actor, told, basis, by)
    moved = [each for one in told for each in _restore_replaced(one)]
    for one in told:
        if one.act is ChangeAct.ENDED:
            moved += _give_end_back(one, basis, marks)
        elif one.act is ChangeAct.CORRECTED:
            _say_again(one, by)
    return moved


def _row(change: Change) -> Any:
    return family(change.family).model.objects.select_for_update().get(pk=change.row_id)


def _void_made(
    actor: Actor, changes: list[Change], basis: Paper, by: Paper
) -> dict[tuple[Any, ...], list[Mark]]:
    """Void the rows made; return by line where other papers had ended them."""
    marks: dict[tuple[Any, ...], list[Mark]] = {}
    for change in changes:
        if change.act is not ChangeAct.MADE:
            continue
        row = _row(change)
        actor.require(People.RECORD_CHANGE, row.unit_path)
        if row.end_basis_id not in (None, basis.pk):
            key = _line_key(family(change.family), row)
            marks.setdefault(key, []).append((row.valid.upper, row.end_basis_id))
        type(row).objects.filter(pk=row.pk, voided_by=None).update(voided_by=by)
    return marks


def _restore_replaced(change: Change) -> list[tuple[int, Change]]:
    """A replaced row stands again, with the end that its successor was given meanwhile."""
    if change.act is not ChangeAct.REPLACED:
        return []
    row = _row(change)
    new = type(row).objects.get(pk=row.replaced_by_id)
    ended_since = new.end_basis_id != row.end_basis_id and new.end_basis_id is not None
    fields: dict[str, Any] = {"replaced_by": None}
    if ended_since:
        fields |= {"valid": new.valid, "end_basis_id": new.end_basis_id, "until_printed": ""}
    type(row).objects.filter(pk=row.pk).update(**fields)
    return [(new.end_basis_id, _ended(change, row))] if ended_since else []


def _give_end_back(
    change: Change, basis: Paper, marks: dict[tuple[Any, ...], list[Mark]]
) -> list[tuple[int, Change]]:
    """The former end, or the next turn of the line where a later fact stays.

    What corrected the row since bears the same end, and is given it back too.
    """
    told = [row for row in _with_corrections(_row(change)) if row.end_basis_id == basis.pk]
    if not told or told[-1].voided_by_id is not None:
        return []
    kind, last = family(change.family), told[-1]
    turns = [*marks.get(_line_key(kind, last), []), *_starts_after(kind, last)]
    turn = min((one for one in turns if _is_after(one, last)), default=None)
    if turn and (change.was_until is None or turn[0] < change.was_until):
        for row in told:
            _set_end(row, turn[0], turn[1], "")
        return [(turn[1], change)]
    for row in told:
        _set_end(row, change.was_until, None, change.until_printed)
    return []


def _with_corrections(row: Any) -> list[Any]:
    """The row and those that replaced it one after another, the one that stands last."""
    found = [row]
    while found[-1].replaced_by_id is not None:
        found.append(type(row).objects.select_for_update().get(pk=found[-1].replaced_by_id))
    return found


def _set_end(row: Any, upper: date | None, end_basis: int | None, printed: str) -> None:
    type(row).objects.filter(pk=row.pk).update(
        valid=half_open(row.valid.lower, upper), end_basis_id=end_basis, until_printed=printed
    )


def _starts_after(kind: Family, row: Any) -> list[Mark]:
    values = {name: getattr(row, name) for name in kind.columns}
    if row.is_disputed or not kind.is_lined(values):
        return []
    line = line_of(person_id=row.person_id, family=kind, values=values)
    return [(one.valid.lower, one.basis_id) for one in line if one.pk != row.pk and one.valid.lower]


def _is_after(mark: Mark, row: Any) -> bool:
    return row.valid.lower is None or mark[0] > row.valid.lower


def _line_key(kind: Family, row: Any) -> tuple[Any, ...]:
    names = [*(kind.line or ()), *kind.line_where]
    return (kind.key, row.person_id, *(getattr(row, name) for name in names))


def _ended(change: Change, row: Any) -> Change:
    return Change(
        family=change.family,
        person_id=row.person_id,
        row_id=row.pk,
        act=ChangeAct.ENDED,
        was_until=row.valid.upper,
        until_printed=row.until_printed,
    )


def _say_again(change: Change, by: Paper) -> None:
    """A column of the person says again what it said before."""
    person = Person.objects.select_for_update().get(pk=change.person_id)
    PersonChange.objects.create(
        person=person, before={change.column: change.after}, basis=by, unit_path=person.unit_path
    )
    columns = texts_to_columns({change.column: change.before})
    Person.objects.filter(pk=person.pk).update(**columns)
