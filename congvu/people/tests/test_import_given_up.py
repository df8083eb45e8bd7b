"""A list whose job was given up says so on its page, and is tried again with one button."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from congvu.core.actors import Actor
from congvu.people import jobs
from congvu.people.commands.imports import end_broken_off, start_import
from congvu.people.models import Person, StaffImport
from congvu.people.tests.lists import ON, hoa, workbook
from congvu.people.tests.test_import_pages import officer, page_of, send  # noqa: F401
from congvu.web.jobs import RESCUES, rescue_jobs

SYSTEM = Actor.system("test")
ANEW = "/nhap-danh-sach/{}/lai"


def break_off(attempts):
    """The worker died over the one job that waits, after so many attempts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE status = 'todo'",
            [attempts],
        )
    async_to_sync(rescue_jobs.func)()
    jobs.end_broken_off()


@pytest.fixture
def taken(client, unit, officer):  # noqa: F811
    """A list whose good rows are about to be taken."""
    run = send(client, unit, workbook([hoa(unit)]))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    client.post(f"/nhap-danh-sach/{run.pk}/nhan")
    return run


def test_a_list_given_up_while_it_was_taken_says_so_and_is_tried_again(
    client,
    taken,
    officer,  # noqa: F811
):
    break_off(RESCUES)
    page = page_of(client, taken)
    assert "<progress" not in page
    assert "Chưa có gì của danh sách được ghi vào hồ sơ" in page
    assert ANEW.format(taken.pk) in page
    assert client.post(ANEW.format(taken.pk)).status_code == 302
    assert "<progress" in page_of(client, taken)
    (job,) = ProcrastinateJob.objects.filter(status="todo")
    assert (job.task_name, job.args) == (
        "people.check_list",
        {"import_id": str(taken.pk), "account_id": officer.pk},
    )
    jobs.check_list(str(taken.pk))
    client.post(f"/nhap-danh-sach/{taken.pk}/nhan")
    jobs.take_list(str(taken.pk))
    assert Person.objects.count() == 1


def test_a_list_whose_job_is_tried_once_more_goes_on(client, taken):
    break_off(RESCUES - 1)
    assert "<progress" in page_of(client, taken)


def test_only_a_list_that_failed_is_tried_again(client, unit, officer):  # noqa: F811
    run = send(client, unit, workbook([hoa(unit)]))
    assert client.post(ANEW.format(run.pk)).status_code == 422


@pytest.mark.parametrize(("minutes", "ended"), [(59, 0), (61, 1)])
def test_a_list_from_the_console_is_left_in_peace_for_an_hour(unit, minutes, ended):
    run = start_import(
        actor=SYSTEM, unit=unit, name="a.xlsx", content=workbook([hoa(unit)]), on=ON, limit_mb=5
    )
    run.refresh_from_db()
    later = run.started_at + timedelta(minutes=minutes)
    assert end_broken_off(actor=SYSTEM, quiet_since=later - timedelta(hours=1)) == ended
    assert StaffImport.objects.filter(state="failed").count() == ended
