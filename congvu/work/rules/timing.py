"""Whether a task is late, soon late, or done, in the four meanings every page shares."""

from datetime import date
from typing import Protocol

from congvu.work.choices import WITH_BEARER, State


class Dated(Protocol):
    """What the rule looks at."""

    state: str
    effective_due_on: date | None
    delivered_on: date | None


def meaning_of(task: Dated, today: date, soon: date) -> str:
    """ "late", "soon", "done" or "" for `task`; the due day itself is not late.

    `soon` is the last day that counts as soon. What was handed in is late by the day it was
    handed in, however long its acceptance takes.
    """
    due = task.effective_due_on
    if task.state == State.ACCEPTED:
        return "done"
    if due is None or task.state == State.WITHDRAWN:
        return ""
    if task.state == State.DELIVERED:
        return "late" if task.delivered_on and task.delivered_on > due else ""
    if task.state in WITH_BEARER and due < today:
        return "late"
    return "soon" if due <= soon else ""


def days_late_at_delivery(task: Dated) -> int:
    """How many days after the due day the task was handed in; 0 when in time or not yet."""
    if task.delivered_on is None or task.effective_due_on is None:
        return 0
    return max(0, (task.delivered_on - task.effective_due_on).days)
