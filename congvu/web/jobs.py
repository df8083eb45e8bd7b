"""What the shell does by itself: prepare the figures of the province page."""

from django.utils import timezone
from procrastinate.contrib.django import app

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.web import commands

SYSTEM = Actor.system("web.figures")


@app.periodic(cron="*/5 * * * *")
@app.task(name="web.refresh_figures", queueing_lock="web.refresh_figures")
def refresh_figures(timestamp: int = 0) -> None:
    """Count the figures of the province page anew."""
    with scope_of(SYSTEM):
        today, now = timezone.localdate(), timezone.now()  # noqa: TID251 - a job has no request
        commands.refresh_figures(actor=SYSTEM, today=today, now=now)


@app.periodic(cron="* * * * *")
@app.task(name="web.rescue_jobs", queueing_lock="web.rescue_jobs")
async def rescue_jobs(timestamp: int) -> None:
    """Jobs whose worker died start over; they are all made to be repeated."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
