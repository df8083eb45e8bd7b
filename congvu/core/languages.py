"""Texts that are data, beside each other in the languages of the product."""

from collections.abc import Mapping

from django.utils.functional import lazy
from django.utils.translation import get_language

Words = Mapping[str, str]
"""One text by language: `vi`, and `en` where it has a rendering."""


def in_words(texts: Words) -> str:
    """The text in the reader's language; Vietnamese where there is no other."""
    return texts.get(get_language() or "vi") or texts["vi"]


_lazily = lazy(in_words, str)


def words_of(row: Mapping[str, str]) -> str:
    """The name of a row of a code list (`name_vi`, `name_en`), anew in the language of each reader.

    It stands for a `str` as a lazy translation does.
    """
    return _lazily({"vi": row["name_vi"], "en": row.get("name_en", "")})
