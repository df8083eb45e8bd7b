"""What happens by itself every day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.work import commands

SYSTEM = Actor.system("work.daily")


# The hours are those of the clock the worker goes by, UTC: 00:05 and 06:30 in Viet Nam.
@app.periodic(cron="5 17 * * *")
@app.task(name="work.open_recurrences", queueing_lock="work.open_recurrences")
def open_recurrences(timestamp: int) -> None:
    """Recurring duties open their next period."""
    with scope_of(SYSTEM):
        commands.open_recurrences(actor=SYSTEM, today=timezone.localdate())  # noqa: TID251


@app.periodic(cron="30 23 * * *")
@app.task(name="work.send_digests", queueing_lock="work.send_digests")
def send_digests(timestamp: int) -> None:
    """Everybody is told what waits."""
    commands.send_digests(actor=SYSTEM, today=timezone.localdate())  # noqa: TID251
