"""Days as Vietnamese offices type them, whatever language the browser speaks.

A browser's own date field shows a day in the order of the browser's language: 11/12/2026 may then
be read for 12/11/2026. So a day is typed and shown as dd/mm/yyyy everywhere.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""No paper of anybody living, and no term, lies before or after: another year is a slip."""
PATTERNS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
_EIGHT_DIGITS = "%d%m%Y"


def read_day(text: str) -> date | None:
    """The day typed as dd/mm/yyyy (also with - or ., or eight digits) or yyyy-mm-dd; else None."""
    typed = text.strip()
    patterns = (_EIGHT_DIGITS,) if typed.isdecimal() and len(typed) == 8 else PATTERNS
    for pattern in patterns:
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


class DayInput(forms.DateInput):
    """Shows a day, or its text as kept (yyyy-mm-dd), as dd/mm/yyyy; no day stays as typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"placeholder": _("dd/mm/yyyy"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(attrs={**usual, **(attrs or {})}, format="%d/%m/%Y")

    def format_value(self, value: Any) -> str | None:
        """The text of the input."""
        kept = read_day(value) if isinstance(value, str) else value
        return super().format_value(kept or value)


class DayField(forms.DateField):
    """A whole day."""

    widget = DayInput
    default_error_messages = {
        "invalid": _("Give the whole day: dd/mm/yyyy."),
        "year": _("Check the year: it lies between 1900 and 2100."),
    }

    def to_python(self, value: Any) -> date | None:
        """The day; None where nothing was typed."""
        if isinstance(value, str) and value.strip():
            return read_day(value) or super().to_python(value)
        return super().to_python(value)

    def validate(self, value: date | None) -> None:
        """A day of a year that can be meant."""
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["year"], code="year")
