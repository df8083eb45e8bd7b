"""Facts: named values of a person on a day, as pieces of SQL that a screening puts together.

An app that owns a table names the facts it holds in its module `facts` (`FACTS`, and the scans
they come from); `standards` collects them. Neither imports the other: both know only these words.

A fact known by halves (a year instead of a day) has two bounds, `low` and `high`. A comparison
is true or false only where both bounds agree; else it is NULL, which means unknown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a fact's value is. LEVEL is a place in an ordered code list."""

    LEVEL = "level"
    CODE = "code"
    TEXT = "text"
    DAY = "day"
    WHOLE_MONTHS = "whole months"
    WHOLE_YEARS = "whole years"
    YES_NO = "yes or no"


@dataclass(frozen=True)
class Expression:
    """SQL over one scan: the value, or its two bounds; `high` empty means the value is exact.

    `params` are the named parameters the SQL uses (`%(on)s` is always there); `parameters` are
    the codes of the dated law parameters whose lines of the day went in.
    """

    low: str
    high: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scan:
    """One pass over one table, giving at most one row a person, keyed `person_id`.

    `sql` is a SELECT with two holes: `{columns}`, where the facts asked for go, each after a
    comma, and `{limits}`, a condition on `limited` (the alias and column of the person's key)
    that narrows the pass to whom is asked about. `needs` are scans this one reads.
    `is_subject` marks the one scan that says who is there to be screened on the day, with the
    columns `unit_id`, `unit_path` and `name_key` (the order of people in a list).
    """

    name: str
    sql: str
    limited: str
    path: str
    needs: tuple[str, ...] = ()
    is_subject: bool = False
    build: Callable[[date], Expression] | None = None


@dataclass(frozen=True)
class Fact:
    """One fact: its code, what it is, and the expression that gives it on a day.

    `no_row` is what a person without a row in the scan has: NULL (unknown), or SQL over the
    subject where the register is complete. `levels` give the place of each code of a LEVEL,
    `names` what a reader calls a stored value; `unknown_when` says what leaves it unknown;
    `sources` are tables and columns.
    """

    code: str
    scan: str
    kind: Kind
    label: Any
    sources: str
    unknown_when: Any
    build: Callable[[date], Expression]
    no_row: str = "NULL"
    levels: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[Any, Any] = field(default_factory=dict)

    @property
    def column(self) -> str:
        """The name of its column in the statement."""
        return self.code.replace(".", "_")


def fact(
    *,
    code: str,
    scan: Scan,
    kind: Kind,
    label: Any,
    sources: str,
    unknown_when: Any,
    no_row: str = "NULL",
    levels: Mapping[str, int] | None = None,
    names: Mapping[Any, Any] | None = None,
) -> Callable[[Callable[[date], Expression]], Fact]:
    """Turn a function of the day into the fact `code` of `scan`."""

    def decorate(build: Callable[[date], Expression]) -> Fact:
        return Fact(
            code=code,
            scan=scan.name,
            kind=kind,
            label=label,
            sources=sources,
            unknown_when=unknown_when,
            build=build,
            no_row=no_row,
            levels=levels or {},
            names=names or {},
        )

    return decorate
