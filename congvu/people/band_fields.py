"""Bands of figures as a search offers them: from one to another, a side perhaps open."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.people.columns.months import months_named


class BandField(forms.CharField):
    """A band as `from-to`, one side of which may be open; other figures link to any.

    It reads as (from, to), both inclusive; what is no band is left out.
    """

    pattern = re.compile(r"(?=.*\d)(\d{0,3})-(\d{0,3})")
    bands: ClassVar[Sequence[str]] = ()
    any_word: ClassVar[Promise]

    def to_python(self, value: Any) -> Any:
        found = self.pattern.fullmatch(value or "")
        return tuple(int(side) if side else None for side in found.groups()) if found else ()

    def offer(self, asked: str) -> None:
        """Offer the usual bands, and the one asked for."""
        known = [*self.bands]
        if asked not in known and self.to_python(asked):
            known.insert(0, asked)
        choices = [(band, self.word(*self.to_python(band))) for band in known]
        self.widget.choices = [("", self.any_word), *choices]

    def word(self, low: int | None, high: int | None) -> str:
        """A band in words."""
        if low is None:
            return gettext("under %(n)d") % {"n": (high or 0) + 1}
        if high is None:
            return gettext("%(n)d and over") % {"n": low}
        return gettext("%(low)d to %(high)d") % {"low": low, "high": high}


class AgeField(BandField):
    """A band of ages."""

    bands = ("-29", "30-39", "40-49", "50-59", "60-")
    any_word = _("any age")


class ShareField(BandField):
    """A band of percents."""

    bands = ("-49", "50-79", "80-99", "100-")
    any_word = _("any")

    def word(self, low: int | None, high: int | None) -> str:
        """A band in words, in percent."""
        if (low, high) == (100, None):
            return gettext("whole (100 %)")
        return f"{super().word(low, high)} %"


class MonthsField(forms.CharField):
    """A year or a month; it reads as its months, None where it names none."""

    def to_python(self, value: Any) -> Any:
        return months_named(str(value or ""))
