"""The people of a decision: one small form a person, or rows pasted from a spreadsheet."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import PartialDate
from congvu.core.text import clean, fold
from congvu.decisions.column_values import read_column, words_of_answers
from congvu.decisions.commands.drafting import MOST_LINES, LineDraft
from congvu.decisions.fields import Field, Type, codes_in, pairs_in, unit_codes
from congvu.decisions.forms.questions import input_of, kept_text
from congvu.decisions.register import Kind
from congvu.decisions.selectors import naming

AS_ROWS = 60
"""Above so many people the page shows them as rows of text, as a spreadsheet copies them."""

PEOPLE_LIST = "people-names"


class LineForm(forms.Form):
    """One person and the answers, as texts the commands take."""

    key = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    person = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=300,
        widget=forms.TextInput(attrs={"list": PEOPLE_LIST, "autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, kind: Kind, known: "Known | None" = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._kind, self._known = kind, known
        self.draft: LineDraft | None = None
        if is_about_somebody_new(kind) or kind.subject != "person":
            del self.fields["person"]
        for question in kind.questions:
            self.fields[question.field.name] = input_of(
                question.field, question.is_required, self._told(question.field.name), kind.is_many
            )
        if kind.questions_by:
            self._by_act(kind)

    def _by_act(self, kind: Kind) -> None:
        """Mark which acts ask for a field, so that the page shows what the chosen one asks."""
        self.fields[kind.chooses].widget.attrs["data-act"] = ""
        for name, field in self.fields.items():
            asked = {
                act: question.is_required
                for act, questions in kind.questions_by.items()
                for question in questions
                if question.field.name == name
            }
            if asked:
                field.acts = " ".join(asked)  # type: ignore[attr-defined]
                field.is_must = all(asked.values())  # type: ignore[attr-defined]

    def _told(self, name: str) -> str:
        source: Any = self.data if self.is_bound else self.initial
        return str(source.get(self.add_prefix(name) if self.is_bound else name, "") or "")

    def clean(self) -> dict[str, Any]:
        """Read person and answers; each refusal stands at its field."""
        assert self._known is not None  # noqa: S101 - a bound form is given what is known
        person_id = self._person() if "person" in self.fields else None
        values = {}
        for question in self._kind.asked_for(str(self.cleaned_data.get(self._kind.chooses, ""))):
            name = question.field.name
            if name not in self.cleaned_data:
                continue
            if question.is_required and not self.cleaned_data[name]:
                self.add_error(name, self.fields[name].error_messages["required"])
                continue
            try:
                values[name] = self._known.read(question.field, str(self.cleaned_data[name] or ""))
            except DomainError as refusal:
                self.add_error(name, str(refusal))
        self._read_column(values)
        self.draft = LineDraft(person_id, values)
        return self.cleaned_data

    def _read_column(self, values: dict[str, str]) -> None:
        """The right value as its column keeps it: a code for its name, a day for dd/mm/yyyy."""
        name, text = values.get("corrected_column", ""), values.get("corrected_value", "")
        if not (name and text):
            return
        try:
            values["corrected_value"] = read_column(name, text)
        except DomainError as refusal:
            self.add_error("corrected_value", str(refusal))

    def _person(self) -> UUID | None:
        assert self._known is not None  # noqa: S101
        typed = self.cleaned_data.get("person", "")
        if not typed:
            return None
        found = self._known.person(typed, self.cleaned_data.get("key", ""))
        if isinstance(found, naming.NotOne):
            self.add_error("person", str(found))
            return None
        return found


class Known:
    """What the texts of many lines mean: people and units, each asked for once."""

    def __init__(self, *, actor: Actor, on: date, texts: Sequence[Mapping[str, str]]) -> None:
        self._actor, self._on = actor, on
        typed = [one.get("person", "") for one in texts]
        keys = {key for one in texts if (key := _uuid(one.get("key", "")))}
        self._by_key = naming.people_by_key(actor=actor, keys=keys) if keys else {}
        chosen = {naming.line_of(person) for person in self._by_key.values()}
        open_ones = [text for text in typed if text and text not in chosen]
        self._typed = naming.people_typed(actor=actor, typed=open_ones) if open_ones else {}
        self._units: dict[str, str] = {}

    def person(self, typed: str, key: str) -> "UUID | naming.NotOne":
        """The person meant: the one chosen before, as long as the text is the same."""
        chosen = self._by_key.get(_uuid(key) or UUID(int=0))
        if chosen is not None and naming.line_of(chosen) == typed:
            return chosen.pk
        found = self._typed.get(typed) or naming.NotOne(_("Choose a person of the list."))
        return found if isinstance(found, naming.NotOne) else found.pk

    def read(self, field: Field, text: str) -> str:
        """The answer as it is kept.

        Raises: WrongAnswer, NotOne.
        """
        if field.type is Type.UNIT and text:
            return self._unit(text)
        if field.type is Type.UNITS and text:
            return ", ".join(map(self._unit, _parts(text)))
        if field.type is Type.HEIRS and text:
            text = "\n".join(self._heir(code, name) for code, name in pairs_in(text))
        kept = kept_text(field, text)
        field.read(kept)
        return kept

    def _heir(self, code: str, name: str) -> str:
        """A unit a unit is split into: a new one by code and name, else one that stands."""
        return f"{code}; {name}" if name else self._unit(code)

    def _unit(self, text: str) -> str:
        if text not in self._units:
            found = naming.unit_typed(actor=self._actor, text=text, on=self._on)
            self._units[text] = found.code
        return self._units[text]


class Lines:
    """All people of one form: as forms, or as rows of text where there are many."""

    def __init__(self, *, kind: Kind, texts: list[dict[str, str]], as_rows: bool = False) -> None:
        self.kind, self.texts = kind, texts or [{}]
        self.is_rows = kind.is_many and (as_rows or len(self.texts) > AS_ROWS)
        self.forms = [
            LineForm(initial=one, prefix=_prefix(order), kind=kind)
            for order, one in enumerate([] if self.is_rows else self.texts)
        ]
        self.rows = rows_of(kind, self.texts) if self.is_rows else ""
        self.errors: list[str] = []

    @classmethod
    def typed(cls, data: Any, kind: Kind) -> "Lines":
        """The people as a form sent them."""
        if data.get("as_rows") == "1":
            lines = cls(kind=kind, texts=pasted(kind, data.get("rows", "")), as_rows=True)
            lines.rows = data.get("rows", "")
            return lines
        return cls(kind=kind, texts=_texts(data, kind))

    @property
    def heads(self) -> list[str]:
        """The columns of a pasted row, in order."""
        return [_("Full name or personal ID"), *(str(q.field.label) for q in self.kind.questions)]

    def is_valid(self, *, actor: Actor, on: date) -> bool:
        """Read every line; what is wrong stands at its field, or above the rows."""
        known = Known(actor=actor, on=on, texts=self.texts)
        self.forms = [
            LineForm(
                {f"{_prefix(order)}-{name}": text for name, text in one.items()},
                prefix=_prefix(order),
                kind=self.kind,
                known=known,
            )
            for order, one in enumerate(self.texts)
        ]
        if len(self.texts) > MOST_LINES:
            self.errors = [_("A decision names at most %(n)d people.") % {"n": MOST_LINES}]
            return False
        # Every line is read, so that all refusals are shown at once.
        rights = [form.is_valid() for form in self.forms]
        if self.is_rows:
            self.errors = [
                _("Row %(row)d: %(what)s") % {"row": number, "what": told}
                for number, form in enumerate(self.forms, start=1)
                for told in _told(form)
            ]
        return all(rights) and self._nobody_twice()

    def _nobody_twice(self) -> bool:
        seen: set[UUID] = set()
        for number, form in enumerate(self.forms, start=1):
            person = form.draft.person_id if form.draft else None
            if person is None:
                continue
            if person in seen:
                told = _("This person stands in the list twice.")
                form.add_error("person", told)
                self.errors.append(_("Row %(row)d: %(what)s") % {"row": number, "what": told})
                return False
            seen.add(person)
        return True

    def drafts_so_far(self, *, actor: Actor, on: date) -> list[LineDraft]:
        """The lines as far as they are right, to be told in words while more is typed."""
        copy = Lines(kind=self.kind, texts=self.texts)
        copy.is_valid(actor=actor, on=on)
        return copy.drafts()

    def drafts(self) -> list[LineDraft]:
        """The lines as the commands take them."""
        return [form.draft for form in self.forms if form.draft is not None]

    def changed(self, act: str, data: Any) -> "Lines":
        """The lines with one added, one removed, or rows pasted; nothing typed is lost."""
        texts = self.texts
        if act == "add":
            texts = [*texts, {}]
        elif act == "paste":
            texts = [one for one in texts if any(one.values())]
            texts += pasted(self.kind, data.get("pasted", ""))
        elif act.startswith("remove-") and act.removeprefix("remove-").isdecimal():
            gone = int(act.removeprefix("remove-"))
            texts = [one for order, one in enumerate(texts) if order != gone]
        return Lines(kind=self.kind, texts=texts)


def is_about_somebody_new(kind: Kind) -> bool:
    """Whether the kind opens a dossier instead of naming one."""
    return any(effect["do"] == "recruit" for effect in kind.effects)


def texts_of(*, actor: Actor, kind: Kind, lines: Iterable[Any]) -> list[dict[str, str]]:
    """The lines of a draft as texts of the form; one statement for units."""
    found = list(lines)
    asked = [one.field for one in kind.questions if one.field.type in (Type.UNIT, Type.UNITS)]
    codes = [code for line in found for code in unit_codes(line.values)]
    units = naming.unit_names(actor=actor, codes=codes)
    texts = []
    for line in found:
        text = {name: str(value) for name, value in line.values.items()}
        text |= words_of_answers(text)
        for field in asked:
            kept = codes_in(text.get(field.name, ""))
            text[field.name] = "; ".join(units.get(code, code) for code in kept)
        for question in kind.questions:
            if question.field.type is Type.PARTIAL and text.get(question.field.name):
                text[question.field.name] = str(PartialDate(text[question.field.name]))
        if line.person is not None:
            text |= {"key": str(line.person_id), "person": naming.line_of(line.person)}
        elif line.name:
            text["person"] = line.name
        texts.append(text)
    return texts


def _parts(text: str) -> list[str]:
    """Units as typed: with semicolons where names hold commas."""
    return [part for one in text.split(";" if ";" in text else ",") if (part := one.strip())]


def pasted(kind: Kind, text: str) -> list[dict[str, str]]:
    """Rows as a spreadsheet copies them: a person, then the answers in the order of the kind."""
    names = ["person", *(question.field.name for question in kind.questions)]
    fields = {question.field.name: question.field for question in kind.questions}
    rows = []
    for line in text.splitlines():
        cells = [clean(cell) for cell in line.split("\t")]
        if not any(cells) or _is_head(kind, cells):
            continue
        row = dict(zip(names, cells, strict=False))
        rows.append(
            {name: kept_text(fields[name], cell) if name in fields else cell
             for name, cell in row.items()}
        )  # fmt: skip
    return rows


def rows_of(kind: Kind, texts: Iterable[Mapping[str, str]]) -> str:
    """Lines as rows of text, the other way round than `pasted`."""
    lines = []
    for one in texts:
        cells = [one.get("person", "")]
        for question in kind.questions:
            text = one.get(question.field.name, "")
            try:
                cells.append(question.field.shown(text) if question.field.type in _SHOWN else text)
            except (ValueError, KeyError):
                cells.append(text)
        lines.append("\t".join(cells))
    return "\n".join(lines)


_SHOWN = (Type.DAY, Type.CODE, Type.CHOICE)


def _is_head(kind: Kind, cells: Sequence[str]) -> bool:
    labels = [fold(str(question.field.label)) for question in kind.questions]
    return bool(labels) and [fold(cell) for cell in cells[1:]] == labels[: len(cells) - 1] != []


def _texts(data: Any, kind: Kind) -> list[dict[str, str]]:
    count = data.get("lines", "")
    size = min(int(count), AS_ROWS) if count.isdecimal() and len(count) < len("10000") else 1
    names = ["key", "person", *(question.field.name for question in kind.questions)]
    return [
        {name: data.get(f"{_prefix(order)}-{name}", "") for name in names} for order in range(size)
    ]


def _prefix(order: int) -> str:
    return f"l{order}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _told(form: LineForm) -> list[str]:
    return [
        f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]
