"""The questions of a kind as inputs of a form, and what is typed into them as it is kept."""

from typing import Any

from django import forms

from congvu.catalog.selectors import names_of
from congvu.core.inputs import DayInput, read_day
from congvu.core.text import fold
from congvu.decisions.fields import Field, Type
from congvu.decisions.selectors import naming

UNIT_LIST = "unit-names"
_WIDE = 300
_YES = frozenset({"1", "x", "co", "yes", "true", "dung"})


def kept_text(field: Field, text: str) -> str:
    """A typed or pasted text in the form answers are kept in; as it is where it means nothing."""
    text = text.strip()
    if not text:
        return ""
    if field.type is Type.DAY:
        day = read_day(text)
        return day.isoformat() if day else text
    if field.type is Type.PARTIAL:
        parts = text.split("/")
        return "-".join(part.zfill(2) for part in reversed(parts)) if len(parts) > 1 else text
    if field.type is Type.YES_NO:
        return "1" if fold(text) in _YES else ""
    if field.type in (Type.CODE, Type.CHOICE, Type.COLUMN):
        choices = _choices(field)
        if text in choices:
            return text
        by_name = {fold(str(label)): code for code, label in choices.items()}
        return str(by_name.get(fold(text), text))
    return text


def _choices(field: Field) -> dict[str, Any]:
    if field.type is Type.CODE:
        return dict(names_of(field.codes))
    if field.type is Type.COLUMN:
        return naming.column_labels()
    return dict(field.choices)


def input_of(field: Field, is_required: bool, told: str, is_many: bool) -> forms.Field:
    """The input of one question; a text that is no choice stays to be seen."""
    look: forms.Widget
    if field.type is Type.YES_NO:
        return forms.BooleanField(label=_label(field), required=False)
    if field.type in (Type.CODE, Type.CHOICE, Type.COLUMN):
        choices = _choices(field)
        offered = [("", "–"), *choices.items()]
        if told and told not in choices:
            offered.append((told, told))
        look = forms.Select(choices=offered)
    else:
        look = _text_input(field, is_many)
    return forms.CharField(
        label=_label(field),
        required=is_required,
        max_length=field.size,
        widget=look,
        help_text=str(field.hint),
    )


def _text_input(field: Field, is_many: bool) -> forms.Widget:
    if field.type is Type.DAY:
        return DayInput()
    attrs = {
        Type.UNIT: {"list": UNIT_LIST, "autocomplete": "off"},
        Type.INTEGER: {"inputmode": "numeric", "autocomplete": "off"},
        Type.YEAR: {"inputmode": "numeric", "autocomplete": "off"},
        Type.DECIMAL: {"inputmode": "decimal", "placeholder": "2,34", "autocomplete": "off"},
        Type.PARTIAL: {"placeholder": "dd/mm/yyyy"},
    }.get(field.type, {})
    if field.type in (Type.TEXT, Type.UNITS, Type.HEIRS) and field.size >= _WIDE and not is_many:
        return forms.Textarea(attrs={"rows": 2})
    return forms.TextInput(attrs=attrs)


def _label(field: Field) -> str:
    label = str(field.label)
    return label[:1].upper() + label[1:]
