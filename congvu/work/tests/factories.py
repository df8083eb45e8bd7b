"""Work for tests, made by the room's own commands."""

from datetime import date
from typing import Any

import factory

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.documents.models import Paper
from congvu.documents.permissions import Documents
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import Unit
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.models import Person
from congvu.work.commands import create_tasks
from congvu.work.models import Task
from congvu.work.permissions import Work
from congvu.work.types import NewTask, Recurrence

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)
MONTHLY = Recurrence("month")
HEAD = (
    Work.TASK_VIEW,
    Work.TASK_ASSIGN,
    Work.TASK_DELIVER,
    Work.TASK_ACCEPT,
    Documents.VIEW,
    Documents.ADD,
    "people.record.view",
)
MEMBER = (Work.TASK_VIEW, Work.TASK_DELIVER, Documents.VIEW, Documents.ADD)


def office() -> Unit:
    """A department of a province of its own."""
    return UnitFactory(parent=UnitFactory(kind=UnitKind.PROVINCE))


def giver_of(unit: Unit) -> Actor:
    """Somebody at the province who gives and accepts the department's work."""
    return actor_for(unit.parent, may=(Work.TASK_VIEW, Work.TASK_ASSIGN, Work.TASK_ACCEPT))


def head_of(*units: Unit) -> Actor:
    """The head of the unit."""
    return actor_for(*units, may=HEAD)


def task_of(unit: Unit, title: str = "Xây dựng đề án", **row: Any) -> Task:
    """A task just given to `unit`."""
    new = NewTask(title=title, bearer_unit_id=unit.pk, **row)
    return create_tasks(actor=Actor.system("test"), rows=[new])[0]


class PaperFactory(factory.django.DjangoModelFactory):
    """A list that a dossier rests on."""

    class Meta:
        model = Paper

    kind = "imported_list"
    title = "Danh sách thử"
    unit_path = ""


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody who works in `unit`."""

    class Meta:
        model = Person

    full_name = factory.Sequence(lambda n: f"Người Thử {n}")
    unit = factory.SubFactory(UnitFactory)
    unit_path = factory.LazyAttribute(lambda person: person.unit.path)
    basis = factory.SubFactory(PaperFactory, unit_path=factory.SelfAttribute("..unit_path"))
