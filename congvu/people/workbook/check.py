"""Checking every cell of a workbook: what is taken of it, and a problem for what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from congvu.catalog.selectors import level_of
from congvu.core.periods import PartialDate
from congvu.establishment.rules.titles import title_code
from congvu.people.choices import CODE_LISTS
from congvu.people.families import family
from congvu.people.staff_list.cells import Cell, Reader, is_blank
from congvu.people.staff_list.check import birth_reader
from congvu.people.staff_list.collector import resting_collector
from congvu.people.staff_list.fold import clean, squeeze
from congvu.people.staff_list.problems import Finding
from congvu.people.staff_list.sheets import Sheet as FileSheet
from congvu.people.workbook import cells
from congvu.people.workbook.book import BookOrder, CheckedBook, Columns
from congvu.people.workbook.layout import FRAME, PEOPLE, Column, Kind
from congvu.people.workbook.matching import Matched
from congvu.people.workbook.papers import Papers
from congvu.people.workbook.persons import Persons
from congvu.people.workbook.problems import Noted
from congvu.people.workbook.reading import SheetReading

BORN = ("born", "born_from", "born_to")
PERIOD = ("since_printed", "lower", "until_printed", "upper", "until_from")


@resting_collector()
def check_book(
    found: Sequence[tuple[FileSheet, Matched]], order: BookOrder
) -> tuple[CheckedBook, dict[str, Mapping[int, int]]]:
    """Read and check the matched sheets; also the person of each row, by sheet and row number."""
    readings = [
        SheetReading(file_sheet, matched, matched.sheet)
        for file_sheet, matched in found
        if matched.sheet is not None
    ]
    people = next((one for one in readings if one.sheet.key == PEOPLE), None)
    persons = Persons()
    papers = Papers()
    noted: list[Noted] = []
    taken = _people(people, order, persons)
    facts = {}
    for reading in readings:
        if reading is not people:
            facts[reading.sheet.key] = _facts(reading, order, persons, papers)
    lines: dict[str, Mapping[int, int]] = {}
    for reading in readings:
        lines[reading.sheet.key] = dict(zip(reading.numbers, reading.person, strict=True))
        noted += [one._replace(person=reading.person[row]) for row, one in reading.noted]
    checked = CheckedBook(taken, persons.named, facts, papers.lines, noted, persons.names)
    return checked, lines


def _people(reading: SheetReading | None, order: BookOrder, persons: Persons) -> Columns:
    if reading is None:
        return Columns(("person", "row"), {"person": [], "row": []})
    reading.person = list(range(len(reading)))
    for column in reading.sheet.columns:
        names: tuple[str, ...] = BORN if column.kind == Kind.BORN else (column.name,)
        _read(reading, column, names, order)
    _require(reading)
    _give_unit(reading, order)
    persons.take_sheet(reading)
    names = ("person", "row", *(name for column in reading.sheet.columns
             for name in (BORN if column.kind == Kind.BORN else (column.name,))))  # fmt: skip
    return _columns(reading, names)


def _give_unit(reading: SheetReading, order: BookOrder) -> None:
    """The unit of the import where a row names none."""
    units = list(reading.values["unit"])
    for row, unit in enumerate(units):
        if unit is None and not clean(reading.texts_of("unit")[row]):
            units[row] = order.default_unit
            if order.default_unit is None:
                reading.note(row, "unit", Finding("unit.missing"))
    reading.values["unit"] = units


def _facts(reading: SheetReading, order: BookOrder, persons: Persons, papers: Papers) -> Columns:
    for name in ("person_id", "person_number"):
        _read(reading, reading.sheet.column(name), (name,), order)
    persons.find(reading)
    for column in reading.sheet.facts:
        _read(reading, column, (column.name,), order)
    for name in FRAME:
        _read_frame(reading, reading.sheet.column(name), order)
    _settle(reading, reading.sheet.key, order)
    _require(reading)
    _order_periods(reading)
    reading.values["paper"] = papers.take(reading)
    extra = ("level",) if reading.sheet.key == "training" else ()
    own = tuple(column.name for column in reading.sheet.facts)
    return _columns(reading, ("person", "row", *PERIOD, "is_disputed", "paper", *own, *extra))


def _columns(reading: SheetReading, names: Sequence[str]) -> Columns:
    reading.values["person"], reading.values["row"] = reading.person, reading.numbers
    return Columns(tuple(names), {name: reading.values[name] for name in names})


def _read_frame(reading: SheetReading, column: Column, order: BookOrder) -> None:
    names: tuple[str, ...] = (column.name,)
    if column.name == "since":
        names = ("since_printed", "lower", "since_from")
    elif column.name == "until":
        names = ("until_printed", "upper", "until_from")
    elif column.name == "disputed":
        names = ("is_disputed",)
    _read(reading, column, names, order)
    if column.name == "disputed":
        reading.values["is_disputed"] = [bool(said) for said in reading.values["is_disputed"]]


def _read(reading: SheetReading, column: Column, names: tuple[str, ...], order: BookOrder) -> None:
    if column.kind in (Kind.LEVEL, Kind.FIELD):
        _read_training(reading, column)
        return
    if column.kind == Kind.POSITION:
        _read_position(reading, column, order)
        return
    reading.read(column, names, _reader(column, len(names), order))


def _reader(column: Column, width: int, order: BookOrder) -> Any:
    kind = column.kind
    if kind in (Kind.TEXT, Kind.LONG):
        return cells.text_reader(column)
    if kind in cells.PLAIN_READERS:
        read = cells.PLAIN_READERS[kind]
        if kind == Kind.TITLE:
            return cells.guarded(_title_or_none(read), width, keeps_dashes=True)
        return cells.guarded(read, width)
    if kind == Kind.CODE:
        return cells.guarded(
            lambda text: cells.code_in(column.code_list, column.heading, text), width
        )
    if kind == Kind.UNIT:
        known = order.units
        read = cells.unit_reader(known.find, known.book.nearest_name, known.name_of)
        return cells.guarded(read, width)
    dates: Mapping[Kind, Callable[[], Reader]] = {
        Kind.BORN: lambda: birth_reader(order.on, None),
        Kind.DATE: lambda: cells.whole_date_reader(None),
        Kind.PARTIAL: lambda: cells.partial_reader(None),
        Kind.BOUND: lambda: cells.bound_reader(None, is_end=column.name == "until"),
        Kind.CHOICE: lambda: cells.choice_reader(column),
    }
    if column.name == "official_on":
        return cells.guarded(cells.partial_reader(None), width)
    make = dates.get(kind, lambda: cells.number_reader(column))
    return cells.guarded(make(), width)


def _title_or_none(read: Any) -> Any:
    """No leader's title is told by a dash; kept apart from a cell that says nothing."""
    return lambda text: Cell(("",)) if text in ("-", cells.NO_TITLE) else read(text)


