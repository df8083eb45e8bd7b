"""The month of retirement, the first day of the pension, and the papers before it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.periods import PartialDate, add_months, month_end
from congvu.law.types import DatedLaw, Line, NoLawThatDay
from congvu.people.rules import hard_work
from congvu.people.rules.hard_work import HardTime, Lowered, lowered_from
from congvu.people.rules.trace import Step, shown

AGES = "retirement.age_months"
LOWER = "retirement.lower_age_months"
LOWER_USED = "retirement.lower_age_used"
POSTPONED = "retirement.postpone_months"
HIGHER = "retirement.higher_age_months"
KEPT = "retirement.kept_until"
PAPERS = "retirement.papers"
CODES = (AGES, LOWER, LOWER_USED, POSTPONED, HIGHER, KEPT, PAPERS, *hard_work.CODES)
"""The parameters these rules ask for."""

KEPT_ON = "KD"
"""The code of employment_status of whoever is kept past the age."""
HIGHER_AGE = "higher_age"
"""The reason to stay that is none of those that postpone."""


@dataclass(frozen=True)
class Circumstances:
    """What a dossier says that moves a retirement from the ordinary age.

    `times` and `assessed` may open the lower age (`hard_work.lowered_from`); `kept_until` is the
    last day of the status of being kept past the age, `kept_why` its reason.
    """

    times: tuple[HardTime, ...] = ()
    assessed: tuple[tuple[date, int], ...] = ()
    kept_until: date | None = None
    kept_why: str = ""


ORDINARY = Circumstances()


@dataclass(frozen=True)
class Retirement:
    """When somebody retires. `reached_in` is the first day of the month the age is reached in.

    `age_last_day` is the last day of service by the ordinary age, `lower_last_day` that by the
    lower age where it is open. `last_day` is the one forecast, inclusive, being kept on included;
    the pension begins on `pension_from`. `notice_by` and `decision_by` are the last days for these
    papers.
    """

    age_months: int
    reached_in: date
    age_last_day: date
    lower_last_day: date | None
    last_day: date
    pension_from: date
    notice_by: date
    decision_by: date
    is_day_assumed: bool
    steps: tuple[Step, ...]

    @property
    def leaves_in(self) -> date:
        """The first day of the month of the last day."""
        return self.last_day.replace(day=1)

    @property
    def is_lower(self) -> bool:
        """Whether the lower age is forecast."""
        return self.last_day == self.lower_last_day

    @property
    def is_kept(self) -> bool:
        """Whether a decision keeps the person past the ordinary age."""
        return self.last_day > self.age_last_day


def retirement_of(
    law: DatedLaw, born: str, sex: str, *, on: date, told: Circumstances = ORDINARY
) -> Retirement:
    """When somebody born on `born` (perhaps only a year or month) and of `sex` (M, F) retires.

    Only the year known: 1 January; only the month: its day 1. The lower age (Appendix II: the
    ages of those born so many years earlier, as many years less) is forecast as long as its month
    is not past on `on`, the day whose law is asked; later the ordinary one. Who is kept on leaves
    with the last day of that status.

    Raises: NoLawThatDay.
    Law: retirement.age_months, retirement.lower_age_months, retirement.hard_work,
    retirement.lower_age_used, retirement.kept_until
    """
    day, _last = PartialDate(born).bounds()
    months = age_months(law, day, sex, on=on)
    reached = add_months(day.replace(day=1), months)
    ages = law.on(AGES, on)
    steps = []
    if len(born) < len("2000-01-01"):
        steps.append(Step(_("Counted as born on %(day)s.") % {"day": shown(day)}, ages))
    steps.append(Step(_age_text(day, months, reached), ages))
    lowered = lowered_from(law, told.times, told.assessed, on=on)
    lower = _lower_month(law, day, sex, lowered, on) if lowered else None
    if lower is None or lower >= reached:
        lower, lowered = None, None
    leaves = month_end(reached)
    if lower and lowered:
        steps += _lower_steps(law, day, sex, lower, lowered, on)
        leaves = month_end(lower if lower >= on.replace(day=1) else reached)
    if told.kept_until and told.kept_until > month_end(reached):
        leaves = told.kept_until
        steps.append(_kept_step(law, told, on))
    steps += _last_steps(law, leaves, ages, on)
    papers = law.on(PAPERS, on).value
    return Retirement(
        age_months=months,
        reached_in=reached,
        age_last_day=month_end(reached),
        lower_last_day=month_end(lower) if lower else None,
        last_day=leaves,
        pension_from=add_months(leaves.replace(day=1), 1),
        notice_by=paper_by(leaves, papers["notice"]),
        decision_by=paper_by(leaves, papers["decision"]),
        is_day_assumed=len(born) < len("2000-01-01"),
        steps=tuple(steps),
    )


def age_months(law: DatedLaw, born: date, sex: str, *, on: date, is_lower: bool = False) -> int:
    """The retirement age in whole months of somebody born on the day `born`.

    Raises: NoLawThatDay for a birth before the table.
    """
    rows: Mapping[date, int] = law.on(AGES, on).value[sex]
    less = int(law.on(LOWER, on).value) if is_lower else 0
    asked = add_months(born, -less)
    found = [months for since, months in sorted(rows.items()) if since <= asked]
    if not found:
        raise NoLawThatDay(f"no retirement age for a birth on {born.isoformat()}")
    return found[-1] - less


def births_by_stretch(
    ages: Mapping[date, int], starts: Sequence[date]
) -> list[tuple[date, int, int]]:
    """From which birth on the ordinary age is reached in which stretch of months, in order.

    `ages` is the table of one sex, `starts` are the first days of the months that begin a stretch:
    0 lies before the first of them, `len(starts)` begins with the last. Each line is a birth, the
    stretch, and the age in months. So people are counted by comparing births, which an index
    holds. Nobody born before the first line is in the table.
    Law: retirement.age_months
    """
    found: list[tuple[date, int, int]] = []
    births = sorted(ages)
    for since, until in zip(births, [*births[1:], date.max], strict=True):
        months = ages[since]
        first = bisect_right(starts, add_months(since.replace(day=1), months))
        found.append((since, first, months))
        for stretch in range(first + 1, len(starts) + 1):
            birth = add_months(starts[stretch - 1], -months)
            if birth < until:
                found.append((birth, stretch, months))
    return found


def latest_stay(law: DatedLaw, found: Retirement, reason: str, *, on: date) -> tuple[date, Line]:
    """The last day somebody may be kept past the ordinary age for `reason`, and the law of it.

    Law: retirement.postpone_months, retirement.higher_age_months
    """
    line = law.on(HIGHER if reason == HIGHER_AGE else POSTPONED, on)
    months = line.value if reason == HIGHER_AGE else line.value[reason]
    return month_end(add_months(found.reached_in, months)), line


def _lower_month(law: DatedLaw, born: date, sex: str, lowered: Lowered, on: date) -> date | None:
    """The first day of the first month in which both the lower age and its condition are there."""
    months = age_months(law, born, sex, on=on, is_lower=True)
    return max(add_months(born.replace(day=1), months), lowered.on.replace(day=1))


def _lower_steps(
    law: DatedLaw, born: date, sex: str, lower: date, lowered: Lowered, on: date
) -> list[Step]:
    months = age_months(law, born, sex, on=on, is_lower=True)
    years, odd = divmod(months, 12)
    text = _("Lower age of %(years)s years %(odd)s months: open from %(month)s.")
    words = text % {"years": years, "odd": odd, "month": f"{lower:%m/%Y}"}
    if lower >= on.replace(day=1):
        use = _("Forecast by the lower age, which is a right and not a duty.")
    else:
        use = _("The lower age is past and was not used: forecast by the ordinary age.")
    used = Step(use, law.on(LOWER_USED, on))
    return [*lowered.steps, Step(words, law.on(LOWER, on)), used]


def _kept_step(law: DatedLaw, told: Circumstances, on: date) -> Step:
    text = _("Kept past the age by decision until %(day)s.")
    words = text % {"day": shown(told.kept_until or on)}
    if told.kept_why:
        words = f"{words[:-1]}: {told.kept_why}."
    return Step(words, law.on(KEPT, on))


def _last_steps(law: DatedLaw, leaves: date, line: Line, on: date) -> list[Step]:
    """The last day with the pension, and the papers before it."""
    pension = add_months(leaves.replace(day=1), 1)
    papers = law.on(PAPERS, on)
    notice, decision = (paper_by(leaves, papers.value[name]) for name in ("notice", "decision"))
    ends = _("Last day of service %(last)s, pension from %(day)s.")
    by = _("Notice by %(notice)s, decision by %(decision)s.")
    return [
        Step(ends % {"last": shown(leaves), "day": shown(pension)}, line),
        Step(by % {"notice": shown(notice), "decision": shown(decision)}, papers),
    ]


def _age_text(day: date, months: int, reached: date) -> str:
    years, odd = divmod(months, 12)
    text = _("Born %(born)s: age of %(years)s years %(months)s months reached in %(month)s.")
    values = {"born": shown(day), "years": years, "months": odd, "month": f"{reached:%m/%Y}"}
    return text % values


def paper_by(last_day: date, months: int) -> date:
    """The last day for a paper due `months` before the end of `last_day`.

    A last day at the end of its month gives the end of a month.
    """
    if last_day == month_end(last_day):
        return month_end(add_months(last_day.replace(day=1), -months))
    return add_months(last_day, -months)


def months_early(leaves_on: date, pension_from: date) -> int:
    """Whole calendar months from the month of leaving to the month of the pension, days ignored."""
    years = pension_from.year - leaves_on.year
    return years * 12 + pension_from.month - leaves_on.month


def months_left(found: Retirement, on: date) -> int:
    """Whole calendar months from the month of `on` to that of the ordinary retirement age."""
    return months_early(on, found.reached_in)
