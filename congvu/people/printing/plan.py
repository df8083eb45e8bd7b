"""The forms as data: what stands where on each, read from `forms/*.yaml`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from congvu.law.types import Confidence
from congvu.people.printing.tables import TABLES, Rows
from congvu.people.printing.values import VALUES
from congvu.people.printing.values.registry import Value

PHOTO, DECLARED, CONFIRMED = "photo", "declaration_sign", "agency_confirm"
_SIGNED = {"footer": {DECLARED, CONFIRMED}}
PLACE_AND_DAY = ", ngày tháng năm"  # with dots between the words; the name of the place before


class FormBroken(Exception):
    """A form asks for a value or a table there is none of."""


@dataclass(frozen=True)
class FormPlan:
    """One form: its words, where it comes from and how sure that is, and its entries in order.

    `official` is its list of items in `catalog/codes`, "" where none is known.
    """

    key: str
    name: str
    mark: str
    title: str
    official: str
    source: str
    confidence: Confidence
    photo_words: str
    has_motto: bool
    head: Sequence[Mapping[str, Any]]
    beside_photo: Sequence[Mapping[str, Any]]
    body: Sequence[Mapping[str, Any]]
    signs: Mapping[str, str]

    def entries(self) -> Iterator[Mapping[str, Any]]:
        """Every entry from above."""
        yield from self.head
        yield from self.beside_photo
        yield from self.body

    def printed_fields(self) -> dict[str, set[str]]:
        """By item: the lines of `dossier_fields.csv` that its entries tell."""
        found: dict[str, set[str]] = {"header": {PHOTO}, **_SIGNED}
        for entry in self.entries():
            for item, _words, name in slots_of(entry):
                told: Mapping[str, Value | Rows] = TABLES if "columns" in entry else VALUES
                if known := told.get(name):
                    found.setdefault(item, set()).update(known.fields)
        return found

    def printed_words(self) -> dict[str, list[str]]:
        """By item: the words printed for it, heads of its tables included."""
        found: dict[str, list[str]] = {
            "header": [f"{self.photo_words} 4x6"],
            "footer": [*self.signs.values(), PLACE_AND_DAY],
        }
        for entry in self.entries():
            for item, words, _name in slots_of(entry):
                found.setdefault(item, []).append(words)
            heads = [column[0] for column in entry.get("columns", ())]
            found.setdefault(entry.get("item", ""), []).extend(heads)
        return found


def slots_of(entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Item, words and name of the value of each place of an entry; a heading has no name."""
    if "row" in entry:
        items = entry.get("items") or [entry["item"]] * len(entry["row"])
        for item, slot in zip(items, entry["row"], strict=True):
            words, _equals, name = slot.rpartition(" = ")
            yield item, words, name
    elif "text" in entry:
        words, _equals, name = entry["text"].rpartition(" = ")
        yield entry["item"], words, name
    elif "heading" in entry:
        yield entry["item"], entry["heading"], ""
    else:
        yield entry["item"], "", entry.get("table") or entry["across"]


@cache
def form_plans() -> Mapping[str, FormPlan]:
    """Every form by its key, in the order offered.

    Raises: FormBroken.
    """
    folder = resources.files("congvu.people.printing") / "forms"
    read = {
        file.name.removesuffix(".yaml"): yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".yaml")
    }
    ordered = sorted(read.items(), key=lambda pair: pair[1].pop("order"))
    return {key: _checked(key, told) for key, told in ordered}


def _checked(key: str, told: dict[str, Any]) -> FormPlan:
    confidence = Confidence(told.pop("confidence"))
    words = {"photo_words": "Ảnh", "has_motto": False, "head": ()}
    plan = FormPlan(key=key, confidence=confidence, **words | told)  # type: ignore[arg-type]
    for entry in plan.entries():
        for _item, _words, name in slots_of(entry):
            known = {"": name} if "heading" in entry else VALUES
            known = TABLES if "table" in entry or "across" in entry else known  # type: ignore[assignment]
            if name not in known:
                raise FormBroken(f"{key}: nothing is called {name!r}")
    return plan
