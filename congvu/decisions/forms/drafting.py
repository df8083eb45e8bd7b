"""The head and the wording of a draft, and how the papers of a body begin."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.core.inputs import DayField
from congvu.decisions.commands.drafting import Wording

_PARAGRAPH = re.compile(r"\n\s*\n")


class Draft(forms.Form):
    """Who issues, from when it holds, and the wording.

    The system's own words stand in their fields to be edited. `as_worded` sends back what it had
    said: a field that still says so is not edited, stays the system's and follows the answers.
    """

    issuer = forms.TypedChoiceField(label=_("Issued by"), coerce=int, empty_value=None)
    effective_on = DayField(label=_("In force from"))
    summary = forms.CharField(
        label=_("About"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    bases = forms.CharField(
        label=_("Legal bases"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line. Add who proposed it, where that is usual: “Theo đề nghị của …”."),
    )
    articles = forms.CharField(
        label=_("Articles"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("An empty line between articles; “Điều 1.” is printed by itself."),
    )
    recipients = forms.CharField(
        label=_("Recipients"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line. Left empty: as the last article, then where the file is kept."),
    )
    as_worded = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["issuer"]
        field.choices = [(body.pk, body.name) for body in bodies]

    @property
    def wording(self) -> Wording:
        """What the drafter worded otherwise; empty where the usual words stay."""
        told, usual = self.cleaned_data, _worded(self.cleaned_data["as_worded"])
        own = {name: read(told[name]) for name, read in _PARTS.items()}
        changed = {name: text for name, text in own.items() if text != read_part(usual, name)}
        return Wording(recipients=lines_of(told["recipients"]), **changed)


def texts_in(usual: Wording) -> dict[str, str]:
    """The words of the system as the fields show them, and as `as_worded` sends them back."""
    shown = {
        "summary": usual.summary,
        "bases": "\n".join(usual.bases),
        "articles": "\n\n".join(usual.articles),
    }
    return shown | {"as_worded": json.dumps(shown, ensure_ascii=False)}


def reworded(told: Mapping[str, Any], usual: Wording) -> dict[str, str]:
    """The wording of a form that was sent, with the system's words anew where nobody edited them.

    `usual` is what the system says of the answers now.
    """
    before, now = _worded(str(told.get("as_worded") or "")), texts_in(usual)
    kept = {
        name: str(told.get(name) or "")
        for name, read in _PARTS.items()
        if read(str(told.get(name) or "")) not in (read_part(before, name), read(""))
    }
    return now | kept


def read_part(texts: Mapping[str, str], name: str) -> Any:
    """One part of the wording as it is kept."""
    return _PARTS[name](texts.get(name, ""))


def _worded(sent: str) -> dict[str, str]:
    try:
        told = json.loads(sent or "{}")
    except ValueError:
        return {}
    return {name: str(text) for name, text in told.items()} if isinstance(told, dict) else {}


MOST_NUMBER = 99_999
"""More decisions than any body signs in a year: a larger number is a slip."""


class Head(forms.Form):
    """How the papers of one body begin."""

    parent_name = forms.CharField(label=_("Body above"), required=False, max_length=200)
    name = forms.CharField(label=_("Name of the body"), max_length=200)
    symbol = forms.CharField(
        label=_("Symbol"), max_length=60, help_text=_("As in the number: QĐ-SNV has SNV.")
    )
    place = forms.CharField(label=_("Place of issue"), max_length=100)
    decided_by = forms.CharField(
        label=_("Who decides"),
        max_length=200,
        help_text=_("The line above the legal bases, such as “Giám đốc Sở Nội vụ”."),
    )
    head_post = forms.CharField(label=_("Post of the head"), max_length=100)
    is_collective = forms.BooleanField(
        label=_("A collective body: its head signs on its behalf (TM.)"), required=False
    )
    bases = forms.CharField(
        label=_("Bases that every decision of the body cites"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line."),
    )
    kept_by = forms.CharField(
        label=_("Unit that keeps the file"),
        required=False,
        max_length=60,
        help_text=_("Stands in the last line of recipients: “Lưu: VT, …”."),
    )

    last_number = forms.IntegerField(
        label=_("Last number of a decision this year"),
        required=False,
        min_value=0,
        max_value=MOST_NUMBER,
        help_text=_(
            "Also one given on paper: the next decision signed here takes the number after."
        ),
    )

    def arguments(self) -> dict[str, Any]:
        """The arguments of the command; the number goes into the book of the year."""
        told = dict(self.cleaned_data)
        del told["last_number"]
        return told | {"bases": lines_of(told["bases"])}


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, empty ones left out."""
    found = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in found if line)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The parts of a text between empty lines."""
    parts = (" ".join(part.split()) for part in _PARAGRAPH.split(text.replace("\r\n", "\n")))
    return tuple(part for part in parts if part)


_PARTS: Mapping[str, Callable[[str], Any]] = {
    "summary": lambda text: " ".join(text.split()),
    "bases": lines_of,
    "articles": paragraphs_of,
}
"""The parts of the wording that the system writes, and how each is read."""
