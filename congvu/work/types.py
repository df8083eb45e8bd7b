"""What is handed to the commands of this room."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Recurrence:
    """How a duty comes back.

    `every` is a value of `Every`; `due` holds days of the period as printed: "MM-DD" for a
    yearly duty, "DD" for a monthly or quarterly one (of the last month); empty means its last day.
    `min_times` is how often at least in one period.
    """

    every: str
    min_times: int | None = None
    due: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewTask:
    """One task to be given.

    `parent` is the place of another row of the same call (0 is the first); `parent_id` names a
    task that exists. `partners_printed` keeps the partners as the paper names them.
    `due_on` is the printed day; `deadline_kind` a value of `DeadlineKind`. `order` is the place
    among the children of one parent.
    """

    title: str
    bearer_unit_id: int
    bearer_person_id: UUID | None = None
    parent: int | None = None
    parent_id: int | None = None
    partner_unit_ids: tuple[int, ...] = ()
    partners_printed: str = ""
    products: tuple[str, ...] = ()
    starts_on: date | None = None
    due_on: date | None = None
    deadline_kind: str = "none"
    deadline_printed: str = ""
    recurrence: Recurrence | None = None
    event: str = ""
    order: int = 0
    origin: str = ""


@dataclass(frozen=True)
class Upload:
    """One file as the browser sent it."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Handed:
    """One product handed in: by file, by the number of the paper issued, or both."""

    product_id: int
    number: str = ""
    file: Upload | None = None


@dataclass(frozen=True)
class Share:
    """One part of a split task: who bears it, what, by when (the parent's day when None)."""

    title: str
    bearer_unit_id: int
    bearer_person_id: UUID | None = None
    products: tuple[str, ...] = ()
    due_on: date | None = None


@dataclass(frozen=True)
class Refusal:
    """One task of a bulk act that was left as it was, and why."""

    task_id: int
    title: str
    why: str


@dataclass(frozen=True)
class BulkOutcome:
    """What a bulk act did: the tasks changed, and those refused."""

    done: Sequence[int] = field(default_factory=tuple)
    refused: Sequence[Refusal] = field(default_factory=tuple)


@dataclass(frozen=True)
class Progress:
    """How far the children of a task are; withdrawn ones do not count."""

    total: int
    accepted: int
    delivered: int
    late: int

    @property
    def percent(self) -> int | None:
        """Accepted share in whole percent, rounded down; None without children."""
        return self.accepted * 100 // self.total if self.total else None


@dataclass(frozen=True)
class TaskFilter:
    """Which tasks a reader asks for; empty fields ask for nothing.

    `unit_path` means the unit and everything below; `state` may also be `UNFINISHED`; `time` is
    "late", "soon" or "in_time" (open and not late); `since` and `until` bound the effective due
    day, both inclusive. `as_partner` asks for the tasks of others in which the reader's units take
    part. `recurring` asks for the duties themselves, which are otherwise left out in favour of
    their periods.
    """

    text: str = ""
    unit_path: str = ""
    person_id: UUID | None = None
    state: str = ""
    time: str = ""
    since: date | None = None
    until: date | None = None
    as_partner: bool = False
    recurring: bool = False


@dataclass(frozen=True)
class Counts:
    """How many tasks stand in each state, and how many are late or soon late; up to a cap."""

    by_state: dict[str, int]
    late: int
    soon: int
