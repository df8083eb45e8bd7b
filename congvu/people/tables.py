"""Lists of people as files that open in Excel."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from congvu.catalog.selectors import names_of
from congvu.core.periods import PartialDate
from congvu.people.choices import Sex

_SAFE = {
    "in_memory": True,
    "constant_memory": True,
    # What people typed is text: never a formula, an address or a number.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = (30, 12, 8, 36, 36, 28, 10, 28, 16)


def workbook_of(rows: Iterable[Sequence[Any]]) -> tuple[bytes, int]:
    """One sheet, a row a person in the order given, and how many people stand in it."""
    file = io.BytesIO()
    count = 0
    with xlsxwriter.Workbook(file, _SAFE) as book:
        sheet = book.add_worksheet(_("People"))
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, (heading, width) in enumerate(zip(_headings(), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 1)
        for count, row in enumerate(rows, start=1):
            for column, text in enumerate(_texts(row)):
                sheet.write_string(count, column, text)
    return file.getvalue(), count


def _headings() -> list[str]:
    return [
        _("Full name"),
        _("Birth date"),
        _("Sex"),
        _("Unit"),
        _("Belongs to"),
        _("Post held"),
        _("Rank code"),
        _("Rank"),
        _("Unverified"),
    ]


def _texts(row: Sequence[Any]) -> list[str]:
    name, born, sex, unit, parent, post, code, rank, has_unverified = row
    return [
        name,
        str(PartialDate(born)) if born else "",
        str(Sex(sex).label) if sex else "",
        unit,
        parent or "",
        post,
        code or "",
        str(names_of("ranks").get(code, rank or "")),
        _("unverified") if has_unverified else "",
    ]
