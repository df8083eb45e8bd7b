"""Asking the personnel office for the papers of coming retirements, and noting them done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.periods import add_months
from congvu.duties import commands as duties
from congvu.duties.selectors import asked_of_kinds
from congvu.journal import commands as journal
from congvu.law.selectors import parameter
from congvu.people.choices import RetirementPaper, RetirementReason
from congvu.people.permissions import People
from congvu.people.rules.retirement import KEPT_ON, PAPERS
from congvu.people.selectors.retirements import (
    PAST,
    Retiring,
    Window,
    paper_key,
    retirement_of_person,
    retirements_in,
)

LEAD = "retirement.duty_lead_days"
NOTIFIED = "CH"
"""The code of employment_status of whoever awaits retirement after the notice."""


class RetirementUnknown(DomainError):
    """Birth date or sex is not on file."""


@dataclass(frozen=True)
class _Wanted:
    """A paper somebody is to be asked for today."""

    paper: RetirementPaper
    key: str
    title: str
    due_on: date
    person_id: UUID
    unit_path: str


@transaction.atomic
def ask_retirement_duties(*, actor: Actor, today: date, now: datetime) -> int:
    """Ask for each notice and decision whose day has come near; returns how many are new.

    Asked a while (retirement.duty_lead_days) before the last day for the paper, once a person and
    month of retirement: what was settled is not asked again, what is no longer due (left, kept on,
    birth date corrected) is withdrawn, and a duty follows its person to another unit.

    Law: retirement.papers, retirement.age_months
    """
    asked = asked_of_kinds(actor=actor, kinds=RetirementPaper.values)
    wanted = {(one.paper.value, one.key): one for one in _wanted(actor, today)}
    fresh = 0
    for name, one in wanted.items():
        known = asked.get(name)
        if known is None or (known.is_open and known.unit_path != one.unit_path):
            _ask(actor, one)
            fresh += known is None
    gone = [name for name, known in asked.items() if known.is_open and name not in wanted]
    for kind, key in gone:
        duties.settle(actor=actor, kind=kind, key=key, now=now)
    if fresh or gone:
        act = "people.ask_retirement_duties"
        journal.record(actor=actor, act=act, asked=fresh, withdrawn=len(gone))
    return fresh


@transaction.atomic
def settle_retirement_duty(
    *, actor: Actor, person_id: UUID, paper: RetirementPaper, today: date, now: datetime
) -> None:
    """Note that the notice or decision of a person's retirement is done, asked for yet or not.

    Requires: people.record.change on the person's unit.
    Raises: NotVisible, Forbidden, RetirementUnknown.
    """
    person, found = retirement_of_person(actor=actor, person_id=person_id, today=today)
    actor.require(People.RECORD_CHANGE, str(person.unit_path))
    if found is None:
        raise RetirementUnknown(
            _("The month of retirement cannot be told. Add birth date and sex to the dossier.")
        )
    by = found.notice_by if paper is RetirementPaper.NOTICE else found.decision_by
    path = str(person.unit_path)
    line = _one(paper, person.pk, person.full_name, path, found.last_day, by)
    if not duties.settle(actor=actor, kind=paper.value, key=line.key, now=now):
        known = asked_of_kinds(actor=actor, kinds=[paper.value], key=line.key)
        if (paper.value, line.key) in known:
            return
        # Done before it was asked for: noted, so that it never will be.
        _ask(actor, line)
        duties.settle(actor=actor, kind=paper.value, key=line.key, now=now)
    journal.record(
        actor=actor, act="people.settle_retirement_duty", subject=person, paper=paper.value
    )


def _wanted(actor: Actor, today: date) -> Iterator[_Wanted]:
    """The papers whose asking day has come."""
    lead = timedelta(days=parameter(LEAD, today).value)
    months = parameter(PAPERS, today).value["notice"]
    first = today.replace(day=1)
    last = add_months((today + lead).replace(day=1), months + 1)
    window = Window(first, last)
    for one in retirements_in(actor=actor, today=today, window=window).people:
        for paper, by in (
            (RetirementPaper.NOTICE, one.notice_by),
            (RetirementPaper.DECISION, one.decision_by),
        ):
            if by and today >= by - lead and not _is_given(paper, one):
                yield _of(one, paper, by)
    for one in retirements_in(actor=actor, today=today, window=window, kind=PAST).people:
        if one.decision_by and not _is_given(RetirementPaper.DECISION, one):
            yield _of(one, RetirementPaper.DECISION, one.decision_by)


def _is_given(paper: RetirementPaper, one: Retiring) -> bool:
    """Whether the employment status says that the paper is out, or that none is needed.

    Who is kept past the age until a day on file is asked for by that day. The lower age is the
    person's to claim: nothing is asked until a notice was given.
    """
    if one.why == RetirementReason.LOWER:
        return paper is RetirementPaper.NOTICE or one.status_code != NOTIFIED
    if one.status_code == KEPT_ON:
        return one.why != RetirementReason.KEPT
    return paper is RetirementPaper.NOTICE and one.status_code == NOTIFIED


def _of(one: Retiring, paper: RetirementPaper, by: date) -> _Wanted:
    assert one.last_day is not None  # noqa: S101 - who has no such day is on no list
    return _one(paper, one.person_id, one.full_name, one.unit_path, one.last_day, by)


def _one(
    paper: RetirementPaper, person_id: UUID, name: str, unit_path: str, last: date, by: date
) -> _Wanted:
    text = (
        _("Give notice of retirement to %(name)s (last day %(day)s)")
        if paper is RetirementPaper.NOTICE
        else _("Decide on the retirement of %(name)s (last day %(day)s)")
    )
    title = text % {"name": name, "day": f"{last:%d/%m/%Y}"}
    return _Wanted(paper, paper_key(person_id, last), title, by, person_id, unit_path)


def _ask(actor: Actor, one: _Wanted) -> None:
    duties.ask(
        actor=actor,
        kind=one.paper.value,
        key=one.key,
        unit_path=one.unit_path,
        title=one.title,
        link=reverse("people:retirement", args=[one.person_id]),
        due_on=one.due_on,
        permission=People.RECORD_CHANGE,
    )
