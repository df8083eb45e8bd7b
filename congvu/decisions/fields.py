"""What a drafter answers: each field's word, kind, how its text is read and how it is printed.

Answers are kept as texts while the decision is a draft (`DecisionLine.values`), read here into the
values facts are made of, and printed here in the wording of the decision.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import names_of
from congvu.core.errors import DomainError
from congvu.core.periods import PartialDate
from congvu.decisions.choices import UnitAct
from congvu.establishment.choices import Corps, UnitKind
from congvu.establishment.types import CODE
from congvu.people.choices import AllowanceMode, QualificationFamily, Sex, StayReason
from congvu.people.commands.persons import MAY_CHANGE
from congvu.people.models import Person


class Type(StrEnum):
    """What an answer is."""

    TEXT = "text"
    DAY = "day"
    PARTIAL = "partial date"
    UNIT = "unit"
    UNITS = "several units"
    HEIRS = "units a unit is split into"
    CODE = "code"
    INTEGER = "integer"
    YEAR = "year"
    DECIMAL = "decimal"
    YES_NO = "yes or no"
    CHOICE = "choice"
    COLUMN = "column of the person"


class WrongAnswer(DomainError):
    """A text that is no value of its field."""


@dataclass(frozen=True)
class Field:
    """One question of a kind. `codes` is the list of a CODE, `choices` those of a CHOICE.

    `hint` says how an answer is typed where its kind does not.
    An INTEGER lies between `least` and `most`, both included.
    """

    name: str
    label: Promise
    type: Type = Type.TEXT
    codes: str = ""
    choices: tuple[tuple[str, Any], ...] = ()
    size: int = 300
    hint: Promise | str = ""
    least: int = 0
    most: int = 2_147_483_647

    def read(self, text: str) -> Any:
        """The value of a typed text; None for an empty one.

        Raises: WrongAnswer.
        """
        text = text.strip()
        if not text:
            return None
        try:
            return _READERS[self.type](self, text)
        except (ValueError, KeyError) as wrong:
            raise WrongAnswer(
                gettext("%(field)s: “%(text)s” is not right.") % {"field": self.label, "text": text}
            ) from wrong

    def shown(self, text: str) -> str:
        """The answer as the paper prints it."""
        if not text:
            return ""
        return str(_PRINTERS.get(self.type, lambda field, told: told)(self, text))


def _code(field: Field, text: str) -> str:
    if text not in names_of(field.codes):
        raise KeyError(text)
    return text


def _choice(field: Field, text: str) -> str:
    if text not in dict(field.choices):
        raise KeyError(text)
    return text


_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}([. ][0-9]{3})+")
"""A whole number, its thousands perhaps grouped; a point never begins a fraction."""

_DECIMAL = re.compile(r"[0-9]+([.,][0-9]+)?")

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Years a paper of today speaks of: any other is a slip of the hand."""


