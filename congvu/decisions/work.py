"""A decision at work, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congvu.core.actors import Actor
from congvu.decisions.models import Decision, DecisionLine
from congvu.documents.models import Paper
from congvu.people.models import Person


@dataclass
class Work:
    """One line of a decision while its effects are written.

    `answers` are the read values by name, those that follow from others included (`term_end`,
    `effective`, `issuer` ...). `basis` is the paper the facts will rest on; `today` the day of
    issue.
    """

    actor: Actor
    decision: Decision
    line: DecisionLine
    person: Person | None
    answers: Mapping[str, Any]
    basis: Paper
    today: date
    renewed: set[Any] = field(default_factory=set)

    @property
    def on(self) -> date:
        """The first day the effects of this line hold."""
        first: date = self.answers["effective"]
        return first

    def subject(self) -> Person:
        """The person the line is about."""
        if self.person is None:
            raise LookupError("the line names nobody")
        return self.person

    def value(self, told: Any) -> Any:
        """A value of an effect: "$name" is the answer of that name, anything else itself."""
        if isinstance(told, str) and told.startswith("$"):
            return self.answers.get(told[1:])
        return told
