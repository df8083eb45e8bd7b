"""Shares of ranks and numbers of deputies against what the law allows, with the arithmetic shown.

Quotients are exact (`Fraction`); the law does not say how a share of people is rounded, so the
whole part counts (`establishment.rounding`, unsure) and the quotient stays visible.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any

from congvu.law.types import Line


class Answer(StrEnum):
    """What a limit says; what is not known never counts as failed."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Limit:
    """A number of people or bodies held against a limit, with everything it was found by.

    `count` is what there is, `unknown` how many more may belong to it (their rank is not on file).
    `base` is what the limit is counted of and `factor` what it is multiplied by (None: the limit
    stands in a table, by `base`); `exact` is their product before rounding. The bound is `least`
    or `most`. `line` is the dated line of the law, with citation and confidence.
    """

    count: int
    base: int
    line: Line
    exact: Fraction
    factor: Fraction | None = None
    unknown: int = 0
    least: int | None = None
    most: int | None = None

    @property
    def bound(self) -> int:
        """The whole number that counts."""
        return self.most if self.most is not None else self.least or 0

    @property
    def answer(self) -> Answer:
        """Met, not met, or unknown where those not on file would decide."""
        highest = self.count + self.unknown
        if self.most is not None:
            if self.count > self.most:
                return Answer.NOT_MET
            return Answer.MET if highest <= self.most else Answer.UNKNOWN
        if highest < self.bound:
            return Answer.NOT_MET
        return Answer.MET if self.count >= self.bound else Answer.UNKNOWN

    @property
    def over(self) -> int:
        """How many too many, or too few, for certain; 0 when none."""
        if self.most is not None:
            return max(self.count - self.most, 0)
        return max(self.bound - self.count - self.unknown, 0)

    @property
    def is_rounded(self) -> bool:
        """Whether the quotient was no whole number."""
        return self.exact.denominator != 1


def share_at_most(*, count: int, base: int, line: Line, unknown: int = 0) -> Limit:
    """At most `line.value` percent of `base` people; the whole part of the quotient."""
    factor = Fraction(line.value) / 100
    exact = base * factor
    return Limit(count, base, line, exact, factor, unknown, most=floor(exact))


def share_at_least(*, count: int, base: int, line: Line, unknown: int = 0) -> Limit:
    """At least `line.value` percent of `base` people; the quotient rounded up."""
    factor = Fraction(line.value) / 100
    exact = base * factor
    return Limit(count, base, line, exact, factor, unknown, least=ceil(exact))


def average_at_most(*, count: int, bodies: int, line: Line) -> Limit:
    """At most `line.value` on average over `bodies`: their product, rounded down."""
    factor = Fraction(str(line.value))
    exact = bodies * factor
    return Limit(count, bodies, line, exact, factor, most=floor(exact))


def division_deputies(*, deputies: int, staff: int, line: Line) -> Limit:
    """Deputies of a division by its staff (whole people, head and deputies included)."""
    most = next(
        int(step["most"]) for step in line.value if "below" not in step or staff < step["below"]
    )
    return Limit(deputies, staff, line, Fraction(most), most=most)


def branch_deputies(*, deputies: int, divisions: int, line: Line) -> Limit:
    """Deputies of a branch (chi cục) by the number of its divisions."""
    most = next(
        int(step["most"]) for step in line.value if "to" not in step or divisions <= step["to"]
    )
    return Limit(deputies, divisions, line, Fraction(most), most=most)


def public_steps(
    *, people: Mapping[int, int], line: Line, top: int | None = None, unknown: int = 0
) -> Mapping[int, Limit]:
    """Caps on the upper occupational steps of a unit, by step; a share unused goes to no other.

    `people` counts those in each step; `top` is the highest step the unit has positions of, by
    default the highest anybody holds. Where it has two steps only, the upper has a cap of its own.
    """
    held = [step for step, count in people.items() if count]
    top = top or max(held, default=0)
    base = sum(people.values()) + unknown
    caps: Mapping[Any, int] = line.value.get(f"top_{top}", {})
    if len(held) == 2 and top == max(held):
        caps = {top: line.value["two_steps"]}
    found = {}
    for step, percent in caps.items():
        factor = Fraction(percent) / 100
        exact = base * factor
        found[int(step)] = Limit(
            people.get(int(step), 0), base, line, exact, factor, unknown, most=floor(exact)
        )
    return found