def _read_training(reading: SheetReading, column: Column) -> None:
    families = reading.values["family"]
    pairs = list(zip(families, reading.texts_of(column.name), strict=True))

    def read(pair: tuple[str | None, str]) -> Cell:
        family, text = pair[0], clean(pair[1])
        if not text:
            return Cell((None,))
        if column.kind == Kind.LEVEL:
            return cells.level_cell(family, column.heading, text)
        return cells.field_cell(family, column.size, text)

    reading.read(column, (column.name,), read, pairs)


def _read_position(reading: SheetReading, column: Column, order: BookOrder) -> None:
    """A job position by its name is looked for in the unit of its row."""
    units = reading.values["unit"]
    pairs = list(zip(units, reading.texts_of(column.name), strict=True))

    def read(pair: tuple[str | None, str]) -> Cell:
        text = clean(pair[1])
        if is_blank(text):
            return Cell((None,))
        return cells.position_cell(order.units.positions, pair[0], column.heading, text)

    reading.read(column, (column.name,), read, pairs)


def _require(reading: SheetReading) -> None:
    """A cell the table cannot do without; one that could not be read is told already."""
    for column in reading.sheet.columns:
        if not column.is_required or column.kind == Kind.UNIT:
            continue
        values, texts = reading.values[column.name], reading.texts_of(column.name)
        if None not in values:
            continue
        code = "name.missing" if column.kind == Kind.NAME else "cell.required"
        for row, value in enumerate(values):
            if value is None and not clean(texts[row]):
                reading.note(row, column.name, Finding(code, (("field", column.heading),)))


