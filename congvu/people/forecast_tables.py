"""Lists of raises and retirements as files that open in Excel."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from congvu.core.periods import PartialDate
from congvu.people.choices import Sex
from congvu.people.selectors.raises import RaiseLine
from congvu.people.selectors.retirements import Retiring

# What people typed is text: never a formula, an address or a number.
_SAFE = {
    "in_memory": True,
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def raises_workbook(lines: Iterable[RaiseLine]) -> bytes:
    """One sheet, a row a person in the order given."""
    headings = [
        (_("Full name"), 28), (_("Unit"), 36), (_("Post held"), 28), (_("Rank code"), 12),
        (_("Rank"), 28), (_("Step held"), 10), (_("Coefficient"), 10), (_("% above"), 10),
        (_("Held since"), 12), (_("Next step"), 10), (_("Next coefficient"), 10),
        (_("Next % above"), 10), (_("Raised from"), 12), (_("Months of delay"), 10),
        (_("Months not counted"), 10), (_("Remarks"), 50),
    ]  # fmt: skip
    rows = (
        [
            line.full_name, _place(line.unit, line.agency), line.post, line.rank_code, line.rank,
            line.step, line.coefficient, line.percent or None, line.since, line.next_step,
            line.next_coefficient, line.next_percent or None, line.due_on,
            line.delay_months or None, line.uncounted_months or None, _remarks(line),
        ]
        for line in lines
    )  # fmt: skip
    return _workbook(_("Raises"), headings, rows)


def _remarks(line: RaiseLine) -> str:
    told = [str(line.lack.label)] if line.lack else []
    if line.unrated:
        years = ", ".join(map(str, line.unrated))
        told.append(_("no rating on file for %(years)s") % {"years": years})
    return "; ".join(told)


def retirements_workbook(people: Iterable[Retiring]) -> bytes:
    """One sheet, a row a person in the order given."""
    headings = [
        (_("Full name"), 28), (_("Birth date"), 12), (_("Sex"), 8), (_("Unit"), 36),
        (_("Post held"), 28), (_("Retirement month"), 12), (_("Last day"), 12),
        (_("Pension from"), 12), (_("Notice by"), 12), (_("Decision by"), 12), (_("Remarks"), 40),
    ]  # fmt: skip
    rows = (
        [
            one.full_name, str(PartialDate(one.born)) if one.born else "",
            str(Sex(one.sex).label) if one.sex else "", _place(one.unit, one.agency), one.post,
            f"{one.leaves_in:%m/%Y}" if one.leaves_in else "", one.last_day, one.pension_from,
            one.notice_by, one.decision_by,
            "; ".join(filter(None, (one.status, one.reason))),
        ]
        for one in people
    )  # fmt: skip
    return _workbook(_("Retirements"), headings, rows)


def _place(unit: str, agency: str) -> str:
    return f"{unit}, {agency}" if agency else unit


def _workbook(
    title: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]
) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _SAFE) as book:
        sheet = book.add_worksheet(title)
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        for column, (heading, width) in enumerate(headings):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, as_day)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)
    return file.getvalue()
