"""What can be wrong with a cell of a staff list, in the officer's words."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from congvu.core.words import N_

Severity = Literal["refused", "warning"]
Param = str | int

# Parameters that are labels of fields and lists, hence msgids themselves.
_LABELS = frozenset({"field", "list"})

_LONGEST_QUOTE = 200

REFUSED: Severity = "refused"
WARNING: Severity = "warning"


class Finding(NamedTuple):
    """One thing wrong with a text, before its place in the sheet is known."""

    code: str
    params: tuple[tuple[str, Param], ...] = ()
    suggestion: str = ""


class Problem(NamedTuple):
    """One thing wrong at one cell.

    `row` is the row number Excel shows, `address` the A1 name of the cell; a problem of a whole
    row stands at the cell where it is best mended. `suggestion` is the text that would be taken
    if the officer agrees, empty where nobody can guess. `value` is the text as typed.
    """

    code: str
    field: str
    row: int
    address: str
    severity: Severity
    message: str
    params: dict[str, Param]
    suggestion: str = ""
    value: str = ""

    def say(self, translate: Callable[[str], str] = str) -> str:
        """Return the message in the reader's language; `translate` maps a msgid to its text."""
        return translate(self.message) % {
            name: translate(param) if name in _LABELS and isinstance(param, str) else param
            for name, param in self.params.items()
        }


