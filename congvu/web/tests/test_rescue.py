import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from congvu.web.jobs import rescue_jobs

pytestmark = pytest.mark.django_db


def test_a_job_whose_worker_is_gone_starts_over_and_one_in_good_hands_is_left():
    for number in range(2):
        app.configure_task("people.take_list").defer(import_id=str(number))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        (worker,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute(
            "UPDATE procrastinate_jobs SET worker_id = %s WHERE args->>'import_id' = '1'", [worker]
        )
    async_to_sync(rescue_jobs.func)(timestamp=0)
    states = {job.args["import_id"]: job.status for job in ProcrastinateJob.objects.all()}
    assert states == {"0": "todo", "1": "doing"}
