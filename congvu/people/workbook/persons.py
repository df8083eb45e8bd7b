"""Whose row is it within the workbook: by personal ID, then by staff number."""

from collections import Counter

from congvu.people.staff_list.fold import clean, fold
from congvu.people.staff_list.problems import Finding
from congvu.people.workbook.reading import SheetReading


class Persons:
    """The people of one workbook, numbered; `named` are those only other sheets name.

    Lines of `named`: number, sheet, row, personal ID, staff number.
    """

    def __init__(self) -> None:
        self.named: list[tuple[int, str, int, str | None, str | None]] = []
        self.names: dict[int, str] = {}
        self._by_id: dict[str, int] = {}
        self._by_number: dict[str, int] = {}
        self._count = 0

    def take_sheet(self, reading: SheetReading) -> None:
        """Number the rows of the sheet of people, and note numbers that stand twice."""
        self._count = len(reading)
        ids, numbers = reading.values["personal_id"], reading.values["staff_number"]
        self.names = {row: name or "" for row, name in enumerate(reading.values["full_name"])}
        for name, values, index, code in (
            ("personal_id", ids, self._by_id, "id.duplicate"),
            ("staff_number", numbers, self._by_number, "staff_number.duplicate"),
        ):
            twice = {value for value, count in Counter(values).items() if value and count > 1}
            for row, value in enumerate(values):
                if value is None:
                    continue
                first = index.setdefault(value, row)
                if value in twice:
                    other = first if first != row else _other(values, value, row)
                    told = (("text", value), ("other", reading.numbers[other]))
                    reading.note(row, name, Finding(code, told))

    def find(self, reading: SheetReading) -> None:
        """Give each row of a family's sheet its person."""
        ids, numbers = reading.values["person_id"], reading.values["person_number"]
        names = reading.texts_of("person_name")
        known: dict[tuple[str | None, str | None], int] = {}
        for row, key in enumerate(zip(ids, numbers, strict=True)):
            person = known.get(key)
            if person is None:
                person = self._person(reading, row, *key)
                if person >= 0:
                    known[key] = person
            reading.person[row] = person
            if names[row] and person >= 0:
                self._compare(reading, row, person, names[row])

    def _person(self, reading: SheetReading, row: int, one: str | None, other: str | None) -> int:
        if one is None and other is None:
            keys = ("person_id", "person_number")
            if not any(clean(reading.texts_of(name)[row]) for name in keys):
                reading.note(row, "person_id", Finding("key.missing"))
            return -1
        by_id = self._by_id.get(one) if one else None
        by_number = self._by_number.get(other) if other else None
        if by_id is not None and by_number is not None and by_id != by_number:
            reading.note(row, "person_number", Finding("person.numbers_differ"))
            return by_id
        found = by_id if by_id is not None else by_number
        return self._name(reading, row, one, other) if found is None else found

    def _name(self, reading: SheetReading, row: int, one: str | None, other: str | None) -> int:
        """A person of whom only the numbers are said; the dossiers must know them."""
        person, self._count = self._count, self._count + 1
        if one:
            self._by_id[one] = person
        if other:
            self._by_number.setdefault(other, person)
        self.named.append((person, reading.sheet.key, reading.numbers[row], one, other))
        return person

    def _compare(self, reading: SheetReading, row: int, person: int, text: str) -> None:
        own = self.names.get(person)
        if own and fold(own) != fold(clean(text)):
            told = (("text", clean(text)[:80]), ("other", own))
            reading.note(row, "person_name", Finding("person.name_differs", told))


def _other(values: object, value: str, row: int) -> int:
    return next(n for n, one in enumerate(values) if one == value and n != row)  # type: ignore[arg-type, var-annotated]
