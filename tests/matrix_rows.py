"""Rows that addresses of the site name: each maker puts one into a unit and returns its key."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.core.scope import scope_of
from congvu.decisions.models import Decision
from congvu.decisions.tests import factories as decisions
from congvu.documents.commands import keep_file
from congvu.establishment.commands import give_quota
from congvu.establishment.models import Unit
from congvu.establishment.tests.factories import JobPositionFactory
from congvu.establishment.tests.factories import paper as unit_paper
from congvu.people.commands.apart import tell_apart
from congvu.people.commands.entries import enter_fact
from congvu.people.commands.merging import merge_dossiers
from congvu.people.commands.own import set_photo
from congvu.people.commands.proposals import propose_change
from congvu.people.models import DossierEntry, Person, StaffImport
from congvu.people.tests.factories import PersonFactory, PostingFactory, portrait
from congvu.people.types import NewFact, NewPaper, Proposed
from congvu.people.types import Upload as DossierUpload
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


def family_key(unit: Unit) -> str:
    """A family of facts, whatever the unit."""
    return "health"


def column(unit: Unit) -> str:
    """A column of the person, whatever the unit."""
    return "phone"


def health_row(unit: Unit) -> int:
    """A health check of the newest person of the unit, entered by hand."""
    return _entry(unit).changes.get().row_id


def entry(unit: Unit) -> int:
    """An entry of the office for the newest person of the unit."""
    return int(_entry(unit).pk)


def _entry(unit: Unit) -> DossierEntry:
    someone = Person.objects.filter(unit=unit).latest("recorded_at")
    return enter_fact(
        actor=Actor.system("test"),
        person_id=someone.pk,
        fact=NewFact("health", {"class_code": "I"}, since="2025"),
        paper=NewPaper("certificate", number="1"),
        today=FRIDAY,
    )


def photo_of(unit: Unit) -> str:
    """Somebody of the unit with a photo."""
    someone = PersonFactory(unit=unit)
    photo = Upload("anh.png", portrait(), "image/png")
    set_photo(actor=Actor.system("test"), person_id=someone.pk, file=photo, today=FRIDAY)
    return str(someone.pk)


def person_with_paper(unit: Unit) -> str:
    """Somebody of the unit with a paper and its file."""
    someone = PersonFactory(unit=unit)
    enter_fact(
        actor=Actor.system("test"),
        person_id=someone.pk,
        fact=NewFact("papers", {"component_code": "GKS"}, since="2025"),
        paper=NewPaper("certificate", file=DossierUpload("a.txt", b"Gi\xe1\xba\xa5y khai sinh")),
        today=FRIDAY,
    )
    return str(someone.pk)


def paper_of_person(unit: Unit) -> int:
    """The paper of that person."""
    return int(DossierEntry.objects.filter(person__unit=unit).latest("pk").paper_id)


def proposal(unit: Unit) -> int:
    """A change somebody of the unit proposes, with a file."""
    someone = PersonFactory(unit=unit, account=account_with(Role.MEMBER, unit))
    made = propose_change(
        actor=actor_of_account(someone),
        asked=Proposed(
            "column",
            NewFact("person", {}, texts={"phone": "0905000009"}),
            column="phone",
            columns={"phone": "0905000009"},
        ),
        paper=NewPaper("declaration", file=DossierUpload("a.txt", b"x y z")),
        note="",
        today=FRIDAY,
    )
    return int(made.pk)


def actor_of_account(someone: Person) -> Actor:
    """The person acting in the own name."""
    return Actor(
        account_id=someone.account_id,
        name=someone.full_name,
        person_id=str(someone.pk),
        reach={"documents.paper.add": (someone.unit_path,)},
    )


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


def pair_apart(unit: Unit) -> int:
    """Two dossiers of the unit, told apart."""
    first, second = PersonFactory(unit=unit), PersonFactory(unit=unit)
    with scope_of(Actor.system("matrix")):
        made = tell_apart(
            actor=Actor.system("matrix"),
            first_id=first.pk,
            second_id=second.pk,
            reason="Hai người",
            today=FRIDAY,
        )
    return int(made.pk)


def saved_view(unit: Unit) -> int:
    """A kept search; nobody's own."""
    return 1


def no_run(unit: Unit) -> str:
    """An archive of nobody: its page leads to one's own."""
    return "00000000-0000-0000-0000-000000000001"


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


def paper_of_unit(unit: Unit) -> int:
    """A decision that gives the unit a quota."""
    given = unit_paper(f"Giao biên chế {unit.code}", str(unit.path))
    year = 2026
    give_quota(
        actor=Actor.system("test"), unit=unit.code, corps="CC", headcount=9, year=year,
        basis=given, on=date(year, 1, 1),
    )  # fmt: skip
    return int(given.pk)


def job_position(unit: Unit) -> str:
    """A line of the catalogue of job positions, whatever the unit."""
    return str(JobPositionFactory().code)


def draft_decision(unit: Unit) -> int:
    """A draft of the unit about somebody who serves there."""
    return int(_decision(unit).pk)


def signed_decision(unit: Unit) -> int:
    """A decision of the unit that was signed and issued."""
    return int(decisions.issue(_decision(unit)).pk)


def _decision(unit: Unit) -> Decision:
    someone = PostingFactory(person__unit=unit).person
    return decisions.draft("PCCV", decisions.line(someone, coefficient="0,30"), issuer=unit)


def kind_of_decision(unit: Unit) -> str:
    """A kind of decision, whatever the unit."""
    return "DD"


def retirement_kind(unit: Unit) -> str:
    """The decision of retirement, whatever the unit."""
    return "NH"


def act_on_decision(unit: Unit) -> str:
    """An act on a decision, whatever the unit."""
    return "bo"


def how_to_revise(unit: Unit) -> str:
    """How a decision is taken back, whatever the unit."""
    return "huy-bo"


def nought(unit: Unit) -> int:
    """The first, counted from nought."""
    return 0


MAKERS: dict[str, Callable[[Unit], Any]] = {
    "account": account,
    "grant": grant,
    "task": task,
    "person": person,
    "family_key": family_key,
    "column": column,
    "health_row": health_row,
    "entry": entry,
    "photo_of": photo_of,
    "person_with_paper": person_with_paper,
    "paper_of_person": paper_of_person,
    "proposal": proposal,
    "staff_import": staff_import,
    "row": row,
    "period": period,
    "saved_view": saved_view,
    "no_run": no_run,
    "dossier_merge": dossier_merge,
    "pair_apart": pair_apart,
    "act": act,
    "figure": figure,
    "file_of_task": file_of_task,
    "plan_paper": plan_paper,
    "plan_line": plan_line,
    "unit_act": unit_act,
    "unit_code": unit_code,
    "job_position": job_position,
    "paper_of_unit": paper_of_unit,
    "unit_id": unit_id,
    "first": first,
    "finding": finding,
    "draft_decision": draft_decision,
    "signed_decision": signed_decision,
    "kind_of_decision": kind_of_decision,
    "retirement_kind": retirement_kind,
    "act_on_decision": act_on_decision,
    "how_to_revise": how_to_revise,
    "nought": nought,
}
"""The names used under `args` in matrix.yaml."""
