"""What makes the time in a pay step longer: setbacks, decided delays, time that is not counted.

What happens inside the holding period counts in the order of days; each of it, counted so far,
makes the period longer for the next.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congvu.core.periods import add_months
from congvu.law.types import DatedLaw, Line, NoLawThatDay
from congvu.people.rules.pay import NotInTheTable
from congvu.people.rules.trace import Step, shown

DELAYS = "raise.delay_months"
NOT_COMPLETED = "raise.not_completed"
RATED_ON = "raise.rating_counts_on"
PARTY = "raise.party_measures"
DECIDED = "raise.decided_delays"
UNCOUNTED = "raise.uncounted"
ODD_DAYS = "raise.uncounted_odd_days"
CODES = (DELAYS, NOT_COMPLETED, RATED_ON, PARTY, DECIDED, UNCOUNTED, ODD_DAYS)


class StillAway(LookupError):
    """Time that does not count runs on: nobody can tell yet when the raise is due."""


@dataclass(frozen=True)
class Setback:
    """What may delay a raise: a disciplinary measure from `on`, or a year rated not completed.

    `code` is that of the measure, or empty for a rating; `name` is what readers call it.
    """

    on: date
    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class Delay:
    """A decision in force from `on` that puts the raise off by whole `months`.

    It answers the setbacks on or before its day: their own months are not added besides.
    """

    on: date
    months: int
    name: str = ""


@dataclass(frozen=True)
class Away:
    """Time that may not count, from `on`: whole `months` and odd working `days` after them.

    `code` is that of employment_status, `until` the last day, None where it is not on file.
    """

    on: date
    until: date | None
    code: str
    months: int = 0
    days: int = 0
    name: str = ""


Event = Setback | Delay | Away


@dataclass
class Reckoning:
    """What was counted inside the holding period, and the trace of it.

    `laid_months` are those the law lays down for setbacks that no decision answered,
    `decided_months` those of decisions, the last of which is of the day `answered_until`.
    """

    laid_months: int = 0
    decided_months: int = 0
    answered_until: date | None = None
    uncounted_months: int = 0
    told: list[tuple[Event, Step]] = field(default_factory=list)
    _lost: int = 0
    _of: dict[str, int] = field(default_factory=dict)
    _odd: Line | None = None
    _unruled: LookupError | None = None
    _is_away: bool = False

    @property
    def steps(self) -> list[Step]:
        """The trace, in the order of days."""
        steps = [step for _event, step in self.told]
        if self._odd is not None:
            rule = self._odd.value
            text = _("Odd working days left over: %(days)s; %(least)s or more make a month.")
            values = {"days": self._lost % rule["days_a_month"], "least": rule["least"]}
            steps.append(Step(text % values, self._odd))
        return steps

    @property
    def delay_months(self) -> int:
        """The whole months by which measures, ratings and decisions put the raise off."""
        return self.laid_months + self.decided_months

    @property
    def months(self) -> int:
        """The whole months by which the holding period is longer."""
        return self.delay_months + self.uncounted_months

    @property
    def is_open(self) -> bool:
        """Whether nobody can tell yet how much longer the period is."""
        return self._is_away or self._unruled is not None

    def add(self, law: DatedLaw, event: Event) -> None:
        """Count one event inside the period."""
        if isinstance(event, Setback):
            self._add_setback(law, event)
        elif isinstance(event, Delay):
            self._add_delay(law, event)
        else:
            self._add_away(law, event)

    def close(self) -> "Reckoning":
        """The whole.

        Raises: NotInTheTable or NoLawThatDay where a measure has no rule and no decision answered
        it, StillAway.
        """
        if self._unruled is not None:
            raise self._unruled
        if self._is_away:
            raise StillAway
        return self

    def _add_setback(self, law: DatedLaw, setback: Setback) -> None:
        try:
            line, more = months_of(law, setback)
        except (NotInTheTable, NoLawThatDay) as unruled:
            self._unruled = unruled
            self.told.append((setback, Step(_setback_words(setback), None, _family(setback))))
            return
        self.laid_months += more
        text = _("%(what)s: %(months)s months later.")
        words = text % {"what": _setback_words(setback), "months": more}
        self.told.append((setback, Step(words, line, _family(setback))))

    def _add_delay(self, law: DatedLaw, delay: Delay) -> None:
        setbacks = [one for one, _step in self.told if isinstance(one, Setback)]
        self.told = [line for line in self.told if not isinstance(line[0], Setback)]
        self.laid_months, self._unruled = 0, None
        self.decided_months += delay.months
        self.answered_until = delay.on
        text = _("Put off by decision from %(day)s (%(why)s): %(months)s months later.")
        values = {"day": shown(delay.on), "why": delay.name or "–", "months": delay.months}
        words = text % values
        if setbacks:
            answered = "; ".join(map(_setback_words, setbacks))
            words += " " + _("It answers: %(what)s.") % {"what": answered}
        closed = next(filter(None, map(_family, setbacks)), "")
        self.told.append((delay, Step(words, law.on(DECIDED, delay.on), closed)))

    def _add_away(self, law: DatedLaw, away: Away) -> None:
        line = uncounted_line(law, away.code, away.on)
        if line is None:
            return
        if away.until is None:
            self._is_away = True
            return
        rule = law.on(ODD_DAYS, away.on)
        month = rule.value["days_a_month"]
        free = line.value[away.code] * month
        before = self._of.get(away.code, 0)
        after = self._of[away.code] = before + away.months * month + away.days
        self._lost += max(after - free, 0) - max(before - free, 0)
        whole = self._lost // month + (self._lost % month >= rule.value["least"])
        more, self.uncounted_months = whole - self.uncounted_months, whole
        self._odd = rule if self._lost % month else None
        self.told.append((away, Step(_away_words(away, line.value[away.code], more), line)))


def reckon(law: DatedLaw, since: date, months: int, events: Iterable[Event]) -> Reckoning:
    """Count what lies inside the period of `months` from `since`, each thing making it longer.

    A measure of the Party is set aside where one of the State stands in the same period; where
    both are of one day, a decision comes after what it answers.

    Raises: NotInTheTable, NoLawThatDay, StillAway.
    Law: raise.delay_months, raise.not_completed, raise.decided_delays, raise.uncounted
    """
    found = Reckoning()
    for event in _in_turn(law, since, events):
        if not found.is_open and event.on >= add_months(since, months + found.months):
            break
        found.add(law, event)
    return found.close()


def _in_turn(law: DatedLaw, since: date, events: Iterable[Event]) -> list[Event]:
    """The events from `since` on, by day, without measures of the Party the State answered."""
    party = {code for line in law.lines[PARTY] for code in line.value}
    later = [event for event in events if event.on >= since]
    measures = [one.code for one in later if isinstance(one, Setback) and one.code]
    if any(code not in party for code in measures):
        later = [one for one in later if not (isinstance(one, Setback) and one.code in party)]
    return sorted(later, key=_turn)


def _turn(event: Event) -> tuple[date, int, str, int]:
    if isinstance(event, Away):
        return event.on, 0, event.code, 0
    if isinstance(event, Setback):
        return event.on, 1, event.code, 0
    return event.on, 2, "", event.months


def months_of(law: DatedLaw, setback: Setback) -> tuple[Line, int]:
    """The law of a setback's day and the whole months it delays.

    Raises: NotInTheTable for a measure the law gives no months for, NoLawThatDay.
    """
    if not setback.code:
        line = law.on(NOT_COMPLETED, setback.on)
        return line, int(line.value["months"])
    line = law.on(DELAYS, setback.on)
    if setback.code not in line.value:
        raise NotInTheTable(f"no delay is laid down for {setback.code}")
    return line, int(line.value[setback.code])


def uncounted_line(law: DatedLaw, code: str, on: date) -> Line | None:
    """The law by which time of the status `code` from `on` does not count; None where it does."""
    try:
        line = law.on(UNCOUNTED, on)
    except NoLawThatDay:
        return None
    return line if code in line.value else None


def uncounted_codes(law: DatedLaw) -> list[str]:
    """Every status that any line leaves out of the time in a step."""
    return sorted({code for line in law.lines[UNCOUNTED] for code in line.value})


def rated_on(law: DatedLaw, year: int) -> date:
    """The day the rating of `year` counts on for raises; its last where no rule says so yet.

    Law: raise.rating_counts_on
    """
    last = date(year, 12, 31)
    try:
        month, day = law.on(RATED_ON, last).value.split("-")
    except NoLawThatDay:
        return last
    return date(year, int(month), int(day))


def _family(setback: Setback) -> str:
    """A measure is masked in the dossier, a rating is not."""
    return "discipline" if setback.code else ""


def _setback_words(setback: Setback) -> str:
    if not setback.code:
        return _("Tasks not completed in %(year)s") % {"year": setback.on.year}
    values = {"name": setback.name or setback.code, "day": shown(setback.on)}
    return _("%(name)s from %(day)s") % values


def _away_words(away: Away, free: int, more: int) -> str:
    text = ngettext(
        "%(name)s from %(first)s to %(last)s: %(n)d month does not count.",
        "%(name)s from %(first)s to %(last)s: %(n)d months do not count.",
        more,
    )
    values = {
        "name": away.name or away.code,
        "first": shown(away.on),
        "last": shown(away.until or away.on),
        "n": more,
    }
    words = text % values
    if free:
        words += " " + _("Up to %(months)s months in all of such time count.") % {"months": free}
    return words


def time_of(first: date, end: date, working_days: Callable[[date, date], int]) -> tuple[int, int]:
    """From `first` up to, but without, `end`: whole months, and the working days after them."""
    months = (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day)
    return months, working_days(add_months(first, months), end)
