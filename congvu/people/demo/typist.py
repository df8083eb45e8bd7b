"""Typing an invented person as an office does, with its habits and its slips."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from congvu.people.demo.chance import data
from congvu.people.demo.rows import StaffRow
from congvu.people.staff_list.values import catalog_rows

_EXCEL_EPOCH = date(1899, 12, 30)
_PERCENT_OF_DATES_AS_NUMBERS = 15

# A cell: text, a number, or a day the office typed as a date (its Excel number).
Typed = str | float | date


@dataclass(frozen=True, slots=True)
class Habits:
    """How one unit types: capitals, short forms (0 short, 1 long, 2 other), dates, unit names."""

    capitals: bool
    form: int
    date_form: str
    real_dates: bool
    short_unit: str
    decimal_comma: bool


@cache
def habits(unit: str, name: str) -> Habits:
    """Return the habits of a unit, the same in every run."""
    number = zlib.crc32(unit.encode())
    forms = data("typist")["date_forms"]
    return Habits(
        capitals=number % 5 < 3,
        form=number // 5 % 3,
        date_form=forms[number // 15 % len(forms)],
        real_dates=number // 60 % 100 < _PERCENT_OF_DATES_AS_NUMBERS,
        short_unit=_short_unit(unit, name, number // 6000 % 3),
        decimal_comma=number // 18000 % 2 == 0,
    )


def _short_unit(code: str, name: str, way: int) -> str:
    if name.startswith(("Phường ", "Xã ", "Đặc khu ")):
        kind, _, place = name.partition(" ")
        return (name, f"UBND {kind.lower()} {place}", f"UBND {name[0].lower()}{name[1:]}")[way]
    if name.startswith("Sở ") and way == 1:
        return code
    return name


def type_row(row: StaffRow, before: StaffRow | None) -> dict[str, Typed]:
    """Return the cells of one row by field; `before` is the row a doubled ID is taken from."""
    way = habits(row.unit, row.unit_name)
    cells: dict[str, Typed] = {
        "full_name": row.full_name.upper() if way.capitals else row.full_name,
        "birth": _day(row.born, way),
        "ethnic_group": _ethnic_group(row, way),
        "religion": _religion(row.religion),
        "home_place": row.home_place,
        "personal_id": row.personal_id,
        "staff_number": row.staff_number,
        "unit": way.short_unit,
        "division": row.division_name,
        "position": _form("titles", row.title, way),
        "appointed_on": _day(row.appointed_on, way),
        "term_ends_on": _day(row.term_ends_on, way),
        "object_kind": _form("object_kinds", row.object_kind, way),
        "recruited_on": _day(row.recruited_on, way),
        "rank": _form("ranks", row.rank, way),
        "salary_step": float(row.step) if way.form else f"{row.step}",
        "coefficient": _coefficient(row, way),
        "step_since": _day(row.step_since, way),
        "degree": _form("degrees", row.degree, way),
        "field_of_study": row.field_of_study,
        "political_theory": _form("theory", row.political_theory, way),
        "state_management": _form("management", row.state_management, way),
        "language": _language(row),
        "it_level": _form("it_levels", row.it_level, way),
        "party_joined_on": _day(row.party_joined_on, way),
        "party_official_on": _day(row.party_official_on, way),
        "last_rating": _form("ratings", row.last_rating, way),
        "discipline": data("typist")["disciplines"].get(row.discipline, ""),
        "discipline_from": _day(row.discipline_from, way),
        "phone": row.phone,
        "email": row.email,
    }
    if row.slip:
        _SLIPS[row.slip](cells, row, before)
    return cells


def _form(kind: str, code: str, way: Habits) -> str:
    forms: Sequence[str] = data("typist")[kind].get(code, ())
    return forms[way.form] if forms else code


def _day(day: date | None, way: Habits) -> Typed:
    if day is None:
        return ""
    if way.real_dates:
        return day
    return way.date_form.format(d=day.day, m=day.month, y=day.year)


@cache
def _names_of(name: str) -> Mapping[str, str]:
    return {row["code"]: row["name_vi"] for row in catalog_rows(name)}


@cache
def _written_groups() -> Mapping[str, Sequence[str]]:
    return {line["code"]: line["written"] for line in data("names")}


def _ethnic_group(row: StaffRow, way: Habits) -> str:
    written = _written_groups()[row.ethnic_group]
    return written[way.form % len(written)]


def _religion(code: str) -> str:
    return _names_of("religions")[code]


def _coefficient(row: StaffRow, way: Habits) -> Typed:
    if row.overframe_percent is None and not way.decimal_comma:
        return float(row.coefficient)
    text = str(row.coefficient).replace(".", ",")
    return f"{text} + VK {row.overframe_percent}%" if row.overframe_percent else text


def _language(row: StaffRow) -> str:
    words = data("typist")
    if not row.language:
        return ""
    return f"{words['languages'][row.language]} {words['language_levels'][row.language_level]}"


Cells = dict[str, Typed]
Slip = Callable[[Cells, StaffRow, StaffRow | None], None]


def _pick(name: str, row: StaffRow) -> str:
    choices: Sequence[str] = data("typist")[name]
    return choices[int(row.personal_id[-3:]) % len(choices)]


def _put(field: str, typed: Callable[[StaffRow], Typed]) -> Slip:
    def slip(cells: Cells, row: StaffRow, before: StaffRow | None) -> None:
        cells[field] = typed(row)

    return slip


def _duplicate_id(cells: Cells, row: StaffRow, before: StaffRow | None) -> None:
    if before is not None:
        cells["personal_id"] = before.personal_id


def _wrong_coefficient(cells: Cells, row: StaffRow, before: StaffRow | None) -> None:
    wrong = float(row.coefficient) + 0.07
    cells["coefficient"] = f"{wrong:.2f}".replace(".", ",")


def _letters(row: StaffRow) -> str:
    return f"{row.born:%d/%m/%Y}".replace("0", "O", 1)


_SLIPS: dict[str, Any] = {
    "impossible_date": _put("birth", lambda row: f"31/02/{row.born.year}"),
    "unknown_unit": _put("unit", lambda row: _pick("unknown_units", row)),
    "duplicate_id": _duplicate_id,
    "two_digit_year": _put("birth", lambda row: f"{row.born:%d/%m/%y}"),
    "unknown_degree": _put("degree", lambda row: _pick("unknown_degrees", row)),
    "future_birth": _put("birth", lambda row: f"{row.born:%d/%m}/{row.rating_year + 5}"),
    "date_month_first": _put("recruited_on", lambda row: f"03/25/{row.recruited_on.year}"),
    "year_only": _put("birth", lambda row: str(row.born.year)),
    "missing_degree": _put("degree", lambda row: ""),
    "wrong_coefficient": _wrong_coefficient,
    "missing_id": _put("personal_id", lambda row: ""),
    "id_as_number": _put("personal_id", lambda row: float(row.personal_id)),
    "letter_for_digit": _put("birth", _letters),
    "bad_phone": _put("phone", lambda row: row.phone[:7]),
    "title_in_name": _put(
        "full_name", lambda row: _pick("titles_around", row).format(row.full_name)
    ),
    "unknown_division": _put("division", lambda row: _pick("unknown_divisions", row)),
}


def excel_number(day: date) -> int:
    """Return the number Excel keeps for a day."""
    return (day - _EXCEL_EPOCH).days
