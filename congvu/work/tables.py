"""Lists of tasks as files that open in Excel."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from congvu.core.text import clean
from congvu.work.choices import State

MOST = 20_000
"""Rows of one file; who needs more narrows the list first."""

SAFE = {
    "in_memory": True,
    # What people typed is text: never a formula, an address or a number.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def workbook_of(cards: Iterable[Any], today: date) -> bytes:
    """One sheet: a row a task, in the order given; days as days."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, SAFE) as book:
        sheet = book.add_worksheet(_("Tasks"))
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(_columns()):
            sheet.set_column(column, column, width, wrap)
            sheet.write_string(0, column, title, head)
        sheet.freeze_panes(1, 1)
        for number, card in enumerate(cards, start=1):
            for column, value in enumerate(_values(card, today)):
                _put(sheet, number, column, value)
    return file.getvalue()


def _columns() -> list[tuple[str, int]]:
    return [
        (_("Task"), 60),
        (_("Products"), 36),
        (_("Unit that answers"), 32),
        (_("Person who does it"), 24),
        (_("Due on"), 12),
        (_("Days late"), 10),
        (_("State"), 18),
        (_("Percent done"), 10),
        (_("Delivered on"), 12),
        (_("Progress"), 40),
        (_("Origin"), 40),
    ]


def _values(card: Any, today: date) -> list[Any]:
    task = card.task
    is_late = task.effective_due_on and task.state not in (
        State.DELIVERED,
        State.ACCEPTED,
        State.WITHDRAWN,
    )
    days = max(0, (today - task.effective_due_on).days) if is_late else 0
    return [
        task.title,
        "; ".join(card.products),
        card.unit.name,
        task.bearer_name,
        task.due_on,
        days or None,
        State(task.state).label,
        task.percent,
        task.delivered_on,
        task.progress_note,
        task.origin,
    ]


def _put(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, clean(str(value)))
