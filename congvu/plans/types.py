"""Plain data that passes between the reader, the commands and the pages."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Upload:
    """A paper as it was brought: a file, or text pasted where a scan cannot be read."""

    name: str
    content: bytes
    is_pasted: bool = False


@dataclass(frozen=True)
class LineFields:
    """What a reviewer may set on one line; lists are as typed, one entry a line."""

    text: str
    products: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    coordinating: list[str] = field(default_factory=list)
    deadline_raw: str = ""
    starts_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Change:
    """How one line of a corrected paper differs: same, changed, added or gone."""

    kind: str
    old: dict[str, object] | None
    new: dict[str, object] | None
    fields: tuple[str, ...] = ()
