"""Texts of the command line, in the language of the terminal, without Django."""

import gettext
from functools import cache
from pathlib import Path

from congvu.core.words import N_

LOCALE = Path(__file__).resolve().parents[1] / "locale"
DOMAIN = "django"
# Words of the argument parser and of the system, for the catalogue.
BORROWED = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("No such file or directory"),
    N_("Is a directory"),
    N_("Permission denied"),
)


@cache
def catalogue() -> gettext.NullTranslations:
    """The catalogue for LANGUAGE, LC_ALL, LC_MESSAGES or LANG; English where none fits."""
    return gettext.translation(DOMAIN, LOCALE, fallback=True)


def _(message: str) -> str:
    return catalogue().gettext(message)
