"""Rows that addresses of the site name: each maker puts one into a unit and returns its key."""

from collections.abc import Callable
from typing import Any

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.establishment.models import Unit
from congvu.work import commands
from congvu.work.models import Task, TaskEvent
from congvu.work.tests.factories import FRIDAY, task_of
from congvu.work.types import Upload


def account(unit: Unit) -> int:
    """An account that belongs to the unit."""
    return int(account_with(Role.MEMBER, unit).pk)


def task(unit: Unit) -> int:
    """A task of the unit."""
    return int(task_of(unit).pk)


def act(unit: Unit) -> str:
    """An act on a task, whatever the unit."""
    return "nop"


def file_of_task(unit: Unit) -> int:
    """A file handed in with the newest task of the unit."""
    task = Task.objects.filter(bearer_unit=unit).latest("pk")
    file = Upload("de-an.pdf", b"%PDF", "application/pdf")
    commands.deliver(
        actor=Actor.system("test"), task_id=task.pk, on=FRIDAY, files=[file], note="Xong"
    )
    return int(TaskEvent.objects.filter(task=task).latest("pk").file_id)


MAKERS: dict[str, Callable[[Unit], Any]] = {
    "account": account,
    "task": task,
    "act": act,
    "file_of_task": file_of_task,
}
"""The names used under `args` in matrix.yaml."""
