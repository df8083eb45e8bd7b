"""A level of a competency follows another: no two of one competency stand at the same time."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import from_day, last_day
from congvu.core.scope import scope_of
from congvu.people.commands.entries import enter_correction, enter_fact
from congvu.people.commands.merging import merge_dossiers
from congvu.people.models import CompetencyLevel
from congvu.people.tests.books import ID, dossiers, hoa, take
from congvu.people.tests.factories import PaperFactory, PersonFactory
from congvu.people.types import NewFact, NewPaper

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 21)
PAPER = NewPaper("certificate", title="Phiếu đánh giá năng lực", number="5")
DISPUTE = import_module("congvu.people.migrations.0019_one_level_at_a_time").DISPUTE


@pytest.fixture
def person(unit):
    return PersonFactory(unit=unit)


def level(person, of, since, until=None, code="C1", **more):
    return CompetencyLevel.objects.create(
        person=person, competency_code=code, level=of, valid=from_day(since, until),
        basis=PaperFactory(kind="certificate"), unit_path=person.unit_path, **more,
    )  # fmt: skip


def told(of, since, until=None):
    return NewFact("competencies", {"competency_code": "C1", "level": of}, since, until)


def standing():
    rows = CompetencyLevel.objects.standing().order_by("valid", "pk")
    return [(row.level, row.valid.lower, last_day(row.valid), row.is_disputed) for row in rows]


def test_a_new_level_ends_the_one_before_the_day_before(person):
    level(person, 2, date(2024, 1, 1))
    enter_fact(
        actor=SYSTEM, person_id=person.pk, fact=told(3, "2026-03-01"), paper=PAPER, today=TODAY
    )
    assert standing() == [
        (2, date(2024, 1, 1), date(2026, 2, 28), False),
        (3, date(2026, 3, 1), None, False),
    ]


@pytest.mark.parametrize(("since", "is_refused"), [("2025-12-31", True), ("2026-01-01", False)])
def test_a_correction_that_would_overlap_is_refused(person, since, is_refused):
    level(person, 2, date(2024, 1, 1), date(2025, 12, 31))
    row = level(person, 3, date(2026, 3, 1))
    correct = {"actor": SYSTEM, "person_id": person.pk, "row_id": row.pk, "fact": told(3, since)}
    if is_refused:
        with pytest.raises(DomainError, match="mức của năng lực này"):
            enter_correction(**correct, paper=PAPER, today=TODAY)
    else:
        enter_correction(**correct, paper=PAPER, today=TODAY)
        assert len(standing()) == 2


def test_levels_of_different_competencies_stand_side_by_side(person):
    level(person, 2, date(2024, 1, 1))
    level(person, 4, date(2024, 1, 1), code="P1")
    assert len(standing()) == 2


def test_a_workbook_that_says_two_levels_at_once_brings_the_later_as_disputed(unit):
    rows = [
        {"person_id": ID, "since": "01/01/2024", "until": "31/12/2026", "competency_code": "C1",
         "level": 2},
        {"person_id": ID, "since": "01/01/2026", "competency_code": "C1", "level": 3},
    ]  # fmt: skip
    run = take(unit, dossiers([hoa(unit)], competencies=rows))
    assert run.counts["refused"] == 0, run.counts
    assert [(of, is_disputed) for of, _since, _last, is_disputed in standing()] == [
        (2, False),
        (3, True),
    ]


def test_merged_dossiers_keep_both_levels_the_moved_one_disputed(unit, person):
    other = PersonFactory(unit=unit, full_name=person.full_name)
    level(person, 2, date(2024, 1, 1))
    level(other, 3, date(2025, 1, 1))
    with scope_of(SYSTEM):
        merge_dossiers(
            actor=SYSTEM, survivor_id=person.pk, merged_id=other.pk, choices={}, on=TODAY
        )
    assert [(of, is_disputed) for of, _since, _last, is_disputed in standing()] == [
        (2, False),
        (3, True),
    ]


def test_levels_that_overlapped_before_the_rule_become_disputed_but_the_first(person):
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE people_competencylevel DROP CONSTRAINT competency_one_level_at_a_time"
        )
    level(person, 2, date(2024, 1, 1), date(2024, 12, 31))
    level(person, 3, date(2024, 12, 31))
    level(person, 4, date(2025, 6, 1), code="P1")
    level(PersonFactory(), 5, date(2024, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute(DISPUTE)
    assert [(of, is_disputed) for of, _since, _last, is_disputed in standing()] == [
        (2, False),
        (5, False),
        (3, True),
        (4, False),
    ]
