"""What each required line of the official field list asks of a dossier, for pages and for SQL.

Required is what `dossier_fields.csv` marks M, and C under its condition; where the datum lies is
said here once, so that one dossier and a list of them are judged by the same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from congvu.people.families import COMPUTED, FORBIDDEN, PERSON_COLUMNS, Family, family
from congvu.people.groups import official_fields


@dataclass(frozen=True)
class Requirement:
    """One required line: columns of the person of which one must be told, or a row of a family.

    `where` narrows the rows, `filled` must be told in one of them, `is_now`: in force that day;
    `has_start`: its first day is known.
    """

    key: str
    columns: tuple[str, ...] = ()
    family: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    filled: str = ""
    is_now: bool = False
    has_start: bool = False

    @property
    def kind(self) -> Family:
        """The family asked for."""
        return family(self.family)

    def is_told(self, person: Any, rows: Any, on: Any) -> bool:
        """Whether the person, or one of the standing `rows` of the family, says it."""
        if self.columns:
            return any(getattr(person, name) not in (None, "") for name in self.columns)
        return any(self._fits(row, on) for row in rows)

    def _fits(self, row: Any, on: Any) -> bool:
        period = row.valid
        if self.is_now and not (
            (period.lower is None or period.lower <= on)
            and (period.upper is None or period.upper > on)
        ):
            return False
        if self.has_start and period.lower is None:
            return False
        if self.filled and getattr(row, self.filled) in (None, ""):
            return False
        return all(str(getattr(row, name)) == value for name, value in self.where.items())


_OF_FAMILIES: tuple[Requirement, ...] = (
    Requirement("relation", family="relatives"),
    Requirement("member_name", family="relatives", filled="full_name"),
    Requirement("member_birth_year", family="relatives", filled="birth_year"),
    Requirement("member_detail", family="relatives", filled="occupation"),
    Requirement("detention", family="history", where={"kind": "detention"}),
    Requirement("old_regime_work", family="history", where={"kind": "old_regime"}),
    Requirement("foreign_orgs", family="history", where={"kind": "foreign_body"}),
    Requirement("recruit_date", family="service", has_start=True),
    Requirement("recruit_body", family="service", filled="body"),
    Requirement("recruit_kind", family="service", filled="kind_code"),
    Requirement("recruit_decision", family="papers", where={"component_code": "QDTD"}),
    Requirement("contract_kind", family="contracts", filled="kind_code"),
    Requirement("work_history", family="posts"),
    Requirement("general_education", family="training", where={"family": "general"}),
    Requirement("top_degree", family="training", where={"family": "education"}, filled="code"),
    Requirement("degrees", family="training", where={"family": "education"}, filled="school"),
    Requirement("political_theory", family="training", where={"family": "politics"}),
    Requirement("state_management", family="training", where={"family": "management"}),
    Requirement("defence_training", family="training", where={"family": "defence"}),
    Requirement("it_level", family="training", where={"family": "it"}),
    Requirement("language_level", family="training", where={"family": "language"}),
    Requirement("current_post", family="posts", where={"kind": "main"}, is_now=True),
    Requirement("main_duty", family="posts", filled="main_duty", is_now=True),
    Requirement("job_position", family="posts", filled="job_position", is_now=True),
    Requirement("rank_code", family="ranks", is_now=True),
    Requirement("salary_step", family="pay", is_now=True),
    Requirement("salary_history", family="pay"),
    Requirement("evaluations", family="ratings"),
    Requirement("org_assessment", family="assessments"),
    Requirement("party_join_date", family="party", has_start=True),
    Requirement("party_official_date", family="party", filled="official_on"),
    Requirement("asset_declaration", family="declarations"),
    Requirement("health_state", family="health", filled="class_code"),
    Requirement("attachments", family="papers"),
    Requirement("declaration_sign", family="confirmations", where={"kind": "declared"}),
    Requirement("agency_confirm", family="confirmations", where={"kind": "agency"}),
)


@cache
def requirements() -> tuple[Requirement, ...]:
    """The required lines in the order of the official list."""
    of_families = {one.key: one for one in _OF_FAMILIES}
    wanted = [
        key
        for key, row in official_fields().items()
        if row["required"] in ("M", "C") and key not in FORBIDDEN
    ]
    return tuple(of_families.get(key) or Requirement(key, columns=_columns(key)) for key in wanted)


def _columns(key: str) -> tuple[str, ...]:
    """The columns of the person that tell a line: its own, or the one it follows from."""
    if key in COMPUTED:
        return (COMPUTED[key],)
    return tuple(name for name, line in PERSON_COLUMNS.items() if line == key)