MESSAGES: Mapping[str, tuple[Severity, str]] = {
    "name.missing": (
        REFUSED,
        N_("The name is missing. Type the full name, or delete the row if it is no person."),
    ),
    "text.long": (
        REFUSED,
        N_("“%(text)s …” is longer than %(last)s letters. Type it shorter."),
    ),
    "text.cut": (
        WARNING,
        N_("“%(text)s …” is longer than %(last)s letters; the rest was left out. Type it shorter."),
    ),
    "name.digits": (REFUSED, N_("“%(text)s” holds digits. Type the name only.")),
    "name.letters": (
        REFUSED,
        N_(
            "“%(text)s” holds signs that are not letters, perhaps from an old font (.VnTime, VNI). "
            "Type the name again in Unicode."
        ),
    ),
    "name.single": (
        WARNING,
        N_("“%(text)s” is one word only. Check that the name is complete."),
    ),
    "name.cut": (
        WARNING,
        N_("Only “%(kept)s” was taken as the name; “%(cut)s” was left out. Check it."),
    ),
    "date.unreadable": (
        REFUSED,
        N_("“%(text)s” is not read as a date. Type day/month/year, as 05/03/1980."),
    ),
    "date.impossible": (
        REFUSED,
        N_("There is no day %(text)s: that month has %(days)s days. Type the right day."),
    ),
    "date.month": (
        REFUSED,
        N_("“%(text)s” names month %(month)s. Type day first, then month, then year."),
    ),
    "date.two_digit_year": (
        REFUSED,
        N_("“%(text)s” has a year of two digits. Type all four digits of the year."),
    ),
    "date.year": (
        REFUSED,
        N_("“%(text)s” lies outside the years %(first)s to %(last)s. Type the right year."),
    ),
    "date.letters_read": (
        WARNING,
        N_("“%(text)s” holds letters in place of digits; it was read as %(read)s. Check it."),
    ),
    "date.future": (
        WARNING,
        N_("%(text)s has not come yet. Check the year."),
    ),
    "birth.future": (
        REFUSED,
        N_("The birth date %(text)s has not come yet. Type the right year."),
    ),
    "birth.too_young": (
        REFUSED,
        N_("Born %(text)s, this person is under %(age)s years old. Type the right year of birth."),
    ),
    "birth.too_old": (
        WARNING,
        N_("Born %(text)s, this person is over %(age)s years old. Check the year of birth."),
    ),
    "birth.year_only": (
        WARNING,
        N_("Only “%(text)s” is known of the birth date. Type the full date when you have it."),
    ),
    "birth.two_columns": (
        REFUSED,
        N_("The birth date stands under both “Nam” and “Nữ”. Delete the wrong one."),
    ),
    "sex.unknown": (REFUSED, N_("“%(text)s” is no sex. Type Nam or Nữ.")),
    "sex.conflict": (
        REFUSED,
        N_("The birth column says %(other)s, this cell says “%(text)s”. Mend the wrong one."),
    ),
    "id.length": (
        REFUSED,
        N_("“%(text)s” has %(count)s digits. A personal ID has 12: type it again as text."),
    ),
    "id.letters": (
        REFUSED,
        N_("“%(text)s” is not a number. Type the 12 digits of the personal ID as text."),
    ),
    "id.old": (
        WARNING,
        N_("“%(text)s” is an old identity number of 9 digits. Type the 12-digit personal ID."),
    ),
    "id.zeros": (
        WARNING,
        N_("Excel dropped the leading zero of the ID; it was read as %(read)s. Check it."),
    ),
    "id.disagrees": (
        WARNING,
        N_("The personal ID %(text)s speaks of another birth year or sex. Check ID and birth."),
    ),
    "id.duplicate": (
        REFUSED,
        N_("The personal ID %(text)s also stands in row %(other)s. Keep the right one."),
    ),
    "staff_number.duplicate": (
        REFUSED,
        N_("The staff number %(text)s also stands in row %(other)s. Keep the right one."),
    ),
    "person.duplicate": (
        WARNING,
        N_(
            "Row %(other)s has the same name, birth date and unit. Check that these are two people."
        ),
    ),
    "code.unknown": (
        REFUSED,
        N_("“%(text)s” is not in the list “%(list)s”. Type a name or code of that list."),
    ),
    "code.unknown_kept": (
        WARNING,
        N_("“%(text)s” is not in the list “%(list)s” and was left out. Type a name of that list."),
    ),
    "code.several": (
        REFUSED,
        N_("“%(text)s” can mean %(choices)s. Type the full name."),
    ),
    "tick.several": (
        REFUSED,
        N_("More than one box is ticked for “%(list)s”. Keep one tick."),
    ),
    "number.is_date": (
        REFUSED,
        N_("Excel turned this number into the date %(text)s. Set the cell to Text, type it again."),
    ),
    "step.unreadable": (
        REFUSED,
        N_("“%(text)s” is no salary step. Type a number from 1 to %(last)s."),
    ),
    "coefficient.form": (
        REFUSED,
        N_("“%(text)s” is no salary coefficient. Type it with two decimals, as 3,33."),
    ),
    "percent.form": (
        WARNING,
        N_("“%(text)s” is no percent and was left out. Type a whole number, as 5."),
    ),
    "coefficient.table": (
        WARNING,
        N_("Step %(step)s of %(rank)s has the coefficient %(right)s, not %(text)s. Check both."),
    ),
    "coefficient.not_in_table": (
        WARNING,
        N_("%(text)s is not a coefficient of %(rank)s. Check rank and coefficient."),
    ),
    "step.beyond": (
        WARNING,
        N_("%(rank)s has %(last)s steps, not %(text)s. Check rank and step."),
    ),
    "rank.conflict": (
        WARNING,
        N_("The code of the rank and its name (“%(text)s”) differ. The code was taken."),
    ),
    "phone.form": (
        WARNING,
        N_("“%(text)s” is no telephone number and was left out. Type 10 or 11 digits as text."),
    ),
    "email.form": (WARNING, N_("“%(text)s” is no e-mail address and was left out. Type it again.")),
    "unit.missing": (
        REFUSED,
        N_("The unit is missing. Type the unit, or put a line with its name above the people."),
    ),
    "unit.unknown": (
        REFUSED,
        N_(
            "There is no unit “%(text)s”. Type its full name, or choose the unit once for all rows."
        ),
    ),
    "unit.several": (
        REFUSED,
        N_("“%(text)s” can mean %(choices)s. Type the full name of the unit."),
    ),
    "division.unknown": (
        WARNING,
        N_("%(unit)s has no division “%(text)s”. Check the name of the division."),
    ),
    "order.recruited_before_birth": (
        REFUSED,
        N_("Recruited %(text)s, before the birth date %(other)s. Mend the wrong one."),
    ),
    "order.recruited_young": (
        WARNING,
        N_("Recruited %(text)s, before the age of %(age)s. Check birth date and recruitment."),
    ),
    "order.party": (
        WARNING,
        N_("Official Party member %(text)s, before joining %(other)s. Check both days."),
    ),
    "order.term": (
        WARNING,
        N_("The term ends %(text)s, before it began %(other)s. Check both days."),
    ),
    "order.period": (
        REFUSED,
        N_("The period ends %(text)s, before it began %(other)s. Mend the wrong one."),
    ),
    "cell.expected": (
        WARNING,
        N_("“%(field)s” is empty: what rests on it stays unknown. Type it when you have it."),
    ),
    "key.missing": (
        REFUSED,
        N_("The row names no person. Type the personal ID or the staff number."),
    ),
}


def brief(param: Param) -> Param:
    """A param short enough to be read: a cell may hold a whole page."""
    is_long = isinstance(param, str) and len(param) > _LONGEST_QUOTE
    return f"{str(param)[: _LONGEST_QUOTE - 2]} …" if is_long else param


def problem_of(finding: Finding, *, field: str, row: int, address: str, value: str = "") -> Problem:
    """Return `finding` placed at its cell."""
    severity, message = MESSAGES[finding.code]
    return Problem(
        finding.code,
        field,
        row,
        address,
        severity,
        message,
        {name: brief(param) for name, param in finding.params},
        finding.suggestion,
        value,
    )
