"""What the pages of screening show, put together from the selectors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from congvu.core.actors import Actor
from congvu.core.languages import in_words
from congvu.establishment.models import Unit
from congvu.people.models import Person
from congvu.standards import selectors
from congvu.standards.choices import Answer
from congvu.standards.criteria import criteria_on, criterion_on
from congvu.standards.models import Finding, Run
from congvu.standards.selectors import Figures
from congvu.standards.types import Criterion
from congvu.standards.wording import (
    MEANINGS,
    citation,
    place_of,
    sentence,
    shown_facts,
)

STEPS = (0.0, 0.02, 0.1, 0.25)
"""Shares of "not met" above which a cell is coloured more strongly."""


@dataclass(frozen=True)
class Cell:
    """One criterion in one unit: its figures and the step of colour."""

    criterion: Criterion
    figures: Figures
    heat: str


def heat_of(figures: Figures) -> str:
    """The class of a cell by the share not met; of its own where nothing could be told."""
    if not figures.asked:
        return ""
    if figures.unknown and not (figures.met or figures.not_met):
        return "heat-x"
    share = figures.not_met / figures.asked
    return f"heat-{sum(share > step for step in STEPS)}"


def overview(*, actor: Actor, unit: Unit, run: Run) -> dict[str, Any]:
    """Figures of every criterion, and of every part of `unit` by criterion."""
    path = str(unit.path)
    criteria = criteria_on(run.on)
    by_part = selectors.figures_by_part(actor=actor, run=run, under=path)
    parts = selectors.parts_of(actor=actor, under=path, on=run.on)
    whole = {one.code: _sum(by_part, one.code) for one in criteria}
    rows = [
        (part, [_cell(one, by_part.get((str(part.path), one.code), Figures())) for one in criteria])
        for part in parts
    ]
    return {
        "criteria": [(one, in_words(one.short), in_words(one.name)) for one in criteria],
        "by_criterion": [(one, in_words(one.name), whole[one.code]) for one in criteria],
        "not_met": sum(figures.not_met for figures in whole.values()),
        "unknown": sum(figures.unknown for figures in whole.values()),
        "met": sum(figures.met for figures in whole.values()),
        "rows": [(part, cells) for part, cells in rows if any(cell.heat for cell in cells)],
    }


def _sum(by_part: dict[tuple[str, str], Figures], code: str) -> Figures:
    found = [figures for (_part, one), figures in by_part.items() if one == code]
    return Figures(
        sum(one.met for one in found),
        sum(one.not_met for one in found),
        sum(one.unknown for one in found),
    )


def _cell(criterion: Criterion, figures: Figures) -> Cell:
    return Cell(criterion, figures, heat_of(figures))


def lines_of(findings: Iterable[Finding], on: date) -> list[dict[str, Any]]:
    """Findings as a list shows them."""
    return [_line(finding, on) for finding in findings]


def _line(finding: Any, on: date) -> dict[str, Any]:
    answer = Answer(finding.answer)
    criterion = criterion_on(finding.criterion, on)
    return {
        "finding": finding,
        "place": place_of(finding.unit),
        "standard": in_words(criterion.name) if criterion else finding.criterion,
        "answer": answer.label,
        "meaning": MEANINGS[answer],
        "facts": shown_facts(finding.shown),
    }


def finding_page(*, actor: Actor, finding: Any) -> dict[str, Any]:
    """The rule, the facts, the answer, what to do, and what other runs said."""
    run, answer = finding.run, Answer(finding.answer)
    criterion = criterion_on(finding.criterion, run.on)
    history = selectors.history_of(actor=actor, finding=finding)
    return {
        "finding": finding,
        "place": place_of(finding.unit),
        "run": run,
        "answer": answer,
        "meaning": MEANINGS[answer],
        "facts": shown_facts(finding.shown),
        "history": [(one, found, *_said(found)) for one, found in history],
        "parameters": [line for line in run.lines if "parameter" in line],
        **(_rule(criterion, answer, finding) if criterion else {}),
    }


def _said(finding: Finding | None) -> tuple[str, str]:
    if finding is None:
        return "done", ""
    answer = Answer(finding.answer)
    return MEANINGS[answer], str(answer.label)


def _rule(criterion: Criterion, answer: Answer, finding: Any) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "standard": in_words(criterion.name),
        "rule": in_words(criterion.rule),
        "remedy": in_words(criterion.remedy),
        "who_acts": in_words(criterion.who),
        "sentence": sentence(criterion, answer, finding.person.full_name, finding.shown),
    }


def person_standing(*, actor: Actor, person: Person, on: date) -> list[dict[str, Any]]:
    """Every criterion that applies to the person on the day, worked out now, not met first."""
    explained = selectors.explain(actor=actor, person=person, on=on)
    told = [one for one in explained if one.answer is not None]
    order = (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET)
    return [
        {
            "criterion": one.criterion,
            "standard": in_words(one.criterion.name),
            "answer": one.answer.label if one.answer else "",
            "meaning": MEANINGS[one.answer],
            "facts": shown_facts(one.shown),
            "sentence": sentence(one.criterion, one.answer, person.full_name, one.shown),
            "citation": citation(one.criterion),
        }
        for one in sorted(told, key=lambda one: order.index(one.answer or Answer.MET))
    ]


def rules(criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """The criteria as the page of standards shows them."""
    return [
        {
            "criterion": one,
            "standard": in_words(one.name),
            "rule": in_words(one.rule),
            "remedy": in_words(one.remedy),
            "who_acts": in_words(one.who),
        }
        for one in criteria
    ]
