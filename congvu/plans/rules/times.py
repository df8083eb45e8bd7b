"""A time of the plan schema as the columns that keep it."""

from typing import Any


def time_fields(printed: str, deadline: dict[str, Any]) -> dict[str, Any]:
    """The fields of a printed time and its meaning, as the plan schema gives it."""
    recurrence = deadline.get("recurrence") or {}
    days = recurrence.get("due_mmdd") or ""
    return {
        "deadline_raw": (printed or "")[:500],
        "deadline_kind": deadline["kind"],
        "starts_on": deadline.get("start"),
        "due_on": deadline.get("due"),
        "every": recurrence.get("every") or "",
        "min_times": recurrence.get("min_times"),
        "due_mmdd": days if isinstance(days, str) else ",".join(days),
        "event": (deadline.get("event") or "")[:1000],
    }
