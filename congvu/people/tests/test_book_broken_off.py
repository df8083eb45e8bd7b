"""A worker killed while it takes a workbook leaves nothing of it, and the next takes it whole."""

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.people import import_run
from congvu.people.choices import PERCENT, ImportKind, ImportStep
from congvu.people.commands.imports import start_import
from congvu.people.commands.staging import book_facts
from congvu.people.models import Person, Posting, StaffImport
from congvu.people.tests.books import ID, dossiers, hoa
from congvu.people.tests.lists import ON
from congvu.people.tests.test_import_broken_off import (  # noqa: F401 - a fixture
    kill_in_the_middle,
    office,
    percent_seen_elsewhere,
)

SYSTEM = Actor.system("test")

# A worker that stops for good between the persons and their facts.
HANGING = """
import sys, time, uuid, django
django.setup()
from datetime import date
from congvu.core.actors import Actor
from congvu.people import import_run
from congvu.people.commands.staging import book_facts

def hang(table, paper_id):
    print("in the middle", flush=True)
    time.sleep(600)

book_facts.write_facts = hang
key = uuid.UUID(sys.argv[1])
import_run.take_import(actor=Actor.system("test"), import_id=key, today=date(2026, 11, 21))
"""


def started(unit):
    content = dossiers(
        [hoa(unit)], posts=[{"person_id": ID, "since": "2010", "unit": unit.name, "title": "x"}]
    )
    with scope_of(SYSTEM):
        return start_import(
            actor=SYSTEM, unit=unit, name="hs.xlsx", content=content, on=ON, limit_mb=5,
            kind=ImportKind.DOSSIERS,
        )  # fmt: skip


def test_a_killed_worker_leaves_nothing_and_the_next_takes_the_workbook_whole(office):  # noqa: F811
    run = started(office)
    kill_in_the_middle(HANGING, str(run.pk))
    assert not Person.objects.exists()
    import_run.take_import(actor=SYSTEM, import_id=run.pk, today=ON)
    import_run.take_import(actor=SYSTEM, import_id=run.pk, today=ON)
    assert (Person.objects.count(), Posting.objects.count()) == (1, 1)
    run.refresh_from_db()
    assert run.state == "done"


def test_the_bar_moves_on_while_the_workbook_is_taken(office, monkeypatch):  # noqa: F811
    run = started(office)
    seen = []
    write = book_facts.write_facts

    def look(table, paper_id):
        seen.append(percent_seen_elsewhere(run, PERCENT[ImportStep.WRITING_FACTS]))
        write(table, paper_id)

    monkeypatch.setattr(book_facts, "write_facts", look)
    import_run.take_import(actor=SYSTEM, import_id=run.pk, today=ON)
    assert seen[0] == PERCENT[ImportStep.WRITING_FACTS]
    assert StaffImport.objects.get().percent == 100
