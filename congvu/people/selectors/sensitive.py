"""The one way to personal data: masked by default, opened for a purpose, each reading noted.

Which columns and families are personal is data: column `pii` of `dossier_fields.csv`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from congvu.catalog.fields import CodeField
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.text import fold
from congvu.journal import commands as journal
from congvu.people.choices import Purpose
from congvu.people.families import FAMILIES, PERSON_COLUMNS, Privacy, family
from congvu.people.groups import privacy_of_column
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.rules.trace import Step
from congvu.people.values import value_text

DOTS = "••••"
_SHOWN_END = 4

_ELSEWHERE = frozenset({"unit", "photo"})
"""Columns the page shows in its head."""

PLACES = {
    name: tuple(f"{name.removesuffix('_place').removesuffix('_address')}_{part}"
                for part in ("commune", "province"))
    for name in ("birth_place", "home_place", "household_address", "current_address")
}  # fmt: skip
"""Columns that tell one place, shown as one line and filled by one form."""

_PARTS = frozenset(part for parts in PLACES.values() for part in parts)

_IN_THE_HEAD = frozenset({"full_name", "name_in_use", "other_names", "born", "sex"})
"""What colleagues know of each other: never masked."""

_NUMBERS = frozenset(
    {"personal_id", "old_id", "phone", "social_insurance", "health_insurance", "tax_code"}
)


class PurposeMissing(DomainError):
    """A sensitive field is opened for a stated purpose only."""


@dataclass(frozen=True)
class Shown:
    """One personal field as a page may show it; `is_masked` when there is more to open."""

    name: str
    label: str | Promise
    text: str
    is_masked: bool


@cache
def classes() -> Mapping[str, str]:
    """The class of each personal column that is masked: basic or sensitive."""
    shown = (name for name in PERSON_COLUMNS if name not in _ELSEWHERE | _IN_THE_HEAD)
    told = {name: privacy_of_column(name) for name in shown}
    return {name: str(kind) for name, kind in told.items() if kind is not Privacy.ORDINARY}


def shown_fields(*, actor: Actor, person: Person) -> list[Shown]:
    """The personal fields of one dossier, masked unless it is the actor's own."""
    is_own = actor.person_id == str(person.pk)
    left_out = _ELSEWHERE | _PARTS
    return [_shown(person, name, is_open=is_own) for name in PERSON_COLUMNS if name not in left_out]


def open_field(*, actor: Actor, person_id: UUID, name: str, purpose: str) -> Shown:
    """One personal field in full, for a stated purpose; the reading goes to the journal.

    Requires: people.sensitive.open where the person serves.
    Raises: NotVisible, Forbidden, PurposeMissing.
    """
    person = _opened(actor, person_id, name, purpose, PERSON_COLUMNS)
    return _shown(person, name, is_open=True)


def open_family(*, actor: Actor, person_id: UUID, key: str, purpose: str) -> frozenset[str]:
    """Open one family of facts for a stated purpose; the reading goes to the journal.

    Requires: people.sensitive.open where the person serves.
    Raises: NotVisible, Forbidden, PurposeMissing.
    """
    _opened(actor, person_id, key, purpose, [one.key for one in FAMILIES])
    return frozenset({key})


def open_for_keeping(*, actor: Actor, person: Person, name: str) -> None:
    """Let the office see what it is about to write of a sensitive column or family; noted too.

    Nothing is asked of the person who reads the own dossier, nor for columns that all may see.

    Requires: people.sensitive.open where the person serves, for what is masked.
    Raises: Forbidden.
    """
    is_masked = name in classes() or name in {one.key for one in FAMILIES}
    if actor.person_id == str(person.pk) or not is_masked:
        return
    actor.require(People.SENSITIVE_OPEN, person.unit_path)
    journal.record(
        actor=actor,
        act="people.open_sensitive",
        subject=person,
        field=name,
        purpose=Purpose.DOSSIER.value,
    )


def steps_told(*, actor: Actor, person: Person, steps: Iterable[Step]) -> list[Step]:
    """A trace as the reader may have it: what tells of a masked family is a reading of it, noted.

    Who has no right to open it reads where it is kept, and whom to ask.
    """
    told = list(steps)
    closed = dict.fromkeys(step.family for step in told if step.family)
    may = actor.may(People.SENSITIVE_OPEN, person.unit_path)
    if may or actor.person_id == str(person.pk):
        for key in closed:
            open_for_keeping(actor=actor, person=person, name=key)
        return told
    return [replace(step, text=_kept_closed(step.family)) if step.family else step for step in told]


def _kept_closed(key: str) -> str:
    text = _("By what the dossier keeps closed under “%(family)s”: ask the personnel officer.")
    return text % {"family": family(key).title}


def _opened(actor: Actor, person_id: UUID, name: str, purpose: str, known: Any) -> Person:
    person: Person = Person.objects.visible_to(actor, People.RECORD_VIEW).one(pk=person_id)
    actor.require(People.SENSITIVE_OPEN, person.unit_path)
    if purpose not in Purpose.values or name not in known:
        raise PurposeMissing(_("Say what you open it for: choose a purpose."))
    journal.record(
        actor=actor, act="people.open_sensitive", subject=person, field=name, purpose=purpose
    )
    return person


def _text(person: Person, name: str) -> str:
    field: Any = Person._meta.get_field(name)
    codes = field.code_list if isinstance(field, CodeField) else ""
    return value_text(field, getattr(person, field.attname), {}, codes)


def _place(person: Person, name: str) -> str:
    """A place whole: what is typed, then commune and province unless it names them already."""
    told = [_text(person, name)]
    for part in PLACES[name]:
        text = _text(person, part)
        if text and fold(text) not in fold(" ".join(told)):
            told.append(text)
    return ", ".join(filter(None, told))


def _shown(person: Person, name: str, *, is_open: bool) -> Shown:
    field: Any = Person._meta.get_field(name)
    label = capfirst(str(field.verbose_name))
    text = _place(person, name) if name in PLACES else _text(person, name)
    if not text or is_open or name not in classes():
        return Shown(name, label, text, is_masked=False)
    return Shown(name, label, _masked(name, text), is_masked=True)


def _masked(name: str, value: str) -> str:
    """The last digits of a number, nothing of anything else."""
    if name in _NUMBERS and len(value) > 2 * _SHOWN_END:
        return f"{DOTS} {value[-_SHOWN_END:]}"
    return DOTS
