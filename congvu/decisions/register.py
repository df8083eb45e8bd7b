"""The register of kinds: what each asks, does, cites and says, from `kinds.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from congvu.catalog.selectors import names_of
from congvu.decisions.fields import FIELDS, Field

DECISION = "QĐ"
"""How a number says that its paper is a decision (NĐ 30/2020/NĐ-CP, phụ lục III)."""


@dataclass(frozen=True)
class Question:
    """One field of a kind and whether it has to be answered."""

    field: Field
    is_required: bool


@dataclass(frozen=True)
class Kind:
    """One kind of decision. See the head of `kinds.yaml` for what each part means."""

    code: str
    questions: tuple[Question, ...]
    effects: tuple[Mapping[str, Any], ...]
    bases: tuple[str, ...]
    about: str
    articles: tuple[str, ...]
    is_many: bool = False
    article_many: str = ""
    about_one: str = ""
    about_by: Mapping[str, str] = field(default_factory=dict)
    articles_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions_by: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)
    table: tuple[str, ...] = ()
    check: str = ""
    settles: str = ""
    asks: str = ""
    subject: str = "person"
    document: str = DECISION

    @property
    def name(self) -> str:
        """What the kind is called, in the reader's language."""
        return names_of("decision_kinds")[self.code]

    @property
    def chooses(self) -> str:
        """The field whose answer says what the decision does; empty where a kind does one thing."""
        return self.questions[0].field.name if self.articles_by else ""

    def asked_for(self, act: str) -> tuple[Question, ...]:
        """The questions that go with the chosen act; all of the kind where acts do not differ."""
        if not self.questions_by:
            return self.questions
        return (self.questions[0], *self.questions_by.get(act, ()))


@dataclass(frozen=True)
class Basis:
    """A legal basis as printed, since when (and until when) it may be cited, how sure we are.

    `corps` are those it is law for; empty for all.
    """

    key: str
    text: str
    since: date
    until: date | None
    confidence: str
    corps: frozenset[str]

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on `day`; `until` is exclusive."""
        return self.since <= day and (self.until is None or day < self.until)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind that is drafted in the system, by code, in the order of the file."""
    return {code: _kind(code, entry) for code, entry in _read("kinds.yaml").items()}


def kind_of(code: str) -> Kind:
    """The kind with `code`.

    Raises: KeyError for one that is not drafted here.
    """
    return kinds()[code]


@cache
def bases() -> Mapping[str, Basis]:
    """Every legal basis by its key."""
    return {
        key: Basis(
            key,
            row["text"],
            row["from"],
            row.get("until"),
            row["confidence"],
            frozenset(row.get("corps", ())),
        )
        for key, row in _read("bases.yaml").items()
    }


def bases_of(kind: Kind, on: date, corps: frozenset[str]) -> list[Basis]:
    """The legal bases of `kind` in force on `on` for people of `corps`, in the order cited."""
    cited = (bases()[key] for key in kind.bases)
    return [one for one in cited if one.holds_on(on) and (not one.corps or one.corps & corps)]


def _kind(code: str, entry: Mapping[str, Any]) -> Kind:
    return Kind(
        code=code,
        questions=tuple(_questions(entry["fields"] or "")),
        effects=tuple(entry["effects"]),
        bases=tuple(entry["bases"]),
        about=entry["about"],
        articles=tuple(entry["articles"]),
        about_one=entry.get("about_one", ""),
        about_by=entry.get("about_by", {}),
        is_many=entry.get("many", False),
        article_many=entry.get("article_many", ""),
        questions_by={
            act: tuple(_questions(names)) for act, names in entry.get("fields_by", {}).items()
        },
        articles_by={key: tuple(told) for key, told in entry.get("articles_by", {}).items()},
        table=tuple(entry.get("table", ())),
        check=entry.get("check", ""),
        settles=entry.get("settles", ""),
        asks=entry.get("asks", ""),
        subject=entry.get("subject", "person"),
        document=entry.get("document", DECISION),
    )


def _questions(names: str) -> list[Question]:
    told = [name.strip() for name in names.split(",") if name.strip()]
    return [Question(FIELDS[name.rstrip("?")], not name.endswith("?")) for name in told]


def _read(name: str) -> dict[str, Any]:
    text = (resources.files("congvu.decisions") / name).read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read
