"""What the office writes into a dossier by hand, each time resting on a paper."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden
from congvu.core.periods import PartialDate
from congvu.documents.choices import PaperKind
from congvu.documents.commands import keep_paper_file, record_paper, revoke_paper
from congvu.documents.models import Paper, StoredFile
from congvu.journal import commands as journal
from congvu.people.commands.facts import end_fact, open_fact, replace_fact
from congvu.people.commands.persons import correct_person
from congvu.people.commands.present import renew_people
from congvu.people.commands.taking_back import LaterFactsLean, take_back
from congvu.people.families import Family, family
from congvu.people.models import DossierEntry, EntryChange, Person
from congvu.people.permissions import People
from congvu.people.selectors.facts import get_fact
from congvu.people.types import Change, ChangeAct, NewFact, NewPaper, Upload

ENTERED_KINDS = (PaperKind.CERTIFICATE, PaperKind.DECISION, PaperKind.DECLARATION)


class GovernedByDecision(DomainError):
    """A decision of this system rules the fact: another decision changes it, no hand."""


class NothingChanged(DomainError):
    """What was typed says what stands already."""


class TakenBackAlready(DomainError):
    """An entry is taken back once."""


@transaction.atomic
def enter_fact(
    *, actor: Actor, person_id: UUID, fact: NewFact, paper: NewPaper, today: date
) -> DossierEntry:
    """Add a fact to a dossier, resting on `paper`.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden, StateSecret, DomainError from `open_fact`.
    """
    person = _locked(actor, person_id)
    basis = _paper(actor, person, paper, str(family(fact.family).title))
    changes = open_fact(
        actor=actor,
        person=person,
        family=family(fact.family),
        values=fact.values,
        since=_day_or_part(fact.since),
        until=_day_or_part(fact.until),
        basis=basis,
    )
    return _entry(actor, person, basis, changes, today)


@transaction.atomic
def enter_correction(
    *,
    actor: Actor,
    person_id: UUID,
    row_id: int,
    fact: NewFact,
    paper: NewPaper,
    today: date,
) -> DossierEntry:
    """Put a corrected fact in the place of a mistaken one, days included.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden, GovernedByDecision, StateSecret, DomainError.
    """
    person = _locked(actor, person_id)
    kind = family(fact.family)
    row = _row(actor, kind, person, row_id)
    refuse_governed(actor=actor, person=person, row=row)
    basis = _paper(actor, person, paper, str(kind.title))
    changes = replace_fact(
        actor=actor,
        row=row,
        family=kind,
        values=fact.values,
        basis=basis,
        dates=(fact.since, fact.until),
    )
    return _entry(actor, person, basis, changes, today)


@transaction.atomic
def enter_end(
    *,
    actor: Actor,
    person_id: UUID,
    key: str,
    row_id: int,
    last_day: date,
    paper: NewPaper,
    today: date,
) -> DossierEntry:
    """End a fact; `last_day` is the last one on which it holds.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden, GovernedByDecision, StateSecret, DomainError from `end_fact`.
    """
    person = _locked(actor, person_id)
    kind = family(key)
    row = _row(actor, kind, person, row_id)
    refuse_governed(actor=actor, person=person, row=row)
    basis = _paper(actor, person, paper, str(kind.title))
    changes = end_fact(
        actor=actor, row=row, family=kind, on=last_day + timedelta(days=1), basis=basis
    )
    return _entry(actor, person, basis, changes, today)


@transaction.atomic
def enter_columns(
    *,
    actor: Actor,
    person_id: UUID,
    values: Mapping[str, str],
    paper: NewPaper,
    today: date,
) -> DossierEntry:
    """Correct what the dossier says of the person.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden, NothingChanged, StateSecret, DomainError.
    """
    person = _locked(actor, person_id)
    basis = _paper(actor, person, paper, _("Personal data"))
    changes = correct_person(actor=actor, person=person, values=values, basis=basis)
    if not changes:
        raise NothingChanged(_("The dossier says this already. Nothing was changed."))
    return _entry(actor, person, basis, changes, today)


@transaction.atomic
def take_entry_back(*, actor: Actor, person_id: UUID, entry_id: int, today: date) -> DossierEntry:
    """Undo a mistaken entry, while nothing later leans on it.

    Requires: people.record.change where the person is.
    Raises: NotVisible, Forbidden, TakenBackAlready, LaterFactsLean.
    """
    person = _locked(actor, person_id)
    found = DossierEntry.objects.select_for_update(of=["self"]).filter(person=person, pk=entry_id)
    entry = found.select_related("paper").first()
    if entry is None or entry.taken_back_by_id is not None:
        raise TakenBackAlready(_("This entry was taken back already."))
    by = record_paper(
        actor=actor,
        kind=PaperKind.EVIDENCE,
        title=_("Mistaken entry taken back: %(paper)s") % {"paper": entry.paper},
        unit_path=person.unit_path,
        signed_on=today,
    )
    basis = revoke_paper(actor=actor, paper=entry.paper, by=by)
    changes = [_change(person, one) for one in entry.changes.order_by("pk")]
    try:
        take_back(actor=actor, changes=changes, basis=basis, by=by, keep_later=False)
    except LaterFactsLean as refusal:
        raise LaterFactsLean(
            _("Something later rests on this entry. Take that back first, or correct the fact.")
        ) from refusal
    entry.taken_back_by = by
    entry.save(update_fields=["taken_back_by"])
    renew_people(people=[person.pk], on=today)
    journal.record(actor=actor, act="people.take_entry_back", subject=person, entry=entry.pk)
    return entry


def refuse_governed(*, actor: Actor, person: Person, row: Any) -> None:
    """Refuse to touch by hand what a decision of this system rules.

    Raises: GovernedByDecision.
    """
    papers = [paper for paper in (row.basis, row.end_basis) if paper is not None]
    typed = set(DossierEntry.objects.filter(person=person).values_list("paper_id", flat=True))
    for paper in papers:
        if paper.kind == PaperKind.DECISION and paper.pk not in typed:
            raise GovernedByDecision(
                _(
                    "%(paper)s rules this. It is changed by a decision that corrects or revokes"
                    " that one: ask who prepares decisions."
                )
                % {"paper": paper}
            )


def keep_evidence(*, actor: Actor, unit_path: str, file: Upload | None) -> StoredFile | None:
    """Keep the file of a paper, unless it carries a secrecy mark.

    Raises: StateSecret.
    """
    if file is None:
        return None
    return keep_paper_file(
        actor=actor,
        name=file.name,
        content=file.content,
        media_type=file.media_type,
        unit_path=unit_path,
    )


def record_new_paper(
    *, actor: Actor, unit_path: str, paper: NewPaper, about: str, file: StoredFile | None
) -> Paper:
    """Record a typed paper; one without a title is called by its kind and what it is about."""
    title = paper.title or f"{PaperKind(paper.kind).label}: {about}"
    return record_paper(
        actor=actor,
        kind=paper.kind,
        title=title,
        unit_path=unit_path,
        number=paper.number,
        issuer=paper.issuer,
        signed_on=paper.signed_on,
        file=file,
    )


def _paper(actor: Actor, person: Person, paper: NewPaper, about: str) -> Paper:
    file = paper.kept or keep_evidence(actor=actor, unit_path=person.unit_path, file=paper.file)
    return record_new_paper(
        actor=actor, unit_path=person.unit_path, paper=paper, about=about, file=file
    )


def _locked(actor: Actor, person_id: UUID) -> Person:
    """The dossier to be written into: one the actor keeps, and not the own one."""
    if actor.person_id == str(person_id):
        raise Forbidden(_("Nobody writes into the own dossier. Propose the change to its keeper."))
    visible = Person.objects.visible_to(actor, People.RECORD_VIEW)
    person: Person = visible.select_for_update(of=["self"]).one(pk=person_id)
    actor.require(People.RECORD_CHANGE, person.unit_path)
    return person


def _row(actor: Actor, kind: Family, person: Person, row_id: int) -> Any:
    kind.model.objects.select_for_update(of=["self"]).filter(pk=row_id, person=person).first()
    return get_fact(actor=actor, person=person, family=kind, row_id=row_id)


def _entry(
    actor: Actor, person: Person, basis: Paper, changes: Iterable[Change], today: date
) -> DossierEntry:
    entry = DossierEntry.objects.create(person=person, paper=basis, account_id=actor.account_id)
    told = list(changes)
    EntryChange.objects.bulk_create(
        EntryChange(
            entry=entry,
            family=one.family,
            row_id=one.row_id,
            act=one.act.value,
            was_until=one.was_until,
            until_printed=one.until_printed,
            column=one.column,
            before=one.before,
            after=one.after,
        )
        for one in told
    )
    renew_people(people=[person.pk], on=today)
    journal.record(
        actor=actor,
        act="people.enter",
        subject=person,
        entry=entry.pk,
        families=sorted({one.family for one in told}),
    )
    return entry


def _change(person: Person, one: EntryChange) -> Change:
    return Change(
        family=one.family,
        person_id=person.pk,
        row_id=one.row_id,
        act=ChangeAct(one.act),
        was_until=one.was_until,
        until_printed=one.until_printed,
        column=one.column,
        before=one.before,
        after=one.after,
    )


def _day_or_part(printed: str | None) -> date | str | None:
    if not printed:
        return None
    first, last = PartialDate(printed).bounds()
    return first if first == last else printed
