"""The regular raise: one step up, by the table, not before its time."""

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.decisions.checks import Case, Problem
from congvu.decisions.kinds.pay import check as check_table
from congvu.people.families import family
from congvu.people.models import PayStep
from congvu.people.selectors.facts import standing_facts

SYSTEM = Actor.system("decisions.check")


def check(case: Case) -> list[Problem]:
    """The step is the one after the present one, with the coefficient of the table."""
    return check_table(case) + next_step_problems(case)


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
    on = case.decision.effective_on
    rows = standing_facts(actor=SYSTEM, person=case.person, family=family("pay"), on=on)
    found: PayStep | None = rows.first()
    return found
