"""What a time phrase means: the ten kinds of deadline with their days.

A phrase is read from the dated periods in it (`periods`) and from the words around them
("trước", "hàng năm", "sau khi" ...). Days the phrase does not give stay unknown, unless the
caller names the one year a plan is for.
"""

import re
from datetime import date, timedelta
from typing import Any

from .periods import Period, find_periods
from .words import alternatives, fold, nfc, phrases, squeeze

_RECURRING = re.compile(rf"\b{alternatives('times', 'recurring')}\b")
_ONGOING = re.compile(rf"\b{alternatives('times', 'ongoing')}\b")
_BEFORE = re.compile(
    rf"\b({alternatives('times', 'before')})\s+(?:ngay\s+|het\s+|cuoi\s+|thoi diem\s+)*(?:nam\s+)?$"
)
_AFTER = re.compile(rf"\b({alternatives('times', 'after')})\s+(.+)")
_DEMAND = re.compile(rf"\b({alternatives('times', 'demand')})\b\s*(.*)")
_SINCE = re.compile(
    r"\b(?:ke\s+)?tu\s+(?:ngay\s+|dau\s+)?(?:nam\s+)?$|\bbat dau\s+(?:tu\s+)?(?:nam\s+)?$"
)
_ONWARDS = re.compile(r"tro di|cac nam (?:tiep theo|sau)|nhung nam tiep theo|ve sau")
_COUNT = re.compile(r"\b(\d{1,3})\s+[a-z ]{2,40}/\s*(nam|quy|thang)\b")
_AT_LEAST = re.compile(r"\b(?:it nhat|toi thieu)\s+(\d{1,2})\s+(?:lan|dot|cuoc|ky|lop|buoi)\b")
_TIMES_A_YEAR = re.compile(r"\b(\d{1,2})\s+lan\s*(?:/|trong|mot|moi)\s*(?:mot\s+)?nam\b")
_EVERY = (
    ("month", re.compile(r"\b(?:hang|moi|tung)\s+thang\b|/\s*thang\b|\bdinh ky thang\b")),
    ("quarter", re.compile(r"\b(?:hang|moi|tung|theo|dinh ky|thang cuoi)\s+quy\b|/\s*quy\b")),
    (
        "year",
        re.compile(
            r"\b(?:hang|moi|tung|cac|dinh ky)\s+nam\b|/\s*nam\b|\bthang,\s*(?:hang\s+)?nam\b"
        ),
    ),
)
_TAIL = " .;,:-–()*\t\n"


def _blank(kind: str = "none") -> dict[str, Any]:
    return {"kind": kind, "start": None, "due": None, "recurrence": None, "event": None}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class Phrase:
    """One time phrase with what is found in it."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = squeeze(nfc(text)).strip(_TAIL.replace("(", "").replace(")", ""))
        if self.text.startswith("(") and self.text.endswith(")"):
            self.text = self.text[1:-1].strip()
        self.folded = fold(self.text)
        self.periods = find_periods(self.folded)
        self.recurring = _RECURRING.search(self.folded) or _COUNT.search(self.folded)
        self.ongoing = _ONGOING.search(self.folded)
        if self.recurring is None and self._yearly_day():
            self.recurring = re.search(r"ke tu nam", self.folded)
        if year and self.recurring is None:
            self.periods = [period.in_year(year) for period in self.periods]

    def _yearly_day(self) -> bool:
        return any(period.kind == "day" and period.due is None for period in self.periods)

    @property
    def dated(self) -> Period | None:
        """The first period whose days are known."""
        return next((period for period in self.periods if period.due), None)

    def before(self, period: Period) -> str:
        """The folded words in front of a period."""
        return self.folded[: period.at[0]]


def normalise_deadline(phrase: str, *, year: int | None = None) -> dict[str, Any]:
    """The meaning of a time phrase, by the labels' schema (`kind`, `start`, `due`, ...).

    `year`: the one year the whole plan is for, used where the phrase gives a day, month or
    quarter without a year. An empty phrase is of kind `none`.
    """
    read = Phrase(phrase or "", year)
    if not read.folded.strip(_TAIL):
        return _blank()
    if read.recurring and not (read.folded.startswith("khi ") and not read.periods):
        return _recurring(read)
    if read.ongoing and _ongoing_leads(read):
        return _ongoing(read)
    if read.dated:
        return _dated(read, read.dated)
    if read.periods:
        return _undated(read.periods[0])
    return _conditional(read)


def _recurring(read: Phrase) -> dict[str, Any]:
    found = _blank("recurring")
    every = next((unit for unit, cue in _EVERY if cue.search(read.folded)), None)
    marks = [period for period in read.periods if period.month_day and not period.start]
    if every is None and marks:
        every = "year"
    count = _COUNT.search(read.folded) or _AT_LEAST.search(read.folded)
    times = int(count[1]) if count else 1
    if re.search(r"\b0?6 thang\b", read.folded) and every in (None, "year"):
        every, times = "year", max(times, 2)
    found["recurrence"] = {
        "every": every,
        "min_times": max(times, len(marks)) if every == "year" else (times if every else None),
        "due_mmdd": _month_days(read, marks, every),
    }
    _window(found, read)
    found["event"] = _aside(read)
    return found


def _month_days(read: Phrase, marks: list[Period], every: str | None) -> str | list[str] | None:
    if every == "month":
        day = re.search(r"\bngay\s+(\d{1,2})\b", read.folded)
        return f"{int(day[1]):02d}" if day else None
    days = [f"{month:02d}-{day:02d}" for month, day in (mark.month_day or (0, 0) for mark in marks)]
    if not days or every not in ("year", None):
        return None
    return days[0] if len(days) == 1 else days


def _window(found: dict[str, Any], read: Phrase) -> None:
    """Set the stated first and last day of a series."""
    for period in read.periods:
        if period.start is None:
            continue
        before = read.before(period)
        if period.kind == "range":
            found["start"], found["due"] = _iso(period.start), _iso(period.due)
        elif _BEFORE.search(before):
            found["due"] = _iso(period.due)
        elif found["start"] is None:
            found["start"] = _iso(period.start)


def _aside(read: Phrase) -> str | None:
    """The condition named beside a repetition ("hoặc đột xuất", "cùng với thời gian ...")."""
    other = re.search(r"\bhoac\s+((?:theo|khi|dot xuat|neu).*)", read.folded)
    if other:
        return read.text[other.start(1) : other.end(1)].strip(_TAIL)
    together = re.search(r"\bcung\s+(?:voi\s+)?(thoi (?:gian|diem).*)", read.folded)
    if together:
        return "cùng " + read.text[together.start(1) : together.end(1)].strip(_TAIL)
    return None


def _ongoing_leads(read: Phrase) -> bool:
    """Whether "thường xuyên" is the phrase's own kind and not an afterthought to a date."""
    if not read.dated or read.ongoing is None:
        return True
    return read.ongoing.start() < read.dated.at[0]


