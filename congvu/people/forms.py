"""What readers type about people, turned into arguments of commands."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.core.inputs import DayField
from congvu.core.paths import is_place
from congvu.documents.intake import IntakeError, check_size
from congvu.people.band_fields import AgeField, BandField, MonthsField, ShareField
from congvu.people.choices import Purpose, RaiseState, RetirementPaper, Sex
from congvu.people.columns.conditions import (
    MOST,
    WORDS,
    Condition,
    operators_of,
    read_condition,
)
from congvu.people.columns.registry import DEFAULT, Column, Kind, columns, known
from congvu.people.printing.plan import form_plans
from congvu.people.selectors.book_pages import sheet_choices
from congvu.people.selectors.import_pages import field_choices
from congvu.people.selectors.raises import RaiseQuery, units_to_pick
from congvu.people.selectors.search import ORDERS, Wanted, ranks_to_pick

MOST_COLUMNS = 20
MOST_QUERY = 3000
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLACE = re.compile(r"[0-9]{1,5}")
FIRST_YEAR, LAST_YEAR = 1975, 2100
"""No list of a month goes further back or ahead."""


class PersonSearch(forms.Form):
    """Filters of the list of people and its file; what cannot be read is left out."""

    q = forms.CharField(
        label=_("Name or number"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    unit_name = forms.CharField(
        label=_("Unit, also by an old name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "unit-names", "type": "search"}),
    )
    unit = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    rank = forms.CharField(label=_("Rank"), required=False, max_length=20, widget=forms.Select)
    age = AgeField(label=_("Age"), required=False, widget=forms.Select)
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", _("any sex")), *Sex.choices]
    )
    who = forms.ChoiceField(
        label=_("In service or not"),
        required=False,
        choices=[("", _("in service")), ("left", _("left the service")), ("all", _("everybody"))],
    )
    retires = MonthsField(
        label=_("Retires in"),
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"placeholder": _("yyyy or mm/yyyy"), "size": 10}),
    )
    complete = ShareField(label=_("Completeness"), required=False, widget=forms.Select)
    unverified = forms.BooleanField(label=_("with unverified facts"), required=False)
    sort = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    data: Any

    def read(self, actor: Actor, on: date, *, today: date, is_opened: bool) -> Wanted:
        """The search as of `on`, with the choices filled in for the page."""
        self.is_valid()
        told = self.cleaned_data
        ranks = [(rank.code, f"{rank.code} {rank.label}") for rank in ranks_to_pick(actor=actor)]
        self.fields["rank"].widget.choices = [("", _("any rank")), *ranks]
        for name in ("age", "complete"):
            cast(BandField, self.fields[name]).offer(str(self.data.get(name, "")))
        age_from, age_to = told.get("age") or (None, None)
        unit = told.get("unit", "")
        return Wanted(
            text=told.get("q", ""),
            unit=unit if is_place(unit) else "",
            unit_name=told.get("unit_name", ""),
            rank=told.get("rank", ""),
            sex=told.get("sex", ""),
            age_from=age_from,
            age_to=age_to,
            retires=told.get("retires"),
            complete=told.get("complete") or (None, None),
            is_unverified=told.get("unverified", False),
            who=told.get("who", ""),
            conditions=self._conditions(),
            columns=tuple(known(self.data.getlist("c")[:MOST_COLUMNS] or list(DEFAULT))),
            order=self._order(told.get("sort", "")),
            is_past=on < today,
            is_opened=is_opened,
        )

    def _conditions(self) -> tuple[Condition, ...]:
        read = (read_condition(text[:300]) for text in self.data.getlist("f")[:MOST])
        return tuple(dict.fromkeys(one for one in read if one is not None))

    @staticmethod
    def _order(asked: str) -> str:
        return asked if asked in ORDERS or asked.removeprefix("-") in columns() else "name"


class FilterValue(forms.Form):
    """How a column is asked for: an operator and, where it takes one, a value."""

    op = forms.ChoiceField(label=_("How"))
    value = forms.CharField(label=_("Value"), required=False, max_length=200)

    def __init__(self, *args: Any, column: Column, units: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.column = column
        told = operators_of(column)
        self.fields["op"].choices = [(str(one), WORDS[one]) for one in told]  # type: ignore[attr-defined]
        choices = dict(column.choices)
        if column.kind is Kind.RANK:
            choices = dict(names_of("ranks"))
        if choices:
            self.fields["value"].widget = forms.Select(choices=[("", "–"), *choices.items()])
        elif column.kind is Kind.UNIT:
            self.fields["value"].widget.attrs["list"] = "unit-names"
        elif column.kind is Kind.MONTH:
            self.fields["value"].help_text = _("mm/yyyy, or a year")
        elif column.kind in {Kind.DAY, Kind.PARTIAL}:
            self.fields["value"].help_text = _("dd/mm/yyyy, or a year")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("op") and self.condition is None:
            self.add_error("value", _("Give a value that this column can hold."))
        return told

    @property
    def condition(self) -> Condition | None:
        """The filter told; None where the value cannot be."""
        told = self.cleaned_data
        text = f"{self.column.key}~{told.get('op', '')}~{told.get('value', '')}"
        return read_condition(text)


class ListPurpose(forms.Form):
    """Why the sensitive columns of a list are opened; an empty purpose masks them again."""

    purpose = forms.ChoiceField(
        label=_("What for"), required=False, choices=[("", ""), *Purpose.choices]
    )
    query = forms.CharField(required=False, max_length=MOST_QUERY, widget=forms.HiddenInput)


class MonthField(forms.CharField):
    """A month as yyyy-mm or mm/yyyy; it reads as its first day, None where it is no month."""

    pattern = re.compile(r"(\d{4})-(\d{2})|(\d{1,2})/(\d{4})")

    def to_python(self, value: Any) -> Any:
        found = self.pattern.fullmatch((value or "").strip())
        if not found:
            return None
        year, month, month_first, year_last = found.groups()
        asked = int(year or year_last), int(month or month_first)
        is_sane = FIRST_YEAR <= asked[0] <= LAST_YEAR and 1 <= asked[1] <= 12
        return date(*asked, 1) if is_sane else None


class RaiseSearch(forms.Form):
    """Month, unit and state of a list of raises; what cannot be read is left out."""

    thang = MonthField(
        label=_("Month"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("mm/yyyy"), "inputmode": "numeric"}),
    )
    don_vi = forms.CharField(label=_("Unit"), required=False, max_length=200, widget=forms.Select)
    tinh_trang = forms.ChoiceField(
        required=False, choices=RaiseState.choices, widget=forms.HiddenInput
    )

    def read(self, actor: Actor, today: Any) -> RaiseQuery:
        """The search, with the units to choose from filled in for the page."""
        self.is_valid()
        told = self.cleaned_data
        unit = told.get("don_vi", "")
        unit = unit if is_place(unit) else ""
        units = units_to_pick(actor=actor, on=today, chosen=unit)
        self.fields["don_vi"].widget.choices = [("", _("all units")), *units]
        month = told.get("thang") or today.replace(day=1)
        self.initial["thang"] = f"{month:%m/%Y}"
        return RaiseQuery(month, unit, told.get("tinh_trang") or RaiseState.DUE)


class RetirementPaperDone(forms.Form):
    """Which paper of a retirement is done; it reads as a RetirementPaper."""

    giay_to = forms.TypedChoiceField(choices=RetirementPaper.choices, coerce=RetirementPaper)


class ViewName(forms.Form):
    """The name under which a search is kept."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    query = forms.CharField(required=False, max_length=MOST_QUERY, widget=forms.HiddenInput)


