"""Correcting what a dossier says of the person, with the paper that proves it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import PartialDate
from congvu.core.storage import store
from congvu.documents.models import Paper
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.people.families import PERSON_COLUMNS
from congvu.people.models import Person, PersonChange
from congvu.people.permissions import People
from congvu.people.types import Change, ChangeAct


class DossierKept(DomainError):
    """One person has one dossier."""


MAY_CHANGE = frozenset(PERSON_COLUMNS) - {"unit", "photo"}
"""Columns a paper may correct: the unit follows the posts, the photo has a page of its own."""


@transaction.atomic
def correct_person(
    *, actor: Actor, person: Person, values: Mapping[str, str], basis: Paper
) -> list[Change]:
    """Correct columns of the person, given as texts; what they said before is kept.

    Requires: people.record.change where the person is.
    Raises: Forbidden, DossierKept where another dossier has the personal ID, DomainError where a
    value cannot be.
    """
    actor.require(People.RECORD_CHANGE, person.unit_path)
    locked = Person.objects.select_for_update(of=["self"]).get(pk=person.pk)
    told = {name: value for name, value in values.items() if name in MAY_CHANGE}
    before = {name: as_text(getattr(locked, name)) for name in told}
    changed = {name: value for name, value in told.items() if value != before[name]}
    if not changed:
        return []
    if changed.get("personal_id") and _is_kept(changed["personal_id"]):
        raise DossierKept(
            _(
                "Another dossier has this personal ID. Check the number; where both are of one"
                " person, whoever keeps both merges them."
            )
        )
    for name, value in texts_to_columns(changed).items():
        setattr(locked, name, value)
    store(locked)
    PersonChange.objects.create(
        person=locked,
        before={name: before[name] for name in changed},
        basis=basis,
        unit_path=locked.unit_path,
    )
    return [
        Change(
            family="person",
            person_id=locked.pk,
            row_id=0,
            act=ChangeAct.CORRECTED,
            column=name,
            before=before[name],
            after=value,
        )
        for name, value in changed.items()
    ]


@transaction.atomic
def open_dossier(*, actor: Actor, unit: Unit, values: Mapping[str, str], basis: Paper) -> Person:
    """Open the dossier of somebody new in `unit`; the columns come as texts.

    Requires: people.record.change on the unit.
    Raises: Forbidden, DossierKept where the personal ID is on file, DomainError for a wrong value.
    """
    actor.require(People.RECORD_CHANGE, unit)
    columns = texts_to_columns(values)
    if columns.get("personal_id") and _is_kept(columns["personal_id"]):
        raise DossierKept(
            _("A dossier with this personal ID is kept already. Receive the person from there.")
        )
    person = store(Person(unit=unit, unit_path=unit.path, basis=basis, **columns))
    journal.record(actor=actor, act="people.open_dossier", subject=person)
    return person


def _is_kept(personal_id: str) -> bool:
    """Whether anybody's dossier bears the number, in sight or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT congvu_ids_taken(%s))", [[personal_id]])
        return bool(cursor.fetchone()[0])


def as_text(value: Any) -> str:
    """A column of the person as one text: a day as YYYY-MM-DD, nothing as ""."""
    return "" if value is None else str(value)


def texts_to_columns(values: Mapping[str, str]) -> dict[str, Any]:
    """Texts as the columns take them; a birth date brings its first and last possible day.

    Raises: DomainError where a text is no value of its column.
    """
    columns: dict[str, Any] = {}
    for name, value in values.items():
        field = Person._meta.get_field(name)
        try:
            empty = None if field.null else ""
            columns[name] = field.to_python(value) if value else empty  # type: ignore[union-attr]
            if name == "born":
                columns |= _bounds(value)
        except (ValidationError, ValueError) as wrong:
            raise DomainError(f"{field.verbose_name}: {value}") from wrong  # type: ignore[union-attr]
    return columns


def _bounds(born: str) -> dict[str, Any]:
    if not born:
        return {"born_from": None, "born_to": None}
    first, last = PartialDate(born).bounds()
    return {"born_from": first, "born_to": last}
