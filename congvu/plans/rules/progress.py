"""How far a plan has come, counted from the states of its tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class TaskFacts:
    """What progress needs of one task.

    `is_running` says that its bearer still has to act: what was delivered is not late, even
    while it waits for acceptance.
    """

    lead: str
    is_done: bool
    is_running: bool
    due_on: date | None

    def is_late(self, today: date) -> bool:
        """Whether the bearer is past the day; the day itself is not late."""
        return self.is_running and self.due_on is not None and self.due_on < today


@dataclass
class Tally:
    """Counts of one lead agency's tasks."""

    name: str
    total: int = 0
    done: int = 0
    late: int = 0
    soon: int = 0

    @property
    def share(self) -> Fraction:
        """The part that is done, exactly."""
        return Fraction(self.done, self.total) if self.total else Fraction(0)

    @property
    def open(self) -> int:
        """Neither done nor late nor soon due."""
        return self.total - self.done - self.late - self.soon


def tally_by_lead(
    tasks: Iterable[TaskFacts], *, today: date, soon_until: date
) -> tuple[Tally, list[Tally]]:
    """The counts over all and per lead, those with the most late tasks first.

    A task due today is not late; one due up to `soon_until` (inclusive) is soon due.
    """
    whole, by_lead = Tally(""), dict[str, Tally]()
    for task in tasks:
        for tally in (whole, by_lead.setdefault(task.lead, Tally(task.lead))):
            tally.total += 1
            if task.is_done:
                tally.done += 1
            elif task.is_late(today):
                tally.late += 1
            elif task.is_running and task.due_on is not None and task.due_on <= soon_until:
                tally.soon += 1
    ranked = sorted(by_lead.values(), key=lambda tally: (-tally.late, -tally.total, tally.name))
    return whole, ranked
