"""Reading code lists; they are public, so every actor sees them all."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml
from django.db.models import QuerySet

from congvu.catalog.models import Code, Rank
from congvu.core.actors import Actor
from congvu.core.languages import words_of
from congvu.core.text import clean


def codes_of(*, actor: Actor, name: str) -> QuerySet[Code]:
    """The standing lines of list `name`, in the file's order."""
    return Code.objects.filter(list_name=name, is_retired=False).order_by("order")


def ranks_on(*, actor: Actor) -> QuerySet[Rank]:
    """The ranks in use, by code."""
    return Rank.objects.filter(is_retired=False).order_by("code")


def read_codes(name: str) -> list[dict[str, str]]:
    """The rows of `codes/<name>.csv`, cells in NFC."""
    file = resources.files("congvu.catalog") / "codes" / f"{name}.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return [{key: clean(value or "") for key, value in row.items() if key} for row in rows]


@cache
def names_of(name: str) -> Mapping[str, str]:
    """What each code of `codes/<name>.csv` is called, in the language of whoever reads it."""
    return {row["code"]: words_of(row) for row in read_codes(name)}


@cache
def orders() -> Mapping[str, Mapping[str, str]]:
    """Which files are code lists, and by which column each is ordered (`lists.yaml`)."""
    text = (resources.files("congvu.catalog") / "lists.yaml").read_text("utf-8")
    return {name: how or {} for name, how in yaml.safe_load(text).items()}


def level_of_row(row: Mapping[str, str], how: Mapping[str, str]) -> int | None:
    """The place of a row in its list's order; a list of several kinds orders only one of them."""
    value = row.get(how.get("level", ""), "")
    ordered = not how.get("ordered_kind") or row.get("kind") == how["ordered_kind"]
    return int(value) if ordered and value.isdigit() else None


@cache
def levels_of(name: str) -> Mapping[str, int | None]:
    """The place of each code of list `name` in its order."""
    how = orders().get(name, {})
    return {row["code"]: level_of_row(row, how) for row in read_codes(name)}


def level_of(name: str, code: str) -> int | None:
    """The place of `code` in list `name`; None where the list has no order or not this code."""
    return levels_of(name).get(code)
