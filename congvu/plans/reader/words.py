"""Text without marks, and the word lists that lie beside this package.

Matching runs on a folded copy of the text: lower case, no marks, đ as d. Folding keeps one
character for one character of NFC text, so a match found there can be cut out of the original.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = {ord("“"): '"', ord("”"): '"', ord("’"): "'", ord("‘"): "'"}


@cache
def _folded(char: str) -> str:
    base = unicodedata.normalize("NFD", char.translate(_DASHES).translate(_QUOTES))[0].lower()
    return {"đ": "d", "ð": "d", "\xa0": " ", "\t": " ", "\n": " "}.get(base, base)


def fold(text: str) -> str:
    """Lower case without marks, of the same length as `text`."""
    return "".join(map(_folded, text))


_TONES = {
    a + b: c + d
    for plain, marked in (("o", "òóỏõọ"), ("u", "ùúủũụ"))
    for a, c, b, d in (
        (plain, mark, tone, end)
        for end, tones in (("a", "àáảãạ"), ("e", "èéẻẽẹ"), ("y", "ỳýỷỹỵ"))
        for mark, tone in zip(marked, tones, strict=True)
    )
    if (plain, d) in {("o", "a"), ("o", "e"), ("u", "y")}
}
_TONE = re.compile("|".join(_TONES))


_LOWER: dict[int, str | int] = {**_DASHES, **_QUOTES, **str.maketrans("\xa0\t\n", "   ")}


@cache
def _lowered(char: str) -> str:
    low = char.translate(_DASHES).translate(_QUOTES).lower()
    return {"\xa0": " ", "\t": " ", "\n": " "}.get(low, low if len(low) == 1 else char)


def lower(text: str) -> str:
    """Lower case with marks, one spelling for "uỷ" and "ủy", of the same length as `text`."""
    low = text.translate(_LOWER).lower()
    if len(low) != len(text):
        low = "".join(map(_lowered, text))
    return _TONE.sub(lambda match: _TONES[match[0]], low)


def nfc(text: str) -> str:
    """`text` in composed form, the form everything is stored and compared in."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """`text` with every run of blanks made one blank."""
    return " ".join(text.split())


@cache
def lists(name: str) -> dict[str, Any]:
    """The word lists of `data/NAME.yaml`."""
    loaded: dict[str, Any] = yaml.load((_DATA / f"{name}.yaml").read_bytes(), Loader=_Loader)  # noqa: S506
    return loaded


@cache
def phrases(name: str, key: str) -> tuple[str, ...]:
    """The folded phrases of one list, longest first."""
    return _longest({fold(nfc(str(phrase))) for phrase in lists(name)[key]})


def _longest(found: set[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def alternatives(name: str, key: str) -> str:
    """A regular expression for any phrase of a list, on folded text, longest first."""
    found = [re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases(name, key)]
    return "(?:" + "|".join(found) + ")"


def marked(name: str, key: str) -> str:
    """As `alternatives`, for text made by `lower`: the marks count."""
    found = _longest({lower(nfc(str(phrase))) for phrase in lists(name)[key]})
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in found) + ")"
