"""What the workbook looks like: its sheets, their columns, and what a cell of each holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import translation

from congvu.catalog.fields import CodeField
from congvu.core.periods import PartialDateField
from congvu.people.families import FAMILIES, PERSON_COLUMNS, Family, Privacy
from congvu.people.models import Person
from congvu.people.workbook.privacy import privacy_of_person_column

PEOPLE = "people"
"""The key of the sheet of people."""


class Kind(StrEnum):
    """How a cell is written and read."""

    TEXT = "text"
    LONG = "long"
    NAME = "name"
    PERSONAL_ID = "personal_id"
    NUMBER_OF_STAFF = "staff_number"
    CODE = "code"
    LEVEL = "level"
    FIELD = "field"
    CHOICE = "choice"
    UNIT = "unit"
    POSITION = "position"
    TITLE = "title"
    DATE = "date"
    PARTIAL = "partial"
    BORN = "born"
    BOUND = "bound"
    INTEGER = "integer"
    YEAR = "year"
    DECIMAL = "decimal"
    YES = "yes"


@dataclass(frozen=True)
class Column:
    """One column of a sheet; `name` is the model's column or a name of KEYS or FRAME.

    `size` is the most letters of a text, the most digits before the comma of a number; `places`
    the digits after it; `least` and `most` bound a whole number. `choices` are (stored value,
    word) pairs.
    """

    name: str
    heading: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    code_list: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    size: int = 0
    places: int = 0
    least: int = 0
    most: int | None = None
    is_required: bool = False
    privacy: Privacy = Privacy.ORDINARY


@dataclass(frozen=True)
class Sheet:
    """One sheet; `family` is None for the sheet of people."""

    key: str
    name: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    family: Family | None = None
    privacy: Privacy = Privacy.ORDINARY

    @property
    def facts(self) -> tuple[Column, ...]:
        """The columns of the model, in its order."""
        frame = {*KEYS, *FRAME} if self.family else set()
        return tuple(column for column in self.columns if column.name not in frame)

    def column(self, name: str) -> Column:
        """The column called `name`."""
        return next(one for one in self.columns if one.name == name)


KEYS: Mapping[str, Kind] = {
    "person_id": Kind.PERSONAL_ID,
    "person_number": Kind.NUMBER_OF_STAFF,
    "person_name": Kind.TEXT,
}
FRAME: Mapping[str, Kind] = {
    "since": Kind.BOUND,
    "until": Kind.BOUND,
    "paper_kind": Kind.CHOICE,
    "paper_number": Kind.TEXT,
    "paper_day": Kind.DATE,
    "paper_issuer": Kind.TEXT,
    "disputed": Kind.YES,
}
_SIZES = {"person_name": 200, "paper_number": 60, "paper_issuer": 200}
_SPECIAL = {
    "people.personal_id": Kind.PERSONAL_ID,
    "people.staff_number": Kind.NUMBER_OF_STAFF,
    "people.full_name": Kind.NAME,
    "people.born": Kind.BORN,
    "people.unit": Kind.UNIT,
    "posts.unit": Kind.UNIT,
    "posts.position": Kind.POSITION,
    "posts.title_code": Kind.TITLE,
    "planning.title_code": Kind.TITLE,
    "training.code": Kind.LEVEL,
    "training.field": Kind.FIELD,
    "relatives.personal_id": Kind.PERSONAL_ID,
}
# A photograph does not travel in a cell; remarks do, though no form asks for them.
_PERSON = (*(name for name in PERSON_COLUMNS if name != "photo"), "notes")
# Longer texts may hold lines.
_LINES_FROM = 1000
_YEAR_NAMES = ("year", "birth_year", "deceased_year")


@cache
def words() -> dict[str, Any]:
    """The words of headings.yaml."""
    text = files(__package__).joinpath("headings.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def sheets() -> tuple[Sheet, ...]:
    """The sheets of the workbook, people first."""
    with translation.override("vi"):
        return (_people(), *(_family(family) for family in FAMILIES))


@cache
def sheet_of(key: str) -> Sheet:
    """The sheet with that key."""
    return next(sheet for sheet in sheets() if sheet.key == key)


def _people() -> Sheet:
    said = words()["people"]
    columns = tuple(
        _column(
            PEOPLE, Person, name, said["headings"].get(name, ""), privacy_of_person_column(name)
        )
        for name in _PERSON
    )
    return Sheet(PEOPLE, said["sheet"], columns, tuple(said["aliases"]))


def _family(family: Family) -> Sheet:
    facts = [_column(family.key, family.model, name) for name in family.columns]
    since, until, *basis = (_framed("frame", name, kind) for name, kind in FRAME.items())
    keys = [_framed("keys", name, kind) for name, kind in KEYS.items()]
    columns = (*keys, since, until, *facts, *basis)
    return Sheet(
        family.key, family.sheet, columns, family=family, privacy=family.privacy,
        aliases=(str(family.title),),
    )  # fmt: skip


def _framed(part: str, name: str, kind: Kind) -> Column:
    said = words()[part][name]
    choices: Sequence[tuple[str, str]] = ()
    if name == "paper_kind":
        from congvu.documents.choices import PaperKind

        choices = [
            (value, str(label))
            for value, label in PaperKind.choices
            if value != PaperKind.IMPORTED_LIST
        ]
    return Column(
        name,
        said["heading"],
        kind,
        aliases=tuple(said["aliases"]),
        choices=tuple(choices),
        size=_SIZES.get(name, 0),
    )


def _column(
    sheet: str, model: type[Any], name: str, heading: str = "", privacy: Privacy = Privacy.ORDINARY
) -> Column:
    field = model._meta.get_field(name)
    said = words()["columns"].get(f"{sheet}.{name}", {})
    said = {"aliases": said} if isinstance(said, list) else said
    label = str(field.verbose_name)
    given = heading or said.get("heading") or label[:1].upper() + label[1:]
    aliases = {str(alias) for alias in said.get("aliases", ())} | {label, name}
    kind = _SPECIAL.get(f"{sheet}.{name}") or _kind_of(field, name)
    code_list, choices = getattr(field, "code_list", ""), _choices(field)
    least, most = _bounds(field)
    if name == "rank":
        code_list = "ranks"
    return Column(
        name,
        given,
        kind,
        aliases=tuple(sorted(aliases)),
        code_list=code_list,
        choices=choices,
        size=_size(field),
        places=getattr(field, "decimal_places", 0) or 0,
        least=least,
        most=most,
        is_required=_is_required(field),
        privacy=privacy,
    )


def _bounds(field: Any) -> tuple[int, int | None]:
    """The least and the most a whole number of the column may be; never below 0."""
    if not isinstance(field, models.IntegerField):
        return 0, None
    lows = [one.limit_value for one in field.validators if isinstance(one, MinValueValidator)]
    highs = [one.limit_value for one in field.validators if isinstance(one, MaxValueValidator)]
    return max(0, *lows), min(highs, default=None)


def _is_required(field: Any) -> bool:
    has_value = field.has_default() and field.get_default() != ""
    return not (field.blank or field.null or has_value)


def _choices(field: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(label)) for value, label in field.choices or ())


def _kind_of(field: Any, name: str) -> Kind:
    if isinstance(field, CodeField) or name == "rank":
        return Kind.CODE
    if isinstance(field, PartialDateField):
        return Kind.PARTIAL
    if field.choices:
        return Kind.CHOICE
    if name in _YEAR_NAMES:
        return Kind.YEAR
    kinds: Sequence[tuple[type[Any], Kind]] = (
        (models.BooleanField, Kind.YES),
        (models.DateField, Kind.DATE),
        (models.DecimalField, Kind.DECIMAL),
        (models.IntegerField, Kind.INTEGER),
    )
    found = next((kind for known, kind in kinds if isinstance(field, known)), None)
    if found is None and not isinstance(field, models.CharField | models.TextField):
        raise TypeError(f"no cell can hold {field}")
    return found or (Kind.LONG if (field.max_length or 0) >= _LINES_FROM else Kind.TEXT)


def _size(field: Any) -> int:
    if isinstance(field, models.DecimalField):
        return int(field.max_digits or 0) - int(field.decimal_places or 0)
    if isinstance(field, models.BigIntegerField):
        return 15
    if isinstance(field, models.SmallIntegerField):
        return 4
    return int(field.max_length or 0)
