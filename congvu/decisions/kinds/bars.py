"""What bars a move or an appointment: discipline in force, retirement near, having left."""

from datetime import date

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.periods import last_day
from congvu.decisions.checks import Problem
from congvu.people.families import family
from congvu.people.models import Person
from congvu.people.selectors.facts import standing_facts

SYSTEM = Actor.system("decisions.check")


def discipline_in_force(person: Person | None, on: date) -> list[Problem]:
    """A disciplinary measure in execution bars appointment, transfer and training.

    Law: Luật 80/2025/QH15, Điều 38(2); NĐ 170/2025/NĐ-CP, Điều 29(9).
    """
    if person is None:
        return []
    rows = standing_facts(actor=SYSTEM, person=person, family=family("discipline"), on=on)
    return [
        Problem(
            _("Disciplinary measure in execution until %(day)s: this bars the decision.")
            % {"day": _shown(last_day(row.valid))},
            is_blocking=True,
        )
        for row in rows
    ]


def _shown(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else "–"
