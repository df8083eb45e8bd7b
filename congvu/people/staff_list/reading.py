"""Reading a table column by column; each distinct text of a column is read once."""

from collections.abc import Mapping, Sequence
from typing import Any

from congvu.people.staff_list.cells import Cell, Reader, Values, cleaned, is_blank
from congvu.people.staff_list.fields import LABELS, Field
from congvu.people.staff_list.fold import clean
from congvu.people.staff_list.problems import Finding, Problem, problem_of
from congvu.people.staff_list.sources import Source
from congvu.people.staff_list.table import Table


class _Cache(dict[str, Cell]):
    """Cells by text, read on first sight."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __missing__(self, text: str) -> Cell:
        cell = self[text] = self._reader(text)
        return cell


class Reading:
    """The columns of one table as they are read, and the problems found so far.

    A person is known by his index in the table, from 0.
    """

    def __init__(self, table: Table, sources: Mapping[str, Source]) -> None:
        self.table = table
        self.sources = sources
        self.problems: list[Problem] = []
        self.columns: dict[str, Sequence[Any]] = {}
        self._first = Source(table.cells[0], (table.columns[0].index,))
        self._nothing: tuple[None, ...] = (None,) * len(table)
        for code, source in sources.items():
            for person, finding in source.findings.items():
                self.note(person, code, finding)

    def __len__(self) -> int:
        return len(self.table)

    def read(self, field: Field, names: Sequence[str], reader: Reader) -> None:
        """Read the column of `field` into the output columns `names`; none where it is absent."""
        source = self.sources.get(field.code)
        if source is None:
            self.columns.update(dict.fromkeys(names, self._nothing))
            return
        cache = _Cache(cleaned(reader, len(names)))
        cells = [cache[text] for text in source.texts]
        self._note_findings(field, source, cache)
        if field.expected:
            self._note_empty(field, source, cache)
        values: Sequence[Values] = [cell.values for cell in cells]
        by_column = zip(*values, strict=True) if values else ((),) * len(names)
        self.columns.update(zip(names, by_column, strict=True))

    def note(self, person: int, code: str, finding: Finding) -> None:
        """Record what is wrong at a person's cell of the field `code`."""
        row = self.table.row_numbers[person]
        source = self.sources.get(code) or self.sources.get("full_name") or self._first
        self.problems.append(
            problem_of(
                finding,
                field=code,
                row=row,
                address=source.address(person, row),
                value=source.texts[person],
            )
        )

    def column(self, name: str) -> Sequence[Any]:
        """Return an output column; all None where no source was read into it."""
        return self.columns.get(name, self._nothing)

    def _note_findings(self, field: Field, source: Source, cache: Mapping[str, Cell]) -> None:
        wrong = {text: cell.finding for text, cell in cache.items() if cell.finding}
        if not wrong:
            return
        for person, text in enumerate(source.texts):
            finding = wrong.get(text)
            if finding and person not in source.findings:
                self.note(person, field.code, finding)

    def _note_empty(self, field: Field, source: Source, cache: Mapping[str, Cell]) -> None:
        blank = {text for text in cache if is_blank(clean(text))}
        if not blank:
            return
        finding = Finding("cell.expected", (("field", LABELS[field.code]),))
        for person, text in enumerate(source.texts):
            if text in blank and person not in source.findings:
                self.note(person, field.code, finding)
