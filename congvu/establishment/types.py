"""Units as plain data, for rules and readers that know no database."""

import re
from dataclasses import dataclass, field
from datetime import date

CODE = re.compile(r"\A[-A-Za-z0-9_]{1,40}\Z")
"""What codes of units, positions and competencies are made of: they stand in addresses."""


@dataclass(frozen=True)
class UnitName:
    """One name of a unit: `since` and `until` are inclusive, None leaves that side open."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class UnitRow:
    """One unit as a file or a reader gives it; `parent` is a code, empty for the root.

    Level and locality left empty are those of the parent.
    """

    code: str
    name: str
    kind: str
    parent: str
    short_name: str = ""
    names: tuple[UnitName, ...] = field(default=())
    level: str = ""
    locality: str = ""


@dataclass(frozen=True)
class NewUnit:
    """A unit that a decision sets up; `parent` is the code of the unit above it.

    Level and locality left empty are those of the unit above.
    """

    code: str
    name: str
    kind: str
    parent: str
    short_name: str = ""
    level: str = ""
    locality: str = ""


@dataclass(frozen=True)
class Mistake:
    """Why a paper entered by hand is taken back, and the decision that revokes it, if any."""

    reason: str
    number: str = ""
    issuer: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class Description:
    """A job position as a paper describes it.

    `unit` is the code of the agency it belongs to, empty for the whole province. `ranks` are
    codes of ranks, `competencies` codes with the level asked for, from 1 to 5.
    """

    code: str
    name: str
    kind: str
    corps: str
    level: str
    unit: str = ""
    subtype: str = ""
    title_code: str = ""
    purpose: str = ""
    duties: str = ""
    products: str = ""
    powers: str = ""
    relations: str = ""
    requirements: str = ""
    ranks: tuple[str, ...] = ()
    competencies: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class GivenPaper:
    """A decision as somebody types it from the paper in hand."""

    number: str
    title: str
    issuer: str
    signed_on: date


@dataclass(frozen=True)
class PostsRow:
    """One line of a table of approved posts: codes of unit and position, whole people."""

    unit: str
    position: str
    headcount: int


@dataclass(frozen=True)
class QuotaRow:
    """One line of a table of quotas: code of the unit, corps, whole people."""

    unit: str
    corps: str
    headcount: int
