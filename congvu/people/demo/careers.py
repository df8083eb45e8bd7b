"""Invented careers: recruitment, rank and pay, training, Party, posts held one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from congvu.core.periods import add_months, months_between
from congvu.law.selectors import law_of
from congvu.people.demo.chance import Weighted, data, happens, weighted
from congvu.people.demo.rows import Month, Stage
from congvu.people.demo.staffing import Seat
from congvu.people.rules import raises
from congvu.people.rules.holding import Setback
from congvu.people.rules.raises import Holding, next_raise
from congvu.people.staff_list.values import catalog_rows, rank_groups, salary_table

_YEAR = 365.2425
_ADULT = 18.1


@dataclass(frozen=True, slots=True)
class Pay:
    """Rank, step, coefficient, percent above the last step, and since when."""

    rank: str
    step: int
    coefficient: Decimal
    overframe_percent: int | None
    since: date


@cache
def _career(name: str) -> dict[str, Any]:
    found: dict[str, Any] = data("careers")["careers"][name]
    return found


@cache
def career_weights(career: str, what: str) -> Weighted:
    """Return the weights of one part of a career."""
    return weighted("careers", "careers", career, what)


def ages(career: str) -> tuple[float, float]:
    """Return the youngest and oldest age of a career."""
    youngest, oldest = _career(career)["age"]
    return float(youngest), float(oldest)


def share(career: str, what: str, otherwise: float = 0) -> float:
    """Return how many of 1,000 people of a career something holds for."""
    return float(_career(career).get(what, otherwise))


def recruited(chance: Random, born: date, today: date, career: str) -> date:
    """Return the day of recruitment: grown up, and some time ago."""
    youngest = max(min(ages(career)[0], 24.0) - 1.5, _ADULT)
    day = born + timedelta(days=int((youngest + 6 * chance.random()) * _YEAR))
    first = born + timedelta(days=int(_ADULT * _YEAR))
    day = max(min(day, today - timedelta(days=40 + int(300 * chance.random()))), first)
    return day.replace(day=1) if chance.random() < 0.6 and day.replace(day=1) > first else day


@cache
def _raise_months() -> dict[str, int]:
    return {row["group"]: int(row["raise_months"]) for row in catalog_rows("salary_groups")}


@cache
def _step_values(group: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, salary_table()[group]))


def draw_pay(chance: Random, career: str, recruited_on: date, today: date) -> Pay:
    """Return the pay someone recruited then has, in a rank his service allows.

    The raises of this month still wait for their decision.
    """
    months = max(months_between(recruited_on, _last_raised(today)), 0)
    rank = career_weights(career, "ranks").draw(chance)
    if months < _months_before(rank):
        held = career_weights(career, "ranks").values
        allowed = [other for other in held if months >= _months_before(other)]
        rank = allowed[0] if allowed else _first_rank(rank)
    return pay_after(rank, recruited_on, months)


def _last_raised(today: date) -> date:
    """The last day whose raises are decided: the end of the month before."""
    return today.replace(day=1) - timedelta(days=1)


def held_back(pay: Pay, corps: str, setbacks: Sequence[Setback], since: date, today: date) -> Pay:
    """Return the pay of somebody recruited on `since` whom `setbacks` held back, by the law."""
    known = law_of(*raises.CODES)
    if not setbacks:
        return pay
    event = min(one.on for one in setbacks)
    pay = pay_after(pay.rank, since, max(months_between(since, event), 0))
    while True:
        group = rank_groups()[pay.rank]
        held = Holding(group, corps, pay.step, pay.since, pay.overframe_percent or 0)
        coming = next_raise(known, held, setbacks)
        if coming.due_on is None or coming.due_on > _last_raised(today):
            return pay
        percent = coming.percent or None
        pay = Pay(pay.rank, coming.step, coming.coefficient, percent, coming.due_on)


def _months_before(rank: str) -> int:
    return int(data("careers")["years_before_rank"].get(rank_groups()[rank], 0)) * 12


def _first_rank(rank: str) -> str:
    return "01.003" if rank.startswith("01.") else rank


def pay_after(rank: str, recruited_on: date, months: int) -> Pay:
    """Return the pay in `rank` after so many months of service."""
    group = rank_groups()[rank]
    period, values = _raise_months()[group], _step_values(group)
    before = min(_months_before(rank), months)
    periods = (months - before) // period
    step = min(periods + 1, len(values))
    since = add_months(recruited_on, before + (step - 1) * period)
    extra = months - before - (len(values) - 1) * period
    percent = None
    if extra >= period:
        line = data("careers")["overframe"]
        percent = line["first"] + (extra - period) // 12 * line["a_year"]
        since = add_months(since, period + (extra - period) // 12 * 12)
    return Pay(rank, step, values[step - 1], percent, since)


def term(chance: Random, seat: Seat, recruited_on: date, today: date) -> tuple[date, date]:
    """Return the first and last day of a leader's term of five years; a few have run out."""
    earliest = max(add_months(recruited_on, 24), _formed_on(seat, today))
    if happens(chance, data("careers")["term_run_out"]):
        start = add_months(today, -60) - timedelta(days=10 + int(190 * chance.random()))
    else:
        start = today - timedelta(days=20 + int(1500 * chance.random()))
        start = min(max(start, earliest), today - timedelta(days=1))
    start = start.replace(day=1)
    return start, add_months(start, 60) - timedelta(days=1)