PURPOSES = Purpose.choices


class OpenField(forms.Form):
    """Why a sensitive field is opened."""

    field = forms.CharField(max_length=40, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(label=_("What for"), choices=PURPOSES)


class ListUpload(forms.Form):
    """A staff list: a file, or rows pasted from Excel; of which unit, as of which day."""

    file = forms.FileField(label=_("File of the list (xlsx, xls, ods, csv)"), required=False)
    pasted = forms.CharField(
        label=_("Or paste the rows copied from Excel, headings included"),
        required=False,
        max_length=5_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    unit = forms.ChoiceField(label=_("List of which unit"))
    on = DayField(label=_("The list tells of the day"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        file = told.get("file")
        if isinstance(file, UploadedFile):
            try:
                check_size(file.size or 0, settings.UPLOAD_LIMIT_MB)
            except IntakeError as refusal:
                self.add_error("file", refusal.told(gettext))
        elif not file and not told.get("pasted", "").strip() and "file" not in self.errors:
            self.add_error("file", _("Choose a file, or paste the rows."))
        return told

    @property
    def sent_in(self) -> str:
        """The field that holds what was sent."""
        return "file" if self.cleaned_data.get("file") else "pasted"

    @property
    def content(self) -> tuple[str, bytes]:
        """Name and bytes of what was sent."""
        file = self.cleaned_data.get("file")
        if file:
            return str(file.name), file.read()
        return "dan-tu-excel.tsv", self.cleaned_data["pasted"].encode()


class BookUpload(ListUpload):
    """A workbook of whole dossiers: always a file."""

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, units=units, **options)
        del self.fields["pasted"]
        self.fields["file"].label = _("File of the workbook (xlsx, xls, ods)")
        self.fields["unit"].label = _("Dossiers of which unit")
        self.fields["on"].label = _("The workbook tells of the day")


class BookSheets(forms.Form):
    """What sheets and columns hold, said by hand: `sheet-<n>`, `column-<n>-<index>`."""

    def told(self, names: list[str]) -> tuple[dict[str, str], dict[str, dict[int, str]]]:
        """Sheets and columns told, by the sheet's name; "" stays as it was."""
        sheets: dict[str, str] = {}
        columns: dict[str, dict[int, str]] = {}
        known = {key for key, _name in sheet_choices()} | {"-"}
        for field, value in self.data.items():
            kind, *places = field.split("-")
            numbers = [int(place) for place in places if _PLACE.fullmatch(place)]
            if not value or len(numbers) != len(places) or not numbers or numbers[0] >= len(names):
                continue
            if kind == "sheet" and len(numbers) == 1 and value in known:
                sheets[names[numbers[0]]] = str(value)
            elif kind == "column" and len(numbers) == 2:
                columns.setdefault(names[numbers[0]], {})[numbers[1]] = str(value)[:60]
        return sheets, columns


class BookExport(forms.Form):
    """What of the dossiers leaves, and why."""

    whole = forms.BooleanField(
        label=_("With personal, sensitive and financial columns"), required=False
    )
    purpose = forms.ChoiceField(label=_("What for"), choices=[("", "–"), *Purpose.choices])


class Columns(forms.Form):
    """What each column holds, said by hand: one choice a column, named `column-<index>`."""

    sheet = forms.CharField(required=False)
    century_from = forms.IntegerField(
        label=_("Years of two digits begin with the year"),
        required=False,
        min_value=1900,
        max_value=2000,
    )

    def units(self, unknown: Iterable[str], units: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Which of `units` (id, name) each unknown name was said to be, as `unit-<name>`."""
        known = {key for key, _name in units}
        told = ((name, self.data.get(f"unit-{name}", "")) for name in unknown)
        return {name: value for name, value in told if value in known}

    def overrides(self) -> dict[int, str | None]:
        """The columns told: a field's code, None for "do not take it"; "" stays as it was."""
        told: dict[int, str | None] = {}
        known = {code for code, _label in field_choices()} | {"-"}
        for name, value in self.data.items():
            index = name.removeprefix("column-")
            if name != index and _PLACE.fullmatch(index) and value in known:
                told[int(index)] = None if value == "-" else str(value)
        return told


class PrintOrderForm(forms.Form):
    """Which form of a dossier is printed, as of which day, as what file, what for."""

    form = forms.ChoiceField(label=_("Form"))
    on = DayField(label=_("As of the day"))
    medium = forms.ChoiceField(
        label=_("File"),
        choices=[("pdf", _("PDF, to print and keep")), ("docx", _("Word, to finish by hand"))],
    )
    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=[("", _("choose")), *PURPOSES],
        error_messages={"required": _("Say what you print it for: choose a purpose.")},
    )

    def __init__(
        self, *args: Any, today: date, on: date, is_own: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initial["on"] = on
        self._today = today
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (plan.key, plan.name) for plan in form_plans().values()
        ]
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        if is_own:
            del self.fields["purpose"]

    def clean_on(self) -> date:
        """A day that has come."""
        on: date = self.cleaned_data["on"]
        if on > self._today:
            raise forms.ValidationError(_("This day has not come yet. Choose today or earlier."))
        return on


class ChosenPeople(PrintOrderForm):
    """The same for people ticked on a list."""

    def clean(self) -> dict[str, Any]:
        """At least one person; `people` are their keys, what is no key is left out."""
        told = super().clean() or {}
        ticked = self.data.getlist("people") if hasattr(self.data, "getlist") else []
        told["people"] = [UUID(key) for key in ticked if _KEY.fullmatch(key)]
        if not told["people"]:
            raise forms.ValidationError(_("Tick at least one person."))
        return told
