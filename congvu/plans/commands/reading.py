"""Reading a paper in: file or pasted text → lines waiting for review."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.documents import commands as documents
from congvu.documents.choices import PaperKind
from congvu.documents.commands import StateSecret, refuse_state_secret
from congvu.documents.intake import IntakeError
from congvu.documents.models import StoredFile
from congvu.documents.rules.secrecy import secrecy_of_text
from congvu.establishment.models import Unit
from congvu.journal import commands as journal
from congvu.plans.choices import PaperState
from congvu.plans.models import PlanLine, PlanPaper, PlanReporting, PlanTarget
from congvu.plans.permissions import Plans
from congvu.plans.reader import read_text
from congvu.plans.reader.compare import difference
from congvu.plans.reader.files import text_of
from congvu.plans.rules.metrics import metric_of
from congvu.plans.rules.times import time_fields
from congvu.plans.selectors import Resolver
from congvu.plans.types import Upload

EDITABLE = ("text", "products", "lead", "coordinating", "deadline_raw")


class NotReadable(DomainError):
    """The file cannot be read; the text says why and what to do instead."""


class ReadAlready(DomainError):
    """The same paper stands already; `paper_id` says which."""

    def __init__(self, message: str, paper_id: int) -> None:
        super().__init__(message)
        self.paper_id = paper_id


class NothingFound(DomainError):
    """The text was read, but it gives nobody any work."""


def read_paper(*, actor: Actor, upload: Upload, unit: Unit) -> PlanPaper:
    """Read `upload` and keep it at `unit` with its lines, ready for review.

    Its size was judged at the door, by the limit of the installation.

    Requires: plans.plan.review on `unit`.
    Raises: NotReadable, StateSecret, NothingFound, ReadAlready.
    """
    actor.require(Plans.REVIEW, unit)
    reading = _read(actor, upload)
    return _keep(actor, upload, unit, reading, corrects=None)


@transaction.atomic
def correct_paper(*, actor: Actor, upload: Upload, paper: PlanPaper) -> PlanPaper:
    """Read a corrected version of `paper`; lines that did not change keep their review.

    Each line of the new version says how it differs. The old version is closed, its given
    work stands until the new version is confirmed.

    Requires: plans.plan.review on the paper's unit.
    """
    actor.require(Plans.REVIEW, paper.unit_path)
    reading = _read(actor, upload)
    if paper.fingerprint == _fingerprint(reading["lines"]):
        raise ReadAlready(_("This is the same text: nothing has changed."), paper.pk)
    paper.state = PaperState.REPLACED
    paper.save(update_fields=["state"])
    new = _keep(actor, upload, paper.unit, reading, corrects=paper)
    _carry_review_over(paper, new)
    return new


def _read(actor: Actor, upload: Upload) -> dict[str, Any]:
    refuse_state_secret(actor=actor, name=upload.name, content=upload.content)
    try:
        paper = text_of(upload.content, upload.name, limit_mb=None)
    except IntakeError as refusal:
        raise NotReadable(refusal.told(_)) from refusal
    if secrecy_of_text(paper.lines):
        raise StateSecret(IntakeError("secret").told(_))
    reading = read_text(paper.text, name=upload.name)
    reading |= {"lines": paper.lines, "notes": list(paper.notes)}
    if not reading["tasks"]:
        raise NothingFound(
            _(
                "No task was found in this paper. Check that it is a plan that names who does "
                "what; if it was scanned, paste its text instead."
            )
        )
    return reading


def _fingerprint(lines: list[str]) -> str:
    return hashlib.sha256("".join("".join(lines).split()).encode()).hexdigest()


@transaction.atomic
def _keep(
    actor: Actor, upload: Upload, unit: Unit, reading: dict[str, Any], corrects: PlanPaper | None
) -> PlanPaper:
    fingerprint = _fingerprint(reading["lines"])
    _refuse_twice(actor, unit, fingerprint)
    file = _keep_upload(actor, upload, unit)
    head = reading["document"]
    title = clean(head.get("title") or upload.name)
    record = documents.record_paper(
        actor=actor,
        kind=PaperKind.PLAN,
        title=title,
        number=head.get("number") or "",
        issuer=head.get("issuer") or "",
        unit_path=unit.path,
        file=file,
    )
    period = head.get("period") or {}
    paper = store(
        PlanPaper(
            title=title[:1000],
            number=(head.get("number") or "")[:60],
            kind=(head.get("kind") or "")[:60],
            issuer=(head.get("issuer") or "")[:200],
            issued=head.get("date") or "",
            period_from=period.get("start"),
            period_to=period.get("end"),
            legal_bases=head.get("legal_bases") or [],
            text="\n".join(reading["lines"]),
            reading={key: value for key, value in reading.items() if key != "lines"},
            fingerprint=fingerprint,
            file=file,
            paper=record,
            corrects=corrects,
            unit=unit,
            unit_path=unit.path,
            account_id=actor.account_id,
        )
    )
    _write_lines(actor, paper, reading)
    journal.record(actor=actor, act="plans.read_paper", subject=paper, lines=len(reading["tasks"]))
    return paper


def _refuse_twice(actor: Actor, unit: Unit, fingerprint: str) -> None:
    standing = PlanPaper.objects.filter(fingerprint=fingerprint, unit_path=unit.path)
    found = standing.exclude(state=PaperState.REPLACED).first()
    if found is not None:
        raise ReadAlready(
            _("This paper was read already, on %(day)s. Nothing was doubled.")
            % {"day": f"{found.read_at:%d/%m/%Y}"},
            found.pk,
        )


def _keep_upload(actor: Actor, upload: Upload, unit: Unit) -> StoredFile | None:
    if upload.is_pasted:
        return None
    return documents.keep_file(
        actor=actor,
        name=upload.name,
        content=upload.content,
        media_type="application/octet-stream",
        unit_path=unit.path,
    )


def _write_lines(actor: Actor, paper: PlanPaper, reading: dict[str, Any]) -> None:
    resolver = Resolver(actor=actor)
    headings = {group["ref"]: group["text"] for group in reading.get("groups") or []}
    PlanLine.objects.bulk_create(
        line_of(paper, order, task, headings, resolver)
        for order, task in enumerate(reading["tasks"])
    )
    PlanTarget.objects.bulk_create(
        _target_of(paper, order, target) for order, target in enumerate(reading["targets"])
    )
    PlanReporting.objects.bulk_create(
        _reporting_of(paper, order, duty) for order, duty in enumerate(reading["reporting"])
    )


def line_of(
    paper: PlanPaper,
    order: int,
    task: dict[str, Any],
    headings: dict[str, str],
    resolver: Resolver,
) -> PlanLine:
    """One task of the reading as a line; orders leave room for lines put between later."""
    first, last = task["source_span"]
    lead, partners = resolver.units(task["lead"]), resolver.units(task["coordinating"])
    return PlanLine(
        paper=paper,
        order=order * 100,
        ref=task["ref"][:60],
        parent_ref=(task.get("parent_ref") or "")[:60],
        heading=headings.get(task.get("parent_ref") or "", "")[:1000],
        text=task["text"],
        products=[product[:500] for product in task["products"]],
        lead=[name[:500] for name in task["lead"]],
        coordinating=[name[:500] for name in task["coordinating"]],
        lead_unit_ids=lead.unit_ids,
        partner_unit_ids=[pk for pk in partners.unit_ids if pk not in lead.unit_ids],
        unknown=list(dict.fromkeys([*lead.unknown, *partners.unknown])),
        first_line=first,
        last_line=last,
        evidence=task.get("evidence_spans") or [],
        confidence=task.get("confidence", 1),
        unit_path=paper.unit_path,
        **time_fields(task["deadline_raw"], task["deadline"]),
    )


def _target_of(paper: PlanPaper, order: int, target: dict[str, Any]) -> PlanTarget:
    value = target.get("value")
    low, high = value if isinstance(value, list) else (value, value)
    return PlanTarget(
        paper=paper,
        order=order,
        text=target["text"],
        metric=(target.get("metric") or "")[:1000],
        metric_code=metric_of(target["text"]) if target.get("unit") == "%" else "",
        comparator=target["comparator"],
        value_low=low,
        value_high=high,
        measure=(target.get("unit") or "")[:60],
        by_year=target.get("by_year"),
        scope=(target.get("scope") or "")[:500],
        first_line=(target.get("source_span") or [None])[0],
        unit_path=paper.unit_path,
    )


def _reporting_of(paper: PlanPaper, order: int, duty: dict[str, Any]) -> PlanReporting:
    return PlanReporting(
        paper=paper,
        order=order,
        text=duty.get("text") or "",
        who=[name[:500] for name in duty.get("who") or []],
        to=(duty.get("to") or "")[:300],
        via=(duty.get("via") or "")[:300],
        first_line=(duty.get("source_span") or [None])[0],
        unit_path=paper.unit_path,
        **time_fields(duty.get("due_raw") or "", duty["due"]),
    )


def _carry_review_over(old: PlanPaper, new: PlanPaper) -> None:
    """Lines that stayed the same keep what the reviewer did; the others say how they differ."""
    reviewed = {line.order // 100: line for line in old.lines.all() if line.order % 100 == 0}
    read = {line.order // 100: line for line in new.lines.all()}
    for change in difference(old.reading, new.reading):
        line = read.get(change.new_index) if change.new_index is not None else None
        if line is None:
            continue
        line.change = change.kind
        if change.kind == "same" and change.old_index in reviewed:
            _copy_review(reviewed[change.old_index], line)
        line.save()


def _copy_review(old: PlanLine, new: PlanLine) -> None:
    for name in (*EDITABLE, "lead_unit_ids", "partner_unit_ids", "unknown", "starts_on", "due_on"):
        setattr(new, name, getattr(old, name))
    new.state, new.is_edited, new.task = old.state, old.is_edited, old.task
