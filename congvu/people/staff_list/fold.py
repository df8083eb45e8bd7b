"""Comparing Vietnamese words as clerks type them: without marks, case and punctuation."""

import re
import unicodedata
from functools import lru_cache

from congvu.core.text import fold as without_marks

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_WORD_WITH_MARKS = re.compile(r"[\W_]+")
# What Excel, Word and web pages leave between words: hard spaces, zero-width marks.
_INVISIBLE = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys((0xA0, 0x2007, 0x202F, 0x3000, 0x85, *range(0x09, 0x0E)), " "),
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None),
}


def clean(text: str) -> str:
    """Return `text` in NFC with single spaces and nothing invisible in it."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Return the words of `text` without marks, case and punctuation, one space between."""
    return _NOT_WORD.sub(" ", without_marks(text)).strip()


@lru_cache(maxsize=1 << 14)
def squeeze(text: str) -> str:
    """Return `fold(text)` without its spaces, so that "Ra-glai" meets "Raglai"."""
    return _NOT_WORD.sub("", without_marks(text))


def squeeze_keeping_marks(text: str) -> str:
    """Return `text` in lower case NFC with its marks but no spaces or punctuation."""
    return _NOT_WORD_WITH_MARKS.sub("", unicodedata.normalize("NFC", text).lower())
