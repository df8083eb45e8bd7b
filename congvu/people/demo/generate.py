"""The invented staff of the demo province: the same people for the same seed and day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from congvu.core.periods import add_months
from congvu.establishment.types import UnitRow
from congvu.law.selectors import law_of
from congvu.people.demo import careers
from congvu.people.demo.chance import Weighted, data, happens, weighted
from congvu.people.demo.persons import birth, identity
from congvu.people.demo.rows import StaffRow
from congvu.people.demo.staffing import Seat, seats
from congvu.people.rules import holding
from congvu.people.rules.holding import Setback, rated_on

# Slips are counted of 100,000 rows.
_OF_ROWS = 100_000


def staff_rows(
    people: int, seed: int, today: date, units: Sequence[UnitRow], *, slips: bool = True
) -> Iterator[StaffRow]:
    """Yield `people` invented people, unit by unit, as they stand on `today`.

    Dates stand relative to `today`. With `slips`, some rows carry a mistake the office makes when
    it types them: about 0.6 % hold the row back at import, 5 % are worth a look.
    """
    chance = Random(f"staff {seed}")  # noqa: S311 - a demo needs the same people, not secrets
    for number, seat in enumerate(seats(people, units, chance), start=1):
        yield _row(chance, number, seat, today, _slip(chance) if slips else "")


@cache
def _slips() -> Weighted:
    lists = data("slips")
    made = {**lists["refused"], **lists["warning"]}
    return Weighted({**made, "": _OF_ROWS - sum(made.values())})


def _slip(chance: Random) -> str:
    slip: str = _slips().draw(chance)
    return slip


def _row(chance: Random, number: int, seat: Seat, today: date, slip: str) -> StaffRow:
    women = careers.share(seat.career, "women", data("careers")["women"])
    sex = "F" if happens(chance, women) else "M"
    born = birth(chance, today, careers.ages(seat.career), sex)
    who = identity(chance, number, sex=sex, born=born, with_mail=seat.career != "driver")
    recruited_on = careers.recruited(chance, born, today, seat.career)
    joined, official = _party(chance, seat, recruited_on, today)
    discipline, discipline_from = _discipline(chance, today)
    rating = weighted("careers", "ratings").draw(chance)
    setbacks = setbacks_of(seat.object_kind, discipline, discipline_from, rating, today)
    return StaffRow(
        **who._asdict(),
        **_place(seat),
        **_work(chance, seat, recruited_on, today, setbacks),
        **_training(chance, seat.career),
        staff_number=f"KH{number:06d}",
        recruited_on=recruited_on,
        party_joined_on=joined,
        party_official_on=official,
        last_rating=rating,
        rating_year=today.year - 1,
        discipline=discipline,
        discipline_from=discipline_from,
        slip=slip,
    )


def _place(seat: Seat) -> dict[str, Any]:
    division = seat.division
    return {
        "unit": seat.unit.code,
        "unit_name": seat.unit.name,
        "division": division.code if division else "",
        "division_name": division.name if division else "",
        "object_kind": seat.object_kind,
    }


def setbacks_of(
    object_kind: str, discipline: str, discipline_from: date | None, rating: str, today: date
) -> list[Setback]:
    """Return what held somebody back in pay: a measure, or last year rated not completed."""
    law = law_of(*holding.CODES)
    found = []
    code = f"{object_kind}-{discipline}"
    if discipline_from and code in law.on(holding.DELAYS, discipline_from).value:
        found.append(Setback(discipline_from, code))
    if rating == law.on(holding.NOT_COMPLETED, today).value["rating"]:
        found.append(Setback(rated_on(law, today.year - 1)))
    return found


def _work(
    chance: Random, seat: Seat, recruited_on: date, today: date, setbacks: Sequence[Setback]
) -> dict[str, Any]:
    """Post, term, rank and pay, the degree the rank asks for, and the posts before."""
    pay = careers.draw_pay(chance, seat.career, recruited_on, today)
    pay = careers.held_back(pay, seat.object_kind, setbacks, recruited_on, today)
    title = seat.title or data("careers")["titles"].get(pay.rank, "Chuyên viên")
    appointed_on, term_ends_on = (
        careers.term(chance, seat, recruited_on, today) if seat.leads else (None, None)
    )
    since = appointed_on or careers.posted(chance, seat, recruited_on, today)
    degree = _degree(chance, seat.career, pay.rank)
    return {
        "title": title,
        "appointed_on": appointed_on,
        "term_ends_on": term_ends_on,
        "rank": pay.rank,
        "step": pay.step,
        "coefficient": pay.coefficient,
        "overframe_percent": pay.overframe_percent,
        "step_since": pay.since,
        "degree": degree,
        "field_of_study": _field(chance, seat.career, degree),
        "stages": careers.stages(chance, seat, title, recruited_on, since, pay),
    }


def _training(chance: Random, career: str) -> dict[str, Any]:
    language, _, level = weighted("careers", "languages").draw(chance).partition(" ")
    return {
        "political_theory": _draw(chance, career, "theory"),
        "state_management": _draw(chance, career, "management"),
        "language": language,
        "language_level": level,
        "it_level": weighted("careers", "it_levels").draw(chance),
    }


def _draw(chance: Random, career: str, what: str) -> str:
    drawn: str = careers.career_weights(career, what).draw(chance)
    return drawn


def _degree(chance: Random, career: str, rank: str) -> str:
    if rank not in data("careers")["degrees_by_rank"]:
        return _draw(chance, career, "degrees")
    drawn: str = weighted("careers", "degrees_by_rank", rank).draw(chance)
    return drawn


def _field(chance: Random, career: str, degree: str) -> str:
    if degree.startswith("GD"):
        return ""
    fields = data("careers")["fields_of_study"]
    field: str = chance.choice(fields.get(career) or fields["any"])
    return field


def _party(
    chance: Random, seat: Seat, recruited_on: date, today: date
) -> tuple[date | None, date | None]:
    """Day of admission and the day it became official, a year later; None for others."""
    if not happens(chance, careers.share(seat.career, "party")):
        return None, None
    joined = recruited_on + timedelta(days=300 + int(2200 * chance.random()))
    joined = min(joined, today - timedelta(days=30 + int(300 * chance.random())))
    official = add_months(joined, 12)
    return joined, official if official <= today else None


def _discipline(chance: Random, today: date) -> tuple[str, date | None]:
    if not happens(chance, data("careers")["disciplined"]):
        return "", None
    kind = weighted("careers", "disciplines").draw(chance)
    return kind, today - timedelta(days=10 + int(320 * chance.random()))
