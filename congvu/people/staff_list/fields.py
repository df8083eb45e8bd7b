"""The fields a staff list can hold, and the headings offices write over them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from congvu.core.words import N_
from congvu.people.staff_list.fold import fold

_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_YEAR = re.compile(r"\b(?:nam )?(?:19|20)\d\d\b")

# Screen names of the fields; the heading of an error file uses them too.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "serial": N_("Serial number"),
        "full_name": N_("Full name"),
        "family_name": N_("Family and middle name"),
        "given_name": N_("Given name"),
        "birth": N_("Birth date"),
        "birth_male": N_("Birth date (men)"),
        "birth_female": N_("Birth date (women)"),
        "sex": N_("Sex"),
        "personal_id": N_("Personal ID"),
        "staff_number": N_("Staff number"),
        "ethnic_group": N_("Ethnic group"),
        "religion": N_("Religion"),
        "home_place": N_("Home place"),
        "unit": N_("Unit"),
        "division": N_("Division"),
        "position": N_("Post held"),
        "job_position": N_("Job position"),
        "object_kind": N_("Kind of staff"),
        "rank": N_("Rank"),
        "rank_name": N_("Name of the rank"),
        "salary_step": N_("Salary step"),
        "coefficient": N_("Salary coefficient"),
        "overframe": N_("Percent above the last step"),
        "step_since": N_("Salary step since"),
        "recruited_on": N_("Recruited on"),
        "degree": N_("Degree"),
        "field_of_study": N_("Field of study"),
        "political_theory": N_("Political theory"),
        "state_management": N_("State management"),
        "language": N_("Foreign language"),
        "it_level": N_("Computer skills"),
        "party_joined_on": N_("Joined the Party on"),
        "party_official_on": N_("Official Party member since"),
        "appointed_on": N_("Appointed on"),
        "term_ends_on": N_("Term ends on"),
        "last_rating": N_("Last year's rating"),
        "discipline": N_("Discipline in force"),
        "discipline_from": N_("Discipline from"),
        "phone": N_("Telephone"),
        "email": N_("E-mail"),
        "notes": N_("Notes"),
        "period_from": N_("From"),
        "period_to": N_("To"),
    }
)


@dataclass(frozen=True, slots=True)
class Field:
    """One fact a column can hold; `kind` names the reader of its cells."""

    code: str
    kind: str
    list_name: str
    required: bool
    expected: bool
    ticked: bool
    is_lenient: bool
    is_past: bool
    ticks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldSet:
    """The fields of one kind of sheet, and the folded headings that lead to them.

    `headings` and `weaker` map a folded heading to the fields it can mean; `tokens` holds the
    words of each heading for comparing headings nobody listed.
    """

    name: str
    fields: Mapping[str, Field]
    headings: Mapping[str, str]
    weaker: Mapping[str, str]
    tokens: tuple[tuple[frozenset[str], str], ...]


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Words of headings that belong to no field."""

    gathering: frozenset[str]
    others: frozenset[str]
    shortened: Mapping[str, str]
    empty: frozenset[str]


@cache
def _data() -> dict[str, Any]:
    text = files(__package__).joinpath("fields.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def heading_words() -> HeadingWords:
    """Return the words of headings that belong to no field."""
    data = _data()
    return HeadingWords(
        others=frozenset(fold(text) for text in data["others"]),
        gathering=frozenset(fold(text) for text in data["gathering"]),
        shortened={fold(short): fold(full) for short, full in data["shortened"].items()},
        empty=frozenset(word for text in data["empty_words"] for word in fold(text).split()),
    )


def words_of(heading: str) -> frozenset[str]:
    """Return the words of a folded heading that tell it apart, shortened ones written out."""
    vocabulary = heading_words()
    words: set[str] = set()
    for word in heading.split():
        words.update(vocabulary.shortened.get(word, word).split())
    return frozenset(word for word in words - vocabulary.empty if not word.isdigit())


@cache
def field_set(name: str) -> FieldSet:
    """Return the fields of the sheet kind `name`: "staff" or "history"."""
    fields: dict[str, Field] = {}
    headings: dict[str, str] = {}
    weaker: dict[str, str] = {}
    for line in _data()[name]:
        code = line["field"]
        fields[code] = Field(
            code=code,
            kind=line["kind"],
            list_name=line.get("list", ""),
            required=line.get("required", False),
            expected=line.get("expected", False),
            ticked=line.get("ticked", False),
            is_lenient=line.get("lenient", False),
            is_past=line.get("past", False),
            ticks={fold(text): value for text, value in line.get("ticks", {}).items()},
        )
        for text in line["headings"]:
            headings.setdefault(fold(text), code)
        for text in line.get("weaker", ()):
            weaker.setdefault(fold(text), code)
    tokens = tuple((words_of(text), code) for text, code in headings.items())
    return FieldSet(name, fields, headings, weaker, tokens)


def heading_text(text: str) -> str:
    """Return a heading folded, without what stands in brackets and without a year."""
    return _YEAR.sub("", fold(_BRACKETED.sub(" ", text))).strip()


def year_of(text: str) -> int:
    """Return the year a heading names, 0 for none."""
    found = _YEAR.search(text)
    return int(found[0][-4:]) if found else 0


def field_under(path: Sequence[str], fields: FieldSet) -> str:
    """Return the field the headings over a column surely name: together, else the lowest."""
    joined, lowest = heading_text(" ".join(path)), heading_text(path[-1]) if path else ""
    return fields.headings.get(joined) or fields.headings.get(lowest, "")


def is_heading(typed: str, fields: FieldSet) -> bool:
    """Say whether a text stands over columns of staff lists."""
    text, words = heading_text(typed), heading_words()
    ours = text in fields.headings or text in fields.weaker
    return ours or text in words.gathering or text in words.others
