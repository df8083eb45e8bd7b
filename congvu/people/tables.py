"""Lists of people as files that open in Excel."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

_SAFE = {
    "in_memory": True,
    "constant_memory": True,
    # What people typed is text: never a formula, an address or a number.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {"full_name": 30, "post": 28, "unit": 36, "rank": 28}
_WIDTH = 16


def workbook_of(
    headings: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[str]],
    told: Sequence[tuple[str, str]],
) -> tuple[bytes, int]:
    """One sheet, a row a person in the order given, and how many people stand in it.

    `headings` are the keys and names of the columns; `told` what the list was asked for, on a
    second sheet.
    """
    file = io.BytesIO()
    count = 0
    with xlsxwriter.Workbook(file, _SAFE) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(_("People"))
        for column, (key, heading) in enumerate(headings):
            sheet.set_column(column, column, _WIDTHS.get(key, _WIDTH))
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 1)
        for count, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(count, column, text)
        asked = book.add_worksheet(_("About this list"))
        asked.set_column(0, 1, 40)
        for line, (name, text) in enumerate([*told, (_("Number of people"), str(count))]):
            asked.write_string(line, 0, name, bold)
            asked.write_string(line, 1, text)
    return file.getvalue(), count


def workbook_of_posts(rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet: a row for each holder of a post, and one for each position nobody holds."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _SAFE) as book:
        sheet = book.add_worksheet(_("Job positions"))
        bold = book.add_format({"bold": True, "bottom": 1})
        heads = (
            _("Unit"),
            _("Code of the position"),
            _("Job position"),
            _("Headcount approved"),
            _("Full name"),
            _("Post held"),
            _("Rank code"),
        )
        widths = (40, 18, 44, 12, 30, 28, 12)
        for column, (heading, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 0)
        for place, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
    return file.getvalue()
