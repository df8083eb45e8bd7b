"""What two cells say together: dates out of order, pay off the table, people twice in the file."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from congvu.people.staff_list.dates import shown
from congvu.people.staff_list.limits import limit
from congvu.people.staff_list.problems import Finding
from congvu.people.staff_list.reading import Reading
from congvu.people.staff_list.values import code_list, rank_groups, salary_table


class _Dated(NamedTuple):
    """A date as far as known: its first and last day, and how it is printed."""

    first: date
    last: date
    printed: str


def compare_staff(reading: Reading) -> None:
    """Note every contradiction between the cells of one person, and between people."""
    _compare_birth_and_recruitment(reading)
    compare_dates(reading, "party_joined_on", "party_official_on", "order.party")
    compare_dates(reading, "appointed_on", "term_ends_on", "order.term")
    _compare_ids(reading)
    _compare_pay(reading)
    _find_duplicates(reading, "personal_id", "id.duplicate")
    _find_duplicates(reading, "staff_number", "staff_number.duplicate")
    _find_namesakes(reading)


def compare_dates(reading: Reading, first: str, last: str, code: str) -> None:
    """Note `code` where the date `last` lies wholly before the date `first`."""
    for person, earlier, later in _pairs(reading, first, last):
        if later.last < earlier.first:
            params = (("text", shown(later.printed)), ("other", shown(earlier.printed)))
            reading.note(person, last, Finding(code, params))


def _compare_birth_and_recruitment(reading: Reading) -> None:
    youngest = limit("youngest")
    for person, birth, recruited in _pairs(reading, "birth", "recruited_on"):
        if recruited.last >= _years_after(birth.first, youngest):
            continue
        if recruited.last < birth.first:
            params = (("text", shown(recruited.printed)), ("other", shown(birth.printed)))
            finding = Finding("order.recruited_before_birth", params)
        else:
            finding = Finding(
                "order.recruited_young", (("text", shown(recruited.printed)), ("age", youngest))
            )
        reading.note(person, "recruited_on", finding)


def _pairs(reading: Reading, first: str, last: str) -> Iterator[tuple[int, _Dated, _Dated]]:
    """The persons who have both dates."""
    earlier, later = (
        zip(*(reading.column(f"{name}_{part}") for part in ("from", "to", "printed")),
            strict=True)
        for name in (first, last)
    )  # fmt: skip
    for person, (one, other) in enumerate(zip(earlier, later, strict=True)):
        if one[0] is not None and other[0] is not None:
            yield person, _Dated(*one), _Dated(*other)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


def _compare_ids(reading: Reading) -> None:
    """The personal ID tells century and sex by its fourth digit, then the year of birth."""
    first_century = limit("personal_id_first_century") // 100
    rows = zip(
        reading.column("personal_id"),
        reading.column("birth_from"),
        reading.column("sex"),
        strict=True,
    )
    for person, (number, born, sex) in enumerate(rows):
        if number is None:
            continue
        sign = int(number[3])
        year = (first_century + sign // 2) * 100 + int(number[4:6])
        told = "F" if sign % 2 else "M"
        if (born is not None and born.year != year) or (sex is not None and sex != told):
            reading.note(person, "personal_id", Finding("id.disagrees", (("text", number),)))


def _compare_pay(reading: Reading) -> None:
    """Coefficient and step against the table of the rank's salary group."""
    known: dict[tuple[str, int | None, Decimal | None], tuple[str, Finding] | None] = {}
    rows = zip(
        reading.column("rank"),
        reading.column("salary_step"),
        reading.column("coefficient"),
        strict=True,
    )
    for person, row in enumerate(rows):
        if row[0] is None:
            continue
        if row not in known:
            known[row] = _wrong_pay(*row)
        wrong = known[row]
        if wrong:
            reading.note(person, *wrong)


def _wrong_pay(
    rank: str, step: int | None, coefficient: Decimal | None
) -> tuple[str, Finding] | None:
    table = salary_table().get(rank_groups().get(rank, ""))
    if not table:
        return None
    name = code_list("ranks").names[rank]
    if step is not None and step > len(table):
        params = (("text", step), ("rank", name), ("last", len(table)))
        return "salary_step", Finding("step.beyond", params)
    if coefficient is None:
        return None
    typed = _with_comma(coefficient)
    if step is not None and Decimal(table[step - 1]) != coefficient:
        right = table[step - 1].replace(".", ",")
        return "coefficient", Finding(
            "coefficient.table",
            (("text", typed), ("rank", name), ("step", step), ("right", right)),
            right,
        )
    if step is None and all(Decimal(known) != coefficient for known in table):
        return "coefficient", Finding("coefficient.not_in_table", (("text", typed), ("rank", name)))
    return None


def _with_comma(coefficient: Decimal) -> str:
    return str(coefficient).replace(".", ",")


def _find_duplicates(reading: Reading, name: str, code: str) -> None:
    """Note every person whose number another row has too, each naming the other."""
    column = reading.column(name)
    if len(set(column)) == len(column):
        return
    persons: dict[str, list[int]] = defaultdict(list)
    for person, number in enumerate(column):
        if number is not None:
            persons[number].append(person)
    for number, same in persons.items():
        _note_same(reading, same, name, code, number)


def _find_namesakes(reading: Reading) -> None:
    """Note people of one name, full birth date and unit of whom one at least has no number."""
    persons: dict[tuple[object, ...], list[int]] = defaultdict(list)
    rows = zip(
        reading.column("full_name"),
        reading.column("birth_from"),
        reading.column("birth_to"),
        reading.column("unit_id"),
        strict=True,
    )
    for person, (name, first, last, unit) in enumerate(rows):
        if name and first and first == last:
            persons[(name, first, unit)].append(person)
    numbers, staff_numbers = reading.column("personal_id"), reading.column("staff_number")
    for same in persons.values():
        known = {(numbers[person], staff_numbers[person]) for person in same}
        if len(same) > 1 and ((None, None) in known or len(known) < len(same)):
            _note_same(reading, same, "full_name", "person.duplicate", "")


def _note_same(reading: Reading, same: list[int], name: str, code: str, text: str) -> None:
    if len(same) < 2:
        return
    for person in same:
        other = next(one for one in same if one != person)
        params = (("text", text), ("other", reading.table.row_numbers[other]))
        reading.note(person, name, Finding(code, params))
