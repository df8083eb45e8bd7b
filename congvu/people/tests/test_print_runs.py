"""Many dossiers are printed in the background: for who asked, for a day, noted when printed."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from congvu.access.choices import Role
from congvu.access.models import Grant
from congvu.access.tests.factories import account_with
from congvu.journal.models import Entry
from congvu.people import jobs, print_run
from congvu.people.commands import print_runs
from congvu.people.models import Person, PrintRun
from congvu.people.printing import files
from congvu.people.tests.factories import PersonFactory

ORDER = {
    "print-form": "2c_bnv_2008", "print-on": "2026-11-20", "print-medium": "pdf",
    "print-purpose": "decision",
}  # fmt: skip
ARCHIVES, MANY = reverse("people:prints"), 21


@pytest.fixture
def asked(unit):
    return PersonFactory.create_batch(MANY, unit=unit)


@pytest.fixture
def officer(client, unit):
    client.force_login(account_with(Role.OFFICER, unit))
    return client


@pytest.fixture(autouse=True)
def queued(monkeypatch):
    """The jobs that would be given to the worker."""
    given = []

    class Task:
        def defer(self, run_id):
            given.append(run_id)

    monkeypatch.setattr(print_runs.jobs, "configure_task", lambda name, **options: Task())
    return given


@pytest.fixture
def quick(monkeypatch):
    """Pages are set in no time; what they look like is tested elsewhere."""
    made = files.PrintedFile("ho-so.pdf", b"%PDF")
    monkeypatch.setattr(files, "file_of", lambda sheet, medium, **told: made)


def ask(officer, people):
    return officer.post(reverse("people:print_many"), {**ORDER, "people": [p.pk for p in people]})


def printed():
    return Entry.objects.filter(act="people.print_dossier").count()


def test_more_than_twenty_are_printed_in_the_background_and_fetched(officer, asked, queued, quick):
    assert ask(officer, asked).url == ARCHIVES
    run = PrintRun.objects.get()
    assert (queued, run.state, printed()) == ([str(run.pk)], "waiting", 0)
    assert "hx-get" in officer.get(ARCHIVES).content.decode()
    jobs.print_dossiers(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.done, printed()) == ("ready", MANY, MANY)
    page = officer.get(ARCHIVES).content.decode()
    assert "hx-get" not in page
    answer = officer.get(reverse("people:print_file", args=[run.pk]))
    assert len(ZipFile(io.BytesIO(answer.content)).namelist()) == MANY
    assert answer["Cache-Control"] == "no-store"
    assert Entry.objects.filter(act="people.take_print").count() == 1


def test_twenty_come_at_once(officer, asked, queued, quick):
    answer = ask(officer, asked[1:])
    assert answer["Content-Type"] == "application/zip"
    assert (queued, printed()) == ([], MANY - 1)


def test_nobody_else_sees_or_fetches_an_archive(officer, client, unit, asked, quick):
    ask(officer, asked)
    run = PrintRun.objects.get()
    jobs.print_dossiers(str(run.pk))
    client.force_login(account_with(Role.OFFICER, unit))
    assert str(run.pk) not in client.get(ARCHIVES).content.decode()
    assert client.get(reverse("people:print_file", args=[run.pk])).url == ARCHIVES


def test_an_archive_is_emptied_when_its_time_is_over(officer, asked, quick):
    ask(officer, asked)
    run = PrintRun.objects.get()
    jobs.print_dossiers(str(run.pk))
    now = timezone.now()  # noqa: TID251 - the pages' own clock
    PrintRun.objects.update(expires_at=now)
    assert officer.get(reverse("people:print_file", args=[run.pk])).url == ARCHIVES
    jobs.forget_prints()
    run.refresh_from_db()
    assert (run.state, bytes(run.content)) == ("gone", b"")


def test_a_right_lost_meanwhile_prints_nothing_and_says_so(officer, asked, quick):
    ask(officer, asked)
    run = PrintRun.objects.get()
    Grant.objects.all().delete()
    jobs.print_dossiers(str(run.pk))
    run.refresh_from_db()
    assert (run.state, printed()) == ("failed", 0)
    assert run.failure
    assert Entry.objects.filter(act="people.fail_print").count() == 1


def test_a_worker_that_breaks_off_notes_nothing_and_the_next_makes_it_once(
    officer, asked, monkeypatch
):
    ask(officer, asked)
    run = PrintRun.objects.get()
    at = timezone.localtime()
    broken = RuntimeError("killed")

    def die(sheet, medium, **told):
        raise broken

    monkeypatch.setattr(files, "file_of", die)
    with pytest.raises(RuntimeError):
        jobs.print_dossiers(str(run.pk))
    run.refresh_from_db()
    assert (run.state, printed()) == ("printing", 0)
    monkeypatch.setattr(files, "file_of", lambda *_a, **_m: files.PrintedFile("a.pdf", b""))
    for _ in range(2):
        jobs.print_dossiers(str(run.pk))
    assert printed() == MANY
    PrintRun.objects.update(state="printing", asked_at=at - timedelta(hours=2))
    jobs.forget_prints()
    assert PrintRun.objects.get().failure == "broken_off"


def test_who_cannot_be_printed_is_noted_as_not_printed(officer, asked):
    Person.objects.exclude(pk__in=[asked[0].pk, asked[1].pk]).update(unit=asked[0].unit)
    Person.objects.filter(pk=asked[0].pk).update(full_name="Nguyễn 漢")
    ask(officer, asked[:2])
    assert printed() == 1
    (entry,) = Entry.objects.filter(act="people.fail_to_print_dossier")
    assert entry.subject_id == str(asked[0].pk)


def test_the_page_is_told_every_few_files(officer, asked, quick, monkeypatch):
    ask(officer, asked)
    told = []
    monkeypatch.setattr(
        print_run.print_runs, "note_progress", lambda *, actor, run_id, done: told.append(done)
    )
    jobs.print_dossiers(str(PrintRun.objects.get().pk))
    assert told == [5, 10, 15, 20]
