"""Lists are read and taken in the background."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.people import import_run
from congvu.people.commands.imports import CHECK_JOB, TAKE_JOB
from congvu.people.selectors.imports import importer_of

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=2)


@app.task(name=CHECK_JOB, queue="lists", retry=AGAIN)
def check_list(import_id: str) -> None:
    """Read and check one list."""
    _as_importer(import_id, import_run.check_list)


@app.task(name=TAKE_JOB, queue="lists", retry=AGAIN)
def take_list(import_id: str) -> None:
    """Take the good rows of one list; repeated after a broken worker, it takes them once."""
    _as_importer(import_id, import_run.take_list)


def _as_importer(import_id: str, run: Any) -> None:
    """Act with the rights the officer has today, not those of when he asked."""
    today = timezone.localdate()  # noqa: TID251 - jobs have no request to tell the day
    with scope_of(Actor.system("people.import")):
        actor = importer_of(import_id=UUID(import_id), on=today)
    if actor is not None:
        run(actor=actor, import_id=UUID(import_id))
