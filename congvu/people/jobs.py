"""Lists and workbooks are read and taken in the background."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.people import import_run, print_run
from congvu.people.commands import imports, present, print_runs, retirement
from congvu.people.commands.imports import CHECK_JOB, TAKE_JOB
from congvu.people.commands.print_runs import PRINT_JOB
from congvu.people.selectors.imports import importer_of
from congvu.people.selectors.print_runs import printer_of

SYSTEM = Actor.system("people.import")
DAILY = Actor.system("people.daily")
LONGEST_ON_CONSOLE = timedelta(hours=1)
AGAIN = RetryStrategy(max_attempts=3, exponential_wait=2)


@app.task(name=CHECK_JOB, queue="lists", retry=AGAIN)
def check_list(import_id: str, account_id: int | None = None) -> None:
    """Read and check one list or workbook."""
    _as_importer(import_id, account_id, import_run.check_import)


@app.task(name=TAKE_JOB, queue="lists", retry=AGAIN)
def take_list(import_id: str, account_id: int | None = None) -> None:
    """Take what is good of one; repeated after a broken worker, it takes that once."""
    _as_importer(import_id, account_id, import_run.take_import)


@app.task(name=PRINT_JOB, queue="prints", retry=AGAIN)
def print_dossiers(run_id: str) -> None:
    """Print an archive, with the rights its officer has today."""
    now = timezone.localtime()
    with scope_of(SYSTEM):
        actor = printer_of(run_id=UUID(run_id), on=now.date())
    if actor is not None:
        print_run.print_archive(actor=actor, run_id=UUID(run_id), now=now)


@app.periodic(cron="*/10 * * * *")
@app.task(name="people.forget_prints", queueing_lock="people.forget_prints")
def forget_prints(timestamp: int = 0) -> None:
    """Archives that expired are emptied."""
    now = timezone.now()  # noqa: TID251 - a job has no request
    with scope_of(SYSTEM):
        print_runs.forget_prints(actor=SYSTEM, now=now)


@app.periodic(cron="* * * * *")
@app.task(name="people.end_broken_off", queueing_lock="people.end_broken_off")
def end_broken_off(timestamp: int = 0) -> None:
    """Lists whose job was given up say so and wait for their officer."""
    now = timezone.now()  # noqa: TID251 - a job has no request
    with scope_of(SYSTEM):
        imports.end_broken_off(actor=SYSTEM, quiet_since=now - LONGEST_ON_CONSOLE)


# By the worker's clock, UTC: 00:01 in Viet Nam.
@app.periodic(cron="1 17 * * *")
@app.task(name="people.renew_day", queueing_lock="people.renew_day")
def renew_day(timestamp: int = 0) -> None:
    """Shortly after midnight lists show the posts that begin or end today."""
    today = timezone.localdate()  # noqa: TID251 - a job has no request
    with scope_of(SYSTEM):
        present.renew_day(actor=SYSTEM, on=today)
        present.renew_raises(actor=SYSTEM, on=today)


# 00:15 in Viet Nam.
@app.periodic(cron="15 17 * * *")
@app.task(name="people.ask_retirement_duties", queueing_lock="people.ask_retirement_duties")
def ask_retirement_duties(timestamp: int = 0) -> None:
    """The personnel offices are asked for notices and decisions of coming retirements."""
    today, now = timezone.localdate(), timezone.now()  # noqa: TID251 - a job has no request
    with scope_of(DAILY):
        retirement.ask_retirement_duties(actor=DAILY, today=today, now=now)


def _as_importer(import_id: str, account_id: int | None, work: Callable[..., None]) -> None:
    """Act with the rights the officer has today, not those of when he asked."""
    today = timezone.localdate()  # noqa: TID251 - jobs have no request to tell the day
    with scope_of(SYSTEM):
        actor = importer_of(import_id=UUID(import_id), account_id=account_id, on=today)
    if actor is not None:
        work(actor=actor, import_id=UUID(import_id), today=today)
