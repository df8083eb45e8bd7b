"""Finding the unit a text names: by code, full, short, old or partial name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from congvu.people.staff_list.fold import clean, fold, squeeze
from congvu.people.staff_list.likeness import nearest, shortened, telling_words
from congvu.people.staff_list.values import catalog_rows

Via = Literal["code", "name", "alias", "short", "old", "none"]

_COMMUNE_KINDS: Mapping[str, tuple[str, ...]] = {
    "phuong": ("phuong", "p"),
    "xa": ("xa", "x"),
    "dac khu": ("dac khu", "dk"),
    "thi tran": ("thi tran", "tt"),
}
_PEOPLE_COMMITTEE = ("ubnd", "uy ban nhan dan")
_LONGEST_NAME = 200
# Looking for partly shortened and mistyped names goes through all units; a list full of
# unknown names must not take minutes.
_MOST_TRIES = 3000
_TAILS = re.compile(r"\s*(?:,|\btỉnh\b).*$", re.IGNORECASE)
_OWNED_BY = re.compile(r"\s+(?:thuộc|trực thuộc|của)\s+|\s*[,;]\s*|\s+[-–]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit as the tree of units knows it; `valid_to` is the last day, None while it stands."""

    id: str
    code: str
    name: str
    kind: str = ""
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()

    def stands_on(self, day: date) -> bool:
        """Say whether the unit stands on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: no unit, one, or several to choose from; `via` says by what."""

    text: str
    unit_ids: tuple[str, ...]
    via: Via

    @property
    def unit_id(self) -> str | None:
        """The unit where there is exactly one."""
        return self.unit_ids[0] if len(self.unit_ids) == 1 else None


