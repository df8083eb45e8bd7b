"""Readers of one cell: its text in, its values and what is wrong with it out."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from congvu.people.staff_list.dates import PartialDate, read_date
from congvu.people.staff_list.fields import Field
from congvu.people.staff_list.fold import clean, fold, squeeze
from congvu.people.staff_list.limits import limit
from congvu.people.staff_list.persons import read_name, read_position
from congvu.people.staff_list.problems import Finding
from congvu.people.staff_list.values import CodeList, code_list, vocabulary

Values = tuple[object, ...]

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: .*)?")
_DIGITS = re.compile(r"\d+")
_ID_SPACES = re.compile(r"[\s.'`’-]")
_RANK_NUMBER = re.compile(r"(\d{1,2})\.(\d{1,3})")
_RANK_CODE = re.compile(r"V?\.?\d{2}[a-z]?\.\d{2,3}(?:\.\d{2})*", re.IGNORECASE)
_STEP = re.compile(r"(?:bac )?(\d{1,2}|[ivx]{1,4})(?: \d{1,2})?(?: (?:vk|vuot khung) (\d{1,2}))?")
_BEYOND = re.compile(r"(?:vk|vuot khung) (\d{1,2})")
_COEFFICIENT = re.compile(r"(\d{1,2})(?:[.,](\d{1,2})0?)?(?:\s*\+?\s*(?:vk)?\s*(\d{1,2})\s*%.*)?")
_ROMAN: Mapping[str, int] = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12,
}  # fmt: skip
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(%)?")
_HIGHEST_PERCENT = 60
_LONGEST_SCALE = 12
_HIGHEST_COEFFICIENT = Decimal(14)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE_SPLIT = re.compile(r"[/;,]|\s-\s|\n")
_PHONE_SIGNS = re.compile(r"[\s.()\-]")
_DATE_INSIDE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\b\d{1,2}/\d{4}\b")


class Cell(NamedTuple):
    """The values of one cell, in the order of its output columns, and what is wrong with it."""

    values: Values
    finding: Finding | None = None


Reader = Callable[[str], Cell]


@cache
def _blank_words() -> frozenset[str]:
    return frozenset(vocabulary()["blank_words"])


@cache
def _no_words() -> frozenset[str]:
    return frozenset(squeeze(str(word)) for word in vocabulary()["no_words"])


@cache
def _open_words() -> frozenset[str]:
    words = vocabulary()
    return frozenset(squeeze(str(word)) for word in (*words["no_words"], *words["open_words"]))


def is_blank(text: str) -> bool:
    """Say whether a cleaned text only shows that there is nothing."""
    return not text or text in _blank_words()


def name_cell(text: str) -> Cell:
    """Full name in proper case; full name as printed."""
    reading = read_name(text)
    return Cell((reading.name or None, text), reading.finding)


def text_cell(text: str) -> Cell:
    """Free text; a date Excel made of it is shown as a Vietnamese date again."""
    iso = _ISO.fullmatch(text)
    if iso:
        return Cell((f"{iso[3]}/{iso[2]}/{iso[1]}",))
    longest = limit("longest_text")
    if len(text) > longest:
        return Cell((text[:longest],), _too_long("text.cut", text, longest))
    return Cell((text,))


def _too_long(code: str, text: str, longest: int) -> Finding:
    return Finding(code, (("text", text[:40]), ("last", longest)))


def date_values(value: PartialDate | None) -> Values:
    """A date as printed, its first and its last day."""
    return (value.printed, value.first, value.last) if value else (None, None, None)


def date_reader(century_from: int | None) -> Reader:
    """A reader of dates: printed, from, to. "Không" and "nay" are blank."""

    def read(text: str) -> Cell:
        if squeeze(text) in _open_words():
            return Cell((None, None, None))
        reading = read_date(text, century_from=century_from)
        return Cell(date_values(reading.value), reading.finding)

    return read


def sex_cell(text: str) -> Cell:
    """M or F."""
    word = fold(text)
    for sex, words in vocabulary()["sexes"].items():
        if text == sex or word in {fold(known) for known in words}:
            return Cell((sex,))
    return Cell((None,), Finding("sex.unknown", (("text", text),)))


def personal_id_cell(text: str) -> Cell:
    """Personal ID of 12 digits; old identity number of 9. Zeros Excel dropped come back."""
    digits = _ID_SPACES.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        return Cell((None, None), Finding("id.letters", (("text", text),)))
    length, whole = len(digits), limit("personal_id_digits")
    if length == whole:
        return Cell((digits, None))
    if whole - 2 <= length < whole:
        read = digits.zfill(whole)
        return Cell((read, None), Finding("id.zeros", (("text", text), ("read", read)), read))
    if limit("old_id_digits") - 1 <= length <= limit("old_id_digits"):
        old = digits.zfill(limit("old_id_digits"))
        return Cell((None, old), Finding("id.old", (("text", old),)))
    return Cell((None, None), Finding("id.length", (("text", text), ("count", length))))


def staff_number_cell(text: str) -> Cell:
    """Staff number in capitals without spaces."""
    number, longest = text.replace(" ", "").upper(), limit("longest_number")
    if len(number) > longest:
        return Cell((None,), _too_long("text.long", number, longest))
    return Cell((number,))


def code_reader(field: Field) -> Reader:
    """A reader of a code list's field: the code."""
    codes = code_list(field.list_name)

    def read(text: str) -> Cell:
        return _code_cell(text, codes.find(text), codes, is_lenient=field.is_lenient)

    return read


