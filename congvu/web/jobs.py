"""What the shell does by itself: prepare the province's figures, pick up what a worker dropped."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.web import commands

SYSTEM = Actor.system("web.figures")
# A living worker says so every ten seconds.
SILENT_SECONDS = 30
RESCUES = 5
logger = logging.getLogger(__name__)


@app.periodic(cron="*/5 * * * *")
@app.task(name="web.refresh_figures", queueing_lock="web.refresh_figures")
def refresh_figures(timestamp: int = 0) -> None:
    """Count the figures of the province page anew."""
    with scope_of(SYSTEM):
        today, now = timezone.localdate(), timezone.now()  # noqa: TID251 - a job has no request
        commands.refresh_figures(actor=SYSTEM, today=today, now=now)


@app.periodic(cron="* * * * *")
@app.task(name="web.rescue_jobs", queueing_lock="web.rescue_jobs")
async def rescue_jobs(timestamp: int = 0) -> None:
    """Put back what a worker left when it died; jobs are written to bear being started twice.

    One that broke off too often, or whose next turn waits already, is closed as failed.
    """
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        try:
            if job.attempts < RESCUES:
                await app.job_manager.retry_job(job)
                continue
        except (AlreadyEnqueued, UniqueViolation):
            logger.info("the next turn of %s waits already", job.task_name)
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
