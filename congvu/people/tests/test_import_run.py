"""What an officer says while a list is being read holds, whatever the reading comes to."""

from datetime import date

import pytest

from congvu.core.actors import Actor
from congvu.people import import_run, list_file
from congvu.people.commands.imports import (
    DayOutside,
    ask_to_take,
    choose_columns,
    decline_import,
    start_import,
)
from congvu.people.models import Person, StaffImport
from congvu.people.tests.lists import ON, hoa, take, workbook

SYSTEM = Actor.system("test")


@pytest.fixture
def run(unit):
    return start_import(
        actor=SYSTEM, unit=unit, name="a.xlsx", content=workbook([hoa(unit)]), on=ON, limit_mb=5
    )


@pytest.fixture
def meanwhile(monkeypatch):
    """Has something said while the file is being read."""

    def arrange(say):
        def read(order):
            say()
            return list_file.read_list(order)

        way = import_run._WAYS["list"]
        monkeypatch.setitem(import_run._WAYS, "list", import_run.replace(way, read=read))

    return arrange


def check(run):
    import_run.check_import(actor=SYSTEM, import_id=run.pk, today=ON)
    return StaffImport.objects.get()


def test_a_list_declined_while_it_was_read_stays_declined(run, meanwhile):
    meanwhile(lambda: decline_import(actor=SYSTEM, import_id=run.pk))
    found = check(run)
    assert (found.state, found.rows.count()) == ("declined", 0)


def test_a_list_declined_while_its_reading_failed_stays_declined(run, meanwhile):
    def decline_and_fail():
        decline_import(actor=SYSTEM, import_id=run.pk)
        raise list_file.UnreadableList("cut off")

    meanwhile(decline_and_fail)
    assert check(run).state == "declined"


def test_columns_chosen_while_the_list_was_read_are_read_next(run, meanwhile):
    meanwhile(lambda: choose_columns(actor=SYSTEM, import_id=run.pk, overrides={12: None}))
    assert (check(run).state, run.layout) == ("waiting", {})


def test_a_check_that_comes_late_leaves_a_list_that_is_taken(run):
    check(run)
    ask_to_take(actor=SYSTEM, import_id=run.pk)
    assert check(run).state == "applying"
    import_run.take_import(actor=SYSTEM, import_id=run.pk, today=ON)
    assert (check(run).state, Person.objects.count()) == ("done", 1)


def test_a_declined_list_is_not_taken(run):
    decline_import(actor=SYSTEM, import_id=run.pk)
    import_run.take_import(actor=SYSTEM, import_id=run.pk, today=ON)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("on", "is_taken"),
    [
        (date(1899, 12, 31), False),
        (date(1900, 1, 1), True),
        (date(2100, 12, 31), True),
        (date(2101, 1, 1), False),
    ],
)
def test_a_list_tells_of_a_day_of_this_century_or_the_last(unit, on, is_taken):
    if is_taken:
        assert take(unit, [hoa(unit)], on=on).state == "done"
    else:
        with pytest.raises(DayOutside):
            take(unit, [hoa(unit)], on=on)
