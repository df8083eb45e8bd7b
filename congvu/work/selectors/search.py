"""Finding tasks: the one queryset that lists, boards, exports and counts start from."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.expressions import RawSQL

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.establishment.models import Unit
from congvu.law.selectors import parameter
from congvu.work.choices import UNFINISHED, WITH_BEARER, State
from congvu.work.models import Task
from congvu.work.permissions import Work
from congvu.work.querysets import TaskQuerySet
from congvu.work.types import Counts, TaskFilter

COUNT_CAP = 400
"""Counting stops here: "more than 400" is all a reader needs, and a million takes time."""

OPEN_COLUMNS = (State.GIVEN, State.IN_HAND, State.RETURNED, State.DELIVERED)

WALK = {
    "enable_bitmapscan": "off",
    "enable_seqscan": "off",
    "max_parallel_workers_per_gather": "0",
}

MOST_WORDS, MOST_FOUND = 8, 1000
"""A search looks for so many words, and at so many tasks that have them."""

FEW_UNITS = 300
"""Up to so many units a scope is given to the database as keys too.

Behind row-level security the index on paths cannot be used (its operators are not leakproof), the
one on keys of units can.
"""


def is_wide(actor: Actor, wanted: TaskFilter) -> bool:
    """Whether `wanted` lets most tasks of a whole province through."""
    if wanted.text or wanted.unit_path or wanted.person_id or wanted.as_partner:
        return False
    return any("." not in path for path in actor.paths(Work.TASK_VIEW))


def soon_until(today: date) -> date:
    """The last day that counts as soon on `today`.

    Law: work.soon_days
    """
    return today + timedelta(days=parameter("work.soon_days", today).value)


def search_tasks(*, actor: Actor, wanted: TaskFilter, today: date) -> TaskQuerySet:
    """The tasks `actor` may see that fit `wanted`, soonest due first. One query to know the units.

    Tasks of others are there only when asked for as a partner.
    """
    tasks: TaskQuerySet = Task.objects.visible_to(actor, Work.TASK_VIEW)
    tasks = _in_place(tasks, actor, wanted)
    tasks = tasks.exclude(recurs_every="") if wanted.recurring else tasks.once()
    if wanted.person_id:
        tasks = tasks.filter(bearer_person_id=wanted.person_id)
    if wanted.state == UNFINISHED:
        tasks = tasks.open()
    elif wanted.state:
        tasks = tasks.filter(state=wanted.state)
    if wanted.time == "late":
        tasks = tasks.late(today)
    if wanted.time == "soon":
        tasks = tasks.soon(today, soon_until(today))
    if wanted.time == "in_time":
        tasks = tasks.in_time(today)
    if wanted.since:
        tasks = tasks.filter(effective_due_on__gte=wanted.since)
    if wanted.until:
        tasks = tasks.filter(effective_due_on__lte=wanted.until)
    words = fold(clean(wanted.text)).split()[:MOST_WORDS]
    return _with_words(tasks, words).order_by("effective_due_on", "id")


def _with_words(tasks: TaskQuerySet, words: list[str]) -> TaskQuerySet:
    """Those of `tasks` with every word in the title; of very many, MOST_FOUND of them.

    A function of the database's owner asks the index on titles, which the application's role
    cannot reach behind its policies; it returns what the transaction may see anyway.
    """
    if not words:
        return tasks
    with connection.cursor() as cursor:
        cursor.execute("SELECT congvu_tasks_titled(%s, %s)", [words, MOST_FOUND])
        found = [key for (key,) in cursor.fetchall()]
    return tasks.filter(pk__in=found)


def _in_place(tasks: TaskQuerySet, actor: Actor, wanted: TaskFilter) -> TaskQuerySet:
    if wanted.as_partner:
        own = RawSQL("SELECT congvu_partner_tasks()", [])
        return tasks.filter(pk__in=own)
    units = Unit.objects.visible_to(actor, Work.TASK_VIEW)
    if wanted.unit_path:
        units = units.under(wanted.unit_path)
    keys = list(units.order_by("pk").values_list("pk", flat=True)[: FEW_UNITS + 1])
    if len(keys) <= FEW_UNITS:
        return tasks.filter(bearer_unit_id__one_of=keys)
    return tasks.under(wanted.unit_path) if wanted.unit_path else tasks


def accepted_since(today: date) -> date:
    """The first day of acceptance still shown on the board.

    Law: work.accepted_shown_days
    """
    shown = parameter("work.accepted_shown_days", today).value
    return today - timedelta(days=shown)


def columns_of(tasks: TaskQuerySet, wanted: TaskFilter, today: date) -> dict[str, QuerySet[Task]]:
    """The tasks of each column of the board in the order shown: open ones, and those just done.

    Only what is with its bearer is late or soon: asking for that leaves the other columns empty.
    """
    columns: dict[str, QuerySet[Task]] = {
        state: tasks.filter(state=state) for state in OPEN_COLUMNS
    }
    done = tasks.filter(state=State.ACCEPTED, closed_on__gte=accepted_since(today))
    columns[State.ACCEPTED] = done.order_by(F("closed_on").desc(), "-id")
    if wanted.time in ("late", "soon"):
        columns |= {state: tasks.none() for state in columns if state not in WITH_BEARER}
    return columns


def count_tasks(*, tasks: TaskQuerySet, wanted: TaskFilter, today: date) -> Counts:
    """How many of `tasks` stand in each column, and how many are late or soon; one query.

    `tasks` are those of `wanted`. No figure goes beyond COUNT_CAP + 1.
    """
    asked: dict[str, QuerySet[Task]] = {
        **columns_of(tasks, wanted, today),
        "late": tasks.late(today),
        "soon": tasks.soon(today, soon_until(today)),
    }
    found = _counted(asked)
    return Counts({state: found.get(state, 0) for state in State}, found["late"], found["soon"])


def _counted(asked: Mapping[str, QuerySet[Task]]) -> dict[str, int]:
    """The size of each queryset up to the cap, all by one statement."""
    first, *others = [
        rows.order_by()
        .annotate(name=Value(name, CharField()))
        .values_list("name", flat=True)[: COUNT_CAP + 1]
        for name, rows in asked.items()
    ]
    try:
        sql, params = first.union(*others, all=True).query.sql_with_params()
    except EmptyResultSet:  # a filter that nothing can fit
        return dict.fromkeys(asked, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name, count(*) FROM ({sql}) AS counted (name) GROUP BY name",  # noqa: S608
            params,
        )
        return dict.fromkeys(asked, 0) | dict(cursor.fetchall())


@contextmanager
def few_rows_wanted(*, in_order: bool = False) -> Iterator[None]:
    """Statements inside walk an index until they have enough, instead of preparing for it all.

    With `in_order` it is an index in the order asked for: only for scopes that let most rows
    through.

    The policies hide from the planner how many rows they let through; it expects so few that it
    would gather every row of a state before it counts the first thousand.
    """
    settings = WALK | ({"enable_sort": "off"} if in_order else {})
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} = {value}" for name, value in settings.items()))
        yield
        cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in settings))
