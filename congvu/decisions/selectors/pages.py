"""What the pages of decisions show: a decision whole, counts, bodies, what one may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from congvu.access.models import Account, Grant
from congvu.access.selectors import roles
from congvu.core.actors import Actor, is_within
from congvu.core.errors import NotVisible
from congvu.decisions.choices import IN_FORCE, Act, State
from congvu.decisions.column_values import words_of_answers
from congvu.decisions.fields import NAMING_UNITS, unit_codes, units_shown
from congvu.decisions.models import (
    Decision,
    DecisionChange,
    DecisionEvent,
    DecisionLine,
    Letterhead,
    NumberBook,
    Revision,
)
from congvu.decisions.permissions import Decisions
from congvu.decisions.register import Kind, kind_of
from congvu.decisions.selectors.changes import (
    MOST_TOLD,
    ChangeTold,
    names_in_reach,
    tell_changes,
)
from congvu.decisions.selectors.decisions import get_decision
from congvu.establishment.choices import AGENCIES, UnitKind
from congvu.establishment.models import Unit

BODIES = AGENCIES | {UnitKind.PROVINCE}
LINES_SHOWN = 100
SIGNERS_SHOWN = 200
UNSIGNED = (State.DRAFT, State.CHECKED, State.SUBMITTED)
_BY_STATE: Mapping[Act, tuple[str, tuple[State, ...]]] = {
    Act.CHANGE: (Decisions.DRAFT, (State.DRAFT,)),
    Act.CHECK: (Decisions.CHECK, (State.DRAFT,)),
    Act.SUBMIT: (Decisions.CHECK, (State.CHECKED,)),
    Act.SIGN: (Decisions.SIGN, (State.SUBMITTED,)),
    Act.SEAL: (Decisions.SEAL, (State.SIGNED,)),
    Act.ISSUE: (Decisions.ISSUE, (State.SEALED,)),
    Act.RETURN: ("", (State.CHECKED, State.SUBMITTED)),
    Act.CORRECT: (Decisions.DRAFT, IN_FORCE),
    Act.REVOKE: (Decisions.DRAFT, IN_FORCE),
    Act.ADD: ("", (State.SUBMITTED, State.SIGNED, State.SEALED, *IN_FORCE)),
    Act.DROP: (Decisions.DRAFT, UNSIGNED),
}
"""Which permission and which states each act needs, in the order of their buttons."""


@dataclass(frozen=True)
class LineShown:
    """One person of a decision, with the answers as words by their question.

    `person_id` is None where there is no dossier, or none the actor may read.
    """

    number: int
    person_id: UUID | None
    name: str
    place: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WholeDecision:
    """A decision with all that its page shows; `acts` are those open to the actor now."""

    decision: Decision
    kind: Kind
    lines: tuple[LineShown, ...]
    count: int
    events: tuple[DecisionEvent, ...]
    revisions: tuple[Revision, ...]
    about_it: tuple[Decision, ...]
    acts: tuple[Act, ...]
    waits_for: str

    @property
    def is_unsigned(self) -> bool:
        """Whether it is still only a draft as paper."""
        return self.decision.state in (*UNSIGNED, State.DROPPED)


def whole_decision(*, actor: Actor, decision_id: int) -> WholeDecision:
    """One decision with lines, history, papers and the decisions about it. Seven statements.

    Raises: NotVisible.
    """
    decision = get_decision(actor=actor, decision_id=decision_id)
    kind = kind_of(decision.kind_code)
    count = decision.lines.count()
    lines = decision.lines.select_related("person__unit__parent").order_by("order", "pk")
    found = list(lines[:LINES_SHOWN])
    revisions = decision.revisions.select_related("file").defer("file__content")
    about = Decision.objects.visible_to(actor, Decisions.VIEW).filter(target=decision)
    return WholeDecision(
        decision=decision,
        kind=kind,
        lines=tuple(shown_lines(actor=actor, kind=kind, lines=found)),
        count=count,
        events=tuple(decision.events.order_by("-pk")),
        revisions=tuple(revisions.order_by("order")),
        about_it=tuple(about.order_by("pk")),
        acts=acts_of(actor=actor, decision=decision),
        waits_for=_waits_for(decision),
    )


def lines_of(*, actor: Actor, decision: Decision) -> list[DecisionLine]:
    """Every line of a decision with its person and unit, in order. One statement."""
    lines = decision.lines.select_related("person__unit").order_by("order", "pk")
    return list(lines)


def acts_of(*, actor: Actor, decision: Decision) -> tuple[Act, ...]:
    """What `actor` may do with the decision as it stands."""
    return tuple(act for act in _BY_STATE if _may(actor, act, decision))


def _may(actor: Actor, act: Act, decision: Decision) -> bool:
    permission, states = _BY_STATE[act]
    if decision.state not in states:
        return False
    path = decision.unit_path
    if act is Act.RETURN:
        return actor.may(Decisions.CHECK, path) or actor.may(Decisions.SIGN, path)
    if act is Act.ADD:
        wanted = Act.SIGN if decision.state == State.SUBMITTED else None
        return _may(actor, wanted, decision) if wanted else actor.may(Decisions.SEAL, path)
    if act in (Act.CORRECT, Act.REVOKE) and kind_of(decision.kind_code).subject == "decision":
        # What revokes is not revoked itself, a correction may be (effects.targets).
        return act is Act.REVOKE and actor.may(permission, path) and not _revokes(decision)
    if act is Act.SIGN and decision.signer_account_id not in (None, actor.account_id):
        return False
    return actor.may(permission, path)


def _revokes(decision: Decision) -> bool:
    return any(line.values.get("action") == "revoke" for line in decision.lines.all())


def _waits_for(decision: Decision) -> str:
    """Who has to act next, in words; empty where nobody has."""
    signer = decision.signer_name
    words = {
        State.DRAFT: _("Waits for an officer of the issuing body to check it."),
        State.CHECKED: _("Checked; waits to be laid before a signer."),
        State.SUBMITTED: _("Waits for the signature of %(name)s.") % {"name": signer},
        State.SIGNED: _("Signed; waits for the seal of the body."),
        State.SEALED: _("Sealed; waits to be issued. Nothing in the dossiers has changed yet."),
    }
    return words.get(State(decision.state), "")


def shown_lines(*, actor: Actor, kind: Kind, lines: Sequence[DecisionLine]) -> list[LineShown]:
    """Lines as read on screen; names of units in one statement."""
    units = _unit_names(lines)
    return [_shown(number, line, kind, units) for number, line in enumerate(lines, start=1)]


def _shown(number: int, line: DecisionLine, kind: Kind, units: Mapping[str, str]) -> LineShown:
    answers = []
    values = line.values | words_of_answers(line.values)
    for question in kind.questions:
        text = str(values.get(question.field.name, ""))
        if not text or question.field.name == "corrections":
            continue
        if question.field.type in NAMING_UNITS:
            told = units_shown(question.field, text, lambda code: units.get(code, code))
        else:
            told = _told(question, text)
        answers.append((str(question.field.label), told))
    person = line.person
    place = ""
    if person is not None:
        unit = person.unit
        agency = unit.parent.name if unit.kind == "division" and unit.parent else ""
        place = " · ".join(filter(None, (person.post, unit.name, agency)))
    key = person.pk if person else None
    return LineShown(number, key, line.full_name, place, tuple(answers))


def _told(question: object, text: str) -> str:
    field = question.field  # type: ignore[attr-defined]
    try:
        return str(field.shown(text))
    except (ValueError, KeyError):
        return text


def _unit_names(lines: Sequence[DecisionLine]) -> dict[str, str]:
    codes = {code for line in lines for code in unit_codes(line.values)}
    if not codes:
        return {}
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def count_by_state(*, actor: Actor, found: QuerySet[Decision]) -> dict[str, int]:
    """How many of `found` are in each state. One statement."""
    counted = found.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(counted)


def with_first_person(*, actor: Actor, found: QuerySet[Decision]) -> QuerySet[Decision]:
    """Each decision with its lines counted, and the first person it names at hand."""
    first = DecisionLine.objects.filter(order=0).select_related("person")
    own = DecisionLine.objects.filter(decision=OuterRef("pk")).order_by()
    people = own.values("decision").annotate(n=Count("pk")).values("n")
    return found.annotate(people=Subquery(people)).prefetch_related(
        Prefetch("lines", queryset=first, to_attr="first_lines")
    )


def bodies_to_issue(*, actor: Actor, on: date) -> list[Unit]:
    """The bodies in whose name the actor may draft, in official order. One statement."""
    agencies = Unit.objects.agencies(BODIES, on).visible_to(actor, Decisions.DRAFT)
    return list(agencies.select_related("parent").order_by("order", "id"))


def bodies_seen(*, actor: Actor, on: date) -> list[Unit]:
    """The bodies whose decisions the actor may look at, in official order. One statement."""
    agencies = Unit.objects.agencies(BODIES, on).visible_to(actor, Decisions.VIEW)
    return list(agencies.order_by("order", "id"))


def get_body(*, actor: Actor, unit_id: int, permission: str = Decisions.CHECK) -> Unit:
    """One body whose letterhead the actor may set.

    Raises: NotVisible.
    """
    seen = Unit.objects.visible_to(actor, permission).select_related("parent")
    unit = seen.filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible(_("Not found, or not in the units you look after."))
    found: Unit = unit
    return found


def signers_for(*, actor: Actor, decision: Decision, on: date) -> list[Account]:
    """The accounts that may sign where the decision is issued, by name. Two statements."""
    signing = [role for role, held in roles().items() if Decisions.SIGN in held]
    grants = Grant.objects.on(on).filter(role__in=signing).select_related("unit")
    held = {grant.account_id for grant in grants if is_within(decision.unit_path, grant.unit.path)}
    accounts = Account.objects.filter(pk__in=held, is_active=True).order_by("full_name", "pk")
    return list(accounts[:SIGNERS_SHOWN])


def next_number(*, actor: Actor, decision: Decision, today: date) -> int:
    """The number the decision would get if it were signed now; nobody holds it."""
    issuer, symbol = decision.issuer, decision.symbol
    return last_number(actor=actor, issuer=issuer, symbol=symbol, year=today.year) + 1


def last_number(*, actor: Actor, issuer: Unit, symbol: str, year: int) -> int:
    """The last number of the body's book of the year; 0 for a new book."""
    book = NumberBook.objects.filter(issuer=issuer, symbol=symbol, year=year).first()
    return book.last if book else 0


