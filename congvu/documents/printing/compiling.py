"""Printing by typst: a template of ours, the data of the paper, out comes a PDF.

Data reach the template as JSON values, never as source text, so nothing that somebody typed
can act as typst code. Only Tinos is used, which is as wide as Times New Roman letter by letter;
a letter it lacks stops the printing.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from congvu.documents.printing.letters import UnprintableText, printable
from congvu.documents.printing.places import Box

FONTS = Path(__file__).parent / "fonts"
WIDTHS = Path(__file__).parent / "widths.typ"
ROOT = Path(__file__).parents[2]  # the package: templates import "/documents/printing/…"
FACES = 4
# Typst remembers the work of its last ten papers, 40 MB for a list of 300 people.
LARGE, REMEMBERED = 20_000, 11  # letters of data after which it is made to forget; papers
LACKING = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)


@dataclass(frozen=True)
class PrintedForm:
    """A printed paper, and the places on it that its template named with `place`."""

    pdf: bytes
    boxes: Mapping[str, Box]


def compile_form(
    template: Path,
    data: Mapping[str, Any],
    *,
    on: date,
    standard: Literal["a-2b", "1.7"] = "a-2b",
) -> bytes:
    """The PDF of `template` filled with `data` (values of JSON), dated `on`.

    The same template, data and day give the same bytes. The template reads its data by
    `json(bytes(sys.inputs.data))`.

    Raises: UnprintableText.
    """
    return print_form(template, data, on=on, standard=standard).pdf


def print_form(
    template: Path,
    data: Mapping[str, Any],
    *,
    on: date,
    standard: Literal["a-2b", "1.7"] = "a-2b",
) -> PrintedForm:
    """Like `compile_form`, with the places named in the template.

    Raises: UnprintableText.
    """
    text = json.dumps(printable(dict(data)), ensure_ascii=False, allow_nan=False)
    compiler = typst.Compiler(
        template, root=ROOT, font_paths=_typefaces(), sys_inputs={"data": text}
    )
    midnight = datetime(on.year, on.month, on.day, tzinfo=UTC)
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=standard, timestamp=midnight)
        marks = json.loads(compiler.query("<place>", field="value"))
    except typst.TypstError as trouble:
        lacking = LACKING.search(trouble.message)
        if lacking is None:
            raise
        raise UnprintableText(lacking[1]) from None
    finally:
        if len(text) > LARGE:
            _forget()
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return PrintedForm(pdf, {mark.pop("name"): Box(**mark) for mark in marks})


def widths_mm(texts: list[tuple[str, float, bool]]) -> list[float]:
    """How wide each of `texts` (words, points, bold) is on one line.

    Tinos is as wide as Times New Roman, so this holds for Word files too.
    """
    parts = [{"words": words, "size": size, "bold": bold} for words, size, bold in texts]
    compiler = typst.Compiler(
        WIDTHS,
        root=ROOT,
        font_paths=_typefaces(),
        sys_inputs={"data": json.dumps(printable({"texts": parts}))},
    )
    found: list[list[float]] = json.loads(compiler.query("<widths>", field="value"))
    return found[0]


def _forget() -> None:
    """Push large papers out of what typst remembers, by papers of one word."""
    for number in range(REMEMBERED):
        typst.Compiler(str(number).encode(), font_paths=_typefaces()).compile(format="pdf")


@cache
def _typefaces() -> typst.Fonts:
    """The four faces of Tinos and nothing else, read once.

    Raises: FileNotFoundError where `run.py setup` has not laid them here.
    """
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    if len(fonts.fonts()) != FACES:
        raise FileNotFoundError(f"{FONTS} lacks the typeface of papers: run python3 run.py setup")
    return fonts
