"""Which columns there are: those of the person, and those of each family of facts.

The registry follows `people.families`: a column added there can be shown and asked for here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.catalog.fields import CodeField
from congvu.catalog.selectors import levels_of, names_of, read_codes
from congvu.core.languages import words_of
from congvu.core.periods import PartialDateField
from congvu.establishment.rules.titles import leadership_titles
from congvu.people.choices import CODE_LISTS, QualificationFamily
from congvu.people.families import FAMILIES, PERSON_COLUMNS, Family, Privacy
from congvu.people.groups import PARTY_POSTS
from congvu.people.models import Person

Label = str | Promise


class Kind(StrEnum):
    """What a column holds: says how it is asked for and told."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    DAY = "day"
    PARTIAL = "partial"
    YES = "yes"
    UNIT = "unit"
    RANK = "rank"
    AGE = "age"
    MONTH = "month"


@dataclass(frozen=True, eq=False)
class Source:
    """The rows a column is read from: those of a family that `where` describes.

    Rows classed stricter than the family (`groups.stricter_rows`) are there only where
    `is_stricter`. `yearly`: each row tells of one year, and the latest is what holds.
    """

    key: str
    title: Label
    family: Family
    where: Mapping[str, Any] = field(default_factory=dict)
    is_stricter: bool = False

    @property
    def yearly(self) -> bool:
        """Whether its rows are of a year each."""
        return self.key in {"ratings", "income", "declarations"}

    @property
    def is_guarded(self) -> bool:
        """Whether only the right to open sensitive data shows it."""
        return self.is_stricter or self.family.privacy is not Privacy.ORDINARY


@dataclass(frozen=True, eq=False)
class Column:
    """One column: `lookup` is its place in the rows of `source`, or of the person without one.

    `codes` is its code list, `options` the codes and names of one that is no file.
    """

    key: str
    label: Label
    kind: Kind
    lookup: str
    source: Source | None = None
    codes: str = ""
    options: Mapping[str, Label] = field(default_factory=dict)
    is_guarded: bool = False

    @property
    def title(self) -> str:
        """Its name with its family's, where it has one; the first letter a capital."""
        label = str(self.label)
        if self.source is not None and str(self.source.title).lower() != label.lower():
            label = f"{self.source.title}: {label[:1].lower()}{label[1:]}"
        return f"{label[:1].upper()}{label[1:]}"

    @property
    def choices(self) -> Mapping[str, Label]:
        """What may stand in it, by code; empty where anything may."""
        return self.options or (names_of(self.codes) if self.codes else {})

    @property
    def is_ordered(self) -> bool:
        """Whether its codes stand in an order, so that "at least" can be asked."""
        return bool(self.codes) and any(
            level is not None for level in levels_of(self.codes).values()
        )


DEFAULT = ("full_name", "born", "post", "unit", "rank", "remarks")
"""The columns of a list nobody chose columns for."""

OFTEN = (
    "posts.title", "posts.title_code", "ranks.grade", "ranks.salary_group", "pay.step",
    "object_kind", "status.status_code", "service.since", "degree.code", "degree.field",
    "politics.code", "management.code", "language.code", "language.field", "it.code",
    "ratings.level_code", "minority", "party.is_member", "complete",
    "incomplete", "retires",
)  # fmt: skip
"""What people are looked for by most."""

PAST = {"post": "posts.title", "unit": "posts.unit", "rank": "ranks.rank"}
"""What the person repeats of the facts of today; on a past day the facts say it."""
COMPLETENESS = "completeness"
"""Where a person keeps how complete the dossier is today."""

COMPETENCY = "competencies.competency_code"
"""A fact names a competency by its code; lists show, find and sort it by its name."""

_PLAIN = frozenset({"full_name", "name_in_use", "born", "sex", "nationality"})
"""Personal data every list shows to whoever may open the dossier."""

_PARTS = (
    ("degree", QualificationFamily.EDUCATION),
    ("politics", QualificationFamily.POLITICS),
    ("management", QualificationFamily.MANAGEMENT),
    ("language", QualificationFamily.LANGUAGE),
    ("it", QualificationFamily.IT),
    ("general", QualificationFamily.GENERAL),
    ("academic", QualificationFamily.ACADEMIC),
    ("defence", QualificationFamily.DEFENCE),
    ("minority_language", QualificationFamily.MINORITY),
)


@cache
def columns() -> Mapping[str, Column]:
    """Every column by its key, in the order offered."""
    return {column.key: column for column in (*_of_person(), *_of_families())}


def known(keys: list[str]) -> list[Column]:
    """The columns of `keys` that exist, each once; a name always comes first."""
    found = {key: columns()[key] for key in keys if key in columns()}
    return list(({"full_name": columns()["full_name"]} | found).values())


def on_day(column: Column, *, is_past: bool) -> Column:
    """The column that says it on the day shown."""
    return columns()[PAST[column.key]] if is_past and column.key in PAST else column


