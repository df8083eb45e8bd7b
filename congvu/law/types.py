"""What the law says, when, where it says so, and how sure we are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Confidence(StrEnum):
    """How far a rule was verified; anything but SURE is marked on screen."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Line:
    """One dated line of a parameter: `value` holds from `since` until the next line."""

    code: str
    since: date
    until: date | None
    value: Any
    source: str
    confidence: Confidence
    unit: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether this line is the law on `day` (`until` is exclusive)."""
        return self.since <= day and (self.until is None or day < self.until)


class NoLawThatDay(LookupError):
    """No line of the parameter covers the day: an error to be mended in the data."""


@dataclass(frozen=True)
class DatedLaw:
    """The parameters a rule may ask for, by code: what a pure rule is given instead of files."""

    lines: Mapping[str, tuple[Line, ...]]

    def on(self, code: str, day: date) -> Line:
        """The line of `code` in force on `day`.

        Raises: NoLawThatDay when no line covers the day.
        """
        for line in self.lines[code]:
            if line.holds_on(day):
                return line
        raise NoLawThatDay(f"{code} says nothing about {day.isoformat()}")
