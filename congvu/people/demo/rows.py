"""One invented member of staff: what is true of him, before an office types it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a career."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.month:02d}/{self.year}"


@dataclass(frozen=True, slots=True)
class Stage:
    """One earlier or present post: from month to month (None: to this day), with its pay."""

    since: Month
    until: Month | None
    title: str
    unit: str
    rank: str
    step: int
    coefficient: Decimal


@dataclass(frozen=True, slots=True)
class StaffRow:
    """What is true of one invented person; codes are those of the catalog's lists.

    `unit` and `division` are codes of the tree, `unit_name` and `division_name` their names.
    `slip` names the mistake the office makes when it types this row, empty for none.
    """

    full_name: str
    sex: str
    born: date
    personal_id: str
    staff_number: str
    ethnic_group: str
    religion: str
    home_place: str
    unit: str
    unit_name: str
    division: str
    division_name: str
    title: str
    object_kind: str
    appointed_on: date | None
    term_ends_on: date | None
    recruited_on: date
    rank: str
    step: int
    coefficient: Decimal
    overframe_percent: int | None
    step_since: date
    degree: str
    field_of_study: str
    political_theory: str
    state_management: str
    language: str
    language_level: str
    it_level: str
    party_joined_on: date | None
    party_official_on: date | None
    last_rating: str
    rating_year: int
    discipline: str
    discipline_from: date | None
    phone: str
    email: str
    stages: tuple[Stage, ...]
    slip: str = ""
