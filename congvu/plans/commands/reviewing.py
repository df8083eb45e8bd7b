"""Reviewing the lines of a paper: correct, split, merge, add, drop, check."""

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.plans.choices import LineState, PaperState
from congvu.plans.models import PlanLine, PlanPaper
from congvu.plans.permissions import Plans
from congvu.plans.selectors import Resolver, get_paper
from congvu.plans.types import LineFields


class NotReviewing(DomainError):
    """Lines may only change while the paper is under review."""


class CannotSplit(DomainError):
    """A line is split into at least two texts."""


class CannotMerge(DomainError):
    """Only two lines of one paper can become one."""


@transaction.atomic
def edit_line(*, actor: Actor, line_id: int, fields: LineFields) -> PlanLine:
    """Set what the reviewer typed; names are resolved anew, the line counts as checked.

    Requires: plans.plan.review. Raises: NotVisible, NotReviewing.
    """
    line = _locked(actor, line_id)
    _fill(actor, line, fields)
    line.state, line.is_edited = LineState.CHECKED, True
    store(line)
    journal.record(actor=actor, act="plans.edit_line", subject=line, paper=line.paper_id)
    return line


@transaction.atomic
def split_line(*, actor: Actor, line_id: int, texts: list[str]) -> list[PlanLine]:
    """Cut a line into several, each with the same leads, partners and time.

    Requires: plans.plan.review. Raises: CannotSplit, NotReviewing.
    """
    line = _locked(actor, line_id)
    parts = [clean(text) for text in texts if text.strip()]
    if len(parts) < 2:
        raise CannotSplit(_("Put a blank line where the task is to be cut, then split again."))
    made = [line]
    line.text, line.is_edited = parts[0], True
    store(line)
    for number, text in enumerate(parts[1:], start=2):
        made.append(_copy(line, text=text, number=number))
    journal.record(
        actor=actor, act="plans.split_line", subject=line, paper=line.paper_id, into=len(made)
    )
    return made


@transaction.atomic
def merge_lines(*, actor: Actor, line_id: int) -> PlanLine:
    """Join a line with the next one of its paper; the second disappears into the first.

    Requires: plans.plan.review. Raises: CannotMerge, NotReviewing.
    """
    line = _locked(actor, line_id)
    following = (
        PlanLine.objects.select_for_update(of=["self"])
        .filter(paper=line.paper, order__gt=line.order)
        .exclude(state=LineState.DROPPED)
        .order_by("order")
        .first()
    )
    if following is None:
        raise CannotMerge(_("This is the last task of the paper: there is none to join it with."))
    line.text = f"{line.text} {following.text}"
    for name in (
        "products",
        "lead",
        "coordinating",
        "lead_unit_ids",
        "partner_unit_ids",
        "unknown",
    ):
        setattr(line, name, list(dict.fromkeys([*getattr(line, name), *getattr(following, name)])))
    line.evidence = [*line.evidence, [following.first_line, following.last_line]]
    if line.due_on is None:
        for name in ("deadline_raw", "deadline_kind", "starts_on", "due_on", "every", "due_mmdd"):
            setattr(line, name, getattr(following, name))
    line.is_edited = True
    following.state = LineState.DROPPED
    store(line)
    store(following)
    journal.record(
        actor=actor, act="plans.merge_lines", subject=line, paper=line.paper_id, took=following.pk
    )
    return line


@transaction.atomic
def add_line(*, actor: Actor, paper_id: int, fields: LineFields, after: int | None) -> PlanLine:
    """Add a task the reader did not find, after line `after` or at the end.

    Requires: plans.plan.review. Raises: NotReviewing.
    """
    paper = _reviewable(actor, get_paper(actor=actor, paper_id=paper_id))
    last = paper.lines.order_by("order").last()
    before = paper.lines.filter(pk=after).first() if after else last
    place = before.last_line if before else 1
    line = PlanLine(
        paper=paper,
        order=_free_order(paper, before),
        first_line=place,
        last_line=place,
        is_edited=True,
        unit_path=paper.unit_path,
    )
    _fill(actor, line, fields)
    line.state = LineState.CHECKED
    store(line)
    journal.record(actor=actor, act="plans.add_line", subject=line, paper=paper.pk)
    return line


