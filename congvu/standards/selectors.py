"""Reading screenings, their figures and findings."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import connection
from django.db.models import Count, F, Func, IntegerField, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast, Least
from django.utils.translation import gettext as _

from congvu.core.actors import EVERYWHERE, Actor
from congvu.core.errors import Forbidden, NotVisible
from congvu.core.text import fold
from congvu.establishment.models import Unit
from congvu.people.models import Person
from congvu.standards.choices import Answer, RunState
from congvu.standards.criteria import criteria_on
from congvu.standards.models import Finding, Run, Tally
from congvu.standards.permissions import Standards
from congvu.standards.statement import Reach, Statement
from congvu.standards.types import Criterion

HISTORY = 12


@dataclass(frozen=True)
class Explained:
    """What one criterion says of one person on a day; no answer: it does not apply."""

    criterion: Criterion
    answer: Answer | None
    shown: dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """Counts of people of one criterion in one part of the tree."""

    met: int = 0
    not_met: int = 0
    unknown: int = 0

    @property
    def asked(self) -> int:
        """How many the criterion applies to."""
        return self.met + self.not_met + self.unknown


def place_of(*, actor: Actor) -> str:
    """The highest place whose findings the actor may see; empty: everywhere.

    Raises: NotVisible without any.
    """
    paths = actor.paths(Standards.VIEW)
    if not paths:
        raise NotVisible(_("Not found, or not in the units you look after."))
    return min(paths, key=lambda path: (path.count("."), path))


def unit_to_screen(*, actor: Actor) -> Unit:
    """The highest unit that the actor may have screened; the root for the system.

    Raises: NotVisible without any.
    """
    units = Unit.objects.visible_to(actor, Standards.RUN).order_by("path")
    unit: Unit | None = units.first()
    if unit is None:
        raise NotVisible(_("Not found, or not in the units you look after."))
    return unit


def get_run(*, actor: Actor, run_id: int) -> Run:
    """One screening; it says nothing about a person."""
    run: Run = Run.objects.select_related("unit").one(pk=run_id)
    return run


def current_run(*, actor: Actor, path: str, on: date) -> Run | None:
    """The latest finished screening that covers the unit at `path`, as of `on` or before."""
    runs = Run.objects.covering(path) if path else Run.objects.filter(state=RunState.DONE)
    return runs.select_related("unit").latest_first(on).first()


def open_run(*, actor: Actor, path: str) -> Run | None:
    """The screening at `path` that is waiting or running, or that failed last."""
    latest = Run.objects.filter(unit_path=path).order_by("-id").first()
    return latest if latest and latest.state != RunState.DONE else None


def runs_covering(*, actor: Actor, path: str) -> QuerySet[Run]:
    """The finished screenings that cover the unit at `path`, latest first."""
    return Run.objects.covering(path).latest_first()


def figures_by_part(*, actor: Actor, run: Run, under: str) -> dict[tuple[str, str], Figures]:
    """Figures by (path of the part, criterion) for the parts directly below `under`.

    People of `under` itself count at its own path. One query, whatever the size.
    """
    levels = len(under.split(".")) + 1 if under else 1
    rows = (
        Tally.objects.visible_to(actor, Standards.VIEW)
        .filter(run=run, **({"unit_path__under": under} if under else {}))
        .annotate(part=_first_labels(F("unit_path"), levels))
        .values_list("part", "criterion")
        .annotate(Sum("met"), Sum("not_met"), Sum("unknown"))
        .order_by()
    )
    return {(part, code): Figures(*counts) for part, code, *counts in rows}


def _first_labels(path: F, levels: int) -> Func:
    """The first `levels` labels of a path, as text."""
    depth = Func(path, function="nlevel", output_field=IntegerField())
    shortest = Least(depth, Value(levels))
    return Cast(Func(path, Value(0), shortest, function="subpath"), TextField())


def figures_by_criterion(
    *, actor: Actor, run: Run, under: str = EVERYWHERE
) -> list[tuple[Criterion, Figures]]:
    """Figures of each criterion of the run's day, people under `under` only. One query."""
    tallies = Tally.objects.visible_to(actor, Standards.VIEW).filter(run=run)
    if under:
        tallies = tallies.filter(unit_path__under=under)
    sums = tallies.values_list("criterion").annotate(Sum("met"), Sum("not_met"), Sum("unknown"))
    figures = {code: Figures(*counts) for code, *counts in sums.order_by()}
    return [(one, figures.get(one.code, Figures())) for one in criteria_on(run.on)]


def parts_of(*, actor: Actor, under: str, on: date) -> list[Unit]:
    """The unit at `under` and the parts directly below it, in the order of the tree."""
    depth = len(under.split("."))
    units = Unit.objects.on(on).under(under).visible_to(actor, Standards.VIEW)
    units = units.annotate(depth=Func(F("path"), function="nlevel", output_field=IntegerField()))
    return list(units.filter(depth__lte=depth + 1).order_by("order", "id"))


def get_unit(*, actor: Actor, unit_id: int) -> Unit:
    """A unit whose findings the actor may see.

    Raises: NotVisible.
    """
    unit: Unit = Unit.objects.visible_to(actor, Standards.VIEW).one(pk=unit_id)
    return unit


