"""Discipline: a measure for this corps, in effect as long as the law says."""

from django.utils.translation import gettext as _

from congvu.catalog.selectors import read_codes
from congvu.decisions.checks import Case, Problem
from congvu.law.selectors import parameter

ENDS_SERVICE = frozenset({"CC-BTV", "VC-BTV", "HD-ST"})
"""Measures that end the service: they belong to the decision of dismissal (BTV)."""


def check(case: Case) -> list[Problem]:
    """The measure is one of the person's corps and stands today; its effect lasts as by law."""
    code, on = case.answers["discipline_kind"], case.on
    row = next(row for row in read_codes("discipline_kinds") if row["code"] == code)
    problems = []
    corps = _corps(case)
    if corps and row["applies_to"] not in (corps, "DV"):
        text = _("This measure is for corps %(its)s; the person is of %(own)s.")
        words = text % {"its": row["applies_to"], "own": corps}
        problems.append(Problem(words, is_blocking=True))
    if row["to"] and row["to"] < on.isoformat():
        text = _("This measure was abolished on %(day)s.")
        problems.append(Problem(text % {"day": row["to"]}, is_blocking=True))
    if (code in ENDS_SERVICE) != (case.decision.kind_code == "BTV"):
        problems.append(
            Problem(_("Dismissal has a kind of decision of its own."), is_blocking=True)
        )
    return problems + _effect(case)


def _effect(case: Case) -> list[Problem]:
    months = case.answers.get("months_in_effect")
    law = parameter("discipline.effect_months", case.on)
    if months is None or months == law.value:
        return []
    text = _("A measure is in effect %(months)d months.")
    return [Problem(text % {"months": law.value}, is_blocking=True, law=law)]


def _corps(case: Case) -> str:
    if case.person is None:
        return ""
    corps = {row["code"]: row["corps"] for row in read_codes("object_kinds")}
    return corps.get(case.person.object_kind, "")