def _formed_on(seat: Seat, today: date) -> date:
    """The day the seat's unit was formed: communes by the reform, others long ago."""
    if seat.unit.kind in ("commune", "ward", "zone"):
        return min(date.fromisoformat(data("careers")["communes_formed_on"]), today)
    return date.min


def stages(
    chance: Random, seat: Seat, title: str, recruited_on: date, since: date, pay: Pay
) -> tuple[Stage, ...]:
    """Return the posts held since recruitment, the present one last, without gaps.

    A leader held the posts below his own, each for some years; the unit of an early post bears
    the name it had then.
    """
    before = list(_career(seat.career)["before"]) or [title]
    if seat.below:
        before[0] = seat.below
    if seat.leads and happens(chance, data("careers")["skipped_lower_post"]):
        before = before[-1:]
    starts = [since]
    while len(starts) < len(before):
        earlier = add_months(starts[-1], -(24 + int(36 * chance.random())))
        if earlier <= add_months(recruited_on, 12):
            break
        starts.append(earlier)
    if months_between(recruited_on, starts[-1]) > 1:
        starts.append(recruited_on)
    titles = [title, *before[: len(starts) - 2], before[-1]]
    found: list[Stage] = []
    until: date | None = None
    for name, day in zip(titles, starts, strict=False):
        post = _earlier_post(chance, seat, name) if until else (name, seat.unit.name)
        then = pay_after(pay.rank, recruited_on, months_between(recruited_on, day))
        then = then if then.step < pay.step else pay
        found.insert(0, _stage(post, day, until, then if until else pay))
        until = add_months(day.replace(day=1), -1)
    return tuple(found)


def _stage(post: tuple[str, str], day: date, until: date | None, pay: Pay) -> Stage:
    title, unit = post
    end = Month(until.year, until.month) if until else None
    return Stage(Month(day.year, day.month), end, title, unit, pay.rank, pay.step, pay.coefficient)


@cache
def _bodies_before() -> dict[str, tuple[list[str], list[str]]]:
    """The old communes and districts each commune of today was made of, by its code."""
    return {
        f"X{row['code']}": (
            [name.strip() for name in row["formed_from"].split(",") if name.strip()],
            [f"UBND {name.strip()}" for name in row["former_districts"].split(";")],
        )
        for row in catalog_rows("communes_khanh_hoa")
    }


def _earlier_post(chance: Random, seat: Seat, title: str) -> tuple[str, str]:
    """An earlier post and its unit: mostly this body, sometimes one that went into it.

    Before the communes of today were formed, their leaders led old communes or worked for a
    district.
    """
    if seat.unit.kind in ("commune", "ward", "zone"):
        communes, districts = _bodies_before().get(seat.unit.code, ([], []))
        leads = title == data("careers")["commune_deputy"]
        if leads and communes and happens(chance, data("careers")["led_old_commune"]):
            kind, _, name = chance.choice(communes).partition(" ")
            return f"{title} {kind.lower()}", f"UBND {kind.lower()} {name}"
        title = data("careers")["district_deputy"] if leads else title
        return title, chance.choice(districts) if districts else seat.unit.name
    former = [name.name for name in seat.unit.names if name.until]
    if former and happens(chance, data("careers")["in_former_body"]):
        return title, chance.choice(former)
    return title, seat.unit.name


def posted(chance: Random, seat: Seat, recruited_on: date, today: date) -> date:
    """Return the first day in the present post of somebody who leads nobody."""
    span = max((today - recruited_on).days, 1)
    day = recruited_on + timedelta(days=int(span * chance.random() * 0.7))
    return max(min(max(day, _formed_on(seat, today)), today), recruited_on)
