"""Reading the criteria from `national/*.yaml`; the files never change while the product runs."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from congvu.standards.types import Clause, Condition, Criterion, Operator, Severity


@cache
def all_criteria() -> tuple[Criterion, ...]:
    """Every dated line of every criterion, in the order of the list, oldest line first."""
    lines = [line for name, entry in _entries() for line in _lines(name, entry)]
    return tuple(sorted(lines, key=lambda line: (line.order, line.since)))


def criteria_on(day: date) -> tuple[Criterion, ...]:
    """The criteria in force on `day`, each by its line of that day."""
    return tuple(line for line in all_criteria() if line.holds_on(day))


def criterion_on(code: str, day: date) -> Criterion | None:
    """The line of one criterion in force on `day`."""
    return next((line for line in criteria_on(day) if line.code == code), None)


def _entries() -> Iterator[tuple[str, dict[str, Any]]]:
    folder = resources.files("congvu.standards") / "national"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            standard = file.name.removesuffix(".yaml")
            for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
                yield standard, entry


def _lines(standard: str, entry: dict[str, Any]) -> Iterator[Criterion]:
    """One criterion for each dated line; a line may ask for other things than the entry."""
    dated = sorted(entry["lines"], key=lambda line: line["from"])
    ends = [line["from"] for line in dated[1:]] + [None]
    for line, end in zip(dated, ends, strict=True):
        told = {**entry, **line}
        yield Criterion(
            code=entry["code"],
            standard=standard,
            order=entry["order"],
            short=entry["short"],
            name=entry["name"],
            rule=told["rule"],
            message=told["message"],
            remedy=told["remedy"],
            who=told["who"],
            severity=Severity(told["severity"]),
            since=line["from"],
            until=line.get("until", end),
            source=line["source"],
            confidence=line["confidence"],
            applies_when=_clauses(told.get("applies_when", [])),
            requires=_clauses(told["requires"]),
        )


def _clauses(entries: list[dict[str, Any]]) -> tuple[Clause, ...]:
    return tuple(
        tuple(_condition(one) for one in entry["any_of"])
        if "any_of" in entry
        else (_condition(entry),)
        for entry in entries
    )


def _condition(entry: Mapping[str, Any]) -> Condition:
    return Condition(
        fact=entry["fact"],
        operator=Operator(entry["operator"]),
        value=entry.get("value"),
        parameter=entry.get("parameter", ""),
    )
