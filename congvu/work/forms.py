"""What readers type about work, turned into arguments of commands."""

import mimetypes
import unicodedata
from datetime import date
from pathlib import PurePosixPath
from typing import Any, cast
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.inputs import DayField
from congvu.documents.intake import IntakeError, check_size
from congvu.work import selectors
from congvu.work.bearer_field import BearerField, Bearers
from congvu.work.choices import UNFINISHED, Every, State
from congvu.work.types import Handed, NewTask, Recurrence, Share, TaskFilter, Upload

PARTS = 4
"""How many parts one form splits a task into; a further split adds more."""


class Attachment(forms.FileField):
    """One file up to the size the installation allows, under a name that is only a name."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        try:
            check_size(file.size or 0, settings.UPLOAD_LIMIT_MB)
        except IntakeError as refusal:
            raise forms.ValidationError(refusal.told(gettext)) from refusal
        name = safe_name(file.name or "")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Upload(name, file.read(), kind)


def safe_name(name: str) -> str:
    """The last part of a file name, in NFC, without control characters and quotes."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", last)
        if unicodedata.category(letter)[0] != "C" and letter not in '"<>|:*?;'
    )
    return kept.strip(" .")[-200:] or "tep"


class TaskSearch(forms.Form):
    """Filters of board, list and export; what cannot be read is left out."""

    q = forms.CharField(label=_("Words of the task"), required=False, max_length=200)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40, widget=forms.Select)
    person = forms.UUIDField(required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("any state")), (UNFINISHED, _("not finished")), *State.choices],
        required=False,
    )
    time = forms.ChoiceField(
        label=_("Time"),
        choices=[
            ("", _("any time")),
            ("late", _("late")),
            ("soon", _("soon late")),
            ("in_time", _("not late")),
        ],
        required=False,
    )
    since = DayField(label=_("Due from"), required=False)
    until = DayField(label=_("Due until"), required=False)
    role = forms.ChoiceField(
        label=_("Part"),
        choices=[("", _("as bearer")), ("partner", _("as partner")), ("again", _("recurring"))],
        required=False,
    )
    lanes = forms.ChoiceField(
        label=_("Lanes"),
        choices=[("", _("no lanes")), ("unit", _("by unit")), ("person", _("by person"))],
        required=False,
    )

    def read(self, actor: Actor, on: date) -> tuple[TaskFilter, str]:
        """The filter, and the lanes asked for. Two queries, for the units."""
        self.is_valid()
        given = self.cleaned_data
        unit = selectors.unit_of_code(actor=actor, code=given.get("unit") or "")
        units = selectors.units_to_follow(actor=actor, on=on)
        if unit is not None and unit not in units:
            units.append(unit)
        self.fields["unit"].widget.choices = [("", _("all")), *((u.code, u.name) for u in units)]
        wanted = TaskFilter(
            text=given.get("q") or "",
            unit_path=unit.path if unit else "",
            person_id=given.get("person"),
            state=given.get("state") or "",
            time=given.get("time") or "",
            since=given.get("since"),
            until=given.get("until"),
            as_partner=given.get("role") == "partner",
            recurring=given.get("role") == "again",
        )
        return wanted, given.get("lanes") or ""


