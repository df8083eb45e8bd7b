"""Dates as offices type them: whole, by month, by year, as Excel numbers, with slips."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from congvu.core.text import fold as without_marks
from congvu.people.staff_list.limits import limit
from congvu.people.staff_list.problems import Finding

# Day 0 of Excel's calendar; its false 29 February 1900 is behind us for any living person.
_EXCEL_EPOCH = date(1899, 12, 30)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: \d{2}:\d{2}:\d{2}(?:\.\d+)?)?")
_DAY = re.compile(r"(\d{1,2})\s*[/.\-– ]\s*(\d{1,2})\s*[/.\-– ]\s*(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-– ]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{1,2}))?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SPOKEN = re.compile(r"\b(?:ngay|thang|nam|sinh|t|thg)\b\.?|\bt(?=\d)")
_SLIPS = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "i": "1", "|": "1"})
_SLIPPED = re.compile(r"[\doOlIi|/.\-– ]+")
_SEPARATORS = re.compile(r"\s*[/.\-–]\s*")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known.

    `printed` is "1980-03-05", "1980-03" or "1980"; `first` and `last` are the first and the last
    day it can be.
    """

    printed: str
    first: date
    last: date

    @property
    def shown(self) -> str:
        """The date as papers write it."""
        return shown(self.printed)


def shown(printed: str) -> str:
    """Return a printed date as Vietnamese papers write it: "05/03/1980", "03/1980" or "1980"."""
    return "/".join(reversed(printed.split("-")))


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a text says as a date: the date, what is wrong with it, or both."""

    value: PartialDate | None = None
    finding: Finding | None = None


def read_date(text: str, *, century_from: int | None = None) -> DateReading:
    """Read one cleaned text as a date.

    `century_from` is the officer's answer on years of two digits: the first year they can mean
    (1930 reads "29" as 2029 and "30" as 1930). Without it such a year is asked.
    """
    match = _DAY.fullmatch(text)
    if match:
        return _from_day(text, match, century_from)
    if text.isdecimal():
        return _from_digits(text)
    iso = _ISO.fullmatch(text)
    if iso:
        return _whole(text, int(iso[3]), int(iso[2]), int(iso[1]))
    return _from_other(text, century_from)


def _from_day(text: str, match: re.Match[str], century_from: int | None) -> DateReading:
    day, month = int(match[1]), int(match[2])
    if len(match[3]) == 4:
        return _whole(text, day, month, int(match[3]))
    years = (1900 + int(match[3]), 2000 + int(match[3]))
    if century_from is not None:
        year = next((year for year in years if year >= century_from), years[1])
        return _whole(text, day, month, year)
    readings = [_whole(text, day, month, year) for year in years]
    if all(reading.value is None for reading in readings):
        return readings[0]
    guess = next(reading.value for reading in readings if reading.value)
    return DateReading(finding=Finding("date.two_digit_year", (("text", text),), guess.shown))


def _from_digits(text: str) -> DateReading:
    """Digits only: a year, Excel's number of a day, or a date without its strokes."""
    length = len(text)
    if length == 4:
        return _year(text, int(text))
    if length == 5:
        return _from_serial(text, int(text))
    if length == 8:
        return _without_strokes(text)
    if length == 6 and 1 <= int(text[:2]) <= 12:
        return _month(text, int(text[:2]), int(text[2:]))
    return DateReading(finding=Finding("date.unreadable", (("text", text),)))


def _from_serial(text: str, number: int) -> DateReading:
    day = _EXCEL_EPOCH + timedelta(days=number)
    return _whole(text, day.day, day.month, day.year)


def _without_strokes(text: str) -> DateReading:
    forms = (
        (int(text[:2]), int(text[2:4]), int(text[4:])),
        (int(text[6:]), int(text[4:6]), int(text[:4])),
    )
    # No digits fit both ways: the month of one form is the century of the other.
    readings = [_whole(text, day, month, year) for day, month, year in forms]
    for reading in readings:
        if reading.value:
            return reading
    return DateReading(finding=Finding("date.unreadable", (("text", text),)))


def _from_other(text: str, century_from: int | None) -> DateReading:
    month = _MONTH.fullmatch(text)
    if month:
        return _month(text, int(month[1]), int(month[2]))
    year_first = _YEAR_FIRST.fullmatch(text)
    if year_first:
        if year_first[3]:
            return _whole(text, int(year_first[3]), int(year_first[2]), int(year_first[1]))
        return _month(text, int(year_first[2]), int(year_first[1]))
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _from_serial(text, int(serial[1]))
    return _from_untidy(text, century_from)


def _from_untidy(text: str, century_from: int | None) -> DateReading:
    """Words around the numbers, doubled strokes, letters O and l in place of 0 and 1."""
    spoken = _SPOKEN.sub(" ", without_marks(text))
    plain = re.sub(r"/+", "/", _SEPARATORS.sub("/", " ".join(spoken.split()))).strip("/ ,")
    plain = re.sub(r" +", "/", plain)
    if plain != text and re.fullmatch(r"[\d/]+", plain):
        reading = read_date(plain, century_from=century_from)
        return _told(reading, text)
    if _SLIPPED.fullmatch(text) and any(letter.isdigit() for letter in text):
        repaired = _SEPARATORS.sub("/", text.translate(_SLIPS)).strip("/ ")
        if repaired != text and re.fullmatch(r"[\d/]+", repaired):
            return _repaired(text, read_date(repaired, century_from=century_from))
    return DateReading(finding=Finding("date.unreadable", (("text", text),)))


def _told(reading: DateReading, text: str) -> DateReading:
    """The reading of a tidied text, its finding quoting the text as typed."""
    if reading.finding is None:
        return reading
    params = tuple(
        (name, text if name == "text" else value) for name, value in reading.finding.params
    )
    return DateReading(reading.value, reading.finding._replace(params=params))


def _repaired(text: str, reading: DateReading) -> DateReading:
    if reading.value is None:
        return _told(reading, text)
    read = reading.value.shown
    return DateReading(
        reading.value, Finding("date.letters_read", (("text", text), ("read", read)), read)
    )


def _whole(text: str, day: int, month: int, year: int) -> DateReading:
    bad_year = _outside(text, year)
    if bad_year:
        return bad_year
    if not 1 <= month <= 12:
        swapped = _whole(text, month, day, year).value if 1 <= day <= 12 else None
        return DateReading(
            finding=Finding(
                "date.month",
                (("text", text), ("month", month)),
                swapped.shown if swapped else "",
            )
        )
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return DateReading(finding=Finding("date.impossible", (("text", text), ("days", days))))
    only = date(year, month, day)
    return DateReading(PartialDate(f"{year:04d}-{month:02d}-{day:02d}", only, only))


def _month(text: str, month: int, year: int) -> DateReading:
    bad_year = _outside(text, year)
    if bad_year:
        return bad_year
    if not 1 <= month <= 12:
        return DateReading(finding=Finding("date.month", (("text", text), ("month", month))))
    last = date(year, month, monthrange(year, month)[1])
    return DateReading(PartialDate(f"{year:04d}-{month:02d}", date(year, month, 1), last))


def _year(text: str, year: int) -> DateReading:
    return _outside(text, year) or DateReading(
        PartialDate(f"{year:04d}", date(year, 1, 1), date(year, 12, 31))
    )


def _outside(text: str, year: int) -> DateReading | None:
    first, last = limit("first_year"), limit("last_year")
    if first <= year <= last:
        return None
    return DateReading(
        finding=Finding("date.year", (("text", text), ("first", first), ("last", last)))
    )
