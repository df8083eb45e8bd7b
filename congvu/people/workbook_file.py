"""From a file to a checked workbook of dossiers: which sheets, which columns, what each cell says.

No database, no clock. What the officer decided comes in an order.
"""

from typing import Any

from congvu.core.words import N_
from congvu.people.list_file import SMALL_BYTES, UnreadableList
from congvu.people.list_sheets import look_at, sheets_of
from congvu.people.staff_list.sheets import Sheet as FileSheet
from congvu.people.staff_list.sheets import read_sheets
from congvu.people.workbook.book import BookOrder, ReadBook
from congvu.people.workbook.check import check_book
from congvu.people.workbook.matching import Matched, Overrides, match_sheets

_NO_SHEET = N_(
    "No sheet of a workbook of dossiers was found. Take the template, or name the sheets as it"
    " does: “Hồ sơ”, “Quá trình công tác” …"
)
_NOBODY = N_("There is nobody below the headings. Send the workbook with people.")


def read_book(order: BookOrder) -> ReadBook:
    """Read, match and check one file.

    Raises: IntakeError; UnreadableList with a msgid for the officer.
    """
    notes: tuple[str, ...] = ()
    if order.is_trusted:
        found = read_sheets(order.content, order.name)
    else:
        found, notes = sheets_of(order.content, order.name)
    matched = match_sheets(found, order.overrides)
    _refuse_nothing(matched)
    by_name = {sheet.name: sheet for sheet in found}
    read = [(by_name[one.name], one) for one in matched if one.is_read]
    if not read:
        return ReadBook(matched, {}, {}, None, notes)
    checked, lines = check_book(read, order)
    files = {one.sheet.key: sheet for sheet, one in read if one.sheet}
    if not any(lines.values()):
        raise UnreadableList(_NOBODY)
    return ReadBook(matched, files, lines, checked, notes)


def layout_of(read: ReadBook) -> dict[str, Any]:
    """What was made of sheets and columns, as JSON: for the page and the file of errors."""
    headings = {one.sheet.key: list(one.headings) for one in read.matched if one.sheet}
    return {
        "notes": list(read.notes),
        "sheets": [matched.as_json() for matched in read.matched],
        "headings": {key: headings[key] for key in read.files},
    }


def refuse_no_book(content: bytes, name: str) -> None:
    """Refuse at the door what is no workbook of dossiers; a large one is only looked at.

    Raises: IntakeError; UnreadableList with a msgid for the officer.
    """
    if len(content) > SMALL_BYTES:
        look_at(content, name)
    else:
        sheets, _notes = sheets_of(content, name)
        _refuse_empty(sheets)


def _refuse_empty(found: list[FileSheet]) -> None:
    if not any(sheet.rows for sheet in found):
        raise UnreadableList(N_("The file is empty. Choose the file that holds the dossiers."))
    _refuse_nothing(match_sheets(found, Overrides()), may_choose=True)


def _refuse_nothing(matched: list[Matched], *, may_choose: bool = True) -> None:
    """Without a single sheet there is nothing to choose either."""
    if not matched and may_choose:
        raise UnreadableList(_NO_SHEET)