def _code_cell(
    text: str, found: tuple[str, ...], codes: CodeList, *, is_lenient: bool = False
) -> Cell:
    if len(found) == 1:
        return Cell((found[0],))
    if found:
        choices = codes.choices(found)
        return Cell((None,), Finding("code.several", (("text", text), ("choices", choices))))
    code = "code.unknown_kept" if is_lenient else "code.unknown"
    return Cell((None,), Finding(code, (("text", text), ("list", codes.label))))


def rank_cell(text: str) -> Cell:
    """Rank code, found by code (with the zeros Excel drops), name or short form."""
    codes = code_list("ranks")
    number = _RANK_NUMBER.fullmatch(text)
    wanted = f"{number[1].zfill(2)}.{number[2].ljust(3, '0')}" if number else text
    found = codes.find(wanted)
    if not found and (inside := _RANK_CODE.search(text)):
        found = codes.find(inside[0])
    return _code_cell(text, found, codes)


def degree_cell(text: str) -> Cell:
    """Degree code; what follows the degree in the cell, most often the field of study."""
    codes = code_list("degrees")
    found = codes.find(text)
    if len(found) == 1:
        return Cell((found[0], None))
    opening, rest = codes.find_opening(text)
    cell = _code_cell(text, opening, codes)
    return Cell((*cell.values, rest or None), cell.finding)


def discipline_cell(text: str) -> Cell:
    """Bare kind of discipline, whether of the Party, then its first day if the cell tells it.

    "Không" gives the kind NONE: it is known that there is none.
    """
    codes = code_list("discipline")
    if squeeze(text) in _no_words():
        return Cell(("NONE", False, None, None, None))
    found, rest = codes.find_opening(text)
    cell = _code_cell(text, found, codes)
    inside = _DATE_INSIDE.search(rest)
    day = read_date(inside[0]).value if inside else None
    return Cell((*cell.values, "dang" in fold(rest).split(), *date_values(day)), cell.finding)


def position_cell(text: str) -> Cell:
    """Post held, written out."""
    return Cell((read_position(text),))


def step_cell(text: str) -> Cell:
    """Salary step; percent above the last step."""
    iso = _ISO.fullmatch(text)
    if iso:
        shown = f"{iso[3]}/{iso[2]}/{iso[1]}"
        return Cell((None, None), Finding("number.is_date", (("text", shown),), str(int(iso[3]))))
    plain = fold(text)
    beyond = _BEYOND.fullmatch(plain)
    if beyond:
        return Cell((None, int(beyond[1])))
    match = _STEP.fullmatch(plain)
    if match:
        number = _ROMAN.get(match[1]) or (int(match[1]) if match[1].isdecimal() else 0)
        if 1 <= number <= _LONGEST_SCALE:
            return Cell((number, int(match[2]) if match[2] else None))
    return Cell(
        (None, None), Finding("step.unreadable", (("text", text), ("last", _LONGEST_SCALE)))
    )


