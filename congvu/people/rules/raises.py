"""When the next step, or the next percent above the last one, is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from congvu.core.periods import add_months
from congvu.law.types import DatedLaw, Line
from congvu.people.rules import holding as held
from congvu.people.rules import pay
from congvu.people.rules.holding import Event, reckon
from congvu.people.rules.pay import EXCEED, Group, group_of
from congvu.people.rules.trace import Step, shown

EARLY = "raise.early"
CODES = (*pay.CODES, *held.CODES, EARLY)
"""The parameters these rules ask for."""


@dataclass(frozen=True)
class Holding:
    """The step held: `since` its first day; `percent` above the last step, 0 without."""

    group: str
    corps: str
    step: int
    since: date
    percent: int = 0


@dataclass(frozen=True)
class NextRaise:
    """What comes next and when; `due_on` is the first day of the new step or percent.

    `ordinary_on` is the day without delays and time that does not count. `percent` is 0 for a new
    step; both days are None where nothing comes after the last step. `answered_until` is the day
    of the last decision on a delay that counts.
    """

    ordinary_on: date | None
    due_on: date | None
    step: int
    percent: int
    coefficient: Decimal
    steps: tuple[Step, ...]
    delay_months: int = 0
    uncounted_months: int = 0
    answered_until: date | None = None


def next_raise(law: DatedLaw, holding: Holding, events: Iterable[Event]) -> NextRaise:
    """The next step, or at the last step the next percent above it, and its first day.

    `events` are measures, ratings, decisions on a delay and time that does not count; each that
    begins inside the holding period, made longer so far, puts the day off (`holding.reckon`).

    Raises: NotInTheTable for a step outside the group or a measure without a rule, NoLawThatDay,
    StillAway.
    Law: pay.groups, raise.delay_months, raise.not_completed, raise.decided_delays,
    raise.uncounted, raise.exceed_frame
    """
    group = group_of(law, holding.group, holding.corps, holding.since)
    group.coefficient(holding.step)
    exceed = law.on(EXCEED, holding.since)
    months, step, percent, line = _what_comes(group, exceed, holding)
    first = Step(
        _("Step %(step)s of group %(group)s, held since %(day)s.")
        % {"step": holding.step, "group": holding.group, "day": shown(holding.since)},
        group.line,
    )
    coefficient = group.coefficient(step)
    if not months:
        nothing = Step(_("It is the last step, and nothing comes above it."), exceed)
        return NextRaise(None, None, step, 0, coefficient, (first, nothing))
    found = reckon(law, holding.since, months, events)
    ordinary = add_months(holding.since, months)
    due = add_months(holding.since, months + found.months)
    steps = [first, _told(months, line, holding.since, ordinary, percent), *found.steps]
    if found.told:
        steps.append(Step(_("Hence due on %(day)s.") % {"day": shown(due)}))
    return NextRaise(
        ordinary,
        due,
        step,
        percent,
        coefficient,
        tuple(steps),
        delay_months=found.delay_months,
        uncounted_months=found.uncounted_months,
        answered_until=found.answered_until,
    )


def _what_comes(group: Group, exceed: Line, holding: Holding) -> tuple[int, int, int, Line]:
    """Whole months to hold (0: nothing comes), the step and percent then, the law of the months."""
    if holding.step < group.steps:
        return group.months, holding.step + 1, 0, group.line
    if group.code in exceed.value["without"]:
        return 0, holding.step, 0, exceed
    if not holding.percent:
        return group.months, holding.step, exceed.value["first"], exceed
    more = holding.percent + exceed.value["more"]
    return exceed.value["months"], holding.step, more, exceed


def _told(months: int, line: Line, since: date, ordinary: date, percent: int) -> Step:
    if percent:
        text = _(
            "%(months)s months from %(since)s: %(percent)s %% above the last step from %(day)s."
        )
    else:
        text = _("%(months)s months from %(since)s: the next step from %(day)s.")
    what = {
        "months": months,
        "since": shown(since),
        "day": shown(ordinary),
        "percent": percent,
    }
    return Step(text % what, line)


@dataclass(frozen=True)
class EarlyCase:
    """Somebody proposed for an early raise in the review of `year`.

    `achieved_on` are the days of achievements, `used_until` the day of the last early raise, up to
    which they are used up; `was_early` whether the step held came early.
    """

    year: int
    next: NextRaise
    was_early: bool
    has_college: bool
    achieved_on: Sequence[date] = ()
    used_until: date | None = None


def early_raise_refusals(law: DatedLaw, case: EarlyCase) -> tuple[Step, ...]:
    """Why an early raise for achievements is not open in `year`; empty when it is.

    Law: raise.early
    """
    review = date(case.year, 12, 31)
    line = law.on(EARLY, review)
    refusals = [*_too_far(case.next, review, line)]
    if case.was_early:
        refusals.append(Step(_("The present step came early: not twice in a row."), line))
    years = line.value["years_college" if case.has_college else "years_other"]
    since = add_months(review, -12 * years)
    fresh = [
        day for day in case.achieved_on
        if since < day <= review and (case.used_until is None or day > case.used_until)
    ]  # fmt: skip
    if not fresh:
        text = _("No achievement of the last %(years)s years is left to count.")
        refusals.append(Step(text % {"years": years}, line))
    return tuple(refusals)


def early_before_retirement(
    law: DatedLaw, coming: NextRaise, *, notice_on: date, retires_on: date
) -> tuple[Step, ...]:
    """Why somebody given notice of retirement on `notice_on` gets no step early; empty if he does.

    `retires_on` is the last day of service: by then the regular raise must be near. No quota.
    Law: raise.early
    """
    line = law.on(EARLY, notice_on)
    if coming.due_on is not None and not coming.percent and coming.due_on <= notice_on:
        text = _("The regular raise was due on %(day)s already.")
        return (Step(text % {"day": shown(coming.due_on)}, line),)
    return _too_far(coming, retires_on, line)


def _too_far(coming: NextRaise, on: date, line: Line) -> tuple[Step, ...]:
    if coming.due_on is None or coming.percent:
        return (Step(_("It is the last step of the group."), line),)
    most = line.value["months_short"]
    if coming.due_on > add_months(on, most):
        text = _("On %(on)s the regular raise (%(due)s) is more than %(months)s months away.")
        values = {"on": shown(on), "due": shown(coming.due_on), "months": most}
        return (Step(text % values, line),)
    return ()


def early_from(law: DatedLaw, coming: NextRaise, *, on: date) -> date | None:
    """The first day an early raise may take effect, by the law of `on`; None at the last step.

    Law: raise.early
    """
    if coming.due_on is None or coming.percent:
        return None
    return add_months(coming.due_on, -law.on(EARLY, on).value["months_gained"])


@dataclass(frozen=True)
class EarlyPlaces:
    """The places for early raises of a year: `left_over` people are pooled by the superior body.

    Unused places lapse after the day `until`.
    """

    places: int
    left_over: int
    until: date


def early_places(law: DatedLaw, headcount: int, year: int) -> EarlyPlaces:
    """How many may be raised early of the `headcount` on the payroll of 31/12 of `year`.

    Law: raise.early
    """
    rule = law.on(EARLY, date(year, 12, 31)).value
    month, day = rule["quota_until"].split("-")
    places, left_over = divmod(headcount, rule["people_a_place"])
    return EarlyPlaces(places, left_over, date(year + 1, int(month), int(day)))