def _settle(reading: SheetReading, key: str, order: BookOrder) -> None:
    """What some families say by two cells, or leave to be known."""
    if key == "training":
        reading.values["level"] = [
            _level(family, code)
            for family, code in zip(reading.values["family"], reading.values["code"], strict=True)
        ]
    elif key == "posts":
        _settle_posts(reading, order)
    elif key == "competencies":
        known = order.units.competencies
        reading.values["competency_code"] = [
            known.get(squeeze(text), text) if text else text
            for text in reading.values["competency_code"]
        ]
    elif key == "party":
        _settle_official(reading)
    if family(key).is_yearly:
        _settle_years(reading)


@cache
def _level(family: str | None, code: str | None) -> int | None:
    """The place of a level in the list of its kind."""
    list_name = CODE_LISTS.get(family or "")  # type: ignore[call-overload]
    return level_of(list_name, code) if list_name and code else None


def _settle_posts(reading: SheetReading, order: BookOrder) -> None:
    """An earlier unit in no tree stays as printed; the code of a leader's title follows from it."""
    values = reading.values
    units, printed = list(values["unit"]), list(values["unit_printed"])
    texts = reading.texts_of("unit")
    is_text = {
        row for row, one in reading.noted
        if one.problem.code == "unit.unknown" and values["upper"][row] is not None
    }  # fmt: skip
    for row in is_text:
        text = clean(texts[row])[:300]
        printed[row] = printed[row] or text
    reading.noted = [
        pair for pair in reading.noted
        if not (pair[0] in is_text and pair[1].problem.code == "unit.unknown")
    ]  # fmt: skip
    for row in sorted(is_text):
        reading.note(row, "unit", Finding("unit.kept_as_text", (("text", clean(texts[row])[:80]),)))
    known: dict[tuple[str, str], str] = {}
    codes = list(values["title_code"])
    for row, (title, unit, code) in enumerate(zip(values["title"], units, codes, strict=True)):
        if code is None and title and unit in order.units.places:
            pair = (title, unit)
            if pair not in known:
                known[pair] = title_code(title, order.units.places[unit])
            codes[row] = known[pair]
    reading.values |= {"unit_printed": printed, "title_code": codes}


def _settle_official(reading: SheetReading) -> None:
    """An official day known by halves begins the half and is kept as printed beside it."""
    days: list[date | None] = []
    printed = list(reading.values["official_printed"])
    for row, told in enumerate(reading.values["official_on"]):
        if told is None:
            days.append(None)
            continue
        first, last = PartialDate(told).bounds()
        days.append(first)
        if first != last and printed[row] is None:
            printed[row] = told
    reading.values |= {"official_on": days, "official_printed": printed}


def _settle_years(reading: SheetReading) -> None:
    """A fact of a year holds for that year where its row gives no other days."""
    lower, upper = list(reading.values["lower"]), list(reading.values["upper"])
    for row, year in enumerate(reading.values["year"]):
        if year is not None and lower[row] is None and upper[row] is None:
            lower[row], upper[row] = date(year, 1, 1), date(year + 1, 1, 1)
    reading.values |= {"lower": lower, "upper": upper}


def _order_periods(reading: SheetReading) -> None:
    pairs = zip(reading.values["lower"], reading.values["upper"], strict=True)
    for row, (first, end) in enumerate(pairs):
        if first is not None and end is not None and end <= first:
            last = end - timedelta(days=1)
            told = (("text", last.strftime("%d/%m/%Y")), ("other", first.strftime("%d/%m/%Y")))
            reading.note(row, "until", Finding("order.period", told))
