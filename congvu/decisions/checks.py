"""What is looked at before a decision is signed, besides what its effects refuse by themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.register import Kind
from congvu.law.types import Line, NoLawThatDay
from congvu.people.models import Person


@dataclass(frozen=True)
class Problem:
    """One thing to look at: in words, whether it blocks, and the rule behind it."""

    text: str | Promise
    is_blocking: bool = False
    law: Line | None = None


@dataclass(frozen=True)
class Case:
    """One line under check: the decision, the person (None for somebody new), the answers."""

    decision: Decision
    line: DecisionLine
    person: Person | None
    answers: Mapping[str, Any]

    @property
    def on(self) -> date:
        """The first day the line holds."""
        first: date = self.answers["effective"]
        return first


Check = Callable[[Case], list[Problem]]


def problems_of(
    *, decision: Decision, line: DecisionLine, kind: Kind, answers: Mapping[str, Any]
) -> list[Problem]:
    """The problems the module of the kind finds with one line; none where it has no module."""
    if not kind.check:
        return []
    check: Check = import_module(f"congvu.decisions.kinds.{kind.check}").check
    case = Case(decision, line, line.person, answers)
    try:
        return check(case)
    except NoLawThatDay:
        text = _("The rules in force on %(day)s are not on file, so nothing is checked. Right day?")
        return [Problem(text % {"day": case.on.strftime("%d/%m/%Y")}, is_blocking=True)]
