"""Form fields for every kind of column a fact has, so that no family needs a form of its own."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.catalog.selectors import names_of, read_codes
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.inputs import FIRST_YEAR, LAST_YEAR, DayField
from congvu.core.periods import PartialDate, PartialDateField
from congvu.core.text import clean, fold
from congvu.people.selectors.typed import called, resolve
from congvu.people.staff_list.cells import Reader, email_cell, phone_cell

MOST_IN_A_SELECT = 40
_LONG_TEXT = 300
_TYPED_DATE = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}){1,2}", re.ASCII)


class Offering(forms.TextInput):
    """A line of text with a list of what may be meant; works without the list too."""

    def __init__(self, options: Iterable[str]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.options = list(options)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The line, and its list behind it."""
        key = f"list-{name}"
        line = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        offered = format_html_join("", '<option value="{}">', ((one,) for one in self.options))
        return format_html('{}<datalist id="{}">{}</datalist>', line, key, offered)


class PartialDateInput(forms.CharField):
    """A date as papers give it: dd/mm/yyyy, mm/yyyy or yyyy. It reads as YYYY[-MM[-DD]]."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"placeholder": _("dd/mm/yyyy"), "inputmode": "numeric"})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        """The date in the form it is stored in; "" where nothing was typed."""
        typed = str(value or "").strip()
        if not typed:
            return ""
        found = _TYPED_DATE.fullmatch(typed)
        parts = [part for part in found.groups() if part] if found else []
        iso = "-".join(part.zfill(2) for part in reversed(parts)) if parts else typed
        try:
            first, _last = PartialDate(iso if parts or _ISO_DATE.fullmatch(typed) else "").bounds()
        except ValueError as wrong:
            raise forms.ValidationError(
                gettext("Give a day (dd/mm/yyyy), a month (mm/yyyy) or a year (yyyy).")
            ) from wrong
        if not FIRST_YEAR <= first.year <= LAST_YEAR:
            raise forms.ValidationError(DayField.default_error_messages["year"])
        return iso


class NumberInput(forms.CharField):
    """A number with a decimal comma, thousands perhaps grouped by dots or blanks."""

    def __init__(self, *, places: int, lowest: int | None, highest: int, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal" if places else "numeric"})
        super().__init__(widget=widget, **options)
        self.places, self.lowest, self.highest = places, lowest, highest

    def to_python(self, value: Any) -> Any:
        """A whole number, or a decimal; None where nothing was typed."""
        typed = re.sub(r"\s", "", str(value or ""))
        if not typed:
            return None
        try:
            number = Decimal(self._plain(typed))
        except InvalidOperation as wrong:
            raise forms.ValidationError(gettext("Give a number, as 2,34.")) from wrong
        if not number.is_finite() or -number.as_tuple().exponent > self.places:  # type: ignore[operator]
            raise forms.ValidationError(self._places_message())
        if abs(number) > self.highest or (self.lowest is not None and number < self.lowest):
            raise forms.ValidationError(gettext("This number cannot be."))
        return number if self.places else int(number)

    def _places_message(self) -> str:
        if not self.places:
            return gettext("Give a whole number.")
        return gettext("At most %(n)d figures after the comma.") % {"n": self.places}

    def _plain(self, typed: str) -> str:
        if "," in typed:
            return typed.replace(".", "").replace(",", ".")
        if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", typed) and not self.places:
            return typed.replace(".", "")
        return typed


class ContactInput(forms.CharField):
    """Telephone numbers or an e-mail address, read as a staff list reads them."""

    def __init__(self, *, reader: Reader, wrong: Any, **options: Any) -> None:
        super().__init__(**options)
        self.reader, self.wrong = reader, wrong

    def to_python(self, value: Any) -> str:
        """As it is kept; "" where nothing was typed."""
        typed = clean(str(value or ""))
        if not typed:
            return ""
        (found,) = self.reader(typed).values
        if found is None:
            raise forms.ValidationError(self.wrong, params={"text": typed})
        return str(found)


_CONTACTS: Mapping[str, Mapping[str, Any]] = {
    "phone": {
        "reader": phone_cell,
        "wrong": _("“%(text)s” is no telephone number. Type 10 or 11 digits."),
    },
    "email": {
        "reader": email_cell,
        "wrong": _("“%(text)s” is no e-mail address, such as ten@tinh.gov.vn."),
    },
}
"""Columns of a person that a staff list has readers for."""


class CodeInput(forms.CharField):
    """A code of a long list, typed by code or name (marks and case aside)."""

    def __init__(self, *, lists: Iterable[str], **options: Any) -> None:
        self.lists = list(lists)
        names = dict.fromkeys(str(name) for one in self.lists for name in names_of(one).values())
        super().__init__(max_length=300, widget=Offering(names), **options)

    def to_python(self, value: Any) -> str:
        """The code; refused when no list of the field holds it."""
        typed = clean(str(value or ""))
        if not typed:
            return ""
        for one in self.lists:
            found = code_called(one, typed)
            if found:
                return found
        raise forms.ValidationError(gettext("“%(code)s” is not in the list.") % {"code": typed})


class NamedInput(forms.CharField):
    """A unit, position or rank, typed by its name."""

    def __init__(self, *, model: type[Any], actor: Actor, on: date, **options: Any) -> None:
        is_rank = model._meta.label_lower == "catalog.rank"
        offered = [f"{code} {name}" for code, name in names_of("ranks").items()] if is_rank else []
        super().__init__(
            max_length=300, widget=Offering(offered) if offered else forms.TextInput(), **options
        )
        self.model, self.actor, self.on = model, actor, on

    def clean(self, value: Any) -> Any:
        """The row meant; None where nothing was typed."""
        typed = clean(str(super().clean(value) or ""))
        if not typed:
            return None
        try:
            return resolve(actor=self.actor, model=self.model, typed=typed, on=self.on)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def code_called(name: str, typed: str) -> str:
    """The code of list `name` that is, or is called, `typed`; "" where there is none."""
    rows = read_codes(name)
    wanted = fold(typed)
    for row in rows:
        aliases = re.split(r"[;,]", row.get("aliases", ""))
        names = (row["code"], row.get("name_vi", ""), row.get("name_en", ""), *aliases)
        if wanted in {fold(clean(each)) for each in names if each.strip()}:
            return row["code"]
    return ""


def field_for(
    column: Any, *, actor: Actor, on: date, lists: Iterable[str] = (), required: bool | None = None
) -> forms.Field:
    """The form field of a model's column; `lists` are code lists the column does not name."""
    must = not column.blank and not column.null and not column.has_default()
    told: dict[str, Any] = {
        "label": capfirst(str(column.verbose_name)),
        "required": must if required is None else required,
    }
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(label=told["label"], required=False)
    if isinstance(column, models.ForeignKey):
        return NamedInput(model=column.related_model, actor=actor, on=on, **told)
    codes = list(lists) or ([column.code_list] if isinstance(column, CodeField) else [])
    if codes:
        return _code_field(codes, told)
    if column.choices:
        return forms.ChoiceField(choices=[("", "–"), *column.choices], **told)
    return _plain_field(column, told)


