"""What a line of a staff list is: a person, a group's heading, a total, a signature."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from congvu.people.staff_list.fields import FieldSet, field_under
from congvu.people.staff_list.fold import clean, fold
from congvu.people.staff_list.heading import Heading

Reason = Literal["group", "total", "heading", "end"]
GroupPath = tuple[str, ...]

# A line with no more filled cells than this may be a heading of a group.
_FEW_CELLS = 4

_NUMBERED = re.compile(r"^([IVXLC]{1,8}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/-]\s*(?=\S)")
_ROMAN = re.compile(r"[IVX]|[IVXLC]{2,8}")
_DATED = re.compile(r"\bngay\b.*\bthang\b")
_COUNT = re.compile(r"\(?\d+\s*(?:nguoi|dong chi|đ/c|d c)?\)?")

_LETTER, _NUMERAL, _ARABIC, _PLAIN_UNIT, _PLAIN = 0, 1, 2, 0, 3


@dataclass(frozen=True, slots=True)
class Line:
    """A filled line that holds no person: its row as Excel counts, why, and its text."""

    row: int
    reason: Reason
    text: str


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = files(__package__).joinpath("lines.yaml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = yaml.safe_load(text)
    return {name: tuple(fold(word) for word in words) for name, words in lists.items()}


def _opens_with(folded: str, words: Iterable[str]) -> bool:
    return any(folded == word or folded.startswith(word + " ") for word in words)


def is_division(text: str) -> bool:
    """Say whether a group's heading names a part of a unit rather than a unit."""
    folded = fold(text)
    words = _words()
    return _opens_with(folded, words["divisions"]) and not _opens_with(folded, words["units"])


def is_leadership(text: str) -> bool:
    """Say whether a division's name only stands for the leaders of its unit."""
    return _opens_with(fold(text), _words()["leadership"])


class LineReader:
    """Reads the lines below a heading in order and keeps the headings of groups in force."""

    def __init__(self, heading: Heading, fields: FieldSet) -> None:
        self.path: GroupPath = ()
        self._levels: list[tuple[int, str]] = []
        self._skipped: list[Line] = []
        self._last_person = 0
        codes = [field_under(path, fields) for path in heading.paths]
        self._names = [
            column for column, code in enumerate(codes) if code in ("full_name", "given_name")
        ]
        self._serial = codes.index("serial") if "serial" in codes else -1
        self._headings = {text for path in heading.paths for text in path}

    def is_person(self, row: Sequence[str], number: int) -> bool:
        """Say whether the row is a person; `number` is the row Excel shows."""
        filled = len(row) - row.count("")
        if not filled:
            return False
        if filled > _FEW_CELLS and any(row[column] for column in self._names):
            return self._is_full_row_a_person(row, number)
        cells = [(column, text) for column, cell in enumerate(row) if (text := clean(cell))]
        if not cells:
            return False
        return self._is_short_row_a_person(cells, number)

    def skipped(self) -> list[Line]:
        """Return the lines that hold no person; headings no person follows are endings."""
        return [
            Line(line.row, "end", line.text)
            if line.reason == "group" and line.row > self._last_person
            else line
            for line in self._skipped
        ]

    def _is_full_row_a_person(self, row: Sequence[str], number: int) -> bool:
        name = next(row[column] for column in self._names if row[column])
        if name in self._headings or (name[:1] in "TtCc" and self._is_total(fold(name))):
            reason: Reason = "heading" if name in self._headings else "total"
            return self._skip(number, reason, name)
        self._last_person = number
        return True

    def _is_short_row_a_person(self, cells: list[tuple[int, str]], number: int) -> bool:
        texts = [text for _, text in cells]
        folded = fold(texts[0])
        longest = max(texts, key=len)
        if any(self._is_total(fold(text)) for text in texts):
            return self._skip(number, "total", " ".join(texts))
        if set(texts) <= self._headings:
            return self._skip(number, "heading", " ".join(texts))
        if self._is_end(folded) or any(self._is_end(fold(text)) for text in texts):
            return self._skip(number, "end", " ".join(texts))
        level = self._group_level(cells, longest)
        if level is not None:
            self._enter(level, longest)
            return self._skip(number, "group", longest)
        self._last_person = number
        return True

    def _skip(self, number: int, reason: Reason, text: str) -> bool:
        self._skipped.append(Line(number, reason, text))
        return False

    @staticmethod
    def _is_total(folded: str) -> bool:
        words = _words()["totals"]
        return any(
            folded == word or re.fullmatch(re.escape(word) + r" (?:\d.*|so .*|cong.*)", folded)
            for word in words
        )

    @staticmethod
    def _is_end(folded: str) -> bool:
        return _opens_with(folded, _words()["ends"]) or bool(_DATED.search(folded))

    def _group_level(self, cells: list[tuple[int, str]], longest: str) -> int | None:
        """The depth of the heading a short row is, or None where it is a person."""
        serial = next((text for column, text in cells if column == self._serial), "")
        others = [text for column, text in cells if column != self._serial]
        others = [text for text in others if not _COUNT.fullmatch(fold(text))]
        if serial and not others:
            others, serial = [serial], ""
        if len(set(others)) != 1:
            return None
        mark = serial.rstrip(".)/- ")
        numbered = _NUMBERED.match(longest)
        if not mark and numbered:
            mark = numbered[1]
        text = fold(_NUMBERED.sub("", longest))
        if not mark or mark[0].isdigit():
            return self._unmarked_level(text, mark, cells)
        return _NUMERAL if _ROMAN.fullmatch(mark) else (_LETTER if len(mark) == 1 else None)

    def _unmarked_level(self, text: str, mark: str, cells: list[tuple[int, str]]) -> int | None:
        words = _words()
        is_unit = _opens_with(text, words["units"])
        if is_unit or _opens_with(text, words["divisions"]):
            return _ARABIC if mark else (_PLAIN_UNIT if is_unit else _PLAIN)
        stands_in_names = any(column in self._names for column, _ in cells)
        return None if mark or stands_in_names else _PLAIN

    def _enter(self, level: int, longest: str) -> None:
        text = _NUMBERED.sub("", longest).strip(" :")
        while self._levels and self._levels[-1][0] >= level:
            self._levels.pop()
        self._levels.append((level, text))
        self.path = tuple(name for _, name in self._levels)
