"""Effects on another decision: it is corrected, or revoked and all it did is taken back."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _

from congvu.catalog.models import Rank
from congvu.core.errors import DomainError
from congvu.decisions.choices import IN_FORCE, Act, LaterFacts, State
from congvu.decisions.effects.facts import title_code_of
from congvu.decisions.effects.taking_back import require_reach, revoke_decision
from congvu.decisions.events import note
from congvu.decisions.models import Decision, DecisionChange
from congvu.decisions.register import kind_of
from congvu.decisions.selectors.correcting import standing_rows
from congvu.decisions.work import Work
from congvu.establishment.models import Unit
from congvu.people.commands.facts import replace_fact
from congvu.people.families import Family, family
from congvu.people.types import Change, ChangeAct


class NotInForce(DomainError):
    """Only a decision in force is corrected or revoked."""


def act_on_target(work: Work, effect: Mapping[str, Any]) -> list[Change]:
    """Correct or revoke the decision this one names.

    Raises: NotInForce, LaterFactsLean, DomainError where a correction cannot be.
    """
    target = Decision.objects.select_for_update(of=["self"]).get(pk=work.decision.target_id)
    if target.state not in IN_FORCE:
        raise NotInForce(_("Decision %(number)s is not in force.") % {"number": target.number_text})
    if kind_of(target.kind_code).subject == "decision" and _revokes(target):
        raise NotInForce(_("A revocation is not revoked: issue the revoked decision anew instead."))
    if work.answers["action"] == "revoke":
        revoke_decision(work=work, target=target, later=LaterFacts(work.decision.later_facts))
        return []
    return _correct(work, target)


def _revokes(decision: Decision) -> bool:
    return any(line.values.get("action") == "revoke" for line in decision.lines.all())


def _correct(work: Work, target: Decision) -> list[Change]:
    """Replace the rows the target made by rows with the right values, the period kept."""
    wanted = json.loads(work.answers.get("corrections") or "{}")
    made = DecisionChange.objects.filter(decision=target, act=ChangeAct.MADE, is_undone=False)
    told = [
        (one, values)
        for one in made.select_for_update().order_by("pk")
        if (values := wanted.get(f"{one.family}:{one.row_id}"))
    ]
    require_reach(actor=work.actor, people=[one.person_id for one, _values in told])
    rows = standing_rows(actor=work.actor, changes=[one for one, _values in told])
    changes = []
    for one, values in told:
        kind, row = family(one.family), rows[one.pk]
        right = _typed(kind, values)
        if kind.key == "posts":
            said = {name: getattr(row, name) for name in kind.columns}
            right["title_code"] = title_code_of(said | right)
        changes += replace_fact(
            actor=work.actor, row=row, family=kind, values=right, basis=work.basis
        )
        work.renewed.add(one.person_id)
    if not changes:
        raise DomainError(_("Say which value is right: nothing is corrected yet."))
    target.state = State.CORRECTED
    target.save(update_fields=["state"])
    note(actor=work.actor, decision=target, act=Act.CORRECT, reason=work.decision.number_text)
    return changes


def _typed(kind: Family, values: Mapping[str, str]) -> dict[str, Any]:
    """Texts as the columns of a family take them; a unit by its code, a rank by its own.

    Raises: DomainError where a text is no value of its column.
    """
    typed: dict[str, Any] = {}
    for name, text in values.items():
        column = kind.model._meta.get_field(name)
        try:
            if name == "unit":
                typed[name] = Unit.objects.get(code=text)
            elif name == "rank":
                typed[name] = Rank.objects.get(pk=text)
            else:
                typed[name] = column.to_python(text) if text else column.get_default()
        except (ValidationError, ObjectDoesNotExist) as wrong:
            raise DomainError(f"{column.verbose_name}: {text}") from wrong
    return typed
