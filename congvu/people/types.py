"""A dossier as pages see it: no model, hence no field that was not meant to be shown."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
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

    `is_now`: in force on the day shown. `is_masked`: it has more to open. `is_governed`: a
    decision of this system rules it, so it is not edited by hand.
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
    id: int = 0
    is_masked: bool = False
    is_governed: bool = False
    paper_id: int | None = None
    has_file: bool = False

    @property
    def is_unverified(self) -> bool:
        """Whether no paper confirms it yet."""
        return not self.basis.is_verifying


@dataclass(frozen=True)
class FactFamily:
    """One family of the dossier: its facts, latest first, and what to say when there is none.

    `is_masked`: some lines are to be opened for a purpose; `is_moment`: its facts have no end.
    """

    key: str
    title: Word
    lines: list[Line] = field(default_factory=list)
    nothing: Word = ""
    is_masked: bool = False
    is_moment: bool = False


@dataclass(frozen=True)
class Tab:
    """One group of the dossier as a tab: how many facts it holds."""

    key: str
    title: Word
    count: int


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
    photo_id: int | None = None


@dataclass(frozen=True)
class Dossier:
    """Everything a dossier page shows, but for the personal fields.

    `families` are those of the group shown, `career` those of the picture across the top.
    """

    head: Head
    tabs: list[Tab]
    families: list[FactFamily]
    career: list[FactFamily]
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


@dataclass(frozen=True)
class Upload:
    """A file handed in: its name, content and media type."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True)
class NewPaper:
    """The paper an entry will rest on, as somebody typed it; `kind` is a value of `PaperKind`.

    `kept` is its file where that was kept before.
    """

    kind: str
    title: str = ""
    number: str = ""
    issuer: str = ""
    signed_on: date | None = None
    file: Upload | None = None
    kept: Any = None


@dataclass(frozen=True)
class NewFact:
    """A fact as a form took it: typed values, and its days as printed (`YYYY[-MM[-DD]]`).

    `texts` are the same values as they were typed, for the one who judges them later.
    """

    family: str
    values: dict[str, object]
    since: str | None = None
    until: str | None = None
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposed:
    """A change as a form took it: `act` of `ProposalAct`, the fact, the row it is about.

    For a column of the person `column` names it and `columns` are its texts.
    """

    act: str
    fact: NewFact
    row: Any = None
    column: str = ""
    columns: dict[str, str] = field(default_factory=dict)