def _of_person() -> Iterator[Column]:
    classes = {row["field_key"]: row["pii"] for row in read_codes("dossier_fields")}
    yield Column("full_name", _("Full name"), Kind.TEXT, "full_name")
    yield Column("born", _("Birth date"), Kind.PARTIAL, "born")
    yield Column("age", _("Age"), Kind.AGE, "born_from")
    yield Column("sex", _("Sex"), Kind.CODE, "sex", options=_choices(Person, "sex"))
    yield Column("post", _("Post held"), Kind.TEXT, "post")
    yield Column("unit", _("Unit"), Kind.UNIT, "unit")
    yield Column("rank", _("Rank"), Kind.RANK, "rank")
    yield Column("remarks", _("Remarks"), Kind.YES, "has_unverified")
    yield Column("complete", _("Completeness (%)"), Kind.NUMBER, COMPLETENESS)
    yield Column("incomplete", _("Data missing"), Kind.YES, COMPLETENESS)
    yield Column("retires", _("Retires in"), Kind.MONTH, "retires")
    yield Column("minority", _("Ethnic minority"), Kind.YES, "minority", is_guarded=True)
    for name, line in PERSON_COLUMNS.items():
        if name not in {"photo", "unit", "full_name", "born", "sex"}:
            yield _column(
                Person, name, None, is_guarded=bool(classes.get(line)) and name not in _PLAIN
            )


def _of_families() -> Iterator[Column]:
    for one in FAMILIES:
        # Of a single person on demand, never a list of people: planning in preparation.
        if one.privacy is not Privacy.RESTRICTED:
            # All but those of the Youth Union are sensitive: guarded as a whole.
            guarded = one.key == "memberships"
            yield from _of_source(Source(one.key, one.title, one, is_stricter=guarded), one.columns)
        if one.key == "posts":
            where = {"kind__in": PARTY_POSTS}
            source = Source("party_posts", _("Posts in the Party"), one, where, is_stricter=True)
            yield from _of_source(source, ("kind", "title", "unit_printed"))
        if one.key == "training":
            for key, kind in _PARTS:
                source = Source(key, kind.label, one, {"family": kind.value})
                yield from _of_part(source, kind)


def _of_source(source: Source, names: tuple[str, ...]) -> Iterator[Column]:
    guarded = source.is_guarded
    if source.key == "party":
        yield Column("party.is_member", _("Party member"), Kind.YES, "", source, is_guarded=guarded)
    yield Column(
        f"{source.key}.since", _("since"), Kind.DAY, "valid__startswith", source,
        is_guarded=guarded,
    )  # fmt: skip
    if not source.family.is_moment and not source.yearly:
        yield Column(
            f"{source.key}.until", _("until"), Kind.DAY, "valid__endswith", source,
            is_guarded=guarded,
        )  # fmt: skip
    for name in names:
        if (source.key, name) not in {("training", "code"), ("training", "field_code")}:
            yield _column(source.family.model, name, source, is_guarded=guarded)
    if source.key == "ranks":
        yield Column(
            "ranks.grade", _("class of rank"), Kind.CODE, "rank__grade", source,
            options=_of_ranks("grade"),
        )  # fmt: skip
        yield Column(
            "ranks.salary_group", _("pay group"), Kind.CODE, "rank__salary_group", source,
            options=_of_ranks("salary_group"),
        )  # fmt: skip


def _of_part(source: Source, kind: QualificationFamily) -> Iterator[Column]:
    """A kind of training: its level and its field."""
    yield Column(
        f"{source.key}.code", _("level"), Kind.CODE, "code", source, codes=CODE_LISTS[kind]
    )
    is_language = kind is QualificationFamily.LANGUAGE
    yield Column(
        f"{source.key}.field",
        _("language") if is_language else _("field"),
        Kind.CODE if is_language else Kind.TEXT,
        "field",
        source,
        codes="languages" if is_language else "",
    )


def _column(model: Any, name: str, source: Source | None, *, is_guarded: bool) -> Column:
    held = model._meta.get_field(name)
    lookup = f"{name}__name" if name == "position" and held.is_relation else name
    key = f"{source.key}.{name}" if source else name
    label = getattr(held, "verbose_name", name)
    options: Mapping[str, Label] = {}
    if name == "title_code":
        label = _("leadership title")
        options = {
            code: words_of({"name_vi": title.name, "name_en": title.name_en})
            for code, title in leadership_titles().items()
        }
    elif held.choices:
        options = _choices(model, name)
        if source is not None and source.family.key == "posts":
            options = {
                code: label
                for code, label in options.items()
                if (code in PARTY_POSTS) is source.is_stricter
            }
    return Column(
        key,
        label,
        Kind.CODE if options else _kind_of(held),
        lookup,
        source,
        codes=getattr(held, "code_list", ""),
        options=options,
        is_guarded=is_guarded,
    )


def _kind_of(held: Any) -> Kind:
    kinds: tuple[tuple[type[Any], Kind], ...] = (
        (CodeField, Kind.CODE),
        (PartialDateField, Kind.PARTIAL),
        (models.BooleanField, Kind.YES),
        (models.DateField, Kind.DAY),
        (models.IntegerField, Kind.NUMBER),
        (models.DecimalField, Kind.NUMBER),
    )
    if isinstance(held, models.ForeignKey):
        return {"rank": Kind.RANK, "unit": Kind.UNIT}.get(held.name, Kind.TEXT)
    return next((kind for known, kind in kinds if isinstance(held, known)), Kind.TEXT)


def _choices(model: Any, name: str) -> Mapping[str, Label]:
    return dict(model._meta.get_field(name).choices)


def _of_ranks(name: str) -> Mapping[str, Label]:
    found = sorted({row[name] for row in read_codes("ranks") if row[name]})
    return {value: value for value in found}
