"""Figures about work for home pages and dashboards."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from congvu.core.actors import Actor
from congvu.work.choices import WITH_BEARER
from congvu.work.models import Task
from congvu.work.selectors.search import few_rows_wanted, is_wide, search_tasks, soon_until
from congvu.work.types import TaskFilter

NEAREST = 2000
"""So many open tasks are looked at to find who carries most."""


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
    """Who has most late tasks, then most open ones, in the units `actor` follows. Three queries.

    Looked for among the NEAREST open tasks by due day, which hold all that is late in any office
    that can still be overseen; the figures of those found are whole.
    """
    waiting = search_tasks(actor=actor, wanted=TaskFilter(), today=today).filter(
        state__in=WITH_BEARER, bearer_person__isnull=False
    )
    nearest = waiting.values_list("bearer_person_id", "effective_due_on")[:NEAREST]
    tally: dict[object, tuple[int, int]] = {}
    with few_rows_wanted(in_order=is_wide(actor, TaskFilter())):
        for person_id, due in nearest:
            late, count = tally.get(person_id, (0, 0))
            tally[person_id] = (late + (due is not None and due < today), count + 1)
    found = sorted(tally, key=lambda person_id: tally[person_id], reverse=True)[:most]
    rows = (
        waiting.filter(bearer_person_id__in=found)
        .order_by()
        .values("bearer_person_id", "bearer_name")
        .annotate(open=Count("pk"), late=Count("pk", filter=Q(effective_due_on__lt=today)))
        .order_by("-late", "-open", "bearer_name", "bearer_person_id")
    )
    return [
        Load(str(row["bearer_person_id"]), row["bearer_name"], row["open"], row["late"])
        for row in rows
    ]