@transaction.atomic
def drop_line(*, actor: Actor, line_id: int) -> PlanLine:
    """Leave a line out; it can be taken back while the paper is under review.

    Requires: plans.plan.review.
    """
    return _set_state(actor, line_id, LineState.DROPPED, act="plans.drop_line")


@transaction.atomic
def check_line(*, actor: Actor, line_id: int) -> PlanLine:
    """Say that a line is right as it stands.

    Requires: plans.plan.review.
    """
    return _set_state(actor, line_id, LineState.CHECKED, act="plans.check_line")


@transaction.atomic
def reopen_line(*, actor: Actor, line_id: int) -> PlanLine:
    """Take back what was said of a line.

    Requires: plans.plan.review.
    """
    return _set_state(actor, line_id, LineState.OPEN, act="plans.reopen_line")


@transaction.atomic
def name_unit(*, actor: Actor, paper_id: int, name: str, units: list[Unit]) -> int:
    """Say which units the unknown `name` means, on every line of the paper; return how many.

    Requires: plans.plan.review. Raises: NotReviewing.
    """
    paper = _reviewable(actor, get_paper(actor=actor, paper_id=paper_id))
    found = [unit.pk for unit in units]
    lines = list(paper.lines.select_for_update().filter(unknown__contains=[name]))
    for line in lines:
        line.unknown = [other for other in line.unknown if other != name]
        role = "lead_unit_ids" if name in line.lead else "partner_unit_ids"
        setattr(line, role, list(dict.fromkeys([*getattr(line, role), *found])))
        store(line)
    journal.record(actor=actor, act="plans.name_unit", subject=paper, lines=len(lines), units=found)
    return len(lines)


def _set_state(actor: Actor, line_id: int, state: LineState, *, act: str) -> PlanLine:
    line = _locked(actor, line_id)
    line.state = state
    store(line)
    journal.record(actor=actor, act=act, subject=line, paper=line.paper_id)
    return line


def _locked(actor: Actor, line_id: int) -> PlanLine:
    visible = PlanLine.objects.visible_to(actor, Plans.VIEW).select_related("paper")
    line: PlanLine = visible.select_for_update(of=["self"]).one(pk=line_id)
    _reviewable(actor, line.paper)
    return line


def _reviewable(actor: Actor, paper: PlanPaper) -> PlanPaper:
    actor.require(Plans.REVIEW, paper.unit_path)
    if paper.state != PaperState.REVIEWING:
        raise NotReviewing(
            _("The work of this paper is given. Undo the confirmation first, then correct it.")
        )
    return paper


def _fill(actor: Actor, line: PlanLine, fields: LineFields) -> None:
    resolver = Resolver(actor=actor)
    line.text = clean(fields.text)
    line.products, line.lead = fields.products, fields.lead
    line.coordinating = fields.coordinating
    lead, partners = resolver.units(fields.lead), resolver.units(fields.coordinating)
    line.lead_unit_ids = lead.unit_ids
    line.unknown = list(dict.fromkeys([*lead.unknown, *partners.unknown]))
    line.partner_unit_ids = [pk for pk in partners.unit_ids if pk not in line.lead_unit_ids]
    if fields.deadline_raw != line.deadline_raw:
        for name, value in resolver.time(fields.deadline_raw, line.paper).items():
            setattr(line, name, value)
    if fields.due_on is not None and fields.due_on != line.due_on:
        line.due_on, line.starts_on = fields.due_on, fields.starts_on
        line.deadline_kind = "range" if fields.starts_on else "by_date"


def _copy(line: PlanLine, *, text: str, number: int) -> PlanLine:
    fields = {
        field.name: getattr(line, field.name)
        for field in PlanLine._meta.concrete_fields
        if field.name not in ("id", "task")
    }
    fields |= {
        "text": text,
        "order": _free_order(line.paper, line, step=number - 1),
        "ref": f"{line.ref}({number})"[:60],
        "state": LineState.OPEN,
    }
    return store(PlanLine(**fields))


def _free_order(paper: PlanPaper, before: PlanLine | None, step: int = 1) -> int:
    """An order just behind `before`; orders were read in hundreds to leave this room."""
    return (before.order if before else 0) + step
