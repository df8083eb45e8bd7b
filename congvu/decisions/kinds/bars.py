"""What bars a move or an appointment: discipline in force, or not long ago."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.periods import add_months, last_day
from congvu.decisions.checks import Problem
from congvu.law.selectors import law_of
from congvu.people.families import family
from congvu.people.models import Person
from congvu.people.selectors.facts import standing_facts

SYSTEM = Actor.system("decisions.check")
AFTER_DISCIPLINE = "appointment.months_after_discipline"


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


def discipline_lately(person: Person | None, on: date) -> list[Problem]:
    """A measure that has ended keeps from a higher post for some time: told, as it may be equal.

    Law: appointment.months_after_discipline
    """
    law = law_of(AFTER_DISCIPLINE)
    if person is None or not any(line.holds_on(on) for line in law.lines[AFTER_DISCIPLINE]):
        return []
    line = law.on(AFTER_DISCIPLINE, on)
    rows = standing_facts(actor=SYSTEM, person=person, family=family("discipline"))
    problems = []
    for row in rows.filter(is_disputed=False, valid__fully_lt=DateRange(on, None)):
        months = line.value.get(row.kind_code.rsplit("-")[-1])
        free_on = add_months(row.valid.lower, months) if months and row.valid.lower else on
        if free_on > on:
            text = _("Disciplinary measure of %(day)s: no higher post before %(free)s.")
            words = text % {"day": _shown(row.valid.lower), "free": _shown(free_on)}
            problems.append(Problem(words, law=line))
    return problems


def _shown(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else "–"
