"""Reading the rows of one family, for those who write them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from congvu.core.actors import Actor
from congvu.documents.models import Paper
from congvu.people.families import Family
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.selectors.whole import papers_of


def line_of(*, person_id: UUID, family: Family, values: Mapping[str, Any]) -> QuerySet[Any]:
    """The standing, undisputed rows that exclude a row of `values` in time."""
    same = {name: values.get(name, "") for name in family.line or ()}
    rows = family.model.objects.standing().filter(
        person_id=person_id, is_disputed=False, **same, **family.line_where
    )
    line: QuerySet[Any] = rows
    return line


def standing_facts(
    *, actor: Actor, person: Person, family: Family, on: date | None = None
) -> QuerySet[Any]:
    """The standing rows of one family of one dossier the actor may see, oldest first.

    `on` limits them to those in force on that day.
    """
    seen = family.model.objects.standing().filter(person=person)
    if str(person.pk) != actor.person_id:
        seen = seen.visible_to(actor, People.RECORD_VIEW)
    if on is not None:
        seen = seen.filter(valid__contains=on)
    facts: QuerySet[Any] = seen.prefetch_related("basis", "end_basis").order_by("valid", "id")
    return facts


def person_column(name: str) -> Any:
    """The column `name` of the person, as the model has it."""
    return Person._meta.get_field(name)


def get_fact(*, actor: Actor, person: Person, family: Family, row_id: int) -> Any:
    """One standing row of a dossier the actor may see.

    Raises: NotVisible.
    """
    seen = standing_facts(actor=actor, person=person, family=family).prefetch_related(None)
    row = seen.one(pk=row_id)  # type: ignore[attr-defined]
    wanted = (row.basis_id, row.end_basis_id)
    papers = papers_of(actor=actor, person_id=person.pk, wanted=wanted)
    row.basis = papers[row.basis_id]
    if row.end_basis_id is not None:
        row.end_basis = papers[row.end_basis_id]
    return row


def paper_named(*, actor: Actor, person_id: UUID, key: int) -> Paper:
    """The paper `key` that a fact of a person in scope names, wherever it lies.

    Never by `row.basis`: a paper of another unit is out of scope, its fact is not.
    """
    return papers_of(actor=actor, person_id=person_id, wanted=[key])[key]
