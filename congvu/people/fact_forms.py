"""Typing a fact of any family, a column of the person, and the paper each rests on."""

import mimetypes
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.inputs import DayField
from congvu.core.languages import in_words
from congvu.core.periods import PartialDate
from congvu.documents.choices import PaperKind
from congvu.documents.intake import IntakeError, check_size, refuse_other_files
from congvu.establishment.choices import HIGHEST_LEVEL, LOWEST_LEVEL
from congvu.establishment.rules.titles import leadership_titles
from congvu.establishment.selectors.staffing import competencies
from congvu.people.choices import CODE_LISTS, QualificationFamily
from congvu.people.commands.persons import MAY_CHANGE
from congvu.people.families import PERSON_COLUMNS, Family
from congvu.people.selectors.facts import person_column
from congvu.people.typed_fields import (
    PartialDateInput,
    Texts,
    code_called,
    field_for,
    typed_value,
)
from congvu.people.types import NewFact, NewPaper, Upload

OWN_KINDS = (PaperKind.DECLARATION, PaperKind.CERTIFICATE)
OFFICE_KINDS = (PaperKind.CERTIFICATE, PaperKind.DECISION, PaperKind.DECLARATION)
PAPER_FILES = ("pdf", "jpg", "png", "docx", "xlsx", "txt")
CHANGEABLE = MAY_CHANGE
_TITLES = ("title_code",)
RARE = {
    "posts": ("unit_printed", "title_code", "position", "term_ends_on", "began_by"),
    "pay": ("paid_percent", "overframe_percent", "overframe_since"),
    "position_pay": ("paid_percent", "overframe_percent", "overframe_since"),
    "training": (
        "field_code", "mode_code", "grade_code", "country_code", "number", "score", "studied_from",
        "studied_to", "expires_on",
    ),
    "relatives": (
        "deceased_year", "personal_id", "home_place", "organisations", "country_code", "abroad",
        "old_regime", "is_same_agency", "detail",
    ),
    "health": ("clinic", "conclusion", "has_disability"),
    "party": ("official_printed", "admitted_at"),
}  # fmt: skip
"""Columns a form keeps behind "more": few facts tell them."""


class PaperFile(forms.FileField):
    """The file of a paper: told by its content, up to the size the installation allows."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, or None."""
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        content = file.read()
        try:
            check_size(len(content), settings.UPLOAD_LIMIT_MB)
            refuse_other_files(content, file.name or "", PAPER_FILES)
        except IntakeError as refusal:
            raise forms.ValidationError(refusal.told(gettext)) from refusal
        name = (file.name or "").replace("\\", "/").rsplit("/", 1)[-1]
        return Upload(name, content, mimetypes.guess_type(name)[0] or "application/octet-stream")