def _ongoing(read: Phrase) -> dict[str, Any]:
    found = _blank("ongoing")
    period = read.dated
    if period and period.start:
        open_end = _SINCE.search(read.before(period)) or _ONWARDS.search(read.folded)
        found["start"] = _iso(period.start)
        found["due"] = None if open_end and period.kind != "range" else _iso(period.due)
    return found


def _dated(read: Phrase, period: Period) -> dict[str, Any]:
    before = read.before(period)
    limit = _BEFORE.search(before)
    if limit and period.kind != "range":
        stages = [other for other in read.periods if other.due and "; " in read.text]
        if stages and all(_BEFORE.search(read.before(other)) for other in stages):
            period = max(stages, key=lambda other: other.due or date.min)
        found = _limited(period, strict=limit[1] == "truoc")
    elif _is_open(read, period, before):
        found = _blank("ongoing") | {"start": _iso(period.start)}
    else:
        found = _within(read, period)
    if read.ongoing or re.search(r"hoan thanh va (?:trien khai |to chuc )?thuc hien", read.folded):
        found["continues"] = True
    condition = re.search(r"\b(?:ngay\s+)?sau khi\s+(.+)", read.folded)
    if condition:
        found["event"] = read.text[condition.start(1) : condition.end(1)].strip(_TAIL)
    return found


def _is_open(read: Phrase, period: Period, before: str) -> bool:
    if _ONWARDS.search(read.folded):
        return True
    if not _SINCE.search(before) or period.kind == "range":
        return False
    return not re.search(r"hoan thanh va\b", before)


def _limited(period: Period, *, strict: bool) -> dict[str, Any]:
    """Not later than a day: "trước năm 2025" ends the day before, a named day is kept."""
    due = period.due
    if strict and period.kind != "day" and period.start:
        due = period.start - timedelta(days=1)
    return _blank("by_date") | {"due": _iso(due)}


def _within(read: Phrase, period: Period) -> dict[str, Any]:
    if period.kind == "day":
        last = read.periods[-1]
        if last.due and last.kind == "day":
            return _blank("by_date") | {"due": _iso(last.due)}
        return _blank("by_date") | {"due": _iso(period.due)}
    if period.kind == "school":
        since = _SINCE.search(read.before(period)) or re.search(r"\btu\s+$", read.before(period))
        found = _blank("ongoing" if since else "range") | {"start": _iso(period.start)}
        return found if since else found | {"due": _iso(period.due)}
    start, due, kind = period.start, period.due, period.kind
    later = [other for other in read.periods if other.start and other.due and other.kind != "day"]
    if len(later) > 1 and later[-1].due != due:
        start = min(other.start for other in later if other.start)
        due = max(other.due for other in later if other.due)
        kind = "range"
    return _blank(kind) | {"start": _iso(start), "due": _iso(due)}


def _undated(period: Period) -> dict[str, Any]:
    """A day, month or quarter whose year nobody gives."""
    return _blank("by_date" if period.kind == "day" else period.kind)


def _conditional(read: Phrase) -> dict[str, Any]:
    after = _AFTER.search(read.folded)
    if after:
        event = read.text[after.start(2) : after.end(2)].strip(_TAIL)
        return _blank("after_event") | {"event": re.sub(r";\s*(?:và\s+)?(?:vào\s+)", "; ", event)}
    demand = _DEMAND.search(read.folded)
    if demand is None:
        return _blank("on_demand") | {"event": read.text, "note": "not understood"}
    text = read.text[demand.start() :]
    for lead in phrases("times", "demand_dropped"):
        if fold(text).startswith(lead + " "):
            text = text[len(lead) :].strip()
            break
    text = re.sub(r"\s+(?:trong\s+)?thời gian tới$", "", text) or text
    return _blank("on_demand") | {"event": text.strip(_TAIL)}
