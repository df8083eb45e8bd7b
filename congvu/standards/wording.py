"""Findings in the reader's words: the sentence, the facts it saw, what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from congvu.core.facts import Fact, Kind
from congvu.core.languages import in_words
from congvu.establishment.choices import UnitKind
from congvu.law.types import Confidence
from congvu.standards import registry
from congvu.standards.choices import Answer
from congvu.standards.types import Criterion

MEANINGS = {Answer.MET: "done", Answer.NOT_MET: "late", Answer.UNKNOWN: "unknown", None: ""}
"""Which of the four meanings of the house an answer has."""


@dataclass(frozen=True)
class ShownFact:
    """One fact as a reader sees it; `why` says what leaves it unknown."""

    label: str
    text: str
    why: str = ""


def citation(criterion: Criterion) -> str:
    """The source, and whether it has to be checked again."""
    if criterion.confidence == Confidence.SURE:
        return criterion.source
    return _("%(source)s, to be checked again") % {"source": criterion.source}


def shown_facts(shown: Mapping[str, Any]) -> list[ShownFact]:
    """The facts a finding kept, in their order."""
    known = registry.all_facts()
    return [_shown(known[code], value) for code, value in shown.items() if code in known]


def missing_facts(shown: Mapping[str, Any]) -> list[str]:
    """The names of the facts that could not be told, or not to the day."""
    return [fact.label for fact in shown_facts(shown) if fact.why]


def sentence(
    criterion: Criterion, answer: Answer | None, name: str, shown: Mapping[str, Any]
) -> str:
    """What is so, by which rule, and what comes next."""
    if answer is None:
        return _("This standard does not apply to %(name)s.") % {"name": name}
    if answer == Answer.MET:
        return _("Met.")
    if answer == Answer.UNKNOWN:
        missing = ", ".join(missing_facts(shown)) or _("data of the dossier")
        text = _("No data yet to tell: %(missing)s. What to do next: complete the dossier.")
        return text % {"missing": missing}
    text = _("%(message)s (required by: %(source)s). What to do next: %(remedy)s.")
    return text % {
        "message": in_words(criterion.message).format(name=name),
        "source": citation(criterion),
        "remedy": in_words(criterion.remedy),
    }


def _shown(fact: Fact, value: Any) -> ShownFact:
    label, why = str(fact.label), str(fact.unknown_when)
    if value is None:
        return ShownFact(label, _("no data"), why)
    if isinstance(value, list):
        return ShownFact(label, _bounds(fact, *value), why)
    return ShownFact(label, _text(fact, value))


def place_of(unit: Any) -> str:
    """The unit's name; for a division also the agency it belongs to."""
    is_part = unit.kind == UnitKind.DIVISION and unit.parent is not None
    return f"{unit.name}, {unit.parent.name}" if is_part else str(unit.name)


def _bounds(fact: Fact, low: Any, high: Any) -> str:
    if low is None or high is None or high == "infinity":
        known = _text(fact, low if low is not None else high)
        return _("%(value)s or later") % {"value": known} if low is not None else _("no data")
    return _("between %(low)s and %(high)s") % {"low": _text(fact, low), "high": _text(fact, high)}


def _text(fact: Fact, value: Any) -> str:
    if value in fact.names:
        return str(fact.names[value])
    if fact.kind is Kind.DAY:
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    if fact.kind is Kind.YES_NO:
        return _("yes") if value else _("no")
    if fact.kind is Kind.WHOLE_MONTHS:
        return _("%(n)s months") % {"n": value}
    return str(value)