def get_revision(*, actor: Actor, decision_id: int, order: int) -> Revision:
    """One state of the signed paper.

    Raises: NotVisible.
    """
    seen = Revision.objects.visible_to(actor, Decisions.VIEW).select_related("file", "decision")
    revision: Revision = seen.one(decision_id=decision_id, order=order)
    return revision


def bodies_with_heads(*, actor: Actor, on: date) -> list[tuple[Unit, Letterhead | None]]:
    """The bodies whose letterhead the actor may set, with the one that is set. Two statements."""
    bodies = Unit.objects.agencies(BODIES, on).visible_to(actor, Decisions.CHECK)
    found = list(bodies.order_by("order", "id"))
    heads = {head.unit_id: head for head in Letterhead.objects.filter(unit__in=found)}
    return [(body, heads.get(body.pk)) for body in found]


@dataclass(frozen=True)
class Done:
    """What an issued decision did: in words, how many changes, and how many of its people serve
    where the actor reads no dossiers by now."""

    told: tuple[ChangeTold, ...]
    count: int
    elsewhere: int


def done_changes(*, actor: Actor, decision: Decision) -> Done:
    """What an issued decision did, as far as the actor reads the dossiers today."""
    done = DecisionChange.objects.filter(decision=decision)
    people = set(done.values_list("person_id", flat=True))
    rows = done.order_by("pk")[:MOST_TOLD]
    told = tell_changes(actor=actor, changes=[row.as_change() for row in rows])
    seen = names_in_reach(actor=actor, people=people)
    return Done(tuple(told), done.count(), len(people - set(seen)))


def taken_back_by(*, actor: Actor, decision: Decision) -> list[ChangeTold]:
    """What a draft that revokes another decision would take back; empty for any other."""
    if decision.target is None or not _revokes(decision):
        return []
    done = DecisionChange.objects.filter(decision=decision.target, is_undone=False).order_by("pk")
    return tell_changes(actor=actor, changes=[row.as_change() for row in done[:MOST_TOLD]])
