"""The regular raise: one step up, by the table, not before its time."""

from datetime import timedelta

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.decisions.checks import Case, Problem
from congvu.decisions.kinds.pay import check as check_table
from congvu.people.families import family
from congvu.people.models import PayStep
from congvu.people.selectors.facts import standing_facts
from congvu.people.selectors.raises import raise_of

SYSTEM = Actor.system("decisions.check")


def check(case: Case) -> list[Problem]:
    """One step up, with the coefficient of the table, not before the day it is due."""
    return check_table(case) + next_step_problems(case) + _due_problems(case)


def _due_problems(case: Case) -> list[Problem]:
    """Whether the raise comes before its day; what cannot be computed is told, not refused."""
    if case.person is None:
        return []
    on = case.on
    # The step in force the day before: on the day itself the decision may have raised it already.
    told = raise_of(
        actor=SYSTEM, person_id=case.person.pk, month=(on - timedelta(days=1)).replace(day=1)
    )
    if told.coming is None or told.coming.due_on is None:
        return [Problem(_("The day the raise is due cannot be computed from the dossier."))]
    due = told.coming.due_on
    if due <= on:
        return []
    text = _("The regular raise is due on %(day)s only, delays included.")
    words = text % {"day": due.strftime("%d/%m/%Y")}
    return [Problem(words, is_blocking=True, law=told.coming.steps[-1].line)]


def next_step_problems(case: Case) -> list[Problem]:
    """Whether the answer goes up by exactly one step."""
    now = present_step(case)
    if now is None or now.step is None:
        return [Problem(_("The present pay step is not on file."))]
    if case.answers["step"] != now.step + 1:
        text = _("The present step is %(now)d; a raise leads to step %(next)d.")
        words = text % {"now": now.step, "next": now.step + 1}
        return [Problem(words, is_blocking=True)]
    return []


def present_step(case: Case) -> PayStep | None:
    """The pay step in force on the effective day."""
    if case.person is None:
        return None
    on = case.on
    rows = standing_facts(actor=SYSTEM, person=case.person, family=family("pay"), on=on)
    found: PayStep | None = rows.first()
    return found
