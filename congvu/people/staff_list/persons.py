"""Names of people and of the posts they hold, as lists write them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from congvu.people.staff_list.fold import clean, squeeze
from congvu.people.staff_list.limits import limit
from congvu.people.staff_list.problems import Finding

_PARTS = re.compile(r"[^\s'’`.-]+")
_DIGITS = re.compile(r"\d")
# Honorifics and degrees before a name, and what lists add behind it.
_BEFORE = re.compile(
    r"^(?:(?:ông|bà|anh|chị|cô|đ/c|đồng chí|ths|th\.s|ts|pgs|gs|bs|cn|ks|ls|bscki|bsckii)"
    r"(?:\.|:|\s)\s*)+(?=\S)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:[(\[,;:]|\s[-–/]\s|[-–/]\s|\s[-–/]).*$")
_NOT_LETTERS = re.compile(r"[^\w\s'’`.-]|_")


@dataclass(frozen=True, slots=True)
class NameReading:
    """A person's name in proper case, as printed, and what is wrong with it."""

    name: str
    finding: Finding | None = None


def read_name(text: str) -> NameReading:
    """Read one cleaned text as a full name.

    Parts in capitals or small letters become proper case, also after the apostrophe and hyphen of
    names such as K'Brêu and Y-Jut.
    """
    kept, cut = _without_titles(text)
    if len(kept) > limit("longest_name"):
        params = (("text", kept[:40]), ("last", limit("longest_name")))
        return NameReading("", Finding("text.long", params))
    if _DIGITS.search(kept):
        return NameReading("", Finding("name.digits", (("text", text),)))
    if _NOT_LETTERS.search(kept) or not kept:
        return NameReading("", Finding("name.letters", (("text", text),)))
    name = proper_case(kept)
    if cut:
        return NameReading(name, Finding("name.cut", (("kept", name), ("cut", cut)), name))
    if " " not in name and not _is_joined(name):
        return NameReading(name, Finding("name.single", (("text", name),)))
    return NameReading(name)


def _is_joined(name: str) -> bool:
    return "'" in name or "’" in name or "-" in name


def _without_titles(text: str) -> tuple[str, str]:
    kept, cut = text, ""
    before = _BEFORE.match(kept)
    if before:
        kept, cut = kept[before.end() :], before[0].strip()
    behind = _BEHIND.search(kept)
    if behind and behind.start():
        kept, cut = kept[: behind.start()], f"{cut} {behind[0].strip()}".strip()
    return kept.strip(" ."), cut


def proper_case(name: str) -> str:
    """Return a name with each part opened by a capital; parts in mixed case stay."""
    return _PARTS.sub(_proper_part, name)


def _proper_part(part: re.Match[str]) -> str:
    text = part[0]
    if text.isupper() or text.islower():
        return text[0].upper() + text[1:].lower()
    return text


@cache
def _positions() -> Mapping[str, str]:
    """Full names of posts by each way of writing them."""
    text = files(__package__).joinpath("positions.yaml").read_text(encoding="utf-8")
    lines: dict[str, list[str]] = yaml.safe_load(text)
    index: dict[str, str] = {}
    for name, also in lines.items():
        for form in (name, *also):
            index.setdefault(squeeze(form), name)
    return index


def read_position(text: str) -> str:
    """Return a post's name written out in full.

    A post with an object ("TP Tổ chức", "GĐ Sở Nội vụ") keeps the object behind the name; a text of
    no known post is returned as it stands.
    """
    words = clean(text).split(" ")
    known = _positions()
    for count in range(len(words), 0, -1):
        name = known.get(squeeze(" ".join(words[:count])))
        if name:
            return " ".join((name, *words[count:]))
    return " ".join(words)


def own_post(post: str, units: Iterable[str]) -> str:
    """Return `post` without the name of the unit it is held in, where only that follows it.

    "Trưởng phòng Tổ chức" in "Phòng Tổ chức" is "Trưởng phòng"; in another unit it stays whole.
    """
    words = post.split(" ")
    known = _positions()
    for count in range(len(words) - 1, 0, -1):
        title = known.get(squeeze(" ".join(words[:count])))
        if title:
            is_told = len(words) - count > 1  # one word, as "tỉnh", names no unit
            object_named = squeeze(" ".join(words[count:]))
            is_own = any(squeeze(unit).endswith(object_named) for unit in units)
            return title if is_told and is_own else post
    return post
