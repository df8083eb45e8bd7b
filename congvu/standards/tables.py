"""Findings as a file that opens in Excel; nothing in it runs."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from congvu.core.languages import in_words
from congvu.core.text import clean
from congvu.standards.choices import Answer
from congvu.standards.criteria import criterion_on
from congvu.standards.models import Finding
from congvu.standards.wording import citation, place_of, sentence, shown_facts

MOST = 50_000
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
WIDTHS = (28, 36, 36, 16, 44, 70, 36, 12)


def workbook_of(findings: Iterable[Finding], on: date) -> bytes:
    """One sheet, a row a finding in the order given, as of `on`."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, SAFE) as book:
        sheet = book.add_worksheet(_("Findings"))
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(zip(_titles(), WIDTHS, strict=True)):
            sheet.set_column(column, column, width, wrap)
            sheet.write_string(0, column, title, head)
        sheet.freeze_panes(1, 1)
        for row, finding in enumerate(findings, start=1):
            for column, value in enumerate(_values(finding, on)):
                sheet.write_string(row, column, clean(value))
            sheet.write_datetime(row, len(WIDTHS) - 1, on)
    return file.getvalue()


def _titles() -> list[str]:
    return [
        _("Full name"),
        _("Unit"),
        _("Standard"),
        _("Result"),
        _("Facts seen"),
        _("What it says and what to do next"),
        _("Source"),
        _("As of"),
    ]


def _values(finding: Any, on: date) -> list[str]:
    criterion = criterion_on(finding.criterion, on)
    answer = Answer(finding.answer)
    seen = "; ".join(f"{fact.label}: {fact.text}" for fact in shown_facts(finding.shown))
    name, place = finding.person.full_name, place_of(finding.unit)
    if criterion is None:
        return [name, place, finding.criterion, str(answer.label), seen, "", ""]
    said = sentence(criterion, answer, name, finding.shown)
    standard = in_words(criterion.name)
    return [name, place, standard, str(answer.label), seen, said, citation(criterion)]
