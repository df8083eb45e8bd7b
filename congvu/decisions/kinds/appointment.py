"""Appointment and reappointment: the term of the law, nothing that bars it."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.decisions.kinds.bars import discipline_in_force, discipline_lately
from congvu.decisions.kinds.near_retirement import months_problems
from congvu.law.selectors import parameter


def check(case: Case) -> list[Problem]:
    """The term is that of the law, months are left for it, no discipline is in execution."""
    on = case.on
    problems = discipline_in_force(case.person, on)
    months = case.answers.get("term_months")
    law = parameter("appointment.term_months", on)
    if months is not None and months > law.value:
        text = _("The term of an appointment is %(months)d months, not longer.")
        problems.append(Problem(text % {"months": law.value}, is_blocking=True, law=law))
    elif months is not None and months < law.value:
        text = _("The term of an appointment is %(months)d months; a shorter one needs a rule.")
        problems.append(Problem(text % {"months": law.value}, law=law))
    until = case.answers.get("until")
    if until is not None and until < on:
        problems.append(Problem(_("It ends before it begins."), is_blocking=True))
    if case.decision.kind_code == "BN":
        problems += discipline_lately(case.person, on)
    return problems + months_problems(case)
