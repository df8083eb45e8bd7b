"""The decisions behind a dossier, for who may read it: issued ones of whatever body.

Of a decision that the actor does not read by office (a higher body's on somebody here): what it is
and what it says of the people here; its paper, where it is about nobody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.decisions.choices import State
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.permissions import Decisions
from congvu.decisions.register import Kind, kind_of
from congvu.decisions.selectors.pages import LineShown, shown_lines
from congvu.documents.models import StoredFile
from congvu.people.families import family
from congvu.people.permissions import People
from congvu.people.selectors.dossier import Reader, get_person
from congvu.people.selectors.sensitive import classes, open_for_keeping

_STRANGER = Reader(is_own=False, is_office=False)


@dataclass(frozen=True)
class DecisionTold:
    """One decision about a person; `is_whole` where the actor reads all of it, by office."""

    decision: Decision
    is_whole: bool


@dataclass(frozen=True)
class DecisionBehind:
    """What a decision says of the people whose dossiers the actor reads.

    `about_it` are the decisions that correct or revoke it, `target` the one it does that to, as far
    as they are behind the dossier too. `masked` names what of the dossier it tells and is shown
    there only when opened: then `lines` tell nobody's answers.
    """

    decision: Decision
    kind: Kind
    lines: tuple[LineShown, ...]
    target: Decision | None
    about_it: tuple[Decision, ...]
    masked: tuple[str, ...]
    has_paper: bool


def decisions_about(*, actor: Actor, person_id: UUID) -> list[DecisionTold]:
    """The decisions about one person, the latest first: all of the actor's bodies but dropped ones,
    and what any other body issued. Four statements.

    Raises: NotVisible for a person whose dossier the actor may not read.
    """
    get_person(actor=actor, person_id=person_id)
    named = Exists(DecisionLine.objects.filter(decision=OuterRef("pk"), person_id=person_id))
    by_office = Decision.objects.visible_to(actor, Decisions.VIEW).filter(named)
    issued = _raw("SELECT * FROM congvu_decisions_behind(%s)", person_id)
    found = {one.pk: one for one in (*by_office.exclude(state=State.DROPPED), *issued)}
    prefetch_related_objects(list(found.values()), "issuer")
    latest = sorted(found.values(), key=lambda one: (one.effective_on, one.pk), reverse=True)
    return [DecisionTold(one, actor.may(Decisions.VIEW, one.unit_path)) for one in latest]


def get_decision_behind(*, actor: Actor, decision_id: int) -> DecisionBehind:
    """What an issued decision of another body says of people whose dossiers the actor reads.

    Raises: NotVisible.
    """
    decision = _behind(actor, decision_id)
    if decision is None:
        raise NotVisible(_("Not found, or not in the units you look after."))
    target = _behind(actor, decision.target_id)
    kind, lines = kind_of(decision.kind_code), _lines(decision)
    masked = _masked([decision, *filter(None, [target])], lines)
    shown = shown_lines(actor=actor, kind=kind, lines=lines)
    revisers = _raw("SELECT * FROM congvu_revisers_behind(%s)", decision_id)
    return DecisionBehind(
        decision=decision,
        kind=kind,
        lines=tuple(replace(one, answers=()) for one in shown) if masked else tuple(shown),
        target=target,
        about_it=tuple(sorted(revisers, key=lambda one: one.pk)),
        masked=masked,
        has_paper=_file(decision_id) is not None,
    )


def get_paper_behind(*, actor: Actor, decision_id: int) -> StoredFile:
    """The signed paper as delivered, where it is about nobody but people the actor reads.

    Reading one that tells what a dossier masks is a reading of that: it goes to the journal.

    Raises: NotVisible, Forbidden.
    """
    behind = get_decision_behind(actor=actor, decision_id=decision_id)
    file = _file(decision_id)
    if file is None:
        raise NotVisible(_("This paper names people of other units too. Ask the body it is of."))
    if behind.masked:
        _note_reading(actor, behind)
    return file


def _note_reading(actor: Actor, behind: DecisionBehind) -> None:
    told = [behind.decision, *filter(None, [behind.target])]
    people = {line.person for decision in told for line in _lines(decision)}
    for person in sorted(filter(None, people), key=lambda one: one.pk):
        for name in behind.masked:
            open_for_keeping(actor=actor, person=person, name=name)


def _raw(statement: str, key: object) -> list[Decision]:
    return list(Decision.objects.raw(statement, [key]).prefetch_related("issuer"))


def _behind(actor: Actor, decision_id: int | None) -> Decision | None:
    if decision_id is None or not actor.holds(People.RECORD_VIEW):
        return None
    return next(iter(_raw("SELECT * FROM congvu_decision_behind(%s)", decision_id)), None)


def _lines(decision: Decision) -> list[DecisionLine]:
    told = DecisionLine.objects.raw("SELECT * FROM congvu_lines_behind(%s)", [decision.pk])
    lines = list(told.prefetch_related("person__unit__parent"))
    return sorted(lines, key=lambda line: (line.order, line.pk))


def _file(decision_id: int) -> StoredFile | None:
    told = StoredFile.objects.raw("SELECT * FROM congvu_file_behind(%s)", [decision_id])
    return next(iter(told), None)


def _masked(decisions: Iterable[Decision], lines: Iterable[DecisionLine]) -> tuple[str, ...]:
    """The families and columns told of that a dossier masks."""
    effects = [one for each in decisions for one in kind_of(each.kind_code).effects]
    keys = dict.fromkeys(effect["family"] for effect in effects if "family" in effect)
    found = [key for key in keys if _STRANGER.is_masked(family(key), family(key).privacy)]
    columns = (str(line.values.get("corrected_column", "")) for line in lines)
    return (*found, *(name for name in columns if name in classes()))
