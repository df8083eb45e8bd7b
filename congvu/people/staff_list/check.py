"""Checking every cell of a staff list: values ready for COPY, and a problem for what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from congvu.people.staff_list.across import compare_dates, compare_staff
from congvu.people.staff_list.cells import (
    Cell,
    Reader,
    date_reader,
    is_blank,
    reader_of,
)
from congvu.people.staff_list.collector import resting_collector
from congvu.people.staff_list.columns import ColumnMatch, rating_year
from congvu.people.staff_list.dates import shown
from congvu.people.staff_list.fields import Field, field_set
from congvu.people.staff_list.fold import clean
from congvu.people.staff_list.limits import limit
from congvu.people.staff_list.placing import place_in_units
from congvu.people.staff_list.problems import REFUSED, Finding, Problem
from congvu.people.staff_list.reading import Reading
from congvu.people.staff_list.sources import sources_of
from congvu.people.staff_list.table import Table
from congvu.people.staff_list.units import UnitBook
from congvu.people.staff_list.values import catalog_rows, rank_groups

# The order of the values in a row of `Checked.rows`; `row` is the row Excel shows, `_from` the
# first and `_to` the last day a date can be, `_printed` what is known of it ("1980-03").
STAFF_COLUMNS: tuple[str, ...] = (
    "row", "full_name", "full_name_printed",
    "birth_printed", "birth_from", "birth_to", "sex",
    "personal_id", "old_id", "staff_number", "ethnic_group", "religion", "home_place",
    "unit", "unit_id", "division", "division_id",
    "position", "job_position", "object_kind",
    "rank", "salary_group", "salary_step", "coefficient", "overframe_percent",
    "step_since_printed", "step_since_from", "step_since_to",
    "recruited_on_printed", "recruited_on_from", "recruited_on_to",
    "degree", "field_of_study", "political_theory", "state_management",
    "language", "language_level", "language_text", "it_level",
    "party_joined_on_printed", "party_joined_on_from", "party_joined_on_to",
    "party_official_on_printed", "party_official_on_from", "party_official_on_to",
    "appointed_on_printed", "appointed_on_from", "appointed_on_to",
    "term_ends_on_printed", "term_ends_on_from", "term_ends_on_to",
    "last_rating", "rating_year",
    "discipline", "discipline_from_printed", "discipline_from_from", "discipline_from_to",
    "phone", "email", "notes",
)  # fmt: skip

HISTORY_COLUMNS: tuple[str, ...] = (
    "row", "personal_id", "old_id", "staff_number", "full_name",
    "period_from_printed", "period_from_from", "period_from_to",
    "period_to_printed", "period_to_from", "period_to_to",
    "unit", "unit_id", "position",
    "rank", "salary_group", "salary_step", "coefficient",
)  # fmt: skip

# Output columns of a field, where they are not the field's own name alone.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "full_name": ("full_name", "full_name_printed"),
    "personal_id": ("personal_id", "old_id"),
    "salary_step": ("salary_step", "step_percent"),
    "coefficient": ("coefficient", "coefficient_percent"),
    "degree": ("degree", "degree_detail"),
    "language": ("language", "language_level", "language_text"),
    "discipline": (
        "discipline_kind", "discipline_in_party",
        "discipline_told_printed", "discipline_told_from", "discipline_told_to",
    ),
}  # fmt: skip
_DATE_PARTS = ("_printed", "_from", "_to")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the officer said once for the whole list.

    `century_from` reads years of two digits (see `read_date`); `units` maps a unit as typed to the
    id he chose; `default_unit` is the unit of people whose row names none.
    """

    century_from: int | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    default_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The list as values: one tuple for each person in the order of `columns`.

    `refused` holds the row numbers that cannot be taken until mended; the others can, warnings or
    not. `problems` are ordered by row, then column.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    problems: list[Problem]
    refused: set[int]

    def good_rows(self) -> list[tuple[Any, ...]]:
        """Return the rows that can be taken."""
        return [row for row in self.rows if row[0] not in self.refused]


@resting_collector()
def check_rows(
    table: Table,
    matches: Sequence[ColumnMatch],
    *,
    today: date,
    units: UnitBook,
    answers: Answers | None = None,
) -> Checked:
    """Read and check every row of a staff list as of `today`."""
    said = answers or Answers()
    reading = Reading(table, sources_of(table, matches))
    _read_all(reading, field_set("staff").fields.values(), today, said)
    _require_names(reading)
    _settle_sex(reading)
    _settle_rank(reading)
    _settle_details(reading)
    _settle_discipline(reading)
    reading.columns["rating_year"] = (rating_year(list(matches)),) * len(reading)
    place_in_units(reading, units, said.units, said.default_unit)
    compare_staff(reading)
    return _checked(reading, STAFF_COLUMNS)


@resting_collector()
def check_history(
    table: Table,
    matches: Sequence[ColumnMatch],
    *,
    today: date,
    units: UnitBook,
    answers: Answers | None = None,
) -> Checked:
    """Read and check the sheet of earlier posts and pay; a unit nobody knows stays as text."""
    said = answers or Answers()
    reading = Reading(table, sources_of(table, matches))
    _read_all(reading, field_set("history").fields.values(), today, said)
    found: dict[str | None, str | None] = {
        text: units.find(text).unit_id if text else None for text in set(reading.column("unit"))
    }
    reading.columns["unit_id"] = [found[text] for text in reading.column("unit")]
    reading.columns["salary_group"] = _groups_of(reading)
    keys = zip(reading.column("personal_id"), reading.column("staff_number"), strict=True)
    for person, key in enumerate(keys):
        if key == (None, None):
            reading.note(person, "personal_id", Finding("key.missing"))
    compare_dates(reading, "period_from", "period_to", "order.period")
    return _checked(reading, HISTORY_COLUMNS)


