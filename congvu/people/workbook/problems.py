"""What can be wrong in a workbook of dossiers, in the officer's words."""

from collections.abc import Mapping
from typing import NamedTuple

from congvu.core.words import N_
from congvu.people.staff_list import problems as of_lists
from congvu.people.staff_list.problems import REFUSED, WARNING, Finding, Problem, Severity

MESSAGES: Mapping[str, tuple[Severity, str]] = {
    **of_lists.MESSAGES,
    "cell.required": (REFUSED, N_("“%(field)s” is empty. Type it, or delete the row.")),
    "date.whole": (
        REFUSED,
        N_("“%(text)s” is no whole date. Type day/month/year, as 05/03/1980, or leave it empty."),
    ),
    "date.bound": (
        REFUSED,
        N_("The day in brackets in “%(text)s” is not read. Type the date alone."),
    ),
    "number.form": (
        REFUSED,
        N_("“%(text)s” is not read as a number here. Type digits only, decimals after a comma."),
    ),
    "number.small": (REFUSED, N_("“%(text)s” is too small. Type the right number.")),
    "number.large": (REFUSED, N_("“%(text)s” is too large. Type the right number.")),
    "number.places": (
        REFUSED,
        N_("“%(text)s” has more than %(places)s decimals. Type it with %(places)s at most."),
    ),
    "yes.unknown": (REFUSED, N_("“%(text)s” is neither Có nor Không. Type one of these.")),
    "choice.unknown": (
        REFUSED,
        N_("“%(text)s” is not one of: %(choices)s. Type one of these."),
    ),
    "unit.kept_as_text": (
        WARNING,
        N_("There is no unit “%(text)s” in the tree; its name was kept as printed."),
    ),
    "person.unknown": (
        REFUSED,
        N_(
            "No person with the number %(text)s stands in the sheet “%(sheet)s” or among the"
            " dossiers. Mend the number, or add the person to that sheet."
        ),
    ),
    "person.numbers_differ": (
        REFUSED,
        N_("The personal ID and the staff number belong to two people. Mend the wrong one."),
    ),
    "person.name_differs": (
        WARNING,
        N_("The number belongs to %(other)s, not “%(text)s”. Check that it is the right person."),
    ),
    "unit.outside": (
        REFUSED,
        N_(
            "This unit is not among those you look after. Ask the officer of that unit, or mend the"
            " unit."
        ),
    ),
    "person.elsewhere": (
        REFUSED,
        N_(
            "Another unit keeps the dossier with this personal ID. Ask that unit to hand it over,"
            " or mend the ID."
        ),
    ),
    "person.asked": (
        REFUSED,
        N_(
            "There is a dossier this may be, but not surely. Type the personal ID of that dossier;"
            " for a new person, type the new person's own."
        ),
    ),
    "person.twice": (
        REFUSED,
        N_("Two rows of the sheet lead to one dossier. Keep one row, or mend the numbers."),
    ),
    "row.overlaps": (
        WARNING,
        N_("This period overlaps another of the same person; it is taken as disputed."),
    ),
}


class Noted(NamedTuple):
    """A problem and the sheet and person (index, -1 for nobody) it concerns."""

    sheet: str
    person: int
    problem: Problem


def problem_of(finding: Finding, *, field: str, row: int, address: str, value: str = "") -> Problem:
    """`finding` placed at its cell, whose column is called `field`."""
    severity, message = MESSAGES[finding.code]
    params = {name: of_lists.brief(param) for name, param in finding.params}
    return Problem(
        finding.code,
        field,
        row,
        address,
        severity,
        message,
        params,
        finding.suggestion,
        value[:200],
    )
