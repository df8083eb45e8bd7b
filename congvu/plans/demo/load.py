"""The demo's plan papers, read, reviewed and given through the product's own commands."""

import random
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from congvu.core.actors import Actor
from congvu.establishment.models import Unit
from congvu.plans import commands
from congvu.plans.demo.render import PAPERS, render_papers
from congvu.plans.models import PlanPaper
from congvu.plans.types import Upload
from congvu.work import commands as work
from congvu.work.models import Task
from congvu.work.types import Handed

LEFT_FOR_REVIEW = "cadre_data.docx"
OWNER = "SNV"
EXTENDED = 0.97
MORE_TIME = "Gia hạn theo đề nghị của cơ quan chủ trì."
NOTE = "Đã xong dự thảo, đang lấy ý kiến các cơ quan."


def load_demo_plans(*, actor: Actor, root: Unit, today: date, now: datetime, seed: int) -> int:
    """Read the five papers, give the work of four and move it on; return how many tasks stand.

    The fifth is left half reviewed, so that the review has something to show.
    """
    owner = Unit.objects.get(code=OWNER)
    with tempfile.TemporaryDirectory() as folder:
        render_papers(today, Path(folder))
        for name in PAPERS:
            upload = Upload(name=name, content=(Path(folder) / name).read_bytes())
            paper = commands.read_paper(actor=actor, upload=upload, unit=root)
            if name == LEFT_FOR_REVIEW:
                _check_half(actor, paper)
            else:
                _give(actor, paper, owner, now)
    _move_on(actor, today, random.Random(seed))  # noqa: S311 - invented data, not a secret
    work.open_recurrences(actor=actor, today=today)
    return Task.objects.count()


def _check_half(actor: Actor, paper: PlanPaper) -> None:
    lines = list(paper.lines.order_by("-confidence", "order"))
    for line in lines[: len(lines) // 2]:
        commands.check_line(actor=actor, line_id=line.pk)


def _give(actor: Actor, paper: PlanPaper, owner: Unit, now: datetime) -> None:
    for name in {name for line in paper.lines.all() for name in line.unknown}:
        commands.name_unit(actor=actor, paper_id=paper.pk, name=name, units=[owner])
    for line in paper.lines.filter(lead_unit_ids=[]):
        commands.drop_line(actor=actor, line_id=line.pk)
    commands.confirm_paper(actor=actor, paper_id=paper.pk, now=now)


def _move_on(actor: Actor, today: date, chance: random.Random) -> None:
    """Some of what is due is done, some delivered, some late; some of the rest has begun."""
    leaves = Task.objects.filter(children=None, recurs_every="").order_by("pk")
    for task in leaves.exclude(due_on=None):
        draw = chance.random()
        if task.due_on < today:
            done = today - timedelta(days=chance.randrange(1, 60))
            _past(actor, task, draw, min(task.due_on, done))
            if draw >= EXTENDED:
                days = chance.randrange(1, 7)
                work.extend(
                    actor=actor,
                    task_id=task.pk,
                    due_on=today + timedelta(days=days),
                    reason=MORE_TIME,
                    today=today,
                )
        elif task.due_on < today + timedelta(days=90) and draw < 0.45:
            work.note_progress(
                actor=actor, task_id=task.pk, percent=chance.randrange(1, 9) * 10, note=NOTE
            )
            if draw < 0.08:
                _deliver(actor, task, today)


def _past(actor: Actor, task: Task, draw: float, on: date) -> None:
    if draw < 0.82:
        _deliver(actor, task, on)
        if draw < 0.72:
            work.accept(actor=actor, task_id=task.pk, on=on)
    elif draw < 0.92:
        work.note_progress(actor=actor, task_id=task.pk, percent=60, note=NOTE)


def _deliver(actor: Actor, task: Task, on: date) -> None:
    products = [
        Handed(product_id=product.pk, number=f"{100 + product.pk % 900}/BC")
        for product in task.products.all()
    ]
    work.deliver(
        actor=actor, task_id=task.pk, on=on, products=products, note="Đã hoàn thành, kèm báo cáo."
    )
