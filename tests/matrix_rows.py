"""Rows that addresses of the site name: each maker puts one into a unit and returns its key."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.documents.commands import keep_file
from congvu.establishment.models import Unit
from congvu.establishment.tests.factories import JobPositionFactory
from congvu.people.commands.merging import merge_dossiers
from congvu.people.models import StaffImport
from congvu.people.tests.factories import PersonFactory
from congvu.plans.commands import read_paper
from congvu.plans.models import PlanPaper
from congvu.plans.tests.factories import upload
from congvu.standards.commands import run_screening as screen_unit
from congvu.standards.models import Finding
from congvu.standards.tests.factories import person_with
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


def figure(unit: Unit) -> str:
    """A share of the staff, whatever the unit."""
    return "women"


def file_of_task(unit: Unit) -> int:
    """A file handed in with the newest task of the unit."""
    task = Task.objects.filter(bearer_unit=unit).latest("pk")
    file = Upload("de-an.pdf", b"%PDF", "application/pdf")
    commands.deliver(
        actor=Actor.system("test"), task_id=task.pk, on=FRIDAY, files=[file], note="Xong"
    )
    return int(TaskEvent.objects.filter(task=task).latest("pk").file_id)


def plan_paper(unit: Unit) -> int:
    """A plan paper under review, kept by the unit."""
    return _paper(unit).pk


def plan_line(unit: Unit) -> int:
    """One line of such a paper."""
    return int(_paper(unit).lines.order_by("pk").values_list("pk", flat=True)[0])


def _paper(unit: Unit) -> PlanPaper:
    actor = Actor.system("matrix")
    return read_paper(actor=actor, upload=upload(), unit=unit)


def grant(unit: Unit) -> int:
    """A role on the unit."""
    return int(account_with(Role.MEMBER, unit).grants.get().pk)


def person(unit: Unit) -> str:
    """Somebody who serves in the unit."""
    return str(PersonFactory(unit=unit).pk)


def period(unit: Unit) -> str:
    """A stretch of the retirement forecast, whatever the unit."""
    return "qua-tuoi"


def staff_import(unit: Unit) -> str:
    """A list of the unit that waits for the officer's choice."""
    system = Actor.system("test")
    file = keep_file(actor=system, name="a.xlsx", content=b"x", media_type="", unit_path=unit.path)
    run = StaffImport.objects.create(
        file=file,
        unit=unit,
        unit_path=unit.path,
        on=FRIDAY,
        state="checked",
        layout={"sheet": "", "titles": [], "columns": [], "headings": [[1, []]]},
        counts=dict.fromkeys(("rows", "new", "changed", "same", "asked", "refused"), 0),
    )
    return str(run.pk)


def row(unit: Unit) -> int:
    """A row of a list, whatever the unit."""
    return 1


def dossier_merge(unit: Unit) -> int:
    """Two dossiers of the unit, merged."""
    first, second = PersonFactory(unit=unit), PersonFactory(unit=unit)
    with scope_of(Actor.system("matrix")):
        made = merge_dossiers(
            actor=Actor.system("matrix"),
            survivor_id=first.pk,
            merged_id=second.pk,
            choices={},
            on=FRIDAY,
        )
    return int(made.pk)


def saved_view(unit: Unit) -> int:
    """A kept search; nobody's own."""
    return 1


def unit_id(unit: Unit) -> int:
    """The unit itself."""
    return int(unit.pk)


def first(unit: Unit) -> int:
    """The first of a list, whatever the unit."""
    return 1


def finding(unit: Unit) -> int:
    """What a screening found of somebody in the unit."""
    someone = person_with(unit)
    screen_unit(
        actor=Actor.system("test"), unit=unit, on=FRIDAY, now=datetime(2026, 11, 20, tzinfo=UTC)
    )
    return int(Finding.objects.filter(person=someone).latest("pk").pk)


def unit_code(unit: Unit) -> str:
    """The code of the unit itself."""
    return str(unit.code)


def unit_act(unit: Unit) -> str:
    """An act on a unit, whatever the unit."""
    return "giao-bien-che"


def job_position(unit: Unit) -> str:
    """A line of the catalogue of job positions, whatever the unit."""
    return str(JobPositionFactory().code)


MAKERS: dict[str, Callable[[Unit], Any]] = {
    "account": account,
    "grant": grant,
    "task": task,
    "person": person,
    "staff_import": staff_import,
    "row": row,
    "period": period,
    "saved_view": saved_view,
    "dossier_merge": dossier_merge,
    "act": act,
    "figure": figure,
    "file_of_task": file_of_task,
    "plan_paper": plan_paper,
    "plan_line": plan_line,
    "unit_act": unit_act,
    "unit_code": unit_code,
    "job_position": job_position,
    "unit_id": unit_id,
    "first": first,
    "finding": finding,
}
"""The names used under `args` in matrix.yaml."""
