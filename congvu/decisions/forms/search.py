"""Filters of the list of decisions and of its file."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.inputs import DayField
from congvu.decisions.register import kinds
from congvu.decisions.selectors.pages import bodies_seen


class DecisionSearch(forms.Form):
    """Filters of the list; what cannot be read is left out."""

    q = forms.CharField(
        label=_("Number, words or name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.CharField(label=_("Kind"), required=False, max_length=20, widget=forms.Select)
    unit = forms.CharField(
        label=_("Issued by"), required=False, max_length=200, widget=forms.Select
    )
    since = DayField(label=_("In force from"), required=False)
    until = DayField(label=_("to"), required=False)
    state = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def read(self, actor: Actor, on: date) -> dict[str, Any]:
        """The arguments of `search_decisions`, without the state. One statement."""
        self.is_valid()
        told = self.cleaned_data
        offered: list[Any] = [("", _("all kinds"))]
        offered += [(kind.code, kind.name) for kind in kinds().values()]
        self.fields["kind"].widget.choices = offered
        bodies = bodies_seen(actor=actor, on=on)
        paths = {body.path for body in bodies}
        self.fields["unit"].widget.choices = [("", _("all"))] + [(b.path, b.name) for b in bodies]
        unit = told.get("unit", "")
        return {
            "text": told.get("q", ""),
            "kind_code": told.get("kind", ""),
            "issuer_path": unit if unit in paths else "",
            "since": told.get("since"),
            "until": told.get("until"),
        }
