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
    code: str
    is_done: bool
    is_running: bool
    due_on: date | None

    def is_late(self, today: date) -> bool:
        """Whether the bearer is past the day; the day itself is not late."""
        return self.is_running and self.due_on is not None and self.due_on < today

    def is_soon(self, today: date, until: date) -> bool:
        """Whether the bearer has time up to `until`, inclusive, and not longer."""
        return self.is_running and self.due_on is not None and today <= self.due_on <= until


@dataclass(frozen=True)
class Chosen:
    """Which tasks of a plan a list shows; what is empty asks for nothing.

    `stand` is "done", "late", "soon" or "running" (all that is neither done nor late, soon due or
    not); `lead` the code of an agency; `month` a month of the due day as `2026-07`.
    """

    stand: str = ""
    lead: str = ""
    month: str = ""

    @property
    def month_printed(self) -> str:
        """The month as people write it, `07/2026`."""
        return "/".join(reversed(self.month.split("-")))

    def takes(self, task: TaskFacts, *, today: date, soon_until: date) -> bool:
        """Whether `task` belongs to the list."""
        if self.lead and task.code != self.lead:
            return False
        if self.month and (task.due_on is None or f"{task.due_on:%Y-%m}" != self.month):
            return False
        late = task.is_late(today)
        stands = {
            "": True,
            "done": task.is_done,
            "late": late,
            "soon": task.is_soon(today, soon_until),
            "running": not task.is_done and not late,
        }
        return stands.get(self.stand, True)


@dataclass
class Tally:
    """Counts of one lead agency's tasks."""

    name: str
    code: str = ""
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
        for tally in (whole, by_lead.setdefault(task.code, Tally(task.lead, task.code))):
            tally.total += 1
            if task.is_done:
                tally.done += 1
            elif task.is_late(today):
                tally.late += 1
            elif task.is_soon(today, soon_until):
                tally.soon += 1
    ranked = sorted(by_lead.values(), key=lambda tally: (-tally.late, -tally.total, tally.name))
    return whole, ranked
