"""Criteria as plain data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from congvu.core.languages import Words


class Operator(StrEnum):
    """How a fact is compared; every one answers NULL where the fact is unknown, but IS_KNOWN."""

    AT_LEAST = "at_least"
    IS = "is"
    ONE_OF = "one_of"
    REACHES_THE_DAY = "reaches_the_day"
    IS_KNOWN = "is_known"


class Severity(StrEnum):
    """How much a criterion weighs."""

    REQUIRED = "required"
    ADVISED = "advised"


@dataclass(frozen=True)
class Condition:
    """One comparison: a value from the data, or a dated law parameter."""

    fact: str
    operator: Operator
    value: Any = None
    parameter: str = ""


Clause = tuple[Condition, ...]
"""Conditions of which one is enough."""


@dataclass(frozen=True)
class Criterion:
    """One criterion as it holds from `since` until `until` (exclusive; None: still).

    All clauses of `applies_when` say whom it is for; all of `requires` what is asked. `source` is
    the citation of the line in force, `confidence` how far it was verified.
    """

    code: str
    standard: str
    order: int
    short: Words
    name: Words
    rule: Words
    message: Words
    remedy: Words
    who: Words
    severity: Severity
    since: date
    until: date | None
    source: str
    confidence: str
    applies_when: tuple[Clause, ...] = field(default=())
    requires: tuple[Clause, ...] = field(default=())

    def conditions(self) -> Iterator[Condition]:
        """Every comparison, those of applicability first."""
        for clause in (*self.applies_when, *self.requires):
            yield from clause

    def fact_codes(self) -> list[str]:
        """The facts it looks at, each once, what is asked first."""
        asked = [c.fact for clause in self.requires for c in clause]
        about = [c.fact for clause in self.applies_when for c in clause]
        return list(dict.fromkeys([*asked, *about]))

    def holds_on(self, day: date) -> bool:
        """Whether this line is in force on `day`."""
        return self.since <= day and (self.until is None or day < self.until)
