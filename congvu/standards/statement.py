"""All criteria as one set-based statement: scans, facts, answers, findings, figures.

Every piece of SQL comes from the code of facts and criteria, every value is a parameter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congvu.core.facts import Expression, Fact, Scan
from congvu.standards import registry
from congvu.standards.conditions import Compiled
from congvu.standards.types import Criterion

_SCHEMA_OF_ANSWER = "smallint"


@dataclass(frozen=True)
class Reach:
    """Whom a statement is about: everybody below `path` (empty: everybody), or one `person`."""

    path: str = ""
    person: str = ""

    def limit(self, scan: Scan) -> str:
        if self.person:
            return f"{scan.limited} = %(person)s::uuid"
        return f"{scan.path} <@ %(path)s::ltree" if self.path else "TRUE"


@dataclass
class Statement:
    """Criteria compiled for a day and a reach; `parameters` are the law parameters that went in."""

    criteria: Sequence[Criterion]
    on: date
    reach: Reach
    params: dict[str, Any] = field(default_factory=dict)
    parameters: set[str] = field(default_factory=set)
    ctes: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    bounded: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        known = registry.all_facts()
        codes = dict.fromkeys(code for c in self.criteria for code in c.fact_codes())
        self.facts = [known[code] for code in codes]
        self.params |= {"on": self.on, "path": self.reach.path, "person": self.reach.person}
        self._add_scans()
        self._add_facts()
        self._add_answers()

    # -- what is asked of it

    def explain(self) -> str:
        """Of each person in reach: the answer of every criterion and the facts it saw."""
        shown = ", ".join(f"{self._shown(c)}::text" for c in self.criteria)
        answers = ", ".join(f"f.a{place}" for place in range(len(self.criteria)))
        return (
            f"WITH {', '.join(self.ctes)} SELECT f.person_id, ARRAY[{answers}]::smallint[],"
            f" ARRAY[{shown}]::text[] FROM answers f"
        )

    def store(self) -> str:
        """Store findings (not met, unknown) and figures by unit of run `%(run)s`.

        Findings come in the order of names, so that a list by key is a list by name.
        Returns one row: people screened, findings stored.
        """
        self.params["codes"] = [criterion.code for criterion in self.criteria]
        return f"""
            WITH {", ".join(self.ctes)},
            hits AS (SELECT f.*, unnest({self._hits()}) AS hit
                     FROM (SELECT * FROM answers ORDER BY name_key) f),
            found AS (
                INSERT INTO standards_finding
                    (run_id, criterion, answer, person_id, unit_id, unit_path, shown)
                SELECT %(run)s, (%(codes)s::text[])[(f.hit >> 2) + 1], f.hit & 3, f.person_id,
                       f.unit_id, f.unit_path, CASE f.hit >> 2 {self._shown_by_place()} END
                FROM hits f
                RETURNING 1
            ),
            counted AS (
                INSERT INTO standards_tally
                    (run_id, criterion, unit_id, unit_path, met, not_met, unknown)
                SELECT %(run)s, v.criterion, g.unit_id, g.unit_path, v.met, v.not_met, v.unknown
                FROM ({self._counts()}) g
                CROSS JOIN LATERAL (VALUES {self._counted_rows()})
                    v (criterion, met, not_met, unknown)
                WHERE v.met + v.not_met + v.unknown > 0
            )
            SELECT (SELECT count(*) FROM answers), (SELECT count(*) FROM found)
        """

    # -- how it is put together

    def _add_scans(self) -> None:
        """The scans the facts come from, each after those it reads."""
        wanted = {fact.scan for fact in self.facts} | {registry.subject().name}
        done: set[str] = set()
        for name in sorted(wanted):
            self._add_scan(name, done)

    def _add_scan(self, name: str, done: set[str]) -> None:
        if name in done:
            return
        done.add(name)
        scan = registry.all_scans()[name]
        for needed in scan.needs:
            self._add_scan(needed, done)
        if scan.build:
            self._use(scan.build(self.on))
        columns = "".join(self._columns(fact) for fact in self.facts if fact.scan == name)
        sql = scan.sql.replace("{columns}", columns).replace("{limits}", self.reach.limit(scan))
        self.ctes.append(f"{name} AS ({sql})")

    def _columns(self, fact: Fact) -> str:
        expression = fact.build(self.on)
        self._use(expression)
        if not expression.high:
            return f", {expression.low} AS {fact.column}"
        self.bounded.add(fact.code)
        return f", {expression.low} AS {fact.column}, {expression.high} AS {fact.column}_high"

    def _use(self, expression: Expression) -> None:
        self.params |= expression.params
        self.parameters |= set(expression.parameters)

    def _add_facts(self) -> None:
        """One row a person with every fact; what no row means is said here."""
        subject = registry.subject().name
        scans = sorted({fact.scan for fact in self.facts} - {subject})
        joins = " ".join(
            f"LEFT JOIN {name} ON {name}.person_id = {subject}.person_id" for name in scans
        )
        columns = ", ".join(column for fact in self.facts for column in self._final(fact))
        # OFFSET 0 keeps the planner from working out each fact again for every criterion.
        self.ctes.append(
            f"facts AS (SELECT {subject}.person_id, {subject}.unit_id, {subject}.unit_path,"
            f" {subject}.name_key, {columns} FROM {subject} {joins} OFFSET 0)"
        )

    def _final(self, fact: Fact) -> list[str]:
        names = [fact.column] + ([f"{fact.column}_high"] if fact.code in self.bounded else [])
        if fact.no_row == "NULL":
            return [f"{fact.scan}.{name}" for name in names]
        missing = f"CASE WHEN {fact.scan}.person_id IS NULL THEN {fact.no_row} ELSE"
        return [f"{missing} {fact.scan}.{name} END AS {name}" for name in names]

    def _add_answers(self) -> None:
        compiled = Compiled(self.on, registry.all_facts(), self.bounded)
        answers = ", ".join(
            f"({compiled.answer(criterion)})::{_SCHEMA_OF_ANSWER} AS a{place}"
            for place, criterion in enumerate(self.criteria)
        )
        self.params |= compiled.params
        self.parameters |= compiled.parameters
        self.ctes.append(f"answers AS MATERIALIZED (SELECT f.*, {answers} FROM facts f)")

    def _shown(self, criterion: Criterion) -> str:
        """SQL for the facts a criterion saw; a value known by halves shows both bounds."""
        pairs = ", ".join(
            f"'{code}', {self._value(self._fact(code))}" for code in criterion.fact_codes()
        )
        return f"jsonb_build_object({pairs})"

    def _fact(self, code: str) -> Fact:
        return registry.all_facts()[code]

    def _value(self, fact: Fact) -> str:
        low, high = f"f.{fact.column}", f"f.{fact.column}_high"
        if fact.code not in self.bounded:
            return low
        return (
            f"CASE WHEN {low} IS NOT DISTINCT FROM {high} THEN to_jsonb({low})"
            f" ELSE jsonb_build_array({low}, {high}) END"
        )

    def _shown_by_place(self) -> str:
        return " ".join(f"WHEN {n} THEN {self._shown(c)}" for n, c in enumerate(self.criteria))

    def _hits(self) -> str:
        """SQL for the criteria worth a row: place times four plus the answer."""
        places = range(len(self.criteria))
        hits = ", ".join(f"CASE WHEN f.a{n} >= 2 THEN {n * 4} + f.a{n} END" for n in places)
        return f"array_remove(ARRAY[{hits}], NULL)"

    def _counts(self) -> str:
        counts = ", ".join(
            f"count(*) FILTER (WHERE a{n} = {answer}) AS c{n}_{answer}"
            for n in range(len(self.criteria))
            for answer in (1, 2, 3)
        )
        return f"SELECT unit_id, unit_path, {counts} FROM answers GROUP BY unit_id, unit_path"

    def _counted_rows(self) -> str:
        return ", ".join(
            f"('{criterion.code}', g.c{n}_1, g.c{n}_2, g.c{n}_3)"
            for n, criterion in enumerate(self.criteria)
        )
