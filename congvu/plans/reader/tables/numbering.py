"""The numbers of rows, and which may follow which."""

import re

_ALONE = re.compile(
    r"^\(?(\d{1,3}(?:\.\d{1,3}){0,2}|[IVX]{1,5}|[a-zđ](?=[.)])|[A-ZĐ](?=\.))\s*[.)]?$"
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_GROUP = re.compile(r"^([IVX]{1,5})\.?\s+(?=[^\W\d_a-z])")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_INLINE = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){0,2})\.?\s+(?=[^\W\d_])")


def opens_row(text: str, following: str, before: list[str]) -> tuple[str, str]:
    """The number with which a line opens a row, and the rest of the line."""
    alone = _ALONE.match(text)
    if alone and _follows(before, alone[1]) and following and not following[:1].islower():
        return alone[1], ""
    inline = _INLINE.match(text)
    if inline and _follows(before, inline[1], strict=True):
        return inline[1], text[inline.end() :]
    group = _GROUP.match(text)
    if group and _next_roman(before) == group[1]:
        return group[1], text[group.end() :]
    return "", ""


def _next_roman(before: list[str]) -> str:
    """The Roman number that follows those of the rows above."""
    last = next((number for number in reversed(before) if number in _ROMANS), "")
    at = _ROMANS.index(last) + 1 if last else 0
    return _ROMANS[at] if at < len(_ROMANS) and (last or not before) else ""


def _follows(numbers: list[str], number: str, *, strict: bool = False) -> bool:
    """Whether a row may carry this number after rows with those numbers."""
    if number[0].isupper():
        return not strict
    if number.isalpha():
        return not strict and _letter_follows(numbers, number)
    new = [int(part) for part in number.split(".")]
    counted = [before for before in numbers if not before.isalpha()]
    if new[-1] == 1 and (not numbers or numbers[-1][0].isupper()):
        return True
    if not counted:
        return new[-1] <= 2
    before = counted[-1]
    old = [int(part) for part in before.split(".")]
    if len(new) > len(old):
        return new[: len(old)] == old and new[-1] == 1
    expected = old[: len(new)]
    if new[:-1] != expected[:-1]:
        return False
    step = new[-1] - expected[-1]
    return step == 1 or (step == 2 and len(new) == len(old) and not strict)


def _letter_follows(numbers: list[str], letter: str) -> bool:
    """Whether a row may be lettered so: "a" anywhere, another one after the letter before it."""
    if letter == "a":
        return True
    before = numbers[-1] if numbers else ""
    if len(before) != 1 or before not in _LETTERS or letter not in _LETTERS:
        return False
    return _LETTERS.index(letter) - _LETTERS.index(before) in (1, 2)


def skips(number: str, following: str) -> bool:
    """Whether just one number is missing between two."""
    if not (number.isdigit() and following.isdigit()):
        return False
    return int(following) == int(number) + 2
