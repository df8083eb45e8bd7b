"""Invented people: names by ethnic group, sex, birth, numbers nobody holds."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from congvu.core.text import fold
from congvu.people.demo.chance import Weighted, data, happens, weighted
from congvu.people.staff_list.values import catalog_rows

# No province has this number, so that no ID of the demo can be anybody's.
_NO_PROVINCE = "099"
_NO_NETWORK = "0100"
_DAYS_A_YEAR = 365.2425


class Identity(NamedTuple):
    """Who an invented person is."""

    full_name: str
    sex: str
    born: date
    personal_id: str
    ethnic_group: str
    religion: str
    home_place: str
    phone: str
    email: str


@cache
def _groups() -> Weighted:
    lines = data("names")
    return Weighted({number: line["share"] for number, line in enumerate(lines)})


@cache
def _surnames(number: int) -> Weighted:
    return Weighted(data("names")[number]["surnames"])


@cache
def _home_places() -> tuple[str, ...]:
    near = [f"{row['full_name']}, tỉnh Khánh Hòa" for row in catalog_rows("communes_khanh_hoa")]
    far = [row["full_name"] for row in catalog_rows("provinces")]
    return (*near * 4, *far)


def identity(
    chance: Random, number: int, *, sex: str, born: date, with_mail: bool = True
) -> Identity:
    """Return the invented person number `number`; numbers give IDs, phones and addresses."""
    group_number = _groups().draw(chance)
    group: Mapping[str, Any] = data("names")[group_number]
    name = _name(chance, group, group_number, sex)
    sign = (born.year - 1900) // 100 * 2 + (sex == "F")
    mail = f"{fold(name.split()[-1])}{number}@congvu.example".replace("'", "").replace("’", "")
    return Identity(
        full_name=name,
        sex=sex,
        born=born,
        personal_id=f"{_NO_PROVINCE}{sign}{born.year % 100:02d}{number:06d}",
        ethnic_group=group["code"],
        religion=weighted("careers", "religions").draw(chance),
        home_place=chance.choice(_home_places()),
        phone=f"{_NO_NETWORK}{number:06d}",
        email=mail if with_mail else "",
    )


def _name(chance: Random, group: Mapping[str, Any], number: int, sex: str) -> str:
    if group["form"] == "surname middle given":
        side = "women" if sex == "F" else "men"
        middle = weighted("name_parts", side, "middle").draw(chance)
        given = weighted("name_parts", side, "given").draw(chance)
        return f"{_surnames(number).draw(chance)} {middle} {given}"
    side = "women" if sex == "F" else "men"
    given = chance.choice(group[f"given_{side}"])
    clan = f" {chance.choice(group['clans'])}" if "clans" in group else ""
    return f"{group[side]}{given}{clan}"


def birth(chance: Random, today: date, ages: tuple[float, float], sex: str) -> date:
    """Return a birth date for an age between `ages`, seldom past the age of retirement."""
    settings = data("careers")
    oldest = settings["oldest"][sex]
    youngest, last = ages[0], min(ages[1], oldest)
    age = youngest + (max(last, youngest + 1) - youngest) * chance.random()
    if happens(chance, settings["retirement_passed"]):
        age = oldest + 1.8 + chance.random()
    return today - timedelta(days=int(age * _DAYS_A_YEAR))
