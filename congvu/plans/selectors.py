"""Reading plans: papers, their lines, how far they have come, what printed names mean."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.db.models import Count, Q, QuerySet
from django.utils.formats import number_format
from django.utils.functional import cached_property

from congvu.core.actors import Actor
from congvu.core.text import fold
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import Unit
from congvu.establishment.selectors import names_of_units, units_on
from congvu.people.figures import Share, shares
from congvu.plans.choices import LineState
from congvu.plans.models import PlanLine, PlanPaper, PlanTarget
from congvu.plans.permissions import Plans
from congvu.plans.reader import normalise_deadline
from congvu.plans.reader.units import class_of, plain_name
from congvu.plans.rules.times import time_fields
from congvu.plans.rules.wanted import wanted
from congvu.work.choices import State
from congvu.work.models import Task


def get_paper(*, actor: Actor, paper_id: int) -> PlanPaper:
    """One paper.

    Raises: NotVisible.
    """
    papers = PlanPaper.objects.visible_to(actor, Plans.VIEW).select_related("unit", "corrects")
    paper: PlanPaper = papers.one(pk=paper_id)
    return paper


def search_papers(*, actor: Actor, text: str = "", state: str = "") -> QuerySet[PlanPaper]:
    """Papers the actor may see, latest first, with the count of their lines."""
    papers = PlanPaper.objects.visible_to(actor, Plans.VIEW).defer("text", "reading")
    if text:
        papers = papers.filter(Q(title__icontains=text) | Q(number__icontains=text))
    if state:
        papers = papers.filter(state=state)
    counted: QuerySet[PlanPaper] = papers.annotate(
        line_count=Count("lines", filter=~Q(lines__state=LineState.DROPPED)),
        open_count=Count("lines", filter=Q(lines__state=LineState.OPEN)),
    )
    return counted.order_by("-read_at", "-pk")


def lines_of(*, actor: Actor, paper: PlanPaper, doubtful_first: bool = False) -> list[PlanLine]:
    """The lines of a paper: those least sure first, or in the paper's order."""
    order = ("confidence", "order", "pk") if doubtful_first else ("order", "pk")
    return list(paper.lines.order_by(*order))


def get_line(*, actor: Actor, line_id: int) -> PlanLine:
    """One line with its paper.

    Raises: NotVisible.
    """
    lines = PlanLine.objects.visible_to(actor, Plans.VIEW).select_related("paper")
    line: PlanLine = lines.one(pk=line_id)
    return line


def gone_lines(*, actor: Actor, paper: PlanPaper) -> list[PlanLine]:
    """Lines of the version before that the corrected paper no longer has."""
    if paper.corrects is None:
        return []
    kept = {line.task_id for line in paper.lines.all() if line.task_id}
    texts = {fold(line.text) for line in paper.lines.all()}
    before = paper.corrects.lines.exclude(state=LineState.DROPPED).order_by("order")
    return [line for line in before if line.task_id not in kept and fold(line.text) not in texts]


def tasks_of(*, actor: Actor, paper: PlanPaper) -> QuerySet[Task]:
    """The tasks that bear the work of a paper: the leaves under its lines.

    A line's task may have a part for each lead, and a recurring part its periods.
    """
    tops = paper.lines.exclude(task=None).values("task")
    below = Q(parent__in=tops) | Q(parent__parent__in=tops)
    leaves = Task.objects.filter(Q(pk__in=tops) | below)
    bearing = leaves.filter(children=None).exclude(state=State.WITHDRAWN)
    return bearing.select_related("bearer_unit").order_by("order", "pk").distinct()


def targets_of(*, actor: Actor, paper: PlanPaper, on: date) -> list[PlanTarget]:
    """The aims of a paper, each with what was set (`wanted`) and what the system knows (`now`)."""
    targets = list(paper.targets.order_by("order"))
    known = shares(actor=actor, on=on) if any(target.metric_code for target in targets) else {}
    for target in targets:
        target.wanted = wanted(
            target.comparator, target.value_low, target.value_high, target.measure
        )
        share = known.get(target.metric_code)
        target.now = _shown(share)
    return targets


def _shown(share: Share | None) -> str:
    """A share in percent to one place, with its counts; empty where nothing is known."""
    if share is None or share.percent is None:
        return ""
    percent = number_format(share.percent, 1)
    part, whole = (number_format(n, force_grouping=True) for n in (share.part, share.whole))
    return f"{percent} % ({part}/{whole})"


def units_by_id(*, actor: Actor, ids: set[int]) -> dict[int, Unit]:
    """Units by their key, for showing names beside lines."""
    return Unit.objects.in_bulk(ids)


@dataclass
class Resolved:
    """What a list of printed names means today, and the names nobody could place."""

    unit_ids: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@cache
def _kinds_of_classes() -> dict[str, list[str]]:
    text = (resources.files("congvu.plans") / "data" / "class_units.yaml").read_text("utf-8")
    found: dict[str, list[str]] = yaml.safe_load(text)
    return found


class Resolver:
    """Turns printed names and times into units and days; loads the names once."""

    def __init__(self, *, actor: Actor) -> None:
        self.actor = actor

    @cached_property
    def _by_name(self) -> dict[str, set[int]]:
        """Units by the key of their names; a name in use outranks the same name given up."""
        used: dict[str, set[int]] = defaultdict(set)
        former: dict[str, set[int]] = defaultdict(set)
        for name in names_of_units(actor=self.actor).filter(unit__valid__endswith=None):
            if name.unit.kind != UnitKind.DIVISION:
                by_key = former if name.valid.upper else used
                by_key[plain_name(name.name)].add(name.unit_id)
        return former | used

    @cached_property
    def _by_kind(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for unit in Unit.objects.filter(valid__endswith=None).order_by("order", "pk"):
            found[unit.kind].append(unit.pk)
        return found

    def units(self, names: list[str]) -> Resolved:
        """The units `names` mean, each once, in their order."""
        resolved = Resolved()
        for name in names:
            ids = self._one(name)
            if ids is None:
                resolved.unknown.append(name)
            else:
                resolved.unit_ids.extend(pk for pk in ids if pk not in resolved.unit_ids)
        return resolved

    def _one(self, name: str) -> list[int] | None:
        named = self._by_name.get(plain_name(name), ())
        if len(named) == 1:
            return list(named)
        found = class_of(name)
        if found is None:
            return None
        return [pk for kind in _kinds_of_classes()[found["code"]] for pk in self._by_kind[kind]]

    def time(self, printed: str, paper: PlanPaper) -> dict[str, Any]:
        """The fields of a time as the reviewer typed it."""
        return time_fields(printed, normalise_deadline(printed))


def keepers(*, actor: Actor, on: date) -> QuerySet[Unit]:
    """The units that may keep a paper the actor brings, the highest first."""
    units = Unit.objects.visible_to(actor, Plans.REVIEW).on(on).exclude(kind=UnitKind.DIVISION)
    return units.order_by("order", "id")


def today_units(*, actor: Actor, on: date) -> QuerySet[Unit]:
    """Units to choose from where a name is unknown."""
    return units_on(actor=actor, on=on).exclude(kind=UnitKind.DIVISION)
