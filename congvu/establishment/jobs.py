"""What units do by themselves each day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.establishment import commands

SYSTEM = Actor.system("establishment.renew_units")


# By the worker's clock, UTC: midnight in Viet Nam.
@app.periodic(cron="0 17 * * *")
@app.task(name="establishment.renew_units", queueing_lock="establishment.renew_units")
def renew_units(timestamp: int = 0) -> None:
    """At midnight units become what a decision said of this day."""
    today = timezone.localdate()  # noqa: TID251 - a job has no request
    with scope_of(SYSTEM):
        commands.renew_units(actor=SYSTEM, today=today)
