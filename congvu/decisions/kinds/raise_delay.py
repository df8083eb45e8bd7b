"""Putting a raise off: in the time of the step held, by the months the law lays down."""

from datetime import timedelta

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.decisions.checks import Case, Problem
from congvu.law.selectors import parameter
from congvu.people.choices import RaiseLack
from congvu.people.rules.holding import DECIDED
from congvu.people.selectors.raises import raise_of

SYSTEM = Actor.system("decisions.check")
SETTLED = (RaiseLack.MEASURE, RaiseLack.LEAVE, RaiseLack.SETBACK)
"""What leaves the day open, and a decision may settle."""


def check(case: Case) -> list[Problem]:
    """A decision outside the time of the step held puts nothing off: said, not refused.

    Law: raise.decided_delays
    """
    if case.person is None:
        return []
    month = (case.on - timedelta(days=1)).replace(day=1)
    told = raise_of(actor=SYSTEM, person_id=case.person.pk, month=month)
    if told.lack in SETTLED:
        return []
    if told.coming is None or told.coming.due_on is None:
        return [Problem(_("The day the raise is due cannot be computed from the dossier."))]
    if told.coming.due_on <= case.on:
        text = _("The raise is due on %(day)s: a decision from then on puts nothing off.")
        words = text % {"day": told.coming.due_on.strftime("%d/%m/%Y")}
        return [Problem(words, law=parameter(DECIDED, case.on))]
    return []
