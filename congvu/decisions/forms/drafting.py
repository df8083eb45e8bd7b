"""The head and the wording of a draft, and how the papers of a body begin."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.core.inputs import DayField
from congvu.decisions.commands.drafting import Wording

_PARAGRAPH = re.compile(r"\n\s*\n")


class Draft(forms.Form):
    """Who issues, from when it holds, and what the drafter words otherwise.

    `usual` is what the system would say by itself: told back unchanged, it stays the system's.
    """

    issuer = forms.TypedChoiceField(label=_("Issued by"), coerce=int, empty_value=None)
    effective_on = DayField(label=_("In force from"))
    summary = forms.CharField(
        label=_("About"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Left empty, the words of the kind are used."),
    )
    bases = forms.CharField(
        label=_("Legal bases"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line. Left empty, those of the law for these people are used."),
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
        help_text=_("One a line."),
    )

    def __init__(
        self, *args: Any, bodies: list[Any], usual: Wording | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._usual = usual or Wording()
        field: Any = self.fields["issuer"]
        field.choices = [(body.pk, body.name) for body in bodies]

    @property
    def wording(self) -> Wording:
        """What the drafter worded otherwise; empty where the usual words stay."""
        told, usual = self.cleaned_data, self._usual
        summary = " ".join(told["summary"].split())
        bases = lines_of(told["bases"])
        articles = paragraphs_of(told["articles"])
        return Wording(
            summary="" if summary == usual.summary else summary,
            bases=() if bases == usual.bases else bases,
            articles=() if articles == usual.articles else articles,
            recipients=lines_of(told["recipients"]),
        )


class Head(forms.Form):
    """How the papers of one body begin."""

    parent_name = forms.CharField(label=_("Body above"), required=False, max_length=200)
    name = forms.CharField(label=_("Name of the body"), max_length=200)
    symbol = forms.CharField(
        label=_("Symbol"), max_length=60, help_text=_("As in the number: QĐ-SNV has SNV.")
    )
    place = forms.CharField(label=_("Place"), max_length=100)
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

    def arguments(self) -> dict[str, Any]:
        """The arguments of the command."""
        return self.cleaned_data | {"bases": lines_of(self.cleaned_data["bases"])}


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, empty ones left out."""
    found = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in found if line)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The parts of a text between empty lines."""
    parts = (" ".join(part.split()) for part in _PARAGRAPH.split(text.replace("\r\n", "\n")))
    return tuple(part for part in parts if part)
