"""What the forms of this app share: a unit, a code, a day, the paper an act rests on."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.inputs import DayField
from congvu.core.text import clean
from congvu.establishment import selectors
from congvu.establishment.types import CODE, GivenPaper, Mistake

PAPER = ("number", "title", "issuer", "signed_on", "on")


class UnitField(forms.CharField):
    """A unit typed by its code or by any name it goes by; `clean` gives its code."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Name or code. Marks may be left out."))
        super().__init__(max_length=200, **options)
        self.widget.attrs["list"] = "units-offered"

    def clean(self, value: Any) -> Any:
        """The code of the one unit meant; empty where nothing was typed."""
        text = clean(super().clean(value) or "")
        if not text:
            return ""
        actor: Actor = self.actor  # type: ignore[attr-defined]
        found = selectors.units_by_text(actor=actor, text=text, on=self.on)  # type: ignore[attr-defined]
        if not found:
            raise ValidationError(_("No unit goes by this name. Look it up under Units."))
        if len(found) > 1:
            told = "; ".join(f"{unit.name} ({unit.code})" for unit in found[:5])
            raise ValidationError(
                _("Several units go by this name: %(names)s. Type the code."),
                params={"names": told},
            )
        return found[0].code


def code_field(label: Any) -> forms.CharField:
    """A code: letters of the Latin alphabet, digits, hyphens."""
    return forms.RegexField(
        CODE,
        label=label,
        min_length=2,
        max_length=40,
        help_text=_("2 to 40 letters without marks, digits and hyphens. It never changes."),
    )


class ByPaper(forms.Form):
    """The decision an act rests on, and its first day."""

    number = forms.CharField(label=_("Number of the decision"), max_length=60)
    title = forms.CharField(label=_("What the decision is about"), max_length=500)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    signed_on = DayField(label=_("Signed on"))
    on = DayField(label=_("In force from"), help_text=_("The first day of what it decides."))

    def __init__(
        self, *args: Any, actor: Actor, today: date, unit: Any = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.actor, self.today, self.unit = actor, today, unit
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.actor, field.on = actor, today  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name not in PAPER] + list(PAPER))

    def clean_signed_on(self) -> date:
        """The day on the paper, which is there already."""
        return signed_by(self.cleaned_data["signed_on"], self.today)

    @property
    def offered(self) -> Any:
        """The bodies offered while one types a unit."""
        return selectors.agencies_on(actor=self.actor, on=self.today)

    def paper(self) -> GivenPaper:
        """The decision as typed."""
        told = self.cleaned_data
        return GivenPaper(told["number"], told["title"], told["issuer"], told["signed_on"])

    def arguments(self) -> dict[str, Any]:
        """What the command takes besides actor, paper and days."""
        names = [name for name in self.fields if name not in PAPER]
        return {name: self.cleaned_data[name] for name in names}


class TakeBack(forms.Form):
    """Why a paper entered by hand is taken back."""

    reason = forms.CharField(
        label=_("Why it is taken back"), max_length=200,
        help_text=_("For instance: typed for the wrong unit; revoked by a later decision."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Number of the decision that revokes it"), max_length=60, required=False,
        help_text=_("Leave empty where it was a slip in typing."),
    )  # fmt: skip
    issuer = forms.CharField(label=_("Issued by"), max_length=200, required=False)
    signed_on = DayField(label=_("Signed on"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_signed_on(self) -> date | None:
        """The day on the paper, where there is one."""
        told = self.cleaned_data["signed_on"]
        return signed_by(told, self.today) if told else None

    @property
    def mistake(self) -> Mistake:
        """What was typed, as the command takes it."""
        told = self.cleaned_data
        return Mistake(told["reason"], told["number"], told["issuer"], told["signed_on"])


def signed_by(day: date, today: date) -> date:
    """`day`, unless it is one to come: a paper in hand was signed today or before."""
    if day > today:
        raise ValidationError(_("The decision is signed today or before. Check the day."))
    return day


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [clean(line) for line in text.splitlines() if line.strip()]


def units_of_lines(form: ByPaper, text: str) -> list[str]:
    """The codes of the units typed one a line."""
    field = UnitField()
    field.actor, field.on = form.actor, form.today  # type: ignore[attr-defined]
    return [field.clean(line) for line in lines_of(text)]
