"""How far a list is while its one transaction runs, told beside it: the page sees no row before the
commit, so another thread with a connection of its own writes the percentage."""

import logging
from contextlib import AbstractContextManager
from queue import SimpleQueue
from threading import Thread
from typing import Self
from uuid import UUID

from django.db import DatabaseError, connections

from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.people.choices import PERCENT, ImportState, ImportStep
from congvu.people.models import StaffImport

logger = logging.getLogger(__name__)


class Progress(AbstractContextManager["Progress"]):
    """Enter it around the transaction; call it with each step that begins.

    A step that cannot be told is left out: the list matters, the bar does not.
    """

    def __init__(self, *, actor: Actor, import_id: UUID) -> None:
        self._actor, self._import_id = actor, import_id
        self._steps: SimpleQueue[ImportStep | None] = SimpleQueue()
        self._teller = Thread(target=self._tell_all, name="progress", daemon=True)

    def __enter__(self) -> Self:
        self._teller.start()
        return self

    def __call__(self, step: ImportStep) -> None:
        self._steps.put(step)

    def __exit__(self, *error: object) -> None:
        self._steps.put(None)
        self._teller.join()

    def _tell_all(self) -> None:
        try:
            while (step := self._steps.get()) is not None:
                self._tell(step)
        finally:
            connections.close_all()

    def _tell(self, step: ImportStep) -> None:
        underway = (ImportState.WAITING, ImportState.APPLYING)
        try:
            with scope_of(self._actor):
                runs = StaffImport.objects.filter(pk=self._import_id, state__in=underway)
                runs.update(step=step, percent=PERCENT[step])
        except DatabaseError:
            logger.warning("the progress of a list could not be told", exc_info=True)
