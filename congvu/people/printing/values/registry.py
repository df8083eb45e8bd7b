"""Where values of forms are registered, and what those who tell them share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeVar

import yaml

from congvu.people.printing.cv import CurriculumVitae, Fact, Place

Tell = Callable[[CurriculumVitae], str]
Held = TypeVar("Held", bound=Fact)


@dataclass(frozen=True)
class Value:
    """How a value is told, and the official fields it gives a place on paper."""

    tell: Tell
    fields: tuple[str, ...]


VALUES: dict[str, Value] = {}


def value(*fields: str) -> Callable[[Tell], Tell]:
    """Register a function under its name."""

    def register(tell: Tell) -> Tell:
        VALUES[tell.__name__] = Value(tell, fields)
        return tell

    return register


@cache
def group(name: str) -> tuple[str, ...]:
    """The codes `groups.yaml` puts together under `name`."""
    text = (resources.files("congvu.people.printing") / "groups.yaml").read_text("utf-8")
    return tuple(yaml.safe_load(text)[name])


def last(facts: Iterable[Held]) -> Held | None:
    """The one in force; of several the one that began last."""
    held = [fact for fact in facts if fact.is_now]
    return held[-1] if held else None


def joined(*parts: str, by: str = ", ") -> str:
    """Those of `parts` that say something."""
    return by.join(part for part in parts if part)


def place(told: Place) -> str:
    """The place as printed, and what it is called today where that is another name."""
    today = _today(told)
    if not told.printed or not today or today.casefold() in told.printed.casefold():
        return told.printed or today
    return f"{told.printed} (nay là {today})"


def address(told: Place) -> str:
    """House and street as printed, then the commune and province they do not name."""
    printed = told.printed.casefold()
    return joined(told.printed, *(one for one in _names(told) if one.casefold() not in printed))


def _today(told: Place) -> str:
    return joined(*_names(told))


def _names(told: Place) -> list[str]:
    """`phường Bắc Nha Trang`, `tỉnh Khánh Hòa`: inside a sentence."""
    return [name[0].lower() + name[1:] for name in (told.commune, told.province) if name]
