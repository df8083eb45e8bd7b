"""What happens by itself when a day begins in Viet Nam."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.people.commands.present import renew_day
from congvu.people.tests.factories import PersonFactory, PostingFactory

SYSTEM = Actor.system("test")
ON = date(2026, 11, 21)


@pytest.mark.parametrize("name", ["establishment.renew_units", "people.renew_day"])
def test_the_first_jobs_of_a_day_run_at_midnight_in_viet_nam(name):
    tasks = app.periodic_registry.periodic_tasks.values()
    job = next(one for one in tasks if one.task.name == name)
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp()
    runs = datetime.fromtimestamp(job.croniter.get_next(float, start_time=noon), UTC)
    local = runs.astimezone(timezone.get_default_timezone())
    assert (local.date(), local.hour) == (ON, 0)
    assert local.minute < 5


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "is_renewed"), [(0, True), (1, True), (30, True), (31, False)])
def test_a_day_on_which_no_job_ran_is_caught_up(ago, is_renewed):
    person = PersonFactory()
    since = from_day(ON - timedelta(days=ago))
    PostingFactory(person=person, title="Trưởng phòng", valid=since)
    renew_day(actor=SYSTEM, on=ON)
    person.refresh_from_db()
    assert (person.post == "Trưởng phòng") is is_renewed
