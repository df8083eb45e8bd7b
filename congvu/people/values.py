"""How one value of a fact or of a person reads, whatever the column: from the model alone."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from congvu.catalog.fields import CodeField
from congvu.catalog.selectors import names_of
from congvu.core.languages import in_words as named_in
from congvu.core.periods import PartialDate, PartialDateField, last_day
from congvu.establishment.rules.titles import leadership_titles
from congvu.people.choices import CODE_LISTS, QualificationFamily
from congvu.people.families import Family

COMPETENCY = "establishment.competency"
Names = Mapping[tuple[str, Any], str]
"""What a row of another table is called: by the table's name and the key."""

UNIT_NAME = "establishment.unitname"
"""Under it and the key of a unit stand the names it went by."""


class NamesOverTime(str):
    """Today's name of a unit, and those of other days: first day, day after the last, name."""

    periods: Sequence[tuple[date | None, date | None, str]] = ()

    def on(self, day: date) -> str:
        """The name on `day`; "" where none is known."""
        for first, end, name in self.periods:
            if (first is None or first <= day) and (end is None or day < end):
                return name
        return ""


HEADLINES: Mapping[str, tuple[str, ...]] = {
    "posts": ("title",),
    "competencies": ("competency_code", "level"),
    "service": ("position", "kind_code"),
    "pay": ("step", "coefficient"),
    "position_pay": ("position", "step"),
    "raise_delays": ("months",),
    "training": ("code", "title"),
    "memberships": ("organisation_code",),
    "ratings": ("level_code", "year"),
    "relatives": ("relation_code", "full_name"),
    "income": ("year",),
    "declarations": ("year",),
}
"""The columns a fact is called by, where the first column alone would not do."""

_WITH_LABEL = frozenset({"step", "months", "official_on", "official_printed", "card_number"})
_UNSAID = frozenset({"title_code", "field_code"})


def is_headed(family: Family) -> tuple[str, ...]:
    """The columns `family` calls its facts by."""
    return HEADLINES.get(family.key, family.columns[:1])


def code_list_of(family: Family | None, name: str, row: Any) -> str:
    """The code list a column is read by; "" where it has none."""
    if family is not None and family.key == "training":
        kind = row.family if hasattr(row, "family") else row.get("family", "")
        if name == "code" and kind:
            return CODE_LISTS.get(QualificationFamily(kind), "")
        if name == "field" and kind in (QualificationFamily.LANGUAGE, QualificationFamily.MINORITY):
            return "languages"
    field = family.model._meta.get_field(name) if family is not None else None
    return field.code_list if isinstance(field, CodeField) else ""


def value_text(field: Any, value: Any, names: Names, code_list: str = "") -> str:
    """`value` of a model's column in the reader's words; "" where nothing is said."""
    if value is None or value == "" or value is False:
        return ""
    if isinstance(field, models.ForeignKey):
        return names.get((field.related_model._meta.label_lower, value), str(value))
    if code_list:
        return str(names_of(code_list).get(value, value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, PartialDateField):
        return str(PartialDate(value))
    if value is True:
        return _("yes")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if isinstance(field, models.BigIntegerField):
        return number_format(value, force_grouping=True)
    return str(value)


def in_words(family: Family, row: Any, names: Names, on: date | None = None) -> tuple[str, str]:
    """A fact as what it is called, and everything else it says with the names of the columns.

    A unit goes by the name it had on `on`, or on the last day of a fact that ended before.
    """
    said = {name: _said(family, row, name, names, on) for name in family.columns}
    head = [_labelled(family, name, said[name]) for name in is_headed(family) if said[name]]
    rest = [
        _pair(family, name, text)
        for name, text in said.items()
        if text and name not in (*is_headed(family), *_UNSAID)
    ]
    if not head and rest:
        head, rest = rest[:1], rest[1:]
    return " · ".join(head) or str(family.title), " · ".join(rest)


def _said(family: Family, row: Any, name: str, names: Names, on: date | None) -> str:
    field = family.model._meta.get_field(name)
    if name == "unit":
        days = [day for day in (last_day(row.valid), on) if day is not None]
        known = names.get((UNIT_NAME, row.unit_id)) if days else None
        if isinstance(known, NamesOverTime) and (then := known.on(min(days))):
            return then
    if name == "official_on" and row.official_printed:
        return ""
    if name == "kind" and family.key == "posts" and row.is_main:
        return ""
    if name == "title_code":
        title = leadership_titles().get(row.title_code)
        return named_in({"vi": title.name, "en": title.name_en}) if title else ""
    if name == "competency_code":
        return names.get((COMPETENCY, row.competency_code), row.competency_code)
    return value_text(field, getattr(row, field.attname), names, code_list_of(family, name, row))


def _labelled(family: Family, name: str, text: str) -> str:
    if family.key == "competencies" and name == "level":
        return _("at level %(n)s") % {"n": text}
    field = family.model._meta.get_field(name)
    return f"{field.verbose_name} {text}" if name in _WITH_LABEL else text


def _pair(family: Family, name: str, text: str) -> str:
    """A name of a list, a unit and a tick speak for themselves; other values need their column."""
    field: Any = family.model._meta.get_field(name)
    if isinstance(field, models.BooleanField):
        return str(field.verbose_name)
    is_name = field.choices or isinstance(field, CodeField | models.ForeignKey)
    plain = is_name or name in ("unit_printed", "job_position", "field", "note")
    return text if plain else f"{field.verbose_name}: {text}"
