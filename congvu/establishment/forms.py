"""What an officer types about units, job positions, posts and quotas."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.text import clean
from congvu.establishment import selectors
from congvu.establishment.choices import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    Corps,
    Locality,
    ManagingLevel,
    PositionKind,
    PositionSubtype,
    UnitKind,
)
from congvu.establishment.selectors import staffing
from congvu.establishment.types import Description, GivenPaper, NewUnit

CODE = re.compile(r"[-A-Za-z0-9_]{2,40}")
MOST_HEADS, MOST_QUOTA = 5_000, 100_000
PAPER = ("number", "title", "issuer", "signed_on", "on")


def day_field(label: Any, hint: Any = "") -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, help_text=hint)


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
        max_length=40,
        help_text=_("2 to 40 letters without marks, digits and hyphens. It never changes."),
    )


class UnitSearch(forms.Form):
    """A word of the name a unit goes or went by."""

    q = forms.CharField(
        label=_("Name, also a former one"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )


class ByPaper(forms.Form):
    """The decision an act rests on, and its first day."""

    number = forms.CharField(label=_("Number of the decision"), max_length=60)
    title = forms.CharField(label=_("What the decision is about"), max_length=500)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    signed_on = day_field(_("Signed on"))
    on = day_field(_("In force from"), _("The first day of what it decides."))

    def __init__(
        self, *args: Any, actor: Actor, today: date, unit: Any = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.actor, self.today, self.unit = actor, today, unit
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.actor, field.on = actor, today  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name not in PAPER] + list(PAPER))

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


class NewUnitFields(ByPaper):
    """A unit that a decision sets up."""

    code = code_field(_("Code of the new unit"))
    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=UnitKind, initial=UnitKind.DIVISION)

    def new_unit(self, parent: str) -> NewUnit:
        """The unit below the one with code `parent`."""
        told = self.cleaned_data
        return NewUnit(
            code=told["code"],
            name=told["name"],
            kind=told["kind"],
            parent=parent,
            short_name=told["short_name"],
            locality=told.get("locality", ""),
        )


class Open(NewUnitFields):
    """Setting up a unit below this one."""

    locality = forms.ChoiceField(
        label=_("Locality"),
        choices=[("", _("as the unit above")), *Locality.choices],
        required=False,
    )

    def arguments(self) -> dict[str, Any]:
        return {"unit": self.new_unit(self.unit.code)}


class Rename(ByPaper):
    """Another name."""

    name = forms.CharField(label=_("New name"), max_length=200)
    short_name = forms.CharField(label=_("New short name"), max_length=60, required=False)

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
        return _units_of_lines(self, self.cleaned_data["others"])

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

    def clean_others(self) -> list[str]:
        """The codes of the other units."""
        return _units_of_lines(self, self.cleaned_data["others"])

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
        """New units and codes of standing ones."""
        parent = self.unit.parent.code if self.unit.parent else ""
        found: list[NewUnit | str] = []
        for line in _lines(self.cleaned_data["into"]):
            code, _mark, name = (part.strip() for part in line.partition(";"))
            if not CODE.fullmatch(code):
                raise ValidationError(_("This is no code: %(code)s."), params={"code": code})
            found.append(NewUnit(code, name, self.unit.kind, parent) if name else code)
        return found

    def clean_parts(self) -> dict[str, str]:
        """Codes of heirs by codes of parts."""
        pairs = (line.partition(";") for line in _lines(self.cleaned_data["parts"]))
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


class Posts(ByPaper):
    """The headcount approved for a job position."""

    position = forms.ChoiceField(label=_("Job position"))
    headcount = forms.IntegerField(
        label=_("Headcount approved"), min_value=0, max_value=MOST_HEADS,
        help_text=_("0 takes the position away from this unit."),
    )  # fmt: skip
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)

    def __init__(self, *args: Any, actor: Actor, today: date, unit: Any, **options: Any) -> None:
        options.setdefault("initial", {"year": today.year})
        super().__init__(*args, actor=actor, today=today, unit=unit, **options)
        field: Any = self.fields["position"]
        field.choices = [
            (one.code, f"{one.name} ({one.code})")
            for one in staffing.positions_for(actor=actor, unit=unit, on=today)
        ]

    def arguments(self) -> dict[str, Any]:
        return {"unit": self.unit.code, **super().arguments()}


class Quota(ByPaper):
    """The staffing quota of a corps for a year."""

    corps = forms.ChoiceField(label=_("Corps"), choices=Corps)
    headcount = forms.IntegerField(label=_("Quota given"), min_value=0, max_value=MOST_QUOTA)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        options.setdefault("initial", {"year": today.year})
        super().__init__(*args, today=today, **options)

    def arguments(self) -> dict[str, Any]:
        return {"unit": self.unit.code, **super().arguments()}


class PositionSearch(forms.Form):
    """What the catalogue shows."""

    q = forms.CharField(
        label=_("Name or code"), required=False, max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all")), *PositionKind.choices], required=False
    )


class Describe(ByPaper):
    """A job position with its description, ranks and levels of competency."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=PositionKind)
    subtype = forms.ChoiceField(
        label=_("Sub-type"), choices=[("", "–"), *PositionSubtype.choices], required=False
    )
    corps = forms.ChoiceField(label=_("Corps"), choices=Corps)
    level = forms.ChoiceField(label=_("Managing level"), choices=ManagingLevel)
    agency = UnitField(
        label=_("Agency it belongs to"), required=False, help_text=_("Empty: the whole province.")
    )
    title_code = forms.ChoiceField(label=_("Leadership title"), required=False)
    ranks = forms.CharField(
        label=_("Ranks"), required=False, help_text=_("Codes of ranks, with commas between them.")
    )
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=forms.Textarea)
    duties = forms.CharField(label=_("Duties"), required=False, widget=forms.Textarea)
    products = forms.CharField(label=_("Products"), required=False, widget=forms.Textarea)
    powers = forms.CharField(label=_("Powers"), required=False, widget=forms.Textarea)
    relations = forms.CharField(label=_("Working relations"), required=False, widget=forms.Textarea)
    requirements = forms.CharField(label=_("Requirements"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, actor: Actor, today: date, **options: Any) -> None:
        self.framework = staffing.competencies(actor=actor)
        super().__init__(*args, actor=actor, today=today, **options)
        field: Any = self.fields["title_code"]
        field.choices = [("", "–"), *staffing.titles_to_pick()]
        levels = [("", "–"), *((n, str(n)) for n in range(LOWEST_LEVEL, HIGHEST_LEVEL + 1))]
        for one in self.framework:
            self.fields[f"c_{one.code}"] = forms.TypedChoiceField(
                label=one.name, choices=levels, coerce=int, empty_value=None, required=False
            )
        self.order_fields([name for name in self.fields if name not in PAPER] + list(PAPER))

    def description(self, code: str) -> Description:
        """What was typed, as the command takes it."""
        told = self.cleaned_data
        texts = ("name", "kind", "subtype", "corps", "level", "title_code", "purpose", "duties",
                 "products", "powers", "relations", "requirements")  # fmt: skip
        asked = ((one.code, told[f"c_{one.code}"]) for one in self.framework)
        return Description(
            code=code,
            unit=told["agency"],
            ranks=tuple(part for part in re.split(r"[\s,;]+", told["ranks"]) if part),
            competencies=tuple((key, level) for key, level in asked if level),
            **{name: told[name] for name in texts},
        )


class NewPosition(Describe):
    """A new line of the catalogue."""

    code = code_field(_("Code of the position"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["code", *self.fields])


class OwnCompetency(forms.Form):
    """A competency of the province's own."""

    code = code_field(_("Code"))
    name = forms.CharField(label=_("Name"), max_length=200)
    source = forms.CharField(label=_("Paper that asks for it"), max_length=300)


def _lines(text: str) -> list[str]:
    return [clean(line) for line in text.splitlines() if line.strip()]


def _units_of_lines(form: ByPaper, text: str) -> list[str]:
    field = UnitField()
    field.actor, field.on = form.actor, form.today  # type: ignore[attr-defined]
    return [field.clean(line) for line in _lines(text)]
