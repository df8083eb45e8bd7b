"""Dossiers to screen: one call writes the facts a criterion looks at."""

from datetime import date
from typing import Any

from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.establishment.models import Unit
from congvu.people.models import (
    Discipline,
    Person,
    Posting,
    Qualification,
    RankHeld,
    Service,
    YearRating,
)
from congvu.people.tests.factories import PersonFactory
from congvu.standards import selectors
from congvu.standards.choices import Answer

DAY = date(2026, 11, 21)
SYSTEM = Actor.system("test")
LEVELS = {
    "education": {"CM-SC": 1, "CM-TC": 2, "CM-CD": 3, "CM-DH": 4, "CM-ThS": 5},
    "politics": {"0": 0, "SC": 1, "TC": 2, "CC": 3},
    "management": {"0": 0, "CS": 1, "CV": 2, "LDP": 1, "QPAN3": 3},
}


def person_with(unit: Unit | None = None, **facts: Any) -> Person:
    """Somebody in service with the facts named: `rank`, `degree`, `theory`, `course`, `title` ...

    `born`, `sex` and other columns of the person go as they are.
    """
    columns = {name: facts.pop(name) for name in list(facts) if name not in _WRITERS}
    if unit is not None:
        columns["unit"] = unit
    if "born" in columns and "born_from" not in columns:
        columns["born_from"] = columns["born_to"] = date.fromisoformat(columns["born"])
    person: Person = PersonFactory(**columns)
    for name, value in facts.items():
        _WRITERS[name](person, value)
    return person


def fact(model: Any, person: Person, **row: Any) -> Any:
    """One standing fact of the person."""
    row.setdefault("valid", from_day(None))
    return model.objects.create(
        person=person, unit_path=person.unit_path, basis=person.basis, **row
    )


def _qualification(family: str) -> Any:
    def write(person: Person, code: str) -> None:
        level = LEVELS[family].get(code)
        fact(Qualification, person, family=family, code=code, level=level)

    return write


def _title(person: Person, code: str | tuple[str, Any]) -> None:
    """A code, or a code and the columns of its posting."""
    code, row = (code, {}) if isinstance(code, str) else code
    row = {"valid": from_day(date(2024, 1, 1)), **row}
    fact(Posting, person, unit=person.unit, title="Chức vụ", title_code=code, **row)


_WRITERS = {
    "rank": lambda person, code: fact(RankHeld, person, rank_id=code),
    "degree": _qualification("education"),
    "theory": _qualification("politics"),
    "course": _qualification("management"),
    "title": _title,
    "service": lambda person, row: fact(Service, person, **row),
    "rating": lambda person, code: fact(
        YearRating,
        person,
        year=DAY.year - 1,
        level_code=code,
        valid=from_day(date(DAY.year - 1, 1, 1), date(DAY.year - 1, 12, 31)),
    ),
    "discipline": lambda person, row: fact(Discipline, person, kind_code="CC-KT", **row),
}


def answer_of(code: str, person: Person, on: date = DAY) -> Answer | None:
    """What the criterion says of the person; None where it does not apply."""
    explained = selectors.explain(actor=SYSTEM, person=person, on=on)
    return next(one.answer for one in explained if one.criterion.code == code)