class UnitBook:
    """The units standing on one day, found by every way of naming them.

    A text is looked up by what is surest first: code, name, the unit's own aliases, its short
    forms, then the old names of `agency_mapping` and the old communes; a name that several units
    share is narrowed by the parent named beside it or by `within`.
    """

    def __init__(self, units: Iterable[UnitEntry], on: date) -> None:
        self.units: Mapping[str, UnitEntry] = {
            unit.id: unit for unit in units if unit.stands_on(on)
        }
        self._on = on
        self._indexes: dict[Via, dict[str, list[str]]] = {
            via: defaultdict(list) for via in ("code", "name", "alias", "short", "old")
        }
        self._tries = 0
        self._words = {unit.id: telling_words(unit.name) for unit in self.units.values()}
        self._parents = {unit.parent for unit in self.units.values() if unit.parent}
        for unit in self.units.values():
            self._add_unit(unit)
        self._add_old_names()

    def find(self, text: str, within: str | None = None) -> Resolution:
        """Return what `text` means; `within` prefers units below that unit's id."""
        plain = clean(text)
        if len(plain) > _LONGEST_NAME:
            return Resolution(text, (), "none")
        for wanted, parent in _readings(plain):
            ids, via = self._look_up(wanted)
            if parent and ids:
                owners = self._owners(parent)
                ids = [unit for unit in ids if any(self.is_below(unit, top) for top in owners)]
            if within and len(ids) > 1:
                ids = [unit for unit in ids if self.is_below(unit, within)] or ids
            if ids:
                return Resolution(text, tuple(ids), via)
        return self._find_shortened(text, within)

    def _owners(self, text: str) -> list[str]:
        """The units a text beside a unit's name means."""
        found = (self._look_up(wanted)[0] for wanted, _ in _readings(text))
        return next((ids for ids in found if ids), [])

    def _find_shortened(self, text: str, within: str | None) -> Resolution:
        """A name with only some of its words shortened; slower, hence a bounded number of tries."""
        if self._tries >= _MOST_TRIES:
            return Resolution(text, (), "none")
        self._tries += 1
        ids = shortened(text, self._words)
        if within and len(ids) > 1:
            ids = [unit for unit in ids if self.is_below(unit, within)] or ids
        return Resolution(text, tuple(ids), "short" if ids else "none")

    def nearest_name(self, text: str) -> str:
        """Return the name an unknown text is most likely a slip of; empty for none."""
        if self._tries >= _MOST_TRIES or len(text) > _LONGEST_NAME:
            return ""
        self._tries += 10
        return nearest(text, dict.fromkeys(unit.name for unit in self.units.values()))

    def find_child(self, parent: str, text: str) -> str | None:
        """Return the one unit below `parent` that `text` names, if there is one."""
        for wanted, _ in _readings(clean(text)):
            ids = self._look_up(wanted, parent)[0]
            if ids:
                return ids[0] if len(ids) == 1 else None
        return None

    def is_below(self, unit: str, top: str) -> bool:
        """Say whether `unit` stands somewhere below `top`, not being it."""
        seen = 0
        entry = self.units.get(unit)
        while entry is not None and entry.parent is not None and seen < len(self.units):
            if entry.parent == top:
                return True
            entry = self.units.get(entry.parent)
            seen += 1
        return False

    def has_children(self, unit: str) -> bool:
        """Say whether any unit stands directly below `unit`."""
        return unit in self._parents

    def names(self, ids: Iterable[str]) -> str:
        """Return the names of units as one text for a question."""
        return "; ".join(self.units[unit].name for unit in ids)

    def _look_up(self, text: str, top: str | None = None) -> tuple[list[str], Via]:
        """The units a text is a name of, by the surest way of naming; `top`: only below it."""
        keys = _keys(text)
        for via in ("code", "name", "alias", "short", "old"):
            index = self._indexes[via]
            for key in keys:
                ids = [unit for unit in index.get(key, ()) if not top or self.is_below(unit, top)]
                if ids:
                    return ids, via
        return [], "none"

    def _put(self, via: Via, key: str, unit: str) -> None:
        ids = self._indexes[via][key]
        if key and unit not in ids:
            ids.append(unit)

    def _add_unit(self, unit: UnitEntry) -> None:
        self._put("code", squeeze(unit.code), unit.id)
        for text in (unit.name, _shown_name(unit)):
            self._put("name", squeeze(text), unit.id)
        for alias in unit.aliases:
            self._put("alias", squeeze(alias), unit.id)
        for short in _short_forms(unit.name):
            self._put("short", short, unit.id)
        commune = _commune_name(_shown_name(unit))
        if commune:
            self._add_commune(commune, unit.id)

    def _add_commune(self, commune: tuple[str, str], unit: str) -> None:
        kind, name = commune
        for word in _COMMUNE_KINDS[kind]:
            self._put("name" if word == kind else "short", squeeze(word + name), unit)
            for committee in _PEOPLE_COMMITTEE:
                self._put("short", squeeze(committee + word + name), unit)
        self._put("short", squeeze(name), unit)
        for committee in _PEOPLE_COMMITTEE:
            self._put("short", squeeze(committee + name), unit)

    def _add_old_names(self) -> None:
        for row in catalog_rows("departments"):
            ids = self._look_up(row["name_2026"])[0]
            if len(ids) == 1:
                self._put("short", squeeze(row["abbrev"]), ids[0])
                for old in _whole_names(row["former_names"]):
                    self._put("old", squeeze(old), ids[0])
        for row in catalog_rows("agency_mapping"):
            if row["valid_to"] and row["valid_to"] >= self._on.isoformat():
                continue
            for successor in re.split(r"[;/]", row["successor"]):
                ids = self._look_up(clean(successor))[0] if successor.strip() else []
                if len(ids) == 1:
                    for key in (squeeze(row["former_name"]), *_short_forms(row["former_name"])):
                        self._put("old", key, ids[0])
        self._add_old_communes()

    def _add_old_communes(self) -> None:
        new_units = {unit.code: unit.id for unit in self.units.values() if _commune_name(unit.name)}
        by_name = {squeeze(_shown_name(unit)): unit.id for unit in self.units.values()}
        for row in catalog_rows("former_communes_khanh_hoa"):
            unit = new_units.get(row["new_code"]) or by_name.get(squeeze(row["new_name"]))
            commune = _commune_name(row["old_name"])
            if unit is None or commune is None:
                continue
            kind, name = commune
            for word in _COMMUNE_KINDS[kind]:
                self._put("old", squeeze(word + name), unit)
                self._put("old", squeeze(f"ubnd {word} {name}"), unit)
            self._put("old", squeeze(name), unit)


