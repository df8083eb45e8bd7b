"""The right value of a column of the person: as typed, as kept, as papers say it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from congvu.catalog.fields import CodeField
from congvu.catalog.selectors import names_of
from congvu.core.inputs import read_day
from congvu.core.periods import PartialDateField
from congvu.core.text import fold
from congvu.decisions.fields import WrongAnswer
from congvu.people.models import Person
from congvu.people.typed_fields import PartialDateInput
from congvu.people.values import value_text


def read_column(name: str, text: str) -> str:
    """A typed value as the dossier keeps it: a code for its name, days as YYYY-MM-DD.

    Raises: WrongAnswer.
    """
    column: Any = Person._meta.get_field(name)
    if choices := _choices(column):
        by_name = {fold(str(label)): code for code, label in choices.items()}
        kept = text if text in choices else by_name.get(fold(text))
    elif isinstance(column, PartialDateField):
        kept = _partial(text)
    elif isinstance(column, models.DateField):
        day = read_day(text)
        kept = day.isoformat() if day else None
    else:
        kept = text
    if kept is None:
        wrong = _("%(field)s: “%(text)s” is not right.")
        raise WrongAnswer(wrong % {"field": column.verbose_name, "text": text})
    return str(kept)


def column_words(name: str, kept: str) -> str:
    """What the dossier keeps, in words; a text that means nothing there as it is."""
    column: Any = Person._meta.get_field(name)
    try:
        value = column.to_python(kept) if isinstance(column, models.DateField) and kept else kept
        codes = column.code_list if isinstance(column, CodeField) else ""
        return value_text(column, value, {}, codes)
    except (ValueError, ValidationError):
        return kept


def words_of_answers(values: Mapping[str, str]) -> dict[str, str]:
    """The right value of a line in words, where it names its column; else nothing."""
    name, kept = values.get("corrected_column", ""), values.get("corrected_value", "")
    return {"corrected_value": column_words(name, kept)} if name and kept else {}


def _choices(column: Any) -> Mapping[str, Any]:
    if isinstance(column, CodeField):
        return names_of(column.code_list)
    return dict(column.flatchoices)


def _partial(text: str) -> str | None:
    try:
        return str(PartialDateInput().clean(text))
    except ValidationError:
        return None
