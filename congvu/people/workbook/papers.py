"""The papers a workbook's facts are said to rest on."""

from collections.abc import Sequence
from datetime import date

from congvu.documents.choices import PaperKind
from congvu.people.workbook.reading import SheetReading

Line = tuple[str, str, date | None, str]


class Papers:
    """Each paper once: kind, number, day, issuer."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._places: dict[Line, int] = {}

    def take(self, reading: SheetReading) -> Sequence[int | None]:
        """For each row the index of the paper it names, None where it names none.

        A paper of which no kind is said is a decision: most are.
        """
        names = ("paper_kind", "paper_number", "paper_day", "paper_issuer")
        columns = [reading.values[name] for name in names]
        return [self._place(line) for line in zip(*columns, strict=True)]

    def _place(self, told: tuple[str | None, str | None, date | None, str | None]) -> int | None:
        kind, number, day, issuer = told
        if told == (None, None, None, None):
            return None
        line = (kind or PaperKind.DECISION.value, number or "", day, issuer or "")
        place = self._places.get(line)
        if place is None:
            place = self._places[line] = len(self.lines)
            self.lines.append(line)
        return place