def _code_field(codes: list[str], told: dict[str, Any]) -> forms.Field:
    if len(codes) > 1 or len(names_of(codes[0])) > MOST_IN_A_SELECT:
        return CodeInput(lists=codes, **told)
    options = [(code, str(name)) for code, name in names_of(codes[0]).items()]
    return forms.ChoiceField(choices=[("", "–"), *options], **told)


def _plain_field(column: Any, told: dict[str, Any]) -> forms.Field:
    if isinstance(column, PartialDateField):
        return PartialDateInput(**told)
    if isinstance(column, models.DateField):
        return DayField(**told)
    if isinstance(column, models.DecimalField):
        top = 10 ** (column.max_digits - column.decimal_places)
        return NumberInput(places=column.decimal_places, lowest=0, highest=top - 1, **told)
    if isinstance(column, models.IntegerField):
        lowest, highest = _bounds(column)
        return NumberInput(places=0, lowest=lowest, highest=highest, **told)
    if column.name in _CONTACTS:
        return ContactInput(max_length=column.max_length, **_CONTACTS[column.name], **told)
    size = column.max_length or 4000
    widget = forms.Textarea(attrs={"rows": 3}) if size > _LONG_TEXT else forms.TextInput()
    return forms.CharField(max_length=size, widget=widget, **told)


def _bounds(column: Any) -> tuple[int, int]:
    """What a whole number of the column may be."""
    if column.name.endswith("year"):
        return FIRST_YEAR, LAST_YEAR
    if isinstance(column, models.BigIntegerField):
        return 0, 10**13
    return 0, 32_000


def typed_value(column: Any, value: Any, *, actor: Actor, lists: Iterable[str] = ()) -> Any:
    """`value` of a column as one would type it into its field."""
    if value is None or value == "":
        return ""
    if isinstance(column, models.BooleanField):
        return bool(value)
    if isinstance(column, models.ForeignKey):
        return called(actor=actor, model=column.related_model, key=value)
    codes = list(lists) or ([column.code_list] if isinstance(column, CodeField) else [])
    if len(codes) > 1 or (codes and len(names_of(codes[0])) > MOST_IN_A_SELECT):
        return next((str(names_of(one)[value]) for one in codes if value in names_of(one)), value)
    if isinstance(column, PartialDateField):
        return str(PartialDate(value))
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


Texts = Mapping[str, str]
"""What was typed, by field."""
