"""`docs/rules/standards.md`, made from facts, criteria and law parameters."""

from collections.abc import Iterable, Iterator
from typing import Any

from congvu.law.selectors import lines_of
from congvu.standards import registry
from congvu.standards.criteria import all_criteria
from congvu.standards.types import Clause, Condition, Criterion, Operator

PATH = "docs/rules/standards.md"
HEAD = """# Standing standards: criteria, facts, numbers of the law

Made by `congvu docs` from `standards/national/*.yaml`, the facts of every app and
`law/parameters/*.yaml`; do not edit. An answer is *met*, *not met* or *unknown*; what is met is
met even where it is unknown whether it applies. A fact known by halves decides only where both
bounds agree.
"""
WORDS = {
    Operator.AT_LEAST: "at least",
    Operator.IS: "is",
    Operator.ONE_OF: "one of",
    Operator.REACHES_THE_DAY: "not before the day screened",
    Operator.IS_KNOWN: "is known",
}


def render() -> dict[str, str]:
    """The pages by their path in the project."""
    return {PATH: "\n".join([HEAD, *_criteria(), *_facts(), *_parameters()])}


def _criteria() -> Iterator[str]:
    yield "## Criteria\n"
    by_code: dict[str, list[Criterion]] = {}
    for line in all_criteria():
        by_code.setdefault(line.code, []).append(line)
    for code, lines in by_code.items():
        yield from _criterion(code, lines)


def _criterion(code: str, lines: list[Criterion]) -> Iterator[str]:
    latest = lines[-1]
    yield f"### {latest.order}. {latest.name['vi']} (`{code}`)\n"
    yield f"{latest.rule['vi']}\n"
    yield f"*{latest.rule['en']}*\n"
    yield f"- applies to: {_all(latest.applies_when) or 'everybody in service'}"
    yield f"- asks: {_all(latest.requires)}"
    yield f"- if not met: {latest.remedy['vi']} ({latest.who['vi']})\n"
    yield from _table(
        ("from", "source", "confidence"),
        ((line.since.isoformat(), line.source, line.confidence) for line in lines),
    )


def _all(clauses: Iterable[Clause]) -> str:
    return "; and ".join(" or ".join(_said(one) for one in clause) for clause in clauses)


def _said(condition: Condition) -> str:
    value = f"`{condition.parameter}`" if condition.parameter else _value(condition.value)
    return f"`{condition.fact}` {WORDS[condition.operator]} {value}".rstrip()


def _value(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _facts() -> Iterator[str]:
    yield "## Facts\n"
    facts = sorted(registry.all_facts().values(), key=lambda fact: fact.code)
    yield from _table(
        ("fact", "kind", "scan", "from", "no row means"),
        ((f"`{one.code}`", one.kind, one.scan, one.sources, _no_row(one.no_row)) for one in facts),
    )


def _no_row(sql: str) -> str:
    return "unknown" if sql == "NULL" else f"`{sql}`"


def _parameters() -> Iterator[str]:
    yield "## Numbers of the law\n"
    codes = {c.parameter for line in all_criteria() for c in line.conditions() if c.parameter}
    for line in all_criteria():
        for code in line.fact_codes():
            codes |= set(registry.all_facts()[code].build(line.since).parameters)
    lines = (line for code in sorted(codes) for line in lines_of(code))
    yield from _table(
        ("parameter", "from", "value", "source", "confidence"),
        (
            (f"`{x.code}`", x.since.isoformat(), _shown(x.value), x.source, x.confidence)
            for x in lines
        ),
    )


def _shown(value: Any) -> str:
    return "table" if isinstance(value, dict) else _value(value)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""
