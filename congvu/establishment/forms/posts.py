"""What an officer types about job positions, the posts of them, and quotas."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.establishment.choices import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    Corps,
    ManagingLevel,
    PositionKind,
    PositionSubtype,
)
from congvu.establishment.forms.fields import PAPER, ByPaper, UnitField, code_field
from congvu.establishment.selectors import staffing
from congvu.establishment.types import Description

TEXTS = ("purpose", "duties", "products", "powers", "relations", "requirements")
MOST_HEADS, MOST_QUOTA = 5_000, 100_000


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
    """The description of a job position that is in use: ranks, competencies and all."""

    name = forms.CharField(label=_("Name of the position"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *PositionKind.choices])
    subtype = forms.ChoiceField(
        label=_("Sub-type"), choices=[("", "–"), *PositionSubtype.choices], required=False
    )
    title_code = forms.ChoiceField(label=_("Leadership title"), required=False)
    ranks = forms.CharField(
        label=_("Ranks"),
        required=False,
        help_text=_("Codes of ranks, with commas between them: 01.003, 01.002."),
    )
    purpose = forms.CharField(
        label=_("Purpose"), required=False, widget=forms.Textarea({"rows": 3})
    )
    duties = forms.CharField(label=_("Duties"), required=False, widget=forms.Textarea({"rows": 3}))
    products = forms.CharField(
        label=_("Products"), required=False, widget=forms.Textarea({"rows": 3})
    )
    powers = forms.CharField(label=_("Powers"), required=False, widget=forms.Textarea({"rows": 3}))
    relations = forms.CharField(
        label=_("Working relations"), required=False, widget=forms.Textarea({"rows": 3})
    )
    requirements = forms.CharField(
        label=_("Requirements"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, *args: Any, actor: Actor, today: date, position: Any = None, **options: Any
    ) -> None:
        self.position = position
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

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in the parts of the page, each under its title."""
        asked = [f"c_{one.code}" for one in self.framework]
        general = [name for name in self.fields if name not in {*TEXTS, *asked, *PAPER}]
        groups = dict.fromkeys(one.get_group_display() for one in self.framework)
        parts = [(gettext("The position"), general), (gettext("Job description"), list(TEXTS))]
        parts += [
            (
                capfirst(group),
                [f"c_{one.code}" for one in self.framework if one.get_group_display() == group],
            )
            for group in groups
        ]
        parts.append((gettext("The decision it rests on"), list(PAPER)))
        return [(title, [self[name] for name in names]) for title, names in parts]

    def lasting(self) -> dict[str, str]:
        """What a position keeps whatever describes it: corps, level, the code of its agency."""
        unit = self.position.unit
        return {
            "corps": self.position.corps,
            "level": self.position.level,
            "unit": unit.code if unit else "",
        }

    def description(self, code: str) -> Description:
        """What was typed, as the command takes it."""
        told = self.cleaned_data
        texts = ("name", "kind", "subtype", "title_code", *TEXTS)
        asked = ((one.code, told[f"c_{one.code}"]) for one in self.framework)
        return Description(
            code=code,
            **self.lasting(),
            ranks=tuple(part for part in re.split(r"[\s,;]+", told["ranks"]) if part),
            competencies=tuple((key, level) for key, level in asked if level),
            **{name: told[name] for name in texts},
        )


class NewPosition(Describe):
    """A new line of the catalogue."""

    code = code_field(_("Code of the position"))
    corps = forms.ChoiceField(label=_("Corps"), choices=[("", "–"), *Corps.choices])
    level = forms.ChoiceField(
        label=_("Managing level"), choices=[("", "–"), *ManagingLevel.choices]
    )
    agency = UnitField(
        label=_("Agency it belongs to"), required=False, help_text=_("Empty: the whole province.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        first = ("code", "name", "kind", "subtype", "corps", "level", "agency")
        self.order_fields([*first, *self.fields])

    def lasting(self) -> dict[str, str]:
        told = self.cleaned_data
        return {"corps": told["corps"], "level": told["level"], "unit": told["agency"]}


class OwnCompetency(forms.Form):
    """A competency of the province's own."""

    code = code_field(_("Code"))
    name = forms.CharField(label=_("Name of the competency"), max_length=200)
    source = forms.CharField(label=_("Paper that asks for it"), max_length=300)
