"""Texts of the command line, in the language of the terminal, without Django."""

import gettext
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"


@cache
def catalogue() -> gettext.NullTranslations:
    """The catalogue for LANGUAGE, LC_ALL, LC_MESSAGES or LANG; English where none fits."""
    return gettext.translation("django", LOCALE, fallback=True)


def _(message: str) -> str:
    return catalogue().gettext(message)
