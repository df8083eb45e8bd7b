"""The month of retirement age, the first day of the pension, and the papers before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.periods import PartialDate, add_months, month_end
from congvu.law.types import DatedLaw, NoLawThatDay
from congvu.people.rules.trace import Step, shown

AGES = "retirement.age_months"
LOWER = "retirement.lower_age_months"
POSTPONED = "retirement.postpone_months"
PAPERS = "retirement.papers"
CODES = (AGES, LOWER, POSTPONED, PAPERS)
"""The parameters these rules ask for."""


@dataclass(frozen=True)
class Retirement:
    """When somebody retires. `reached_in` is the first day of the month the age is reached in.

    `last_day` is the last day of service, inclusive, postponement included; the pension begins on
    `pension_from`. `notice_by` and `decision_by` are the last days for these papers.
    """

    age_months: int
    reached_in: date
    last_day: date
    pension_from: date
    notice_by: date
    decision_by: date
    is_day_assumed: bool
    steps: tuple[Step, ...]


def retirement_of(
    law: DatedLaw,
    born: str,
    sex: str,
    *,
    on: date,
    is_hard_work: bool = False,
    postponed_for: Iterable[str] = (),
) -> Retirement:
    """When somebody born on `born` (perhaps only a year or month) and of `sex` (M, F) retires.

    Only the year known: 1 January; only the month: its day 1. `is_hard_work`: Appendix II, the
    ages of those born so many years earlier, as many years less. Of several reasons to postpone
    only the longest counts. `on` is the day whose law is asked.

    Raises: NoLawThatDay.
    Law: retirement.age_months, retirement.lower_age_months, retirement.postpone_months
    """
    day, _last = PartialDate(born).bounds()
    months = age_months(law, day, sex, on=on, is_hard_work=is_hard_work)
    reached = add_months(day.replace(day=1), months)
    line = law.on(LOWER if is_hard_work else AGES, on)
    steps = []
    if len(born) < len("2000-01-01"):
        steps.append(Step(_("Counted as born on %(day)s.") % {"day": shown(day)}, line))
    steps.append(Step(_age_text(day, months, reached), line))
    last_day = month_end(reached)
    longest = _postponed(law, postponed_for, on)
    if longest:
        last_day = month_end(add_months(reached, longest))
        text = _("Postponed by %(months)s months: last day %(day)s.")
        values = {"months": longest, "day": shown(last_day)}
        steps.append(Step(text % values, law.on(POSTPONED, on)))
    pension = add_months(last_day.replace(day=1), 1)
    text = _("Last day of service %(last)s, pension from %(day)s.")
    steps.append(Step(text % {"last": shown(last_day), "day": shown(pension)}, line))
    papers = law.on(PAPERS, on)
    notice, decision = (paper_by(last_day, papers.value[name]) for name in ("notice", "decision"))
    text = _("Notice by %(notice)s, decision by %(decision)s.")
    values = {"notice": shown(notice), "decision": shown(decision)}
    steps.append(Step(text % values, papers))
    return Retirement(
        age_months=months,
        reached_in=reached,
        last_day=last_day,
        pension_from=pension,
        notice_by=notice,
        decision_by=decision,
        is_day_assumed=len(born) < len("2000-01-01"),
        steps=tuple(steps),
    )


def age_months(law: DatedLaw, born: date, sex: str, *, on: date, is_hard_work: bool = False) -> int:
    """The retirement age in whole months of somebody born on the day `born`.

    Raises: NoLawThatDay for a birth before the table.
    """
    rows: Mapping[date, int] = law.on(AGES, on).value[sex]
    less = int(law.on(LOWER, on).value) if is_hard_work else 0
    asked = add_months(born, -less)
    found = [months for since, months in sorted(rows.items()) if since <= asked]
    if not found:
        raise NoLawThatDay(f"no retirement age for a birth on {born.isoformat()}")
    return found[-1] - less


def _age_text(day: date, months: int, reached: date) -> str:
    years, odd = divmod(months, 12)
    text = _("Born %(born)s: age of %(years)s years %(months)s months reached in %(month)s.")
    values = {"born": shown(day), "years": years, "months": odd, "month": f"{reached:%m/%Y}"}
    return text % values


def _postponed(law: DatedLaw, reasons: Iterable[str], on: date) -> int:
    most: Mapping[str, int] = law.on(POSTPONED, on).value
    return max((most[reason] for reason in reasons), default=0)


def paper_by(last_day: date, months: int) -> date:
    """The last day for a paper due `months` before the end of `last_day`, a month's last day."""
    return month_end(add_months(last_day.replace(day=1), -months))


def months_early(leaves_on: date, pension_from: date) -> int:
    """Whole calendar months from the month of leaving to the month of the pension, days ignored."""
    years = pension_from.year - leaves_on.year
    return years * 12 + pension_from.month - leaves_on.month
