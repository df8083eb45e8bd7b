"""Criteria as SQL: comparisons in three-valued logic over the columns of the facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congvu.core.facts import Fact, Kind
from congvu.law.selectors import parameter
from congvu.standards.types import Clause, Condition, Criterion, Operator


@dataclass
class Compiled:
    """What compiling collects: SQL parameters, and the codes of the law parameters used."""

    on: date
    facts: Mapping[str, Fact]
    bounded: set[str]
    params: dict[str, Any] = field(default_factory=dict)
    parameters: set[str] = field(default_factory=set)

    def answer(self, criterion: Criterion) -> str:
        """SQL for the answer: 1 met, 2 not met, 3 unknown, 0 where it does not apply.

        What is met is met even where it is unknown whether it applies.
        """
        asked = self._all(criterion.requires)
        if not criterion.applies_when:
            return f"CASE WHEN {asked} THEN 1 WHEN NOT ({asked}) THEN 2 ELSE 3 END"
        applies = self._all(criterion.applies_when)
        return (
            f"CASE WHEN NOT ({applies}) THEN 0 WHEN {asked} THEN 1"
            f" WHEN {applies} AND NOT ({asked}) THEN 2 ELSE 3 END"
        )

    def _all(self, clauses: tuple[Clause, ...]) -> str:
        return " AND ".join(self._any(clause) for clause in clauses)

    def _any(self, clause: Clause) -> str:
        return "(" + " OR ".join(self._compare(condition) for condition in clause) + ")"

    def _compare(self, condition: Condition) -> str:
        fact = self.facts[condition.fact]
        low, high = f"f.{fact.column}", f"f.{fact.column}_high"
        is_bounded = fact.code in self.bounded
        if condition.operator is Operator.IS_KNOWN:
            same = f" AND {low} = {high}" if is_bounded else ""
            return f"({low} IS NOT NULL{same})"
        value = self._value(condition, fact)
        if condition.operator is Operator.ONE_OF:
            return f"{low} = ANY({value})"
        if condition.operator is Operator.IS:
            return f"{low} = {value}"
        if is_bounded:
            return f"CASE WHEN {low} >= {value} THEN TRUE WHEN {high} < {value} THEN FALSE END"
        return f"{low} >= {value}"

    def _value(self, condition: Condition, fact: Fact) -> str:
        """The placeholder of what the fact is compared with."""
        if condition.operator is Operator.REACHES_THE_DAY:
            return "%(on)s::date"
        value = condition.value
        if condition.parameter:
            self.parameters.add(condition.parameter)
            value = parameter(condition.parameter, self.on).value
        if fact.kind is Kind.LEVEL:
            value = fact.levels[value]
        name = f"v{len(self.params)}"
        self.params[name] = value
        return f"%({name})s" + ("::date" if fact.kind is Kind.DAY else "")
