"""Putting every person of a list into a unit: by the cell, else by the group heading above."""

from collections.abc import Mapping, Sequence

from congvu.people.staff_list.fold import clean
from congvu.people.staff_list.lines import is_division, is_leadership
from congvu.people.staff_list.persons import own_post
from congvu.people.staff_list.problems import Finding
from congvu.people.staff_list.reading import Reading
from congvu.people.staff_list.units import UnitBook

# A question names no more units than can be read at a glance.
_MOST_CHOICES = 6
_NamedUnit = tuple[str | None, str | None]


class _Placer:
    """Places each distinct pair of unit and division once."""

    def __init__(self, book: UnitBook, answers: Mapping[str, str], default: str | None) -> None:
        self._book = book
        self._answers = answers
        self._default = default
        self._units: dict[str, tuple[str | None, Finding | None]] = {}
        self._divisions: dict[tuple[str, str], tuple[str | None, Finding | None]] = {}

    def unit(self, text: str | None) -> tuple[str | None, Finding | None]:
        if not text:
            return self._default, None if self._default else Finding("unit.missing")
        if text in self._answers:
            return self._answers[text], None
        if text not in self._units:
            self._units[text] = self._found(text)
        return self._units[text]

    def _found(self, text: str) -> tuple[str | None, Finding | None]:
        found = self._book.find(text, within=self._default)
        if found.unit_id:
            return found.unit_id, None
        if not found.unit_ids:
            return None, Finding("unit.unknown", (("text", text),), self._book.nearest_name(text))
        choices = self._book.names(found.unit_ids[:_MOST_CHOICES])
        return None, Finding("unit.several", (("text", text), ("choices", choices)))

    def division(self, unit: str, text: str) -> tuple[str | None, Finding | None]:
        key = (unit, text)
        if key not in self._divisions:
            child = self._book.find_child(unit, text)
            params = (("text", text), ("unit", self._book.names([unit])))
            is_known = child is not None or is_leadership(text)
            is_wrong = not is_known and self._book.has_children(unit)
            finding = Finding("division.unknown", params) if is_wrong else None
            self._divisions[key] = (child, finding)
        return self._divisions[key]


def place_in_units(
    reading: Reading, book: UnitBook, answers: Mapping[str, str], default: str | None
) -> None:
    """Fill the columns unit, unit_id, division and division_id.

    `answers` maps a text as typed to the unit the officer chose for it; `default` is the unit of
    people with none, the one the whole list is taken for.
    """
    placer = _Placer(book, answers, default)
    named = _named(reading)
    units: list[str | None] = []
    divisions: list[str | None] = []
    for person, (unit_text, division_text) in enumerate(named):
        unit, finding = placer.unit(unit_text)
        if finding:
            reading.note(person, "unit", finding)
        division = None
        if unit and division_text:
            division, finding = placer.division(unit, division_text)
            if finding:
                reading.note(person, "division", finding)
        units.append(unit)
        divisions.append(division)
    reading.columns["unit"] = tuple(unit for unit, _ in named)
    reading.columns["division"] = tuple(division for _, division in named)
    reading.columns["unit_id"] = units
    reading.columns["division_id"] = divisions
    _shorten_posts(reading, book)


def _shorten_posts(reading: Reading, book: UnitBook) -> None:
    """Take the own unit's name off a post: "Giám đốc Sở Nội vụ" in Sở Nội vụ is "Giám đốc"."""
    known: dict[tuple[object, ...], object] = {}
    rows = zip(
        reading.column("position"),
        reading.column("unit_id"),
        reading.column("division_id"),
        strict=True,
    )
    posts: list[object] = []
    for row in rows:
        if row not in known:
            post, *ids = row
            names = [book.names([unit]) for unit in ids if unit]
            known[row] = own_post(post, names) if post else post
        posts.append(known[row])
    reading.columns["position"] = posts


def _named(reading: Reading) -> Sequence[_NamedUnit]:
    """The unit and division each person's row names, itself or by the groups above."""
    by_path = {path: _from_groups(path) for path in set(reading.table.groups)}
    named: list[_NamedUnit] = []
    for unit, division, path in zip(
        reading.column("unit"), reading.column("division"), reading.table.groups, strict=True
    ):
        above_unit, above_division = by_path[path]
        named.append(
            (str(unit) if unit else above_unit, str(division) if division else above_division)
        )
    return named


def _from_groups(path: Sequence[str]) -> _NamedUnit:
    unit, division = None, None
    for text in map(clean, path):
        if is_division(text):
            division = text
        else:
            unit, division = text, None
    return unit, division
