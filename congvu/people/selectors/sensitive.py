"""The one way to personal data: masked by default, opened for a purpose, each reading noted.

Which fields are personal is data: column `pii` of `catalog/codes/dossier_fields.csv`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import names_of, read_codes
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.journal import commands as journal
from congvu.people.choices import Purpose
from congvu.people.models import Person
from congvu.people.permissions import People

DOTS = "••••"
_SHOWN_END = 4

# Field of the person: its line in dossier_fields.csv, its name on the screen.
_FIELDS: Mapping[str, tuple[str, Promise]] = {
    "personal_id": ("citizen_id", _("Personal ID")),
    "old_id": ("old_id_no", _("Old identity number")),
    "phone": ("phone", _("Telephone")),
    "email": ("email", _("E-mail")),
    "ethnic_group": ("ethnic", _("Ethnic group")),
    "religion": ("religion", _("Religion")),
    "home_place": ("home_place", _("Home place")),
}
_NUMBERS = frozenset({"personal_id", "old_id", "phone"})
_CODED = {"ethnic_group": "ethnic_groups", "religion": "religions"}


class PurposeMissing(DomainError):
    """A sensitive field is opened for a stated purpose only."""


@dataclass(frozen=True)
class Shown:
    """One personal field as a page may show it; `is_masked` when there is more to open."""

    name: str
    label: Promise
    text: str
    is_masked: bool


@cache
def classes() -> Mapping[str, str]:
    """The class of each personal field of a person: basic or sensitive."""
    known = {row["field_key"]: row["pii"] for row in read_codes("dossier_fields")}
    return {name: known[line] for name, (line, _label) in _FIELDS.items()}


def shown_fields(*, actor: Actor, person: Person) -> list[Shown]:
    """The personal fields of one dossier, masked unless it is the actor's own."""
    is_own = actor.person_id == str(person.pk)
    return [_shown(person, name, is_own=is_own) for name in _FIELDS if name in classes()]


def open_field(*, actor: Actor, person_id: UUID, name: str, purpose: str) -> Shown:
    """One personal field in full, for a stated purpose; the reading goes to the journal.

    Requires: people.sensitive.open where the person serves.
    Raises: NotVisible, Forbidden, PurposeMissing.
    """
    person: Person = Person.objects.visible_to(actor, People.RECORD_VIEW).one(pk=person_id)
    actor.require(People.SENSITIVE_OPEN, person.unit_path)
    if purpose not in Purpose.values or name not in _FIELDS:
        raise PurposeMissing(_("Say what you open it for: choose a purpose."))
    journal.record(
        actor=actor, act="people.open_sensitive", subject=person, field=name, purpose=purpose
    )
    return _shown(person, name, is_own=True)


def _shown(person: Person, name: str, *, is_own: bool) -> Shown:
    label = _FIELDS[name][1]
    value = str(getattr(person, name) or "")
    if not value:
        return Shown(name, label, "", is_masked=False)
    if is_own:
        codes = _CODED.get(name)
        text = str(names_of(codes).get(value, value)) if codes else value
        return Shown(name, label, text, is_masked=False)
    return Shown(name, label, _masked(name, value), is_masked=True)


def _masked(name: str, value: str) -> str:
    """The last digits of a number, nothing of anything else."""
    if name in _NUMBERS and len(value) > 2 * _SHOWN_END:
        return f"{DOTS} {value[-_SHOWN_END:]}"
    return DOTS
