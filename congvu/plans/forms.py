"""Parsing what reviewers type."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.inputs import DayField
from congvu.core.text import clean
from congvu.documents.intake import IntakeError, check_size
from congvu.establishment.selectors import units_named
from congvu.plans.selectors import keepers
from congvu.plans.types import LineFields, Upload


class PaperUpload(forms.Form):
    """A file, or pasted text where a scan cannot be read; and the unit that keeps the paper."""

    file = forms.FileField(
        label=_("Plan paper"),
        required=False,
        help_text=_("Word, PDF with text, Excel table or plain text"),
    )
    text = forms.CharField(
        label=_("or paste the text of the paper"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    unit: Any = forms.ModelChoiceField(label=_("Kept by"), queryset=None)

    def __init__(self, *args: Any, actor: Actor, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = keepers(actor=actor, on=on)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.initial.setdefault("unit", units.first())

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and text."""
        data = super().clean() or {}
        file = data.get("file")
        try:
            check_size(file.size if file else 0, settings.UPLOAD_LIMIT_MB)
        except IntakeError as refusal:
            raise forms.ValidationError(refusal.told(gettext)) from refusal
        if "file" not in self.errors and not file and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file or paste the text."))
        return data

    def upload(self) -> Upload:
        """What was brought."""
        file = self.cleaned_data.get("file")
        if file:
            return Upload(name=file.name, content=file.read())
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        return Upload(name="van-ban-dan.txt", content=text.encode(), is_pasted=True)


class LineForm(forms.Form):
    """One line of a plan; lists are typed one entry a line."""

    text = forms.CharField(label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 4}))
    lead = forms.CharField(
        label=_("Answers for it"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    coordinating = forms.CharField(
        label=_("Works along"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    products = forms.CharField(
        label=_("Products"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    deadline_raw = forms.CharField(label=_("Time as printed"), required=False)
    due_on = DayField(label=_("Due"), required=False)

    def fields_of_line(self) -> LineFields:
        """What was typed, as the command takes it."""
        data = self.cleaned_data
        return LineFields(
            text=data["text"],
            products=_entries(data["products"]),
            lead=_entries(data["lead"]),
            coordinating=_entries(data["coordinating"]),
            deadline_raw=clean(data["deadline_raw"]),
            due_on=data["due_on"],
        )


class UnitOfName(forms.Form):
    """Which unit an unknown name means."""

    name = forms.CharField(widget=forms.HiddenInput)
    unit = forms.CharField(label=_("Unit"))

    def __init__(self, *args: Any, actor: Actor, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.on = actor, on

    def clean_unit(self) -> Any:
        """The unit of that name."""
        found = units_named(actor=self.actor, name=self.cleaned_data["unit"], on=self.on)
        if len(found) != 1:
            raise forms.ValidationError(
                _("No unit, or several, go by that name. Choose from the list.")
            )
        return found[0]


def pieces(text: str) -> list[str]:
    """The pieces of a text cut at blank lines."""
    return [piece for piece in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if piece.strip()]


def _entries(value: str) -> list[str]:
    return [clean(part) for part in value.splitlines() if part.strip()]
