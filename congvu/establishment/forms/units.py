"""What an officer types about units: one form for each act upon them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congvu.establishment.choices import Locality, ManagingLevel, UnitKind
from congvu.establishment.forms.fields import (
    ByPaper,
    UnitField,
    code_field,
    lines_of,
    units_of_lines,
)
from congvu.establishment.types import CODE, NewUnit


class UnitSearch(forms.Form):
    """A word of the name a unit goes or went by."""

    q = forms.CharField(
        label=_("Name, also a former one"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )


class NewUnitFields(ByPaper):
    """A unit that a decision sets up."""

    code = code_field(_("Code of the new unit"))
    name = forms.CharField(label=_("Name of the unit"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=UnitKind, initial=UnitKind.DIVISION)
    locality = forms.ChoiceField(
        label=_("Locality"),
        choices=[("", _("as the unit above")), *Locality.choices],
        required=False,
    )

    def new_unit(self, parent: str) -> NewUnit:
        """The unit below the one with code `parent`."""
        told = self.cleaned_data
        return NewUnit(
            code=told["code"],
            name=told["name"],
            kind=told["kind"],
            parent=parent,
            short_name=told["short_name"],
            locality=told["locality"],
        )


class Open(NewUnitFields):
    """Setting up a unit below this one."""

    def arguments(self) -> dict[str, Any]:
        return {"unit": self.new_unit(self.unit.code)}


class Rename(ByPaper):
    """Another name."""

    name = forms.CharField(label=_("New name"), max_length=200)
    short_name = forms.CharField(label=_("New short name"), max_length=60, required=False)

    def __init__(self, *args: Any, unit: Any, **options: Any) -> None:
        told = {"name": unit.name, "short_name": unit.short_name}
        super().__init__(*args, unit=unit, initial=told, **options)

    def arguments(self) -> dict[str, Any]:
        return {"code": self.unit.code, **super().arguments()}


class Reclassify(ByPaper):
    """Another kind, managing level or locality."""

    kind = forms.ChoiceField(label=_("Kind of unit"), choices=UnitKind)
    level = forms.ChoiceField(label=_("Managing level"), choices=ManagingLevel)
    locality = forms.ChoiceField(
        label=_("Locality"), choices=[("", _("not said")), *Locality.choices], required=False
    )

    def __init__(self, *args: Any, unit: Any, **options: Any) -> None:
        told = {"kind": unit.kind, "level": unit.level, "locality": unit.locality}
        super().__init__(*args, unit=unit, initial=told, **options)

    def arguments(self) -> dict[str, Any]:
        return {"code": self.unit.code, **super().arguments()}


class Move(ByPaper):
    """Another unit above."""

    to = UnitField(label=_("Put below"))

    def arguments(self) -> dict[str, Any]:
        return {"code": self.unit.code, **super().arguments()}


class Merge(ByPaper):
    """This unit, and perhaps others, into one that stands."""

    into = UnitField(label=_("Merged into"))
    others = forms.CharField(
        label=_("Other units merged along"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One code or name a line."),
    )

    def clean_others(self) -> list[str]:
        """The codes of the other units."""
        return units_of_lines(self, self.cleaned_data["others"])

    def arguments(self) -> dict[str, Any]:
        codes = [self.unit.code, *self.cleaned_data["others"]]
        return {"codes": codes, "into": self.cleaned_data["into"]}


class MergeNew(NewUnitFields):
    """This unit and others into one that is set up by the same decision."""

    others = forms.CharField(
        label=_("Other units merged along"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One code or name a line."),
    )
    field_order = ("others",)

    def __init__(self, *args: Any, unit: Any, **options: Any) -> None:
        told = {"kind": unit.kind, "locality": unit.locality}
        super().__init__(*args, unit=unit, initial=told, **options)

    def clean_others(self) -> list[str]:
        """The codes of the other units."""
        return units_of_lines(self, self.cleaned_data["others"])

    def arguments(self) -> dict[str, Any]:
        parent = self.unit.parent.code if self.unit.parent else ""
        codes = [self.unit.code, *self.cleaned_data["others"]]
        return {"codes": codes, "into": self.new_unit(parent)}


class Split(ByPaper):
    """Into new units beside it; each part goes to one of them."""

    keeps = forms.BooleanField(label=_("The unit itself goes on"), required=False)
    into = forms.CharField(
        label=_("Units it is split into"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One a line: code; name. The code alone for a unit that stands."),
    )
    parts = forms.CharField(
        label=_("Where its parts go"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One a line: code of the part; code of the unit that takes it."),
    )

    def clean_into(self) -> list[NewUnit | str]:
        """New units, of the kind and place of the one that is split, and codes of standing ones."""
        unit = self.unit
        parent = unit.parent.code if unit.parent else ""
        found: list[NewUnit | str] = []
        for line in lines_of(self.cleaned_data["into"]):
            code, _mark, name = (part.strip() for part in line.partition(";"))
            if not CODE.fullmatch(code):
                raise ValidationError(_("This is no code: %(code)s."), params={"code": code})
            new = NewUnit(code, name, unit.kind, parent, level=unit.level, locality=unit.locality)
            found.append(new if name else code)
        return found

    def clean_parts(self) -> dict[str, str]:
        """Codes of heirs by codes of parts."""
        pairs = (line.partition(";") for line in lines_of(self.cleaned_data["parts"]))
        return {part.strip(): heir.strip() for part, _mark, heir in pairs}

    def arguments(self) -> dict[str, Any]:
        return {"code": self.unit.code, **super().arguments()}


class Dissolve(ByPaper):
    """The end of a unit."""

    people_to = UnitField(
        label=_("Its people go to"), required=False, help_text=_("Empty: nobody is left there.")
    )
    with_parts = forms.BooleanField(label=_("Together with all units below it"), required=False)

    def arguments(self) -> dict[str, Any]:
        return {"code": self.unit.code, **super().arguments()}
