"""Code lists as cells name them: by code, by name, by alias, by the office's short form."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from congvu.core.words import N_
from congvu.people.staff_list.fold import clean, fold, squeeze, squeeze_keeping_marks

LIST_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "ethnic_groups": N_("Ethnic groups"),
        "religions": N_("Religions"),
        "object_kinds": N_("Kinds of staff"),
        "ranks": N_("Ranks"),
        "degrees": N_("Degrees"),
        "political_theory": N_("Levels of political theory"),
        "state_management": N_("State management courses"),
        "it_levels": N_("Levels of computer skills"),
        "evaluation_levels": N_("Ratings"),
        "discipline": N_("Kinds of discipline"),
        "sexes": N_("Sexes"),
    }
)

# A text much longer than any name in a list is not looked into for an opening.
_LONGEST_OPENING = 6


@cache
def vocabulary() -> dict[str, Any]:
    """Return the words of values.yaml."""
    text = files(__package__).joinpath("values.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def catalog_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of the code list `name` of the catalog."""
    source = files("congvu.catalog").joinpath("codes", f"{name}.csv")
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines(keepends=True)))


@dataclass(frozen=True, slots=True)
class CodeList:
    """One code list and the texts that lead to its codes.

    `exact` compares with tone marks, `folded` without; a text of either may lead to several codes.
    `names` maps a code to its Vietnamese name. `short` writes out shortened words first.
    """

    name: str
    names: Mapping[str, str]
    exact: Mapping[str, tuple[str, ...]]
    folded: Mapping[str, tuple[str, ...]]
    short: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The screen name of the list, a msgid."""
        return LIST_LABELS.get(self.name, self.name)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes `text` can mean: none, one, or several where it is unclear."""
        exact = self.exact.get(squeeze_keeping_marks(text))
        if exact:
            return exact
        found = self.folded.get(squeeze(text))
        if found is None and self.short:
            words = (self.short.get(word, word) for word in fold(text).split())
            found = self.folded.get("".join(words).replace(" ", ""))
        return found or ()

    def find_opening(self, text: str) -> tuple[tuple[str, ...], str]:
        """Return the codes the first words of `text` mean, and the rest of the text."""
        words = text.split(" ")
        for count in range(min(len(words), _LONGEST_OPENING), 0, -1):
            codes = self.find(" ".join(words[:count]))
            if codes:
                return codes, " ".join(words[count:]).strip(" ,;:-–()")
        return (), text

    def choices(self, codes: Iterable[str]) -> str:
        """Return the names of `codes` as one text for a question."""
        return "; ".join(self.names.get(code, code) for code in codes)


@cache
def code_list(name: str) -> CodeList:
    """Return the code list `name` of values.yaml."""
    entry = vocabulary()[name]
    rows = catalog_rows(entry["file"]) if entry["file"] else ()
    levels: tuple[list[tuple[str, str]], ...] = ([], [], [])
    for row in rows:
        levels[0].append((row["code"], row["code"]))
        levels[0].append((row["name_vi"], row["code"]))
        if entry["aliases"]:
            levels[2].extend((alias, row["code"]) for alias in _aliases(row["aliases"]))
        levels[2].extend((text, row["code"]) for text in _rank_forms(name, row))
    levels[1].extend((str(text), str(code)) for text, code in entry["words"].items())
    short = {fold(text): fold(full) for text, full in entry.get("short", {}).items()}
    return CodeList(
        name=name,
        names={row["code"]: row["name_vi"] for row in rows},
        exact=_index(levels, squeeze_keeping_marks),
        folded=_index(levels, squeeze),
        short=short,
    )


@cache
def whole_list(file: str) -> CodeList:
    """Return all codes of the file `file`, found by code, name in both languages, or alias."""
    rows = catalog_rows(file)
    entries = [entry for entry in vocabulary().values() if _is_list_of(entry, file)]
    known = {row["code"] for row in rows}
    words = [
        (str(text), str(code))
        for entry in entries
        for text, code in entry["words"].items()
        if str(code) in known
    ]
    named = [(row["code"], row["code"]) for row in rows] + [
        (row["name_vi"], row["code"]) for row in rows
    ]
    other = [
        (text, row["code"])
        for row in rows
        for text in (row.get("name_en"), row.get("full_name"), *_aliases(row.get("aliases") or ""))
        if text
    ]
    levels = (named, words, [*other, *(pair for row in rows for pair in _forms(file, row))])
    short = {fold(a): fold(b) for entry in entries for a, b in entry.get("short", {}).items()}
    return CodeList(
        name=file,
        names={row["code"]: row["name_vi"] for row in rows},
        exact=_index(levels, squeeze_keeping_marks),
        folded=_index(levels, squeeze),
        short=short,
    )


def _is_list_of(entry: Any, file: str) -> bool:
    return isinstance(entry, dict) and entry.get("file") == file


def _forms(name: str, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((text, row["code"]) for text in _rank_forms(name, row))


def _aliases(text: str) -> Iterator[str]:
    for alias in text.replace(",", ";").split(";"):
        if alias.strip():
            yield clean(alias)


def _rank_forms(name: str, row: Mapping[str, str]) -> Iterator[str]:
    """Other spellings of a rank: without brackets, without the dots of its code."""
    if name != "ranks":
        return
    yield row["name_vi"].replace("(", "").replace(")", "")
    if "(" in row["name_vi"]:
        yield row["name_vi"].split("(")[0]


def _index(levels: Iterable[list[tuple[str, str]]], key: Any) -> Mapping[str, tuple[str, ...]]:
    """Map each text to its codes; a text of an earlier level is not changed by a later one."""
    index: dict[str, tuple[str, ...]] = {}
    for level in levels:
        found: dict[str, list[str]] = {}
        for text, code in level:
            codes = found.setdefault(key(text), [])
            if code not in codes:
                codes.append(code)
        for text, codes in found.items():
            index.setdefault(text, tuple(codes))
    index.pop("", None)
    return index


@cache
def salary_table() -> Mapping[str, tuple[str, ...]]:
    """Return the coefficients of each salary group, first step first, as printed ("2.34")."""
    return {row["group"]: tuple(row["all_coefs"].split()) for row in catalog_rows("salary_groups")}


@cache
def rank_groups() -> Mapping[str, str]:
    """Return the salary group of each rank code."""
    return {row["code"]: row["salary_group"] for row in catalog_rows("ranks")}
