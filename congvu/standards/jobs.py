"""Screenings are carried out in the background."""

from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.scope import scope_of
from congvu.standards import commands

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=2)
SYSTEM = Actor.system("standards.screening")


@app.task(name=commands.SCREEN_JOB, queue="screening", retry=AGAIN)
def screen(run_id: int) -> None:
    """Carry out one screening; repeated after a broken worker, it screens once."""
    now = timezone.now()  # noqa: TID251 - jobs have no request to tell the moment
    with scope_of(SYSTEM):
        commands.begin_screening(actor=SYSTEM, run_id=run_id, now=now)
    try:
        with scope_of(SYSTEM):
            commands.finish_screening(actor=SYSTEM, run_id=run_id, now=timezone.now())  # noqa: TID251
    except DomainError as refusal:
        _fail(run_id, str(refusal))
    except Exception:
        _fail(run_id, _("The screening broke off. It will be tried again by itself."))
        raise


def _fail(run_id: int, words: str) -> None:
    now = timezone.now()  # noqa: TID251
    with scope_of(SYSTEM):
        commands.fail_screening(actor=SYSTEM, run_id=run_id, failure=words, now=now)
