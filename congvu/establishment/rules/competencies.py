"""A person's levels of competency against those a job position asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from congvu.establishment.rules.limits import Answer


@dataclass(frozen=True)
class Asked:
    """One competency: the level asked for, the level held (None: not on file)."""

    code: str
    asked: int
    held: int | None

    @property
    def answer(self) -> Answer:
        """Met from the level asked for upward; without a level on file, unknown."""
        if self.held is None:
            return Answer.UNKNOWN
        return Answer.MET if self.held >= self.asked else Answer.NOT_MET

    @property
    def gap(self) -> int:
        """How many levels are lacking; nothing where the level is not known."""
        return max(self.asked - self.held, 0) if self.held is not None else 0


@dataclass(frozen=True)
class Fit:
    """How a person fits a position, competency by competency."""

    lines: Sequence[Asked]

    @property
    def answer(self) -> Answer:
        """Not met when one level is too low; unknown when one is missing; else met."""
        answers = {line.answer for line in self.lines}
        for answer in (Answer.NOT_MET, Answer.UNKNOWN):
            if answer in answers:
                return answer
        return Answer.MET


def fit(*, asked: Mapping[str, int], held: Mapping[str, int]) -> Fit:
    """Compare the levels `held` with those `asked`, both by the code of the competency.

    Law: competency framework of NĐ 361/2025/NĐ-CP (`establishment/data/competencies.csv`)
    """
    return Fit(tuple(Asked(code, level, held.get(code)) for code, level in asked.items()))
