"""Allowances: one amount, told in the way the allowance is paid."""

from django.utils.translation import gettext as _

from congvu.decisions.checks import Case, Problem
from congvu.people.choices import AllowanceMode

COLUMN = {
    AllowanceMode.PERCENT: "percent",
    AllowanceMode.COEFFICIENT: "coefficient",
    AllowanceMode.AMOUNT: "amount_vnd",
}


def check(case: Case) -> list[Problem]:
    """The amount stands in the one column of its way of paying."""
    mode = AllowanceMode(case.answers["allowance_mode"])
    told = {column for column in COLUMN.values() if case.answers.get(column) is not None}
    if told == {COLUMN[mode]}:
        return []
    text = _("Fill in the amount as %(mode)s, and nothing else.")
    return [Problem(text % {"mode": mode.label}, is_blocking=True)]