def is_likely(day: date) -> bool:
    """Whether a paper may well speak of that day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_decimal(text: str) -> bool:
    """Whether `text` is a number as written in papers, such as 2,34."""
    return _DECIMAL.fullmatch(text) is not None


def _integer(field: Field, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    number = int(re.sub("[. ]", "", text))
    if not field.least <= number <= field.most:
        raise ValueError(text)
    return number


def _year(field: Field, text: str) -> int:
    return _day(field, f"{text}-01-01").year


def _decimal(field: Field, text: str) -> Decimal:
    if not is_decimal(text):
        raise ValueError(text)
    return Decimal(text.replace(",", "."))


def _day(field: Field, text: str) -> date:
    day = date.fromisoformat(text)
    if not is_likely(day):
        raise ValueError(text)
    return day


def _partial(field: Field, text: str) -> str:
    told = PartialDate(text)
    if not is_likely(told.bounds()[0]):
        raise ValueError(text)
    return told.printed


def _column(field: Field, text: str) -> str:
    if text not in MAY_CHANGE:
        raise KeyError(text)
    return text


_READERS: Mapping[Type, Any] = {
    Type.TEXT: lambda field, text: text[: field.size],
    Type.DAY: _day,
    Type.PARTIAL: _partial,
    Type.UNIT: lambda field, text: text,
    Type.UNITS: lambda field, text: codes_in(text),
    Type.HEIRS: lambda field, text: heirs_in(text),
    Type.CODE: _code,
    Type.INTEGER: _integer,
    Type.YEAR: _year,
    Type.DECIMAL: _decimal,
    Type.YES_NO: lambda field, text: text == "1",
    Type.CHOICE: _choice,
    Type.COLUMN: _column,
}


def _day_shown(field: Field, text: str) -> str:
    return date.fromisoformat(text).strftime("%d/%m/%Y")


def _integer_shown(field: Field, text: str) -> str:
    return f"{_integer(field, text):,}".replace(",", ".")


_PRINTERS: Mapping[Type, Any] = {
    Type.DAY: _day_shown,
    Type.PARTIAL: lambda field, text: str(PartialDate(text)),
    Type.CODE: lambda field, text: names_of(field.codes).get(text, text),
    Type.INTEGER: _integer_shown,
    Type.DECIMAL: lambda field, text: text.replace(".", ","),
    Type.CHOICE: lambda field, text: dict(field.choices).get(text, text),
    Type.COLUMN: lambda field, text: Person._meta.get_field(text).verbose_name,  # type: ignore[union-attr]
}

_A_CENTURY = 1200
"""Months: no term is longer."""

_ACTIONS = (("revoke", _("revoke")), ("correct", _("correct")))

_ALL = (
    Field("full_name", _("full name"), size=200),
    Field("born", _("born"), Type.PARTIAL),
    Field("sex", _("sex"), Type.CHOICE, choices=tuple(Sex.choices)),
    Field("personal_id", _("personal ID"), size=12),
    Field("object_kind", _("kind of staff"), Type.CODE, "object_kinds"),
    Field("unit", _("unit"), Type.UNIT),
    Field("title", _("post"), size=200),
    Field("unit_act", _("act"), Type.CHOICE, choices=tuple(UnitAct.choices)),
    Field("other_units", _("other units (with semicolons)"), Type.UNITS, size=1000),
    Field(
        "heirs",
        _("units it is split into"),
        Type.HEIRS,
        size=2000,
        hint=_("One a line: code; name. The code alone for a unit that stands."),
    ),
    Field(
        "parts",
        _("where its parts go"),
        size=2000,
        hint=_("One a line: code of the part; code of the unit that takes it."),
    ),
    Field("new_name", _("new name"), size=200),
    Field("new_code", _("code of the new unit"), size=40),
    Field("unit_kind", _("kind of unit"), Type.CHOICE, choices=tuple(UnitKind.choices)),
    Field("parent", _("unit above"), Type.UNIT),
    Field("people_to", _("unit that takes over"), Type.UNIT),
    Field("corps", _("corps"), Type.CHOICE, choices=tuple(Corps.choices)),
    Field("headcount", _("headcount"), Type.INTEGER),
    Field("position_code", _("code of the job position"), size=40),
    Field("new_title", _("post afterwards"), size=200),
    Field("job_position", _("job position"), size=200),
    Field("main_duty", _("main duty")),
    Field("term_months", _("term (months)"), Type.INTEGER, least=1, most=_A_CENTURY),
    Field("first_day", _("first day"), Type.DAY),
    Field("until", _("until (last day)"), Type.DAY),
    Field("stay_kind", _("reason"), Type.CHOICE, choices=tuple(StayReason.choices)),
    Field("retire_on", _("last day of work"), Type.DAY),
    Field("from_body", _("comes from")),
    Field("to_body", _("moves to")),
    Field("recruitment_kind", _("way of recruitment"), Type.CODE, "recruitment_kinds"),
    Field("rank", _("rank"), Type.CODE, "ranks"),
    Field("step", _("step"), Type.INTEGER),
    Field("coefficient", _("coefficient"), Type.DECIMAL),
    Field("allowance_coefficient", _("coefficient of the leadership allowance"), Type.DECIMAL),
    Field("counted_from", _("next raise counts from"), Type.DAY),
    Field("months_early", _("months early"), Type.INTEGER, least=1, most=_A_CENTURY),
    Field("overframe_percent", _("percent above the last step"), Type.INTEGER),
    Field("percent", _("percent"), Type.DECIMAL),
    Field("amount_vnd", _("amount (đồng)"), Type.INTEGER),
    Field("allowance_kind", _("allowance"), Type.CODE, "allowance_kinds"),
    Field("allowance_mode", _("way of paying"), Type.CHOICE, choices=tuple(AllowanceMode.choices)),
    Field("months", _("months"), Type.INTEGER, least=1, most=_A_CENTURY),
    Field("reason", _("reason")),
    Field("note", _("note")),
    Field(
        "course_family",
        _("kind of course"),
        Type.CHOICE,
        choices=tuple(QualificationFamily.choices),
    ),
    Field("course_code", _("level reached"), size=20),
    Field("course", _("course")),
    Field("school", _("school")),
    Field("studied_to", _("studied to"), Type.PARTIAL),
    Field("funding", _("paid by")),
    Field("is_full_time", _("away from work for the whole course"), Type.YES_NO),
    Field("country", _("country"), Type.CODE, "countries"),
    Field("purpose", _("purpose")),
    Field("reward_kind", _("reward"), Type.CODE, "reward_kinds"),
    Field("discipline_kind", _("measure"), Type.CODE, "discipline_kinds"),
    Field("violation", _("main violation"), size=500),
    Field("months_in_effect", _("months in effect"), Type.INTEGER, least=1, most=_A_CENTURY),
    Field("year", _("year"), Type.YEAR),
    Field("rating", _("rating"), Type.CODE, "evaluation_levels"),
    Field("corrected_column", _("what is corrected"), Type.COLUMN),
    Field("corrected_value", _("right value")),
    Field("evidence", _("evidence")),
    Field("action", _("action"), Type.CHOICE, choices=_ACTIONS),
    Field("corrections", _("right values"), size=1_000_000),
)
FIELDS: Mapping[str, Field] = {one.name: one for one in _ALL}


def codes_in(text: str) -> list[str]:
    """The codes of units an answer keeps, in order."""
    return [code for part in text.split(",") if (code := part.strip())]


def pairs_in(text: str) -> list[tuple[str, str]]:
    """The lines of a text, each what stands before its first semicolon and what stands after."""
    lines = (line.partition(";") for line in text.splitlines() if line.strip())
    return [(first.strip(), rest.strip()) for first, _mark, rest in lines]


def heirs_in(text: str) -> list[tuple[str, str]]:
    """Code and name of each unit a unit is split into; a unit that stands has its code alone.

    Raises: ValueError for what is no code.
    """
    found = pairs_in(text)
    if wrong := [code for code, _name in found if not CODE.fullmatch(code)]:
        raise ValueError(wrong[0])
    return found


NAMING_UNITS = frozenset({Type.UNIT, Type.UNITS, Type.HEIRS})


def units_shown(field: Field, text: str, name_of: Callable[[str], str]) -> str:
    """The units an answer names, by `name_of` their codes; a new one by the name it is given."""
    if field.type is Type.HEIRS:
        return "; ".join(name or name_of(code) for code, name in pairs_in(text))
    return "; ".join(map(name_of, codes_in(text)))


def unit_codes(values: Mapping[str, Any]) -> set[str]:
    """The codes of every unit that the answers of a line name."""
    told = [(one.type, str(values.get(one.name) or "")) for one in _ALL if one.type in NAMING_UNITS]
    standing = {code for kind, text in told if kind is not Type.HEIRS for code in codes_in(text)}
    heirs = (pair for kind, text in told if kind is Type.HEIRS for pair in pairs_in(text))
    return standing | {code for code, name in heirs if not name}
