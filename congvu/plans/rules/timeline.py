"""The deadlines of a plan month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from congvu.plans.rules.progress import TaskFacts

WIDTH, HEIGHT = 34, 120


@dataclass
class Month:
    """How many tasks fall due in one month, and where its bar stands in the picture."""

    first: date
    done: int = 0
    late: int = 0
    open: int = 0
    place: int = 0
    tallest: int = 1

    @property
    def total(self) -> int:
        """All tasks due in the month."""
        return self.done + self.late + self.open

    @property
    def x(self) -> int:
        """Left edge of the bar, in picture units."""
        return self.place * WIDTH

    @property
    def key(self) -> str:
        """The month as lists are asked for it."""
        return f"{self.first:%Y-%m}"

    def bars(self) -> list[tuple[str, int, int, int]]:
        """(meaning, y, height, how many) of the stacked parts, from the bottom up."""
        parts, top = [], HEIGHT
        for meaning, count in (("done", self.done), ("late", self.late), ("running", self.open)):
            if count:
                height = max(round(count * (HEIGHT - 20) / self.tallest), 2)
                top -= height
                parts.append((meaning, top, height, count))
        return parts


def months_of(tasks: Iterable[TaskFacts], *, today: date) -> list[Month]:
    """One entry a month from the first to the last deadline; months without any in between stay."""
    counted: dict[date, Month] = {}
    for task in tasks:
        if task.due_on is None:
            continue
        first = task.due_on.replace(day=1)
        month = counted.setdefault(first, Month(first))
        if task.is_done:
            month.done += 1
        elif task.is_late(today):
            month.late += 1
        else:
            month.open += 1
    return _in_a_row(counted)


def _in_a_row(counted: dict[date, Month]) -> list[Month]:
    if not counted:
        return []
    tallest = max(month.total for month in counted.values())
    row: list[Month] = []
    first = min(counted)
    while first <= max(counted):
        month = counted.get(first, Month(first))
        month.place, month.tallest = len(row), tallest
        row.append(month)
        first = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return row
