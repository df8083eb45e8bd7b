"""A table of tasks as read from any of its printed forms."""

import re
from dataclasses import dataclass, field

_HYPHEN = re.compile(r"(?<=\w)-$")


@dataclass
class Cell:
    """The text of one cell and the lines it stands on."""

    text: str = ""
    lines: list[int] = field(default_factory=list)

    def add(self, text: str, line: int) -> None:
        """Append a printed line; a word cut by a hyphen is joined without a blank."""
        text = text.strip()
        if line not in self.lines:
            self.lines.append(line)
        if not text:
            return
        if _HYPHEN.search(self.text):
            self.text += text
        else:
            self.text = f"{self.text} {text}".strip()


@dataclass
class Row:
    """One printed row: cells by role, and the first and last line it takes."""

    cells: dict[str, Cell] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    opens: bool = False
    score: float = 1.0

    def text(self, role: str) -> str:
        """The text of a cell, empty where there is none."""
        cell = self.cells.get(role)
        return cell.text if cell else ""

    def cell(self, role: str) -> Cell:
        """The cell of a role, made when missing."""
        return self.cells.setdefault(role, Cell())


@dataclass
class Table:
    """Rows in reading order; `first` and `last` are the lines of the whole table.

    `periods`: heads of columns that are stretches of time; `year`: the year in the time's head.
    """

    roles: list[str]
    rows: list[Row]
    first: int
    last: int
    form: str = ""
    periods: dict[str, str] = field(default_factory=dict)
    year: int | None = None
