from datetime import timedelta

import pytest
from django.core import mail

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.work import commands, jobs
from congvu.work.models import Digest, Task
from congvu.work.tests import factories as new

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Sends the digests of one day as the application's role; returns how many were told."""

    def run(today):
        with django_capture_on_commit_callbacks(execute=True):
            return commands.send_digests(actor=SYSTEM, today=today)

    return run


def head_of(unit):
    account = account_with(Role.HEAD, unit)
    account.email = "thu.truong@example.vn"
    account.save()
    return account


def test_a_head_is_told_once_a_day_what_waits_and_what_is_late(send):
    unit = new.office()
    head = head_of(unit)
    new.task_of(unit, "Trình đề án", due_on=new.FRIDAY)
    new.task_of(new.office(), "Việc nơi khác")
    assert send(new.SATURDAY) == 1
    assert send(new.SATURDAY) == 0
    (message,) = mail.outbox
    assert message.to == ["thu.truong@example.vn"]
    assert "Trình đề án" in message.body
    assert "20/11/2026" in message.body
    assert "Việc nơi khác" not in message.body
    assert Digest.objects.get().account_id == head.pk
    assert send(new.SATURDAY + timedelta(days=1)) == 1


def test_who_has_no_address_reads_it_in_the_inbox_and_who_has_nothing_is_left_alone(send, client):
    unit = new.office()
    head = account_with(Role.HEAD, unit)
    account_with(Role.HEAD, new.office())
    new.task_of(unit, "Trình đề án")
    assert send(new.SATURDAY) == 1
    assert mail.outbox == []
    assert Digest.objects.get().account_id == head.pk
    with scope_of(Actor(account_id=head.pk, name="")):
        assert Digest.objects.count() == 1
    with scope_of(Actor(account_id=head.pk + 1, name="")):
        assert Digest.objects.count() == 0


def test_the_daily_jobs_open_periods_and_tell_accounts():
    unit = new.office()
    account_with(Role.HEAD, unit)
    duty = new.task_of(unit, "Báo cáo tháng", recurrence=new.MONTHLY)
    jobs.open_recurrences(timestamp=0)
    jobs.open_recurrences(timestamp=0)
    assert Task.objects.filter(parent=duty).count() == 1
    jobs.send_digests(timestamp=0)
    jobs.send_digests(timestamp=0)
    assert Digest.objects.count() == 1
