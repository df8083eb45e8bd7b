"""What the pages of screening ask."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.core.inputs import DayField
from congvu.core.languages import in_words
from congvu.standards.choices import Answer
from congvu.standards.types import Criterion


class Screen(forms.Form):
    """The day to screen for: today or before."""

    on = DayField(label=_("Screen as of"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return on


class FindingSearch(forms.Form):
    """Filters of the list of findings; what fits nothing is left out."""

    q = forms.CharField(
        label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    tieu_chi = forms.ChoiceField(label=_("Standard"), required=False)
    ket_qua = forms.TypedChoiceField(
        label=_("Result"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("all")), *Answer.choices[1:]],
    )
    don_vi = forms.ChoiceField(label=_("Unit"), required=False)
    lan = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, criteria: Sequence[Criterion], units: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("all"))
        codes = [(one.code, in_words(one.name)) for one in criteria]
        self.fields["tieu_chi"].choices = [every, *codes]  # type: ignore[attr-defined]
        places = [(str(unit.path), unit.name) for unit in units]
        self.fields["don_vi"].choices = [every, *places]  # type: ignore[attr-defined]

    def criteria(self) -> dict[str, Any]:
        """The arguments of `selectors.search_findings`."""
        self.is_valid()
        asked = self.cleaned_data
        return {
            "under": asked.get("don_vi", ""),
            "criterion": asked.get("tieu_chi", ""),
            "answer": asked.get("ket_qua"),
            "text": asked.get("q", "").strip(),
        }
