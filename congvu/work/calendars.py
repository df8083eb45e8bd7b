"""Deadlines as an iCalendar file."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event


def calendar_file(
    tasks: Iterable[Any], *, now: datetime, address_of: Callable[[Any], str]
) -> bytes:
    """One whole-day entry for each task on its effective due day, with a reminder a day ahead.

    The same task keeps its key, so that importing the file again moves entries instead of
    doubling them.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Cong Vu//congvu//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for task in tasks:
        calendar.add_component(_entry(task, now, address_of(task)))
    content: bytes = calendar.to_ical()
    return content


def _entry(task: Any, now: datetime, address: str) -> Event:
    entry = Event()
    entry.add("uid", f"task-{task.pk}@congvu")
    entry.add("dtstamp", now)
    entry.add("dtstart", task.effective_due_on)
    entry.add("dtend", task.effective_due_on + timedelta(days=1))
    entry.add("summary", task.title)
    entry.add("url", address)
    entry.add("transp", "TRANSPARENT")
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", task.title)
    reminder.add("trigger", timedelta(hours=-16))
    entry.add_component(reminder)
    return entry
