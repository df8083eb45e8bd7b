"""Figures about work for home pages and dashboards."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from congvu.core.actors import Actor
from congvu.work.choices import WITH_BEARER
from congvu.work.models import Task
from congvu.work.selectors.search import search_tasks, soon_until
from congvu.work.types import TaskFilter


@dataclass(frozen=True)
class Load:
    """What one person has in hand."""

    person_id: str
    name: str
    open: int
    late: int


@dataclass(frozen=True)
class Lateness:
    """What one unit has in hand."""

    unit_id: int
    late: int
    soon: int


def late_tasks(*, actor: Actor, today: date) -> QuerySet[Task]:
    """What is late in the units `actor` follows, latest first."""
    return search_tasks(actor=actor, wanted=TaskFilter(time="late"), today=today)


def soon_late_tasks(*, actor: Actor, today: date) -> QuerySet[Task]:
    """What will soon be late in the units `actor` follows, soonest first."""
    return search_tasks(actor=actor, wanted=TaskFilter(time="soon"), today=today)


def lateness_of_units(*, actor: Actor, today: date) -> list[Lateness]:
    """Late and soon-late tasks of each unit that has any, most late first. One aggregate query."""
    until = soon_until(today)
    rows = (
        search_tasks(actor=actor, wanted=TaskFilter(until=until), today=today)
        .filter(state__in=WITH_BEARER)
        .order_by()
        .values("bearer_unit_id")
        .annotate(
            late=Count("pk", filter=Q(effective_due_on__lt=today)),
            soon=Count("pk", filter=Q(effective_due_on__gte=today)),
        )
        .order_by("-late", "-soon", "bearer_unit_id")
    )
    return [Lateness(row["bearer_unit_id"], row["late"], row["soon"]) for row in rows]


def busiest_people(*, actor: Actor, today: date, most: int = 5) -> list[Load]:
    """Who has most open tasks in the units `actor` follows, those with late ones first."""
    rows = (
        search_tasks(actor=actor, wanted=TaskFilter(), today=today)
        .filter(state__in=WITH_BEARER, bearer_person__isnull=False)
        .order_by()
        .values("bearer_person_id", "bearer_name")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(effective_due_on__lt=today)))
        .order_by("-late", "-open", "bearer_name", "bearer_person_id")[:most]
    )
    return [
        Load(str(row["bearer_person_id"]), row["bearer_name"], row["open"], row["late"])
        for row in rows
    ]
