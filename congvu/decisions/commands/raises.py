"""Raises that are due, drafted as decisions in one act."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from congvu.core.actors import Actor, is_within
from congvu.core.errors import DomainError
from congvu.decisions.choices import OPEN
from congvu.decisions.commands.drafting import MOST_LINES, LineDraft, draft_decision
from congvu.decisions.models import Decision, DecisionLine
from congvu.decisions.permissions import Decisions
from congvu.establishment.models import Unit
from congvu.people.choices import RaiseState
from congvu.people.selectors.raises import RaiseLine

STEP_UP, ABOVE_LAST = "NLTX", "PCTNVK"


class NothingDue(DomainError):
    """Nobody chosen has a raise that can be drafted."""


class OnTheirWay(DomainError):
    """Everybody chosen stands in a decision on the raise that is not issued yet; `decision_id`."""

    def __init__(self, decision_id: int) -> None:
        super().__init__(_("Everybody chosen stands in this decision on raises, or one like it."))
        self.decision_id = decision_id


@transaction.atomic
def draft_raises(
    *, actor: Actor, lines: Sequence[RaiseLine], bodies: Sequence[Unit], today: date
) -> list[Decision]:
    """Draft the raises of `lines`: one decision for each kind, each person from the own day.

    Who stands in such a decision already that is on its way is left out.
    A regular raise fills in step, coefficient, first day and the day the next one counts from;
    above the last step the percent; a note says what put the day off. The decision is in force
    from the earliest day. `bodies` are those that may issue; the nearest above all people does.

    Requires: decisions.decision.draft on the body; people.record.view on each person.
    Raises: NothingDue, OnTheirWay, Forbidden, DomainError.
    Law: pay_step.months_to_next
    """
    groups: dict[str, list[RaiseLine]] = defaultdict(list)
    for line in lines:
        if line.lack is None and line.due_on is not None:
            groups[_kind_of(line)].append(line)
    if not groups:
        raise NothingDue(_("Nobody chosen has a raise that can be drafted. Choose people due."))
    drafted = _on_their_way(actor, lines)
    groups = {
        kind: left
        for kind, found in groups.items()
        if (left := [line for line in found if line.person_id not in drafted])
    }
    if not groups:
        raise OnTheirWay(next(iter(drafted.values())))
    issuer = body_above(bodies, [line.unit_path for line in lines])
    return [
        draft_decision(
            actor=actor,
            kind_code=kind,
            issuer=issuer,
            effective_on=min(line.due_on for line in part if line.due_on),
            today=today,
            lines=[_draft(line) for line in part],
        )
        for kind, found in sorted(groups.items())
        for part in _parts(found)
    ]


def _on_their_way(actor: Actor, lines: Iterable[RaiseLine]) -> dict[UUID, int]:
    """Who of `lines` stands in a decision on a raise, seen by the actor, that is not issued yet."""
    seen = Decision.objects.visible_to(actor, Decisions.VIEW)
    found = DecisionLine.objects.filter(
        decision__in=seen.filter(state__in=OPEN, kind_code__in=(STEP_UP, ABOVE_LAST)),
        person__in=[line.person_id for line in lines],
    )
    return dict(found.order_by("decision").values_list("person", "decision"))


def body_above(bodies: Sequence[Unit], paths: Iterable[str]) -> Unit:
    """The lowest of `bodies` that stands at or above all `paths`.

    Raises: DomainError where none does.
    """
    wanted = list(paths)
    above = [body for body in bodies if all(is_within(path, body.path) for path in wanted)]
    if not above:
        raise DomainError(
            _("These people serve in several bodies, and you draft for none above all of them.")
        )
    return max(above, key=lambda body: len(body.path))


def _kind_of(line: RaiseLine) -> str:
    return ABOVE_LAST if line.state is RaiseState.LAST_STEP else STEP_UP


def _draft(line: RaiseLine) -> LineDraft:
    counted = line.due_on.isoformat() if line.due_on else ""
    if _kind_of(line) == ABOVE_LAST:
        told = {"overframe_percent": str(line.next_percent), "first_day": counted, **_note(line)}
        return LineDraft(line.person_id, told)
    return LineDraft(
        line.person_id,
        {
            "step": str(line.next_step or ""),
            "coefficient": _number(line.next_coefficient),
            "first_day": counted,
            "counted_from": counted,
            **_note(line),
        },
    )


def _note(line: RaiseLine) -> dict[str, str]:
    """What put the day off, in the language of papers; nothing where nothing did."""
    with override("vi"):
        told = [
            text % {"n": months}
            for text, months in (
                (_("put off by %(n)s months"), line.delay_months),
                (_("%(n)s months of the step do not count"), line.uncounted_months),
            )
            if months
        ]
    return {"note": "; ".join(told)} if told else {}


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(value).replace(".", ",")


def _parts(lines: list[RaiseLine]) -> Iterable[list[RaiseLine]]:
    """As many as one decision names, then the next."""
    return (lines[first : first + MOST_LINES] for first in range(0, len(lines), MOST_LINES))