def _checked(reading: Reading, columns: tuple[str, ...]) -> Checked:
    reading.columns["row"] = reading.table.row_numbers
    rows = list(zip(*(reading.column(name) for name in columns), strict=True))
    reading.problems.sort(key=lambda problem: (problem.row, len(problem.address), problem.address))
    refused = {problem.row for problem in reading.problems if problem.severity == REFUSED}
    return Checked(columns, rows, reading.problems, refused)


def _read_all(reading: Reading, fields: Iterable[Field], today: date, said: Answers) -> None:
    for line in fields:
        if line.kind in ("ignored", "part"):
            continue
        names = _NAMES.get(line.code, (line.code,))
        if line.kind in ("date", "birth"):
            names = tuple(line.code + part for part in _DATE_PARTS)
        reading.read(line, names, _reader(line, today, said.century_from))


def _reader(line: Field, today: date, century_from: int | None) -> Reader:
    if line.kind == "birth":
        return birth_reader(today, century_from)
    if line.kind == "date" and line.is_past:
        return _past_reader(today, century_from)
    return reader_of(line, century_from)


def birth_reader(today: date, century_from: int | None) -> Reader:
    """A reader of birth dates: printed, from, to; nobody unborn or too young on `today`."""
    read = date_reader(century_from)
    youngest, oldest = limit("youngest"), limit("oldest")

    def read_birth(text: str) -> Cell:
        cell = read(text)
        printed, first, last = cell.values
        if not isinstance(first, date) or not isinstance(last, date):
            return cell
        born = ("text", shown(str(printed)))
        finding: Finding | None = cell.finding
        if first > today:
            finding = Finding("birth.future", (born,))
        elif _age(first, today) < youngest:
            finding = Finding("birth.too_young", (born, ("age", youngest)))
        elif _age(last, today) > oldest:
            finding = Finding("birth.too_old", (born, ("age", oldest)))
        elif finding is None and first != last:
            finding = Finding("birth.year_only", (born,))
        return Cell(cell.values, finding)

    return read_birth


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _past_reader(today: date, century_from: int | None) -> Reader:
    read = date_reader(century_from)

    def read_past(text: str) -> Cell:
        cell = read(text)
        printed, first, _ = cell.values
        if cell.finding is None and isinstance(first, date) and first > today:
            return Cell(cell.values, Finding("date.future", (("text", shown(str(printed))),)))
        return cell

    return read_past


def _require_names(reading: Reading) -> None:
    source = reading.sources.get("full_name")
    for person, name in enumerate(reading.column("full_name_printed")):
        if name is None and (source is None or is_blank(clean(source.texts[person]))):
            reading.note(person, "full_name", Finding("name.missing"))


def _settle_sex(reading: Reading) -> None:
    """The sex of its own column, else of the column the birth date stands under."""
    birth = reading.sources.get("birth")
    if birth is None or not birth.sexes:
        return
    settled: list[str | None] = []
    for person, (own, told) in enumerate(zip(reading.column("sex"), birth.sexes, strict=True)):
        if own and told and own != told:
            shown = {"M": "Nam", "F": "Nữ"}
            finding = Finding("sex.conflict", (("text", shown[own]), ("other", shown[told])))
            reading.note(person, "sex", finding)
        settled.append(own or told)
    reading.columns["sex"] = settled


def _settle_rank(reading: Reading) -> None:
    """The rank by its code, else by its name; the salary group that goes with it."""
    settled: list[str | None] = []
    rows = zip(reading.column("rank"), reading.column("rank_name"), strict=True)
    for person, (own, named) in enumerate(rows):
        if own and named and own != named:
            text = reading.sources["rank_name"].texts[person]
            reading.note(person, "rank_name", Finding("rank.conflict", (("text", text),)))
        settled.append(own or named)
    reading.columns["rank"] = settled
    reading.columns["salary_group"] = _groups_of(reading)


def _groups_of(reading: Reading) -> list[str | None]:
    groups = rank_groups()
    return [groups.get(rank) if rank else None for rank in reading.column("rank")]


def _settle_details(reading: Reading) -> None:
    """What one cell tells of another field: the field of study, the percent above the last step."""
    for name, *places in (
        ("field_of_study", "field_of_study", "degree_detail"),
        ("overframe_percent", "overframe", "coefficient_percent", "step_percent"),
    ):
        told = zip(*(reading.column(place) for place in places), strict=True)
        reading.columns[name] = [
            next((value for value in values if value is not None), None) for values in told
        ]


@cache
def _corps() -> Mapping[str, str]:
    return {row["code"]: row["corps"] for row in catalog_rows("object_kinds")}


@cache
def _discipline_codes() -> frozenset[str]:
    return frozenset(row["code"] for row in catalog_rows("discipline_kinds"))


def _settle_discipline(reading: Reading) -> None:
    """The kind of discipline for the person's corps; its first day, own column first."""
    kinds = zip(
        reading.column("discipline_kind"),
        reading.column("discipline_in_party"),
        reading.column("object_kind"),
        strict=True,
    )
    reading.columns["discipline"] = [
        _discipline_code(kind, is_party, object_kind) if kind else None
        for kind, is_party, object_kind in kinds
    ]
    for part in _DATE_PARTS:
        pairs = zip(
            reading.column("discipline_from" + part),
            reading.column("discipline_told" + part),
            strict=True,
        )
        reading.columns["discipline_from" + part] = [own or told for own, told in pairs]


def _discipline_code(kind: str, is_party: bool, object_kind: str | None) -> str:
    if kind == "NONE":
        return kind
    corps = "DV" if is_party else _corps().get(object_kind or "", "CC")
    own = f"{corps}-{kind}"
    return own if own in _discipline_codes() else f"CC-{kind}"
