"""Lists of decisions as files that open in Excel."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from congvu.core.text import clean

MOST = 20_000
"""Rows of one file; who needs more narrows the list first."""

_SAFE = {
    "in_memory": True,
    # What people typed is text: never a formula, an address or a number.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


def workbook_of(decisions: Iterable[Any]) -> bytes:
    """One sheet: a row a decision, in the order given; days as days."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _SAFE) as book:
        sheet = book.add_worksheet(_("Decisions"))
        head = book.add_format({"bold": True, "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(_columns()):
            sheet.set_column(column, column, width, wrap)
            sheet.write_string(0, column, title, head)
        sheet.freeze_panes(1, 1)
        for number, decision in enumerate(decisions, start=1):
            for column, value in enumerate(_values(decision)):
                _put(sheet, number, column, value)
    return file.getvalue()


def _columns() -> list[tuple[str, int]]:
    return [
        (_("Number"), 18),
        (_("Signed on"), 12),
        (_("Kind"), 36),
        (_("About"), 60),
        (_("People"), 30),
        (_("Number of people"), 10),
        (_("Issued by"), 32),
        (_("In force from"), 12),
        (_("State"), 20),
        (_("Signer"), 24),
    ]


def _values(decision: Any) -> list[Any]:
    first = decision.first_lines[0] if decision.first_lines else None
    return [
        decision.number_text,
        decision.signed_on,
        decision._meta.get_field("kind_code").name_of(decision.kind_code),
        decision.summary,
        first.full_name if first else "",
        decision.people,
        decision.issuer.name,
        decision.effective_on,
        str(decision.get_state_display()),
        decision.signer_name,
    ]


def _put(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, clean(str(value)))
