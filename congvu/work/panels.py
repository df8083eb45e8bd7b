"""What work shows on home pages and in the search."""

from datetime import date

from django.urls import reverse, reverse_lazy
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.panels import MOST_HITS, Finder, Hit, Panel
from congvu.work import selectors
from congvu.work.choices import Act
from congvu.work.models import Task
from congvu.work.permissions import Work
from congvu.work.rules.rights import acts_open_to
from congvu.work.types import TaskFilter

SHOWN = 6
LONGEST = 110


def _late(actor: Actor, today: date) -> dict[str, object]:
    late = selectors.late_tasks(actor=actor, today=today).select_related("bearer_unit")
    soon = selectors.soon_late_tasks(actor=actor, today=today).select_related("bearer_unit")
    found = list(late[:SHOWN])
    tasks = [*found, *soon[: max(SHOWN - len(found), 2)]]
    return {"rows": [(task, _next_act(actor, task)) for task in tasks]}


def _next_act(actor: Actor, task: Task) -> str:
    """What the actor can do about a late task at once: hand it in, else give more time."""
    acts = acts_open_to(actor, task)
    if Act.DELIVERED in acts:
        return "deliver"
    return "extend" if Act.EXTENDED in acts else ""


def _waiting(actor: Actor, today: date) -> dict[str, object]:
    lines = selectors.inbox_of(actor=actor)
    return {"lines": lines[:SHOWN], "more": max(len(lines) - SHOWN, 0)}


def _loads(actor: Actor, today: date) -> dict[str, object]:
    return {"loads": selectors.busiest_people(actor=actor, today=today)}


def _mine(actor: Actor, today: date) -> dict[str, object]:
    tasks = selectors.my_tasks(actor=actor).select_related("bearer_unit")
    return {"tasks": list(tasks[: SHOWN + 2])}


LATE = Panel(
    title=_("Late and soon late"),
    permission=Work.TASK_VIEW,
    template="work/panels/late.html",
    context=_late,
    link=reverse_lazy("work:list", query={"time": "late"}),
)
WAITING = Panel(
    title=_("Waiting for my hand"),
    permission="",
    template="work/panels/waiting.html",
    context=_waiting,
    link=reverse_lazy("work:inbox"),
)
LOADS = Panel(
    title=_("Who carries most"),
    permission=Work.TASK_ASSIGN,
    template="work/panels/loads.html",
    context=_loads,
    link=reverse_lazy("work:board", query={"lanes": "person"}),
)
MINE = Panel(
    title=_("My tasks"),
    permission="",
    template="work/panels/mine.html",
    context=_mine,
    link=reverse_lazy("work:my_work"),
)


def _find_tasks(actor: Actor, text: str, today: date) -> list[Hit]:
    wanted = TaskFilter(text=text)
    found = selectors.search_tasks(actor=actor, wanted=wanted, today=today)
    return [
        Hit(
            Truncator(task.title).chars(LONGEST),
            reverse("work:task", args=[task.pk]),
            task.bearer_unit.name,
        )
        for task in found.select_related("bearer_unit")[:MOST_HITS]
    ]


TASKS = Finder(
    title=_("Work"),
    permission=Work.TASK_VIEW,
    icon="layout-kanban",
    find=_find_tasks,
    more=reverse_lazy("work:list"),
)
