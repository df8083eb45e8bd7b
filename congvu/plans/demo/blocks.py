"""The pieces a demo paper is laid out from: its text cut into titles, paragraphs and tables."""

import re
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any


class Kind(StrEnum):
    """What a block is on the page."""

    COLUMNS = "columns"  # lines in two columns: letter head, list of receivers beside signature
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    ACROSS = "across"  # a new page; it and all after it lie across


@dataclass(frozen=True)
class Block:
    """One piece of a page: text, or rows of cells for columns and tables."""

    kind: Kind
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


SECTION = re.compile(r"[IVX]+\. ")


def _kind(line: str) -> Kind:
    if line == "---":
        return Kind.ACROSS
    if line.startswith("|"):
        return Kind.TABLE
    if "\t" in line:
        return Kind.COLUMNS
    if SECTION.match(line):
        return Kind.HEADING
    if line == line.upper() and any(char.isalpha() for char in line):
        return Kind.TITLE
    return Kind.PARAGRAPH


def _cells(line: str) -> list[str]:
    parts = line.strip("|").split("|") if line.startswith("|") else line.split("\t")
    return [part.strip() for part in parts]


def cut(text: str) -> list[Block]:
    """Cut the text of one paper into blocks.

    The line right under the kind of paper (a title) is its subject and a title too.
    """
    blocks: list[Block] = []
    lines = [line for line in text.split("\n") if line.strip()]
    for kind, group in groupby(lines, key=_kind):
        if kind in (Kind.TABLE, Kind.COLUMNS):
            blocks.append(Block(kind, rows=[_cells(line) for line in group]))
            continue
        for line in group:
            is_subject = bool(blocks) and blocks[-1] == Block(Kind.TITLE, "KẾ HOẠCH")
            blocks.append(Block(Kind.TITLE if is_subject else kind, line))
    return blocks
