"""Units as plain data, for rules and readers that know no database."""

from dataclasses import dataclass, field
from datetime import date


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