class GiveTask(forms.Form):
    """One task to give; the people offered are those of the unit already chosen."""

    title = forms.CharField(
        label=_("What is to be done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    unit = forms.TypedChoiceField(
        label=_("Unit that answers"),
        coerce=int,
        # Choosing a unit fetches this page for it and takes over the people offered there.
        widget=forms.Select(
            attrs={
                "hx-get": reverse_lazy("work:give"),
                "hx-target": "#id_person",
                "hx-select": "#id_person",
                "hx-swap": "outerHTML",
            }
        ),
    )
    person = forms.TypedChoiceField(
        label=_("Person who does it"), coerce=UUID, empty_value=None, required=False
    )
    products = forms.CharField(
        label=_("Products"),
        help_text=_("One a line: report, draft, list ..."),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    starts_on = DayField(label=_("Starts on"), required=False)
    due_on = DayField(label=_("Due on"), required=False)
    every = forms.ChoiceField(
        label=_("Comes back"),
        choices=[("", _("once")), *Every.choices],
        help_text=_("A duty that comes back opens again by itself, due on the same day."),
        required=False,
    )

    partners = forms.TypedMultipleChoiceField(
        label=_("Partners"),
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )

    def __init__(self, *args: Any, actor: Actor, on: date, unit: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        units = selectors.units_to_assign(actor=actor, on=on)
        chosen = next((u for u in units if str(u.pk) == (self.data.get("unit") or unit)), None)
        if chosen is None and len(units) == 1:
            chosen = units[0]
        _offer(self, "unit", [("", "–"), *((u.pk, u.name) for u in units)])
        _offer(self, "partners", [(u.pk, u.name) for u in units if u != chosen])
        people = selectors.people_to_assign(actor=actor, unit_path=chosen.path) if chosen else []
        people_offered = [
            ("", _("the unit as a whole")),
            *((p.pk, f"{p.full_name} ({p.unit.name})") for p in people),
        ]
        _offer(self, "person", people_offered)
        self.initial.setdefault("unit", chosen.pk if chosen else None)

    def row(self) -> NewTask:
        """The task as typed."""
        given = self.cleaned_data
        every, due_on = given["every"], given["due_on"]
        return NewTask(
            title=given["title"],
            bearer_unit_id=given["unit"],
            bearer_person_id=given["person"],
            partner_unit_ids=tuple(given["partners"]),
            products=tuple(given["products"].splitlines()),
            starts_on=given["starts_on"],
            due_on=None if every else due_on,
            deadline_kind=_deadline_kind(every, due_on),
            recurrence=Recurrence(every, due=_due_days(every, due_on)) if every else None,
        )


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    field: Any = form.fields[name]
    field.choices = choices


def _deadline_kind(every: str, due_on: Any) -> str:
    if every:
        return "recurring"
    return "by_date" if due_on else "none"


def _due_days(every: str, due_on: Any) -> tuple[str, ...]:
    if due_on is None:
        return ()
    return (f"{due_on:%m-%d}" if every == Every.YEAR else f"{due_on:%d}",)


class Accept(forms.Form):
    """Accepting, with a word to the bearer."""

    note = forms.CharField(label=_("A word to the bearer"), required=False, max_length=4000)


class Reason(forms.Form):
    """An act that needs a reason."""

    reason = forms.CharField(
        label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


class Extend(Reason):
    """More time."""

    due_on = DayField(label=_("New due day"))
    field_order = ("due_on", "reason")


class Note(forms.Form):
    """How far it is."""

    note = forms.CharField(
        label=_("Progress"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    percent = forms.IntegerField(
        label=_("Percent done"), required=False, min_value=0, max_value=100
    )
    file = Attachment(label=_("File"), required=False)


class Deliver(forms.Form):
    """Handing in: for each product a file or the number of the paper, and a note."""

    note = forms.CharField(
        label=_("Result, in words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = Attachment(label=_("Further file"), required=False)

    def __init__(self, *args: Any, products: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.products = list(products)
        for product in self.products:
            self.fields[f"number_{product.pk}"] = forms.CharField(
                label=_("%(product)s: number of the paper") % {"product": product.text},
                required=False,
                max_length=60,
            )
            self.fields[f"file_{product.pk}"] = Attachment(
                label=_("%(product)s: file") % {"product": product.text}, required=False
            )
        self.order_fields([n for n in self.fields if n not in {"note", "file"}])

    def handed(self) -> list[Handed]:
        """The products something was given for."""
        items = [
            Handed(
                product.pk,
                self.cleaned_data[f"number_{product.pk}"],
                self.cleaned_data[f"file_{product.pk}"],
            )
            for product in self.products
        ]
        return [item for item in items if item.number or item.file]


class HandOver(forms.Form):
    """Another bearer."""

    bearer = BearerField(label=_("New bearer"))
    note = forms.CharField(label=_("What the new bearer should know"), required=False)

    def __init__(self, *args: Any, actor: Actor, on: date, under: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.bearers = Bearers(actor=actor, on=on, under=under)
        cast(BearerField, self.fields["bearer"]).bearers = self.bearers

    def chosen(self) -> dict[str, Any]:
        """Keyword arguments of the command."""
        bearer = self.cleaned_data["bearer"]
        return {"unit_id": bearer.unit_id, "person_id": bearer.person_id}


class Split(forms.Form):
    """A few parts, each with its bearer; empty lines are left out."""

    def __init__(self, *args: Any, actor: Actor, on: date, under: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.bearers = Bearers(actor=actor, on=on, under=under)
        for number in range(1, PARTS + 1):
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Part %(number)d") % {"number": number}, required=False, max_length=4000
            )
            bearer = BearerField(
                label=_("Bearer of part %(number)d") % {"number": number}, required=False
            )
            bearer.bearers = self.bearers
            self.fields[f"bearer_{number}"] = bearer
            self.fields[f"due_{number}"] = DayField(
                label=_("Due day of part %(number)d") % {"number": number}, required=False
            )

    def clean(self) -> dict[str, Any]:
        for number in range(1, PARTS + 1):
            if f"bearer_{number}" in self.errors:
                continue
            title, bearer = (self.cleaned_data.get(f"{n}_{number}") for n in ("title", "bearer"))
            if bool(title) != bool(bearer):
                self.add_error(
                    f"bearer_{number}" if title else f"title_{number}",
                    _("A part needs both: what is to be done, and who bears it."),
                )
        return self.cleaned_data

    def shares(self) -> list[Share]:
        """The parts as typed."""
        told = self.cleaned_data
        return [
            Share(
                title=told[f"title_{number}"],
                bearer_unit_id=told[f"bearer_{number}"].unit_id,
                bearer_person_id=told[f"bearer_{number}"].person_id,
                due_on=told[f"due_{number}"],
            )
            for number in range(1, PARTS + 1)
            if told[f"title_{number}"]
        ]


class Bulk(forms.Form):
    """Many tasks at once."""

    ACCEPT, EXTEND = "accept", "extend"
    act = forms.ChoiceField(choices=[(ACCEPT, ACCEPT), (EXTEND, EXTEND)])
    due_on = DayField(label=_("New due day"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=4000)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        chosen = data.getlist("task") if data is not None else []
        self.task_ids = [int(key) for key in chosen if key.isdecimal()][:500]

    def clean(self) -> dict[str, Any]:
        if not self.task_ids:
            raise forms.ValidationError(_("Choose at least one task in the list."))
        if self.cleaned_data.get("act") == self.EXTEND and not self.cleaned_data.get("due_on"):
            self.add_error("due_on", _("Choose the new due day."))
        return self.cleaned_data