def get_place(*, actor: Actor, path: str) -> Unit:
    """The unit at `path`, if the actor may see its findings.

    Raises: NotVisible.
    """
    unit: Unit = Unit.objects.visible_to(actor, Standards.VIEW).one(path=path)
    return unit


def search_findings(
    *,
    actor: Actor,
    run: Run,
    under: str = EVERYWHERE,
    criterion: str = "",
    answer: int | None = None,
    text: str = "",
) -> QuerySet[Finding]:
    """The findings of `run` by criterion, not met first, people in the order of their names.

    Without a name asked for, their number comes from the prepared figures.
    """
    findings = Finding.objects.visible_to(actor, Standards.VIEW).filter(run=run)
    if under:
        findings = findings.filter(unit__in=Unit.objects.under(under))
    if criterion:
        findings = findings.filter(criterion=criterion)
    if answer:
        findings = findings.filter(answer=answer)
    findings = findings.prefetch_related("person", "unit__parent")
    findings = findings.order_by("criterion", "answer", "id")
    if text:
        return findings.filter(person__name_fold__contains=fold(text))
    figures = count_findings(actor=actor, run=run, under=under, criterion=criterion)
    by_answer = {Answer.NOT_MET.value: figures.not_met, Answer.UNKNOWN.value: figures.unknown}
    return findings.counted(by_answer.get(answer or 0, sum(by_answer.values())))


def count_findings(
    *, actor: Actor, run: Run, under: str = EVERYWHERE, criterion: str = ""
) -> Figures:
    """How many people met, did not meet, or could not be told: prepared figures."""
    tallies = Tally.objects.visible_to(actor, Standards.VIEW).filter(run=run)
    if under:
        tallies = tallies.filter(unit__in=Unit.objects.under(under))
    if criterion:
        tallies = tallies.filter(criterion=criterion)
    sums = tallies.aggregate(Sum("met"), Sum("not_met"), Sum("unknown"))
    return Figures(*(value or 0 for value in sums.values()))


def get_finding(*, actor: Actor, finding_id: int) -> Finding:
    """One finding in the actor's scope, or about the actor.

    Raises: NotVisible, Forbidden.
    """
    findings = Finding.objects.select_related("person", "unit__parent", "run").filter(
        Finding.objects.all().within(actor.paths(Standards.VIEW)) | _own(actor)
    )
    return cast(Finding, _one_or_refusal(actor, findings, finding_id))


def _own(actor: Actor) -> Q:
    return Q(person_id=actor.person_id) if actor.person_id else Q(pk=None)


def get_person(*, actor: Actor, person_id: Any) -> Person:
    """The person whose findings are asked for: in scope, or the actor.

    Raises: NotVisible, Forbidden.
    """
    own = Q(pk=actor.person_id) if actor.person_id else Q(pk=None)
    people = Person.objects.filter(Person.objects.all().within(actor.paths(Standards.VIEW)) | own)
    return cast(Person, _one_or_refusal(actor, people, person_id))


def _one_or_refusal(actor: Actor, rows: Any, key: object) -> Any:
    """The row; for those who may open no findings but their own, a refusal instead of a 404."""
    try:
        return rows.one(pk=key)
    except NotVisible:
        if actor.holds(Standards.VIEW):
            raise
        raise Forbidden(_("You may open the findings on yourself only.")) from None


def findings_of(*, actor: Actor, person: Person, run: Run) -> list[Finding]:
    """What `run` found of one person the actor may see, not met first."""
    found = Finding.objects.filter(run=run, person=person).order_by("answer", "criterion")
    return list(found)


def history_of(*, actor: Actor, finding: Finding) -> list[tuple[Run, Finding | None]]:
    """The latest runs over the finding's place with what each found of the same; two queries."""
    runs = list(runs_covering(actor=actor, path=finding.unit_path)[:HISTORY])
    found = Finding.objects.filter(
        run__in=runs, person_id=finding.person_id, criterion=finding.criterion
    )
    by_run = {row.run_id: row for row in found}
    return [(run, by_run.get(run.pk)) for run in runs]


def explain(*, actor: Actor, person: Person, on: date) -> list[Explained]:
    """Every criterion of the day for one person, by the very expressions of a screening."""
    rows = _explained(Reach(person=str(person.pk)), on)
    return rows.get(str(person.pk), [])


def explain_under(*, actor: Actor, path: str, on: date) -> dict[str, list[Explained]]:
    """The same for everybody below `path`, by person."""
    return _explained(Reach(path=path), on)


def _explained(reach: Reach, on: date) -> dict[str, list[Explained]]:
    """Nobody where no criterion was in force on the day."""
    criteria = criteria_on(on)
    if not criteria:
        return {}
    statement = Statement(criteria, on, reach)
    with connection.cursor() as cursor:
        cursor.execute(statement.explain(), statement.params)
        rows = cursor.fetchall()
    return {
        str(person): [
            Explained(criterion, Answer(answer) if answer else None, json.loads(facts))
            for criterion, answer, facts in zip(statement.criteria, answers, shown, strict=True)
        ]
        for person, answers, shown in rows
    }


def people_without_data(*, actor: Actor, run: Run) -> int:
    """How many people of `run` have something that could not be told."""
    unknown = Finding.objects.filter(run=run, answer=Answer.UNKNOWN)
    return int(unknown.aggregate(n=Count("person_id", distinct=True))["n"])