def percent_cell(text: str) -> Cell:
    """A whole percent; a percent cell of Excel holds 0.05 for 5 %."""
    match = _PERCENT.fullmatch(text)
    value = Decimal(match[1].replace(",", ".")) if match else Decimal(-1)
    if match and not match[2] and 0 < value < 1:
        value *= 100
    if 0 <= value <= _HIGHEST_PERCENT and value == int(value):
        return Cell((int(value) or None,))
    return Cell((None,), Finding("percent.form", (("text", text),)))


def coefficient_cell(text: str) -> Cell:
    """Salary coefficient as a Decimal of two places; percent above the last step."""
    iso = _ISO.fullmatch(text)
    if iso:
        shown, guess = f"{iso[3]}/{iso[2]}/{iso[1]}", f"{int(iso[3])},{iso[2]}"
        return Cell((None, None), Finding("number.is_date", (("text", shown),), guess))
    match = _COEFFICIENT.fullmatch(text.lower())
    if match:
        value = Decimal(f"{match[1]}.{(match[2] or '').ljust(2, '0')}")
        if 1 <= value < _HIGHEST_COEFFICIENT:
            return Cell((value, int(match[3]) if match[3] else None))
    guess = f"{text[0]},{text[1:]}" if re.fullmatch(r"[1-9]\d\d", text) else ""
    return Cell((None, None), Finding("coefficient.form", (("text", text),), guess))


def language_cell(text: str) -> Cell:
    """Language code; level code; the text as printed, which also names score and certificate."""
    if squeeze(text) in _no_words():
        return Cell((None, None, None))
    words = fold(text).split()
    language = _first_known(words, "languages")
    level = _first_known(words, "language_levels")
    return Cell((language or ("en" if level else None), level, text))


@cache
def _language_words(name: str) -> Mapping[str, str]:
    return {
        fold(str(text)): str(code) for code, texts in vocabulary()[name].items() for text in texts
    }


def _first_known(words: list[str], name: str) -> str | None:
    known = _language_words(name)
    for count in (3, 2, 1):
        for start in range(len(words) - count + 1):
            code = known.get(" ".join(words[start : start + count]))
            if code:
                return code
    return None


def phone_cell(text: str) -> Cell:
    """Telephone numbers of 10 or 11 digits, "; " between; the zero Excel drops comes back."""
    numbers = [_phone(part) for part in _PHONE_SPLIT.split(text) if part.strip()]
    good = [number for number in numbers if number]
    if not good:
        return Cell((None,), Finding("phone.form", (("text", text),)))
    return Cell(("; ".join(good),))


def _phone(text: str) -> str:
    digits = _PHONE_SIGNS.sub("", text)
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    if not _DIGITS.fullmatch(digits):
        return ""
    if len(digits) in (9, 10) and digits[0] != "0":
        digits = "0" + digits
    return digits if len(digits) in (10, 11) and digits[0] == "0" else ""


def email_cell(text: str) -> Cell:
    """E-mail address in small letters."""
    address = text.replace(" ", "").lower()
    if _EMAIL.fullmatch(address):
        return Cell((address,))
    return Cell((None,), Finding("email.form", (("text", text),)))


_READERS: Mapping[str, Reader] = {
    "name": name_cell,
    "sex": sex_cell,
    "personal_id": personal_id_cell,
    "staff_number": staff_number_cell,
    "text": text_cell,
    "unit": text_cell,
    "degree": degree_cell,
    "discipline": discipline_cell,
    "position": position_cell,
    "rank": rank_cell,
    "step": step_cell,
    "coefficient": coefficient_cell,
    "percent": percent_cell,
    "language": language_cell,
    "phone": phone_cell,
    "email": email_cell,
}


def reader_of(field: Field, century_from: int | None = None) -> Reader:
    """Return the reader of a field's cells; `century_from` as in `read_date`."""
    if field.kind == "date":
        return date_reader(century_from)
    return code_reader(field) if field.kind == "code" else _READERS[field.kind]


def cleaned(reader: Reader, width: int) -> Reader:
    """Wrap a reader so that it is given clean text, and blanks never reach it."""
    nothing = Cell((None,) * width)

    def read(text: str) -> Cell:
        plain = clean(text)
        return nothing if is_blank(plain) else reader(plain)

    return read
