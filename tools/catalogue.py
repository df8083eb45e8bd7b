"""The message catalogue: extract, merge, compile and compare. Runs inside the environment."""

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from tools.places import LOCALE, ROOT
from tools.words import _

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # a date in the file would change with every run


def extract_template(
    file: Any, keywords: Any, comments: Any, options: Any
) -> Iterator[tuple[int, Any, list[str], str | None]]:
    """Messages of a Django template, read as the Python text that Django makes of it."""
    text = templatize(file.read().decode("utf-8"))
    flat = "\n".join(line.lstrip() for line in text.splitlines())  # not a program: no indentation
    yield from extract_python(io.BytesIO(flat.encode()), keywords, comments, options)


def sources() -> Iterator[tuple[Path, Any]]:
    """Every file that may hold a message, and how it is read."""
    for folder in ("congvu", "config", "tools"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "tests" not in file.parts and "migrations" not in file.parts:
                yield file, "python"
    yield ROOT / "run.py", "python"
    for suffix in ("html", "txt"):
        for file in sorted(ROOT.glob(f"congvu/*/templates/**/*.{suffix}")):
            yield file, extract_template


def messages() -> Catalog:
    """All messages of the product, each with the places where it stands."""
    if not settings.configured:
        settings.configure()
    found = Catalog(project="Công Vụ", charset="utf-8")
    for file, method in sources():
        with file.open("rb") as opened:
            for line, message, comments, context in extract(
                method, opened, keywords=KEYWORDS, comment_tags=["Translators:"]
            ):
                place = [(str(file.relative_to(ROOT)), line)]
                found.add(message, None, place, auto_comments=comments, context=context)
    return found


def catalogue_file(language: str = "vi") -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(file: Path, language: str = "vi") -> Catalog:
    """The stored catalogue; of an entry that a merge has doubled, the filled one counts."""
    if not file.exists():
        return Catalog(locale=language, charset="utf-8")
    entries = [entry for entry in file.read_text(encoding="utf-8").split("\n\n") if entry.strip()]
    entries.sort(key=lambda entry: entry.rstrip().endswith(('msgstr ""', 'msgstr[0] ""')))
    return read_po(io.StringIO("\n\n".join(entries)), locale=language)


def merge(language: str = "vi") -> int:
    """Bring the catalogue in line with the sources; returns how many texts are still missing."""
    file = catalogue_file(language)
    known = read(file, language)
    known.update(messages(), no_fuzzy_matching=True)
    known.creation_date = known.revision_date = NO_DAY
    known.project, known.version, known.fuzzy = "Công Vụ", "1", False
    known.msgid_bugs_address, known.last_translator, known.language_team = "-", "-", language
    known.header_comment = "# Wording of the product; made by: python3 run.py words"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        write_po(opened, known, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    return sum(1 for _message in lacking(known))


def lacking(known: Catalog) -> Iterator[Message]:
    """Messages without a whole, certain translation."""
    for message in known:
        texts = message.string if isinstance(message.string, (tuple, list)) else [message.string]
        if message.id and (message.fuzzy or not all(texts)):
            yield message


def missing(language: str = "vi") -> list[str]:
    """A line for each message of the sources that has no Vietnamese, with its first place."""
    known = read(catalogue_file(language), language)
    lines = []
    for message in messages():
        if not message.id:
            continue
        stored = known.get(message.id, message.context)
        if stored is None or any(stored is bad for bad in lacking(known)):
            place = "{}:{}".format(*message.locations[0])
            first = message.id if isinstance(message.id, str) else message.id[0]
            lines.append(f"{place}: {first!r}")
    return lines


def compile_files(files: Iterable[str]) -> None:
    """Write the compiled form beside each catalogue; a fuzzy text is left out."""
    for name in files:
        source = Path(name)
        compiled = source.with_suffix(".mo")
        catalogue = read(source, source.parents[1].name)
        part = compiled.with_suffix(".part")
        with part.open("wb") as opened:
            write_mo(opened, catalogue)
        part.replace(compiled)  # a server that reads it meanwhile sees a whole file


def main(arguments: list[str]) -> int:
    match arguments:
        case ["compile", *files]:
            compile_files(files)
        case ["merge"]:
            if count := merge():
                print(_("%d texts have no Vietnamese yet.") % count)
        case ["check"]:
            lines = missing()
            print("\n".join(lines), end="\n" if lines else "")
            return 1 if lines else 0
        case _other:
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
