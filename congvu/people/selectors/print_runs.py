"""The archives an account asked for."""

from datetime import date
from uuid import UUID

from congvu.access.selectors import actor_of
from congvu.core.actors import Actor
from congvu.people.models import PrintRun

SHOWN, NOBODY = 10, 0


def my_prints(*, actor: Actor) -> list[PrintRun]:
    """The latest archives of the actor, without their content. One statement."""
    own = PrintRun.objects.filter(account_id=actor.account_id or NOBODY).defer("content")
    return list(own.order_by("-asked_at", "pk")[:SHOWN])


def printer_of(*, run_id: UUID, on: date) -> Actor | None:
    """Who asked for the archive, with the rights of `on`. Asked inside the system's scope."""
    run = PrintRun.objects.select_related("account").defer("content").filter(pk=run_id).first()
    return actor_of(run.account, on=on) if run else None
