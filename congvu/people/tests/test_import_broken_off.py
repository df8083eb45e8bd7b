"""What a killed worker and two lists at once leave behind, on rows that are committed."""

import os
import signal
import subprocess
import sys

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from config.environment import ROOT
from congvu.catalog.commands import load_codes
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.establishment.tests.factories import UnitFactory
from congvu.people import import_run
from congvu.people.choices import PERCENT, ImportStep
from congvu.people.commands.imports import start_import
from congvu.people.commands.staging import facts
from congvu.people.models import Person, Posting, StaffImport
from congvu.people.tests.lists import ON, hoa, workbook
from congvu.web.jobs import rescue_jobs
from congvu.work.tests.test_races import at_once

SYSTEM = Actor.system("test")

# A worker that stops for good between the persons and their facts.
HANGING = """
import sys, time, uuid, django
django.setup()
from datetime import date
from congvu.core.actors import Actor
from congvu.people import import_run
from congvu.people.commands.staging import facts

def hang(paper_id):
    print("in the middle", flush=True)
    time.sleep(600)

facts.write_facts = hang
key = uuid.UUID(sys.argv[1])
import_run.take_import(actor=Actor.system("test"), import_id=key, today=date(2026, 11, 21))
"""

# A worker of the product itself that takes the list asked for, and stops in the middle.
WORKER = """
import time, django
django.setup()
from procrastinate.contrib.django import app
""" + HANGING[HANGING.index("from congvu.people.commands") : HANGING.index("key = ")]
RUN = """
with app.replace_connector(app.connector.get_worker_connector()) as worker:
    worker.run_worker(queues=["lists"], wait=False, listen_notify=False)
"""


@pytest.fixture
def office(committed):
    """A unit whose rows other connections see."""
    load_codes(actor=SYSTEM)
    return UnitFactory(name="Sở Bền bỉ")


def started(unit, *people):
    with scope_of(SYSTEM):
        return start_import(
            actor=SYSTEM,
            unit=unit,
            name="ds.xlsx",
            content=workbook(people),
            on=ON,
            limit_mb=5,
        )


def take(run):
    import_run.take_import(actor=SYSTEM, import_id=run.pk, today=ON)


def child(code, *arguments):
    known = connection.settings_dict
    url = f"postgresql://{known['USER']}@/{known['NAME']}?host={known['HOST']}&port={known['PORT']}"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "DATABASE_OWNER_URL": url},
        stdout=subprocess.PIPE,
    )


def kill_in_the_middle(code, *arguments):
    worker = child(code, *arguments)
    assert worker.stdout.readline() == b"in the middle\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
    worker.stdout.close()


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_takes_the_list_whole(office):
    run = started(office, hoa(office))
    kill_in_the_middle(HANGING, str(run.pk))
    assert not Person.objects.exists()
    take(run)
    take(run)
    assert (Person.objects.count(), Posting.objects.count()) == (1, 1)
    run.refresh_from_db()
    assert run.state == "done"


def percent_seen_elsewhere(run, at_least):
    """The percentage another connection sees, once it has come so far."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            for _try in range(10_000):
                cursor.execute("SELECT percent FROM people_staffimport WHERE id = %s", [run.pk])
                (percent,) = cursor.fetchone()
                if percent >= at_least:
                    break
        return percent
    finally:
        other.close()


def test_the_bar_moves_on_while_the_one_transaction_still_runs(office, monkeypatch):
    run = started(office, hoa(office))
    seen = []
    write_facts = facts.write_facts

    def look(paper_id):
        seen.append(percent_seen_elsewhere(run, PERCENT[ImportStep.WRITING_FACTS]))
        seen.append(Person.objects.count())
        write_facts(paper_id)

    monkeypatch.setattr(facts, "write_facts", look)
    take(run)
    assert seen == [PERCENT[ImportStep.WRITING_FACTS], 1]
    run.refresh_from_db()
    assert (run.state, run.percent, run.step) == ("done", 100, "")


def test_a_bar_that_cannot_be_told_does_not_hinder_the_list(office, monkeypatch):
    def refuse(actor):
        raise OperationalError

    run = started(office, hoa(office))
    monkeypatch.setattr("congvu.people.commands.progress.scope_of", refuse)
    take(run)
    assert Person.objects.count() == 1


def test_two_lists_with_one_person_taken_at_once_open_one_dossier(office):
    runs = [started(office, hoa(office)), started(office, hoa(office, phone="0905000002"))]
    at_once(*(lambda run=run: take(run) for run in runs))
    assert Person.objects.count() == 1
    outcomes = [StaffImport.objects.get(pk=run.pk).counts for run in runs]
    assert sorted(counts["new"] for counts in outcomes) == [0, 1]


def test_one_list_taken_by_two_workers_at_once_is_taken_once(office):
    run = started(office, hoa(office))
    at_once(lambda: take(run), lambda: take(run))
    assert (Person.objects.count(), Posting.objects.count()) == (1, 1)


def test_the_job_of_a_killed_worker_is_rescued_and_takes_the_list_once(office):
    run = started(office, hoa(office))
    app.configure_task("people.take_list", queue="lists").defer(import_id=str(run.pk))
    job = ProcrastinateJob.objects.filter(task_name="people.take_list")
    kill_in_the_middle(WORKER + RUN)
    assert job.get().status == "doing"
    async_to_sync(rescue_jobs.func)(0)
    assert job.get().status == "doing", "the worker may still be alive"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")
    async_to_sync(rescue_jobs.func)(0)
    again = child(WORKER.split("from congvu")[0] + RUN)
    again.communicate(timeout=30)
    assert job.get().status == "succeeded"
    assert (Person.objects.count(), Posting.objects.count()) == (1, 1)


def test_a_connection_lost_in_the_middle_leaves_nothing_and_the_next_try_takes_the_list(
    office, monkeypatch
):
    run = started(office, hoa(office))

    def lose(paper_id):
        other = connection.copy()
        with connection.cursor() as cursor, other.cursor() as killer:
            cursor.execute("SELECT pg_backend_pid()")
            killer.execute("SELECT pg_terminate_backend(%s)", cursor.fetchone())
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    with monkeypatch.context() as patch:
        patch.setattr(facts, "write_facts", lose)
        with pytest.raises(OperationalError):
            take(run)
    connection.close()
    assert not Person.objects.exists()
    take(run)
    assert (Person.objects.count(), Posting.objects.count()) == (1, 1)
