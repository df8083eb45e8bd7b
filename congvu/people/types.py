"""A dossier as pages see it: no model, hence no field that was not meant to be shown."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise

Word = str | Promise


@dataclass(frozen=True)
class Basis:
    """The paper a fact rests on; `is_verifying` when that makes it verified."""

    kind: Word
    title: str
    number: str
    signed_on: date | None
    is_verifying: bool


@dataclass(frozen=True)
class Line:
    """One fact in words. `since` and `until` are inclusive days, `printed` where only half known.

    `is_now`: in force on the day shown.
    """

    text: str
    detail: str
    since: date | None
    until: date | None
    since_printed: str
    until_printed: str
    basis: Basis
    is_disputed: bool
    is_now: bool

    @property
    def is_unverified(self) -> bool:
        """Whether no paper confirms it yet."""
        return not self.basis.is_verifying


@dataclass(frozen=True)
class FactFamily:
    """One tab of the dossier: its facts, latest first, and what to say when there is none."""

    key: str
    title: Word
    lines: list[Line] = field(default_factory=list)
    nothing: Word = ""


@dataclass(frozen=True)
class Head:
    """Who it is, today or on the day shown."""

    id: UUID
    full_name: str
    born: str
    age: int | None
    sex: Word
    staff_number: str
    object_kind: str
    post: str
    rank: str
    unit: str
    agency: str
    is_own: bool
    has_left: bool


@dataclass(frozen=True)
class Dossier:
    """Everything a dossier page shows, but for the personal fields."""

    head: Head
    families: list[FactFamily]
    missing: list[Word]
    unverified: int
    disputed: int


class ChangeAct(StrEnum):
    """What was done to one row of a dossier."""

    MADE = "made"
    ENDED = "ended"
    REPLACED = "replaced"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Change:
    """One row a paper made, ended or replaced, or one column of the person it corrected.

    `was_until` is the first day after the row's former end (None: it was open), and
    `until_printed` how that end was printed: what is given back when the paper is revoked.
    For a corrected column `family` is "person", `row_id` 0, and the three last say it all.
    """

    family: str
    person_id: UUID
    row_id: int
    act: ChangeAct
    was_until: date | None = None
    until_printed: str = ""
    column: str = ""
    before: str = ""
    after: str = ""
