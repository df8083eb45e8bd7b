"""The answers of one line, read into values, with those that follow from others."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from congvu.catalog.models import Rank
from congvu.core.errors import DomainError
from congvu.core.periods import PartialDate, last_of_months
from congvu.decisions.fields import Type
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.register import Kind
from congvu.establishment.models import Unit
from congvu.people.choices import StayReason


class AnswerMissing(DomainError):
    """A field the kind asks for is empty."""


def answers_of(*, decision: Decision, line: DecisionLine, kind: Kind) -> dict[str, Any]:
    """The values of `line` by name, those derived from them included.

    Raises: AnswerMissing, WrongAnswer, UnknownUnit.
    """
    values: dict[str, Any] = {}
    for question in kind.questions:
        field = question.field
        value = field.read(str(line.values.get(field.name, "")))
        if value is None and question.is_required:
            raise AnswerMissing(_("Fill in: %(field)s.") % {"field": field.label})
        if value is not None and field.type is Type.UNIT:
            value = _unit(value, decision.effective_on)
        if value is not None and field.codes == "ranks":
            value = Rank.objects.get(pk=value)
        values[field.name] = value
    return values | _derived(decision, values)


class UnknownUnit(DomainError):
    """No such unit stands on that day."""


def _unit(code: str, on: date) -> Unit:
    unit = Unit.objects.on(on).select_related("parent").filter(code=code).first()
    if unit is None:
        raise UnknownUnit(
            _("No unit “%(code)s” stands on %(day)s.")
            % {"code": code, "day": on.strftime("%d/%m/%Y")}
        )
    found: Unit = unit
    return found


def _derived(decision: Decision, values: Mapping[str, Any]) -> dict[str, Any]:
    on = values.get("first_day") or decision.effective_on
    studied_to = values.get("studied_to")
    return {
        "effective": on,
        "effective_text": on.isoformat(),
        "issuer": decision.issuer.name,
        "number": decision.number_text,
        "year": values.get("year") or on.year,
        "term_end": last_of_months(on, values.get("term_months")),
        "effect_end": last_of_months(on, values.get("months_in_effect")),
        "stay_words": _stay_words(values.get("stay_kind")),
        "study_end": PartialDate(studied_to).bounds()[1] if studied_to else None,
    }


def _stay_words(kind: str | None) -> str:
    """Why somebody is kept past the age, as dossiers write it."""
    with override("vi"):
        return str(StayReason(kind).label) if kind else ""
