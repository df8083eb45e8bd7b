"""Tables of facts as a workbook's SQL needs them: columns, what a blank means, line and key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from congvu.people.families import Family

# By what a family's facts are told from one another; "lower" is the first day. Others: by it alone.
SAME_BY: Mapping[str, tuple[str, ...]] = {
    "posts": ("kind", "lower"),
    "hard_work": ("kind", "lower"),
    "contracts": ("kind_code", "lower"),
    "allowances": ("kind_code", "lower"),
    "training": ("family", "code", "title", "field"),
    "competencies": ("competency_code", "lower"),
    "memberships": ("organisation_code", "lower"),
    "policy": ("code",),
    "ratings": ("year",),
    "rewards": ("kind_code", "year", "number"),
    "discipline": ("kind_code", "lower"),
    "planning": ("title",),
    "relatives": ("side", "relation_code", "full_name"),
    "history": ("kind", "organisation", "lower"),
    "trips": ("country_code", "lower"),
    "property": ("kind", "certificate", "description"),
    "income": ("year",),
    "declarations": ("year",),
    "papers": ("component_code", "lower"),
    "confirmations": ("kind", "lower"),
}
# One undisputed fact of a key, whatever its period: a constraint of the table says so.
ONCE = frozenset({"ratings"})


@dataclass(frozen=True)
class Table:
    """A family's table in SQL: its columns with what a blank cell means, its line, its key."""

    family: Family
    defaults: Mapping[str, str]

    @property
    def key(self) -> str:
        """The family's."""
        return self.family.key

    @property
    def staged(self) -> str:
        """The temporary table of its rows as told."""
        return f"book_{self.key}"

    @property
    def plan(self) -> str:
        """The temporary table of what becomes of them."""
        return f"plan_book_{self.key}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns as the database has them, told ones first."""
        return tuple(self.defaults)

    @property
    def line(self) -> tuple[str, ...] | None:
        """The columns that tell the lines of one person apart; None where any number may stand."""
        return ("year",) if self.key in ONCE else self.family.line

    def lined(self, alias: str) -> str:
        """SQL: whether a row excludes others in time."""
        if self.line is None:
            return "false"
        wanted = self.family.line_where.items()
        return (
            " AND ".join(f"{self.told(alias, name)} = '{value}'" for name, value in wanted)
            or "true"
        )

    def told(self, alias: str, name: str) -> str:
        """SQL: the column `name` of a staged row, or what a blank cell means."""
        default = self.defaults[name]
        return f"{alias}.{name}" if default == "NULL" else f"coalesce({alias}.{name}, {default})"

    def same_by(self, alias: str, *, standing: bool = False) -> str:
        """SQL: the row's key, of a staged or of a standing fact."""
        names = SAME_BY.get(self.key, ("lower",))
        return ", ".join(
            f"{alias}.lower" if name == "lower"
            else (f"{alias}.{name}" if standing else self.told(alias, name))
            for name in names
        )  # fmt: skip

    def together(self, one: str, other: str) -> str:
        """SQL: whether two rows stand on one line."""
        same = " AND ".join(f"{one}.{name} = {other}.{name}" for name in self.line or ())
        kept = " AND ".join(
            f"{one}.{name} = '{value}'" for name, value in self.family.line_where.items()
        )
        return " AND ".join(part for part in (same, kept) if part) or "true"


def table_of(family: Family) -> Table:
    """The table of a family as SQL needs it."""
    names = [*family.columns, *(("level",) if family.key == "training" else ())]
    fields = [family.model._meta.get_field(name) for name in names]
    return Table(family, {field.column: _default(field) for field in fields})


def _default(field: Any) -> str:
    if field.null or (field.is_relation):
        return "NULL"
    if isinstance(field, models.BooleanField):
        return "false"
    if field.has_default():
        return f"'{field.get_default()}'"
    return "''" if isinstance(field, models.CharField | models.TextField) else "NULL"
