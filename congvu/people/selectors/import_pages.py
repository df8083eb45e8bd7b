"""What the pages of an import show: columns, rows with their wrong cells, questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.documents.intake.errors import MESSAGES as INTAKE_MESSAGES
from congvu.establishment.models import Unit
from congvu.establishment.selectors import get_unit
from congvu.people.choices import ImportStep
from congvu.people.models import ImportRow, Person, StaffImport
from congvu.people.permissions import People
from congvu.people.selectors.imports import (
    missing_people,
    people_named,
    problem_of,
)
from congvu.people.staff_list.fields import LABELS, field_set
from congvu.people.staff_list.problems import REFUSED

MISSING_SHOWN = 50


@dataclass(frozen=True)
class CellShown:
    """One cell of a waiting row: its text, how wrong it is, and what to do."""

    text: str
    look: str
    says: list[str]
    column: str


@dataclass(frozen=True)
class RowShown:
    """One waiting row with its cells, what is wrong with the whole, and whose it may be."""

    row: int
    state: str
    name: str
    cells: list[CellShown]
    says: list[str]
    candidates: list[Person]


def units_to_import(*, actor: Actor, on: date) -> list[tuple[str, str]]:
    """The units whose lists the actor may bring, agencies first: (code, name)."""
    units = Unit.objects.on(on).visible_to(actor, People.RECORD_IMPORT)
    agencies = units.exclude(kind="division").order_by("order", "id")
    chosen = list(agencies) or list(units.order_by("order", "id"))
    return [(unit.code, unit.name) for unit in chosen]


def units_to_answer(*, actor: Actor, run: StaffImport) -> list[tuple[str, str]]:
    """The units an unknown name may mean: (id, name); none where no name is unknown."""
    if not run.counts.get("units_unknown"):
        return []
    units = Unit.objects.on(run.on).visible_to(actor, People.RECORD_IMPORT)
    return [
        (str(unit.pk), unit.name) for unit in units.exclude(kind="division").order_by("order", "id")
    ]


def unit_to_import(*, actor: Actor, code: str) -> Unit:
    """The unit whose list is sent.

    Raises: NotVisible.
    """
    return get_unit(actor=actor, code=code)


def step_of(run: StaffImport) -> str:
    """What is being done with the list now, in words."""
    return str(ImportStep(run.step).label) if run.step in ImportStep.values else ""


def notes_of(run: StaffImport) -> list[str]:
    """What is worth saying about the file itself: macros, formulas, links to other files."""
    return [_(INTAKE_MESSAGES[code]) for code in run.layout.get("notes", ())]


def columns_of(run: StaffImport) -> list[dict[str, Any]]:
    """The columns of the list and what each is taken for."""
    return [
        {
            **column,
            "name": " › ".join(column["headings"]) or column["letter"],
            "label": _(LABELS[column["field"]]) if column["field"] else "",
            "told": run.overrides.get(str(column["index"]), ""),
        }
        for column in run.layout.get("columns", ())
    ]


def field_choices() -> list[tuple[str, str]]:
    """The fields a column can be taken for."""
    skipped = {"ignored"}
    return [
        (code, _(LABELS[code]))
        for code, field in field_set("staff").fields.items()
        if field.kind not in skipped
    ]


def wrong_earlier(run: StaffImport) -> list[tuple[str, str]]:
    """The first wrong cells of the sheet of earlier posts: the cell, and what to do."""
    kept = (dict(one) for one in run.counts.get("history_problems", ()))
    found = [problem_of(one.pop("row"), one) for one in kept]
    return [(one.address, one.say(_)) for one in found]


def rows_of(*, actor: Actor, run: StaffImport, rows: list[ImportRow]) -> list[RowShown]:
    """The waiting rows of one page; their candidates come in one statement."""
    asked = [one for row in rows for one in row.candidates]
    people = people_named(actor=actor, ids=asked) if asked else {}
    columns = run.layout.get("columns", ())
    return [_row(row, columns, people) for row in rows]


def _row(row: ImportRow, columns: Any, people: Mapping[UUID, Person]) -> RowShown:
    by_letter: dict[str, list[tuple[str, str]]] = {}
    whole: list[str] = []
    for kept in row.problems:
        said = problem_of(row.row, kept).say(_)
        letter = kept["address"].rstrip("0123456789")
        if letter:
            by_letter.setdefault(letter, []).append((kept["severity"], said))
        else:
            whole.append(said)
    cells = [
        _cell(text, column, by_letter.get(column["letter"], []))
        for text, column in zip(row.cells, columns, strict=False)
    ]
    candidates = [people[one] for one in row.candidates if one in people]
    return RowShown(row.row, row.state, row.name, cells, whole, candidates)


def _cell(text: str, column: Any, found: list[tuple[str, str]]) -> CellShown:
    severities = {severity for severity, _said in found}
    look = "wrong" if REFUSED in severities else "doubt" if found else ""
    name = column["headings"][-1] if column["headings"] else column["letter"]
    return CellShown(text, look, [said for _severity, said in found], name)


def first_missing(*, actor: Actor, run: StaffImport) -> list[Person]:
    """The first people the list no longer names."""
    if not run.missing:
        return []
    return list(missing_people(actor=actor, run=run)[:MISSING_SHOWN])


def held_facts(*, actor: Actor, run: StaffImport) -> list[tuple[Person, str]]:
    """The facts the list told otherwise but may not change: person and family."""
    held = run.counts.get("held_facts", [])[:MISSING_SHOWN]
    if not held:
        return []
    people = people_named(actor=actor, ids=[UUID(person) for person, _family in held])
    names = {
        "person": _("Person"),
        "posting": _("Posts"),
        "rankheld": _("Ranks"),
        "paystep": _("Pay"),
        "qualification": _("Training"),
        "partymembership": _("Party"),
        "service": _("Service"),
        "yearrating": _("Ratings"),
        "discipline": _("Discipline"),
    }
    return [
        (people[UUID(person)], names[family]) for person, family in held if UUID(person) in people
    ]
