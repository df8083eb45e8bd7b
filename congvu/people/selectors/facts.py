"""Reading the rows of one family, for those who write them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from congvu.core.actors import Actor
from congvu.people.families import Family
from congvu.people.models import Person
from congvu.people.permissions import People


def line_of(*, person_id: UUID, family: Family, values: Mapping[str, Any]) -> QuerySet[Any]:
    """The standing, undisputed rows that exclude a row of `values` in time."""
    same = {name: values.get(name, "") for name in family.line or ()}
    rows = family.model.objects.standing().filter(
        person_id=person_id, is_disputed=False, **same, **family.line_where
    )
    line: QuerySet[Any] = rows.select_related("basis", "end_basis")
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
    facts: QuerySet[Any] = seen.select_related("basis", "end_basis").order_by("valid", "id")
    return facts
