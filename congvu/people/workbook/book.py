"""A workbook as read: its people, facts and papers by column, and what is wrong with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Any

from congvu.establishment.rules.titles import Place
from congvu.people.staff_list.fold import squeeze
from congvu.people.staff_list.problems import REFUSED
from congvu.people.staff_list.sheets import Sheet as FileSheet
from congvu.people.staff_list.units import UnitBook
from congvu.people.workbook.matching import Matched, Overrides
from congvu.people.workbook.problems import Noted


@dataclass(frozen=True)
class PositionKnown:
    """A job position of the catalogue; `agency` is the path of the unit it belongs to, if any."""

    code: str
    name: str
    agency: str = ""


@dataclass(frozen=True)
class PositionsKnown:
    """The job positions as a workbook names them, by id.

    `approved` are those approved in each unit on the day, `paths` the places of units, by unit.
    """

    by_id: Mapping[str, PositionKnown] = field(default_factory=dict)
    approved: Mapping[str, frozenset[str]] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_code(self) -> Mapping[str, str]:
        return {one.code: key for key, one in self.by_id.items()}

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        known: dict[str, tuple[str, ...]] = {}
        for key, one in self.by_id.items():
            for word in {squeeze(one.code), squeeze(one.name)}:
                known[word] = (*known.get(word, ()), key)
        return known

    def find(self, text: str, unit: str | None = None) -> tuple[str, ...]:
        """The ids of the positions `text` means in `unit`: by code, else by name.

        Of several of one name those approved in the unit are meant, else those of its agency.
        """
        inside = text[text.rfind("[") + 1 : -1] if text.endswith("]") else text
        if inside in self._by_code:
            return (self._by_code[inside],)
        found = self._by_word.get(squeeze(text), ())
        if len(found) < _SEVERAL or unit is None:
            return found
        here = self.approved.get(unit, frozenset())
        place = f"{self.paths.get(unit, '')}."
        for narrower in (
            tuple(key for key in found if key in here),
            tuple(key for key in found if self._is_of(key, place)),
        ):
            if narrower:
                return narrower
        return found

    def _is_of(self, key: str, place: str) -> bool:
        agency = self.by_id[key].agency
        return bool(agency) and place.startswith(f"{agency}.")


_SEVERAL = 2


@dataclass(frozen=True)
class UnitsKnown:
    """Units as a workbook names them.

    `book` finds those standing on the day by any name, `codes` every unit there ever was; `places`
    tell where a post in a unit stands; `positions` are the job positions of the catalogue;
    `competencies` the codes of the framework by code and name, squeezed.
    """

    book: UnitBook
    codes: Mapping[str, str]
    places: Mapping[str, Place]
    positions: PositionsKnown = field(default_factory=PositionsKnown)
    competencies: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str) -> tuple[str, ...]:
        """The ids of the units `text` means; the code in brackets behind a name is surest."""
        inside = text[text.rfind("[") + 1 : -1] if text.endswith("]") else text
        if inside in self.codes:
            return (self.codes[inside],)
        return self.book.find(text).unit_ids

    def name_of(self, unit_id: str) -> str:
        """What a unit is called."""
        entry = self.book.units.get(unit_id)
        return entry.name if entry else unit_id


@dataclass(frozen=True)
class BookOrder:
    """A workbook to be read and what the officer said of it; `on` is the day it tells of."""

    content: bytes
    name: str
    on: date
    units: UnitsKnown
    overrides: Overrides = field(default_factory=Overrides)
    default_unit: str | None = None
    is_trusted: bool = False


@dataclass(frozen=True)
class Columns:
    """Rows by column: `person` is each row's person, `row` the number Excel shows."""

    names: tuple[str, ...]
    values: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.values["person"])

    def of_people(self, wanted: set[int]) -> "Columns":
        """The rows of the people `wanted`."""
        mask = [person in wanted for person in self.values["person"]]
        if all(mask):
            return self
        kept = {name: list(compress(self.values[name], mask)) for name in self.names}
        return Columns(self.names, kept)


@dataclass
class CheckedBook:
    """The workbook as values.

    People are numbered from 0: those of the sheet of people (`people`), then those only named by
    number in another sheet (`named`: number, sheet, row, personal ID, staff number). `facts` by
    family key; `papers` are (kind, number, day, issuer), named by their index in `paper` columns.
    """

    people: Columns
    named: list[tuple[int, str, int, str | None, str | None]]
    facts: dict[str, Columns]
    papers: list[tuple[str, str, date | None, str]]
    noted: list[Noted]
    names: Mapping[int, str]

    @property
    def everybody(self) -> set[int]:
        """All people of the workbook."""
        return {*self.people.values["person"], *(line[0] for line in self.named)}

    def refused(self) -> set[int]:
        """The people one of whose rows has to be mended."""
        return {
            one.person for one in self.noted if one.person >= 0 and one.problem.severity == REFUSED
        }


@dataclass(frozen=True)
class ReadBook:
    """One file as read. `checked` is None where it holds no sheet anybody knows."""

    matched: list[Matched]
    files: Mapping[str, FileSheet]
    lines: Mapping[str, Mapping[int, int]]
    checked: CheckedBook | None
    notes: tuple[str, ...] = ()

    def texts_of(self, key: str, rows: Iterable[int]) -> list[tuple[int, list[str]]]:
        """The texts of the rows of sheet `key` that Excel shows as `rows`."""
        file_sheet = self.files[key]
        first = file_sheet.first_row + 1
        return [(row, list(file_sheet.rows[row - first])) for row in sorted(rows)]

    def rows_of(self, people: set[int]) -> dict[str, dict[int, int]]:
        """Every row of `people` by sheet: row number and person."""
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for key, lines in self.lines.items():
            for row, person in lines.items():
                if person in people:
                    found[key][row] = person
        return found
