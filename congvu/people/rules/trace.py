"""How a result came about, one step a line."""

from dataclasses import dataclass
from datetime import date

from congvu.law.types import Line


@dataclass(frozen=True)
class Step:
    """One step in the reader's words; `line` is the law it rests on, None for plain arithmetic.

    `family` is the masked family of the dossier whose facts it tells, "" where it tells none.
    """

    text: str
    line: Line | None = None
    family: str = ""


def shown(day: date) -> str:
    """A day as papers print it."""
    return day.strftime("%d/%m/%Y")
