"""Monthly pay: coefficients of steps, exceed-frame seniority, allowances, back pay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from django.utils.translation import gettext as _

from congvu.core.periods import add_months, month_end
from congvu.law.types import DatedLaw, Line
from congvu.people.rules.trace import Step

BASE_WAGE = "pay.base_wage_vnd"
GROUPS, GROUPS_APART = "pay.groups", "pay.groups_apart"
EXCEED = "raise.exceed_frame"
PUBLIC_SERVICE = "pay.public_service"
REGIONAL = "pay.regional"
ROUNDING = "pay.rounding_vnd"
BACK_PAY = "leadership.back_pay"
LEADERSHIP = (
    "leadership.department",
    "leadership.province_committee",
    "leadership.commune_committee",
    "leadership.commune_others",
)
CODES = (
    BASE_WAGE, GROUPS, GROUPS_APART, EXCEED, PUBLIC_SERVICE, REGIONAL, ROUNDING, BACK_PAY,
    *LEADERSHIP,
)  # fmt: skip
"""The parameters these rules ask for."""


class NotInTheTable(LookupError):
    """The group, step, post or coefficient stands in no table in force that day."""


@dataclass(frozen=True)
class Group:
    """A pay group: coefficient of step 1, increment, number of steps, whole months a step."""

    code: str
    first: Decimal
    increment: Decimal
    steps: int
    months: int
    line: Line

    def coefficient(self, step: int) -> Decimal:
        """The coefficient of `step`, exact.

        Raises: NotInTheTable for a step the group does not have.
        """
        if not 1 <= step <= self.steps:
            raise NotInTheTable(f"group {self.code} has no step {step}")
        return self.first + (step - 1) * self.increment


def group_of(law: DatedLaw, code: str, corps: str, on: date) -> Group:
    """The group `code` as it is for `corps` (CC, VC ...) on `on`.

    Raises: NotInTheTable, NoLawThatDay.
    """
    for name in (f"{corps}.{code}", code):
        for table in (GROUPS_APART, GROUPS):
            line = law.on(table, on)
            if name in line.value:
                row = line.value[name]
                return Group(
                    code=name,
                    first=Decimal(row["first"]),
                    increment=Decimal(row["increment"]),
                    steps=row["steps"],
                    months=row["months"],
                    line=line,
                )
    raise NotInTheTable(f"no pay group {code}")


def exceed_frame_percent(law: DatedLaw, group: Group, months: int, on: date) -> int:
    """The exceed-frame percentage after whole `months` at the last step, delays taken off.

    Law: raise.exceed_frame
    """
    rule = law.on(EXCEED, on).value
    if group.code in rule["without"] or months < group.months:
        return 0
    return int(rule["first"] + (months - group.months) // rule["months"] * rule["more"])


@dataclass(frozen=True)
class LeadershipPost:
    """A leadership post: the parameter it stands in, its key there, and the area it lies in."""

    table: str
    post: str
    area: str = "province"


def leadership_coefficient(law: DatedLaw, posts: Sequence[LeadershipPost], on: date) -> Decimal:
    """The coefficient of the best paid of `posts`: several posts are paid once; 0 without any.

    Raises: NotInTheTable, NoLawThatDay.
    Law: leadership.*
    """
    return max((_of_post(law, post, on) for post in posts), default=Decimal(0))


def _of_post(law: DatedLaw, post: LeadershipPost, on: date) -> Decimal:
    row: Mapping[str, str] = law.on(post.table, on).value.get(post.area, {})
    if post.post not in row:
        raise NotInTheTable(f"{post.table} has no coefficient for {post.post} in {post.area}")
    return Decimal(row[post.post])


@dataclass(frozen=True)
class PayFacts:
    """What one month is paid on. Coefficients are multiples of the base wage.

    `corps` decides on the public service allowance; `percents` are further allowances granted in
    percent of salary, leadership and exceed-frame allowance, `regional` that of the place.
    """

    coefficient: Decimal
    corps: str = ""
    leadership: Decimal = Decimal(0)
    exceed_percent: int = 0
    reserved_difference: Decimal = Decimal(0)
    regional: Decimal = Decimal(0)
    percents: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class PaidLine:
    """One paid line: its exact amount and what is paid, rounded once, in VND."""

    code: str
    exact: Fraction
    paid_vnd: int


@dataclass(frozen=True)
class Pay:
    """The pay of a month; the total adds up the rounded lines."""

    lines: tuple[PaidLine, ...]
    steps: tuple[Step, ...]

    @property
    def total_vnd(self) -> int:
        """What is paid, in VND."""
        return sum(line.paid_vnd for line in self.lines)


def monthly_pay(law: DatedLaw, facts: PayFacts, on: date) -> Pay:
    """The pay of the month `on` lies in, by the base wage of that day.

    Raises: NotInTheTable for a regional coefficient that does not occur, NoLawThatDay.
    Law: pay.base_wage_vnd, pay.public_service, pay.regional, pay.rounding_vnd
    """
    wage = law.on(BASE_WAGE, on)
    exceed = facts.coefficient * facts.exceed_percent / 100
    sum_of_three = facts.coefficient + facts.leadership + exceed
    parts: list[tuple[str, Decimal, str]] = [
        ("salary", facts.coefficient, f"{facts.coefficient}"),
        ("exceed_frame", exceed, f"{facts.coefficient} × {facts.exceed_percent} %"),
        ("leadership", facts.leadership, f"{facts.leadership}"),
        ("reserved", facts.reserved_difference, f"{facts.reserved_difference}"),
        ("regional", _regional(law, facts.regional, on), f"{facts.regional}"),
    ]
    for code, percent in (*_public_service(law, facts.corps, on), *facts.percents):
        parts.append((code, sum_of_three * percent / 100, f"{sum_of_three} × {percent} %"))
    unit = law.on(ROUNDING, on).value
    lines, steps = [], [Step(_("Base wage: %(wage)s VND.") % {"wage": f"{wage.value:,}"}, wage)]
    for code, share, text in parts:
        if share:
            line = _paid(code, Fraction(share) * wage.value, unit)
            lines.append(line)
            steps.append(Step(f"{text} × {wage.value:,} = {line.paid_vnd:,}"))
    return Pay(tuple(lines), tuple(steps))


def _regional(law: DatedLaw, coefficient: Decimal, on: date) -> Decimal:
    known = [Decimal(one) for one in law.on(REGIONAL, on).value]
    if coefficient and coefficient not in known:
        raise NotInTheTable(f"no regional coefficient {coefficient}")
    return coefficient


def _public_service(law: DatedLaw, corps: str, on: date) -> list[tuple[str, Decimal]]:
    if not corps:
        return []
    rule = law.on(PUBLIC_SERVICE, on).value
    return [("public_service", Decimal(rule["percent"]))] if corps in rule["corps"] else []


def _paid(code: str, exact: Fraction, unit: int) -> PaidLine:
    return PaidLine(code, exact, rounded(exact, unit))


def rounded(exact: Fraction, unit: int = 1) -> int:
    """`exact` rounded half up to whole multiples of `unit`."""
    return floor(exact / unit + Fraction(1, 2)) * unit


def back_pay(
    law: DatedLaw, post: LeadershipPost, held_from: date, received: Decimal, *, on: date
) -> Pay:
    """What somebody gets afterwards who held `post` from `held_from` on for a lower coefficient.

    The days the law names, both inclusive, at each month's base wage; a month held in part counts
    by its days. A higher reserved coefficient runs on: nothing is paid. `on` is the day of paying.

    Raises: NotInTheTable, NoLawThatDay.
    Law: leadership.back_pay
    """
    line = law.on(BACK_PAY, on)
    rule, unit = line.value, law.on(ROUNDING, on).value
    due = _of_post(law, post, rule["as_on"])
    missing = max(Fraction(due - received), Fraction(0))
    first = max(held_from, rule["since"])
    text = _("Coefficient due %(due)s, received %(received)s.")
    lines, steps = [], [Step(text % {"due": due, "received": received}, line)]
    while missing and first <= rule["until"]:
        last = min(month_end(first), rule["until"])
        share = Fraction((last - first).days + 1, month_end(first).day)
        wage = law.on(BASE_WAGE, first).value
        paid = _paid(f"{first:%Y-%m}", missing * share * wage, unit)
        lines.append(paid)
        steps.append(
            Step(f"{first:%m/%Y}: {due - received} × {share} × {wage:,} = {paid.paid_vnd:,}")
        )
        first = add_months(first.replace(day=1), 1)
    return Pay(tuple(lines), tuple(steps))