class PaperForm(forms.Form):
    """The paper something rests on; its fields begin with `paper_`."""

    paper_kind = forms.ChoiceField(label=_("Rests on"))
    paper_title = forms.CharField(label=_("Name of the paper"), required=False, max_length=300)
    paper_number = forms.CharField(label=_("Number of the paper"), required=False, max_length=60)
    paper_signed_on = DayField(label=_("Day of the paper"), required=False)
    paper_issuer = forms.CharField(label=_("Issued by"), required=False, max_length=200)
    paper_file = PaperFile(
        label=_("File of the paper"),
        required=False,
        help_text=_(
            "pdf, jpg, png, docx, xlsx or txt. Never send a paper under a secrecy mark: a scan"
            " cannot be read by the system, so whoever sends it answers for that."
        ),
    )

    def __init__(self, *args: Any, kinds: tuple[PaperKind, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["paper_kind"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A certificate or decision needs at least its number or its file."""
        told = super().clean() or {}
        proves = told.get("paper_kind") in (PaperKind.CERTIFICATE, PaperKind.DECISION)
        said = told.get("paper_number") or told.get("paper_file") or told.get("paper_title")
        if proves and not said and not self.errors:
            self.add_error("paper_number", _("Say which paper it is: its name, number or file."))
        return told

    @property
    def paper(self) -> NewPaper:
        """The paper as typed."""
        told = self.cleaned_data
        return NewPaper(
            kind=told["paper_kind"],
            title=told["paper_title"],
            number=told["paper_number"],
            issuer=told["paper_issuer"],
            signed_on=told["paper_signed_on"],
            file=told["paper_file"],
        )


class PhotoForm(forms.Form):
    """A portrait for the dossier."""

    photo = forms.FileField(
        label=_("Photo 4 by 6"), help_text=_("JPEG or PNG, upright, in colour, up to 2 MB.")
    )

    def clean_photo(self) -> Upload:
        """The file; what it shows is judged by the command."""
        file = self.cleaned_data["photo"]
        try:
            check_size(file.size or 0, settings.UPLOAD_LIMIT_MB)
        except IntakeError as refusal:
            raise forms.ValidationError(refusal.told(gettext)) from refusal
        return Upload(file.name.replace("\\", "/").rsplit("/", 1)[-1], file.read())


class Reason(forms.Form):
    """Why a proposed change is refused."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class FactForm(forms.Form):
    """One fact of one family: its columns as the registry names them, and its days."""

    def __init__(
        self,
        *args: Any,
        family: Family,
        actor: Actor,
        on: date,
        row: Any = None,
        given: Texts | None = None,
        **options: Any,
    ) -> None:
        self.family, self.actor = family, actor
        initial = self._initial(row) if row is not None else dict(given or {})
        super().__init__(*args, **{"initial": initial, **options})
        for name in family.columns:
            column = family.model._meta.get_field(name)
            self.fields[name] = self._field(name, column, on)
        if not family.is_yearly:
            self.fields["since"] = PartialDateInput(
                label=_("On") if family.is_moment else _("From"), required=family.line is not None
            )
        if not (family.is_moment or family.is_yearly):
            self.fields["until"] = PartialDateInput(label=_("To (last day)"), required=False)
            self.fields["until"].help_text = _("Leave empty while it lasts.")

    @property
    def often(self) -> list[Any]:
        """The fields shown at once: all but the rare ones that say nothing and need nothing."""
        return [field for field in self.visible_fields() if not self._is_folded(field)]

    @property
    def folded(self) -> list[Any]:
        """The fields that wait behind "more"."""
        return [field for field in self.visible_fields() if self._is_folded(field)]

    def _is_folded(self, field: Any) -> bool:
        is_rare = field.name in RARE.get(self.family.key, ()) and not field.field.required
        return is_rare and not field.errors and field.value() in (None, "", False, [])

    def clean(self) -> dict[str, Any]:
        """Codes of a qualification are of the list of its kind; days in their order."""
        told = super().clean() or {}
        if self.family.key == "training":
            self._judge_qualification(told)
        since, until = told.get("since"), told.get("until")
        if since and until and until < since and len(until) == len(since):
            self.add_error("until", _("The last day lies before the first."))
        return told

    @property
    def fact(self) -> NewFact:
        """The fact as the commands take it."""
        told = dict(self.cleaned_data)
        since, until = told.pop("since", ""), told.pop("until", "")
        values = {name: told[name] for name in self.family.columns}
        texts = {name: str(self.data.get(name, "")) for name in (*self.family.columns,)}
        return NewFact(
            family=self.family.key,
            values=values,
            since=since or None,
            until=until or None,
            texts=texts | {"since": since or "", "until": until or ""},
        )

    def _field(self, name: str, column: Any, on: date) -> forms.Field:
        if name in _TITLES:
            titles = [
                (code, in_words({"vi": one.name, "en": one.name_en}))
                for code, one in leadership_titles().items()
            ]
            return forms.ChoiceField(
                label=_("Leadership title"), required=False, choices=[("", "–"), *titles]
            )
        if self.family.key == "competencies":
            return self._competency_field(name)
        return field_for(column, actor=self.actor, on=on, lists=self._lists(name))

    def _competency_field(self, name: str) -> forms.Field:
        """A competency of the framework by its name, and a level from 1 to 5."""
        if name == "level":
            levels = [(n, str(n)) for n in range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)]
            return forms.TypedChoiceField(
                label=_("Level found"), choices=[("", "–"), *levels], coerce=int
            )
        known = [(one.code, one.label) for one in competencies(actor=self.actor)]
        return forms.ChoiceField(label=_("Competency"), choices=[("", "–"), *known])

    def _lists(self, name: str) -> tuple[str, ...]:
        if self.family.key == "training" and name == "code":
            return tuple(dict.fromkeys(CODE_LISTS.values()))
        return ()

    def _initial(self, row: Any) -> dict[str, Any]:
        told = {}
        for name in self.family.columns:
            column: Any = self.family.model._meta.get_field(name)
            value = getattr(row, column.attname)
            told[name] = typed_value(column, value, actor=self.actor, lists=self._lists(name))
        first, last = row.valid.lower, row.valid.upper
        iso = row.since_printed or (first.isoformat() if first else "")
        told["since"] = str(PartialDate(iso)) if iso else ""
        if not self.family.is_moment:
            iso = row.until_printed or ((last - timedelta(days=1)).isoformat() if last else "")
            told["until"] = str(PartialDate(iso)) if iso else ""
        return told

    def _judge_qualification(self, told: dict[str, Any]) -> None:
        kind = told.get("family")
        codes = CODE_LISTS.get(QualificationFamily(kind), "") if kind else ""
        typed = str(self.data.get("code", "")).strip()
        if kind and typed and "code" not in self.errors:
            code = code_called(codes, typed) if codes else ""
            if not code:
                self.add_error("code", _("This level is not in the list of that kind."))
            told["code"] = code
        elif kind and not typed and not told.get("title"):
            self.add_error("code", _("Say the level, or the name of the degree or certificate."))
        if kind in (QualificationFamily.LANGUAGE, QualificationFamily.MINORITY):
            told["field"] = code_called("languages", told.get("field", "")) or told.get("field")


class EndForm(forms.Form):
    """The last day a fact holds."""

    until = DayField(label=_("Last day"))


class ColumnForm(forms.Form):
    """One or several columns of the person that belong together."""

    def __init__(
        self,
        *args: Any,
        names: tuple[str, ...],
        actor: Actor,
        on: date,
        person: Any,
        **options: Any,
    ) -> None:
        columns = {name: person_column(name) for name in names}
        initial = {
            name: typed_value(column, getattr(person, column.attname), actor=actor)
            for name, column in columns.items()
        }
        super().__init__(*args, **{"initial": initial, **options})
        for name, column in columns.items():
            self.fields[name] = field_for(column, actor=actor, on=on, required=name == "full_name")
        self._on = on

    def clean(self) -> dict[str, Any]:
        """Every day of a person's data is past: of birth, of an identity card, of a first job."""
        told = super().clean() or {}
        for name, field in self.fields.items():
            value = told.get(name)
            if isinstance(field, PartialDateInput) and value:
                value = PartialDate(value).bounds()[0]
            if isinstance(value, date) and value > self._on:
                self.add_error(name, _("This day has not come yet. Choose today or earlier."))
        return told

    @property
    def texts(self) -> dict[str, str]:
        """The columns as texts the dossier keeps: days as YYYY-MM-DD, codes as codes."""
        return {
            name: value.isoformat() if isinstance(value, date) else str(value or "")
            for name, value in self.cleaned_data.items()
        }


def columns_with(name: str) -> tuple[str, ...]:
    """The columns of the person that fill the same line of the official list as `name`."""
    line = PERSON_COLUMNS[name]
    alone = name in ("personal_id", "first_work_on", "joined_revolution_on")
    return (name,) if alone else tuple(one for one, key in PERSON_COLUMNS.items() if key == line)