def resolve_units(
    names: Iterable[str], tree: Iterable[UnitEntry], on: date
) -> dict[str, Resolution]:
    """Return what each distinct name means among the units of `tree` standing on `on`."""
    book = UnitBook(tree, on)
    return {name: book.find(name) for name in dict.fromkeys(names)}


def _readings(text: str) -> list[tuple[str, str]]:
    """The text as it stands; without what follows a comma or "tỉnh"; as part and owner."""
    readings = [(text, "")]
    parts = _OWNED_BY.split(text, maxsplit=1)
    if len(parts) == 2:
        readings.append((parts[0], parts[1]))
    for match in re.finditer(r"\s(?=(?:ubnd|sở|phường|xã|đặc khu|p\.|x\.)\s?)", text, re.I):
        readings.append((text[: match.start()], text[match.end() :]))
    shorter = _TAILS.sub("", text)
    if shorter and shorter != text:
        readings.append((shorter, ""))
    return readings


def _keys(text: str) -> Sequence[str]:
    """The ways to compare a text: as it stands, and with "và" and "&" left out."""
    whole = squeeze(text)
    words = "".join(telling_words(text))
    return (whole,) if words == whole else (whole, words)


def _shown_name(unit: UnitEntry) -> str:
    """The name with the word of its kind, where the tree keeps a commune's bare name."""
    kind = fold(unit.kind)
    is_bare = kind in _COMMUNE_KINDS and _commune_name(unit.name) is None
    return f"{unit.kind} {unit.name}" if is_bare else unit.name


def _commune_name(name: str) -> tuple[str, str] | None:
    folded = fold(name)
    for committee in _PEOPLE_COMMITTEE:
        folded = folded.removeprefix(committee + " ")
    for kind in _COMMUNE_KINDS:
        if folded.startswith(kind + " "):
            return kind, folded[len(kind) + 1 :]
    return None


@cache
def _heads() -> tuple[str, ...]:
    return (
        "uy ban nhan dan", "uy ban", "hoi dong nhan dan", "van phong", "trung tam", "ban quan ly",
        "chi cuc", "thanh tra", "truong", "phong", "ban", "so", "benh vien", "hoi", "dang uy",
    )  # fmt: skip


def _short_forms(name: str) -> set[str]:
    """Short forms offices make of a name: SNV, Sở NV, P. VHXH, without "và"."""
    words = telling_words(name)
    if len(words) < 2:
        return set()
    initials = "".join(word[0] for word in words)
    forms = {initials, "".join(words)} if len(words) > 2 else {"".join(words)}
    for head in _heads():
        size = len(head.split())
        if words[:size] == tuple(head.split()) and len(words) > size:
            tail = "".join(word[0] for word in words[size:])
            head_short = "".join(word[0] for word in words[:size])
            rest = "".join(words[size:])
            if len(tail) > 1:
                forms |= {squeeze(head) + tail, head_short + tail}
            forms.add(head_short + rest)
            break
    return {form for form in forms if len(form) > 2}


def _whole_names(text: str) -> list[str]:
    """Former names that went over whole: no "phần …", no explanation in brackets."""
    names = (clean(re.sub(r"\([^)]*\)", "", name)) for name in text.split(";"))
    return [
        name
        for name, raw in zip(names, text.split(";"), strict=True)
        if name and "(phần" not in raw and not fold(name).startswith("phan ")
    ]
