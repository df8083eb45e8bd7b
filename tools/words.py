"""Texts of run.py in the language of the terminal.

They stand in the product's own catalogue; it is read as source text, because nothing that could
compile it is installed yet.
"""

import ast
import locale
import os
from functools import cache

from tools.places import ROOT


@cache
def _catalogue() -> dict[str, str]:
    language = next(
        (v for k in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(k))), ""
    )
    code = language.split(":")[0].split(".")[0].split("_")[0] or (locale.getlocale()[0] or "")[:2]
    file = ROOT / "congvu" / "locale" / code / "LC_MESSAGES" / "django.po"
    if not code.isalpha() or not file.exists():
        return {}
    found: dict[str, str] = {}
    for entry in file.read_text(encoding="utf-8").split("\n\n"):
        parts = {"msgid": "", "msgstr": ""}
        field = ""
        for line in entry.splitlines():
            if line.startswith(("msgid ", "msgstr ")):
                field, line = line.split(" ", 1)
            if field and line.startswith('"'):
                parts[field] += ast.literal_eval(line)
        if parts["msgstr"]:
            found[parts["msgid"]] = parts["msgstr"]
    return found


def _(message: str) -> str:
    return _catalogue().get(message) or message


def say(message: str) -> None:
    """Tell the person at the terminal at once, also where the output goes into a file."""
    print(message, flush=True)
