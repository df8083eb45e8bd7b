"""Decisions for tests, taken as far as asked."""

from datetime import date
from typing import Any

from congvu.catalog.selectors import names_of
from congvu.core.actors import Actor
from congvu.decisions.choices import LaterFacts, SigningMode, State
from congvu.decisions.commands.drafting import (
    LineDraft,
    Wording,
    draft_decision,
    submit_decision,
)
from congvu.decisions.commands.issuing import check_decision, issue_decision
from congvu.decisions.commands.signing import seal_decision, sign_decision
from congvu.decisions.fields import Type
from congvu.decisions.models import Decision
from congvu.decisions.register import Kind
from congvu.establishment.models import Unit
from congvu.people.models import Person

SYSTEM = Actor.system("test")
TODAY = date(2026, 11, 2)
TOLD = {
    Type.DAY: "2027-11-30", Type.PARTIAL: "2027-03", Type.INTEGER: "6", Type.DECIMAL: "3.33",
    Type.YEAR: "2026", Type.YES_NO: "1", Type.TEXT: "nội dung thử.", Type.COLUMN: "born",
}  # fmt: skip


def line(person: Person | None, **values: Any) -> LineDraft:
    """One person with answers."""
    return LineDraft(person.pk if person else None, {name: str(v) for name, v in values.items()})


def draft(kind: str, *lines: LineDraft, issuer: Any, on: date = TODAY, **more: Any) -> Decision:
    """A decision of `issuer` in draft."""
    return draft_decision(
        actor=SYSTEM, kind_code=kind, issuer=issuer, effective_on=on, today=TODAY,
        lines=lines, wording=Wording(), **more,
    )  # fmt: skip


def submitted(decision: Decision) -> Decision:
    """Checked and laid before its signer."""
    check_decision(actor=SYSTEM, decision_id=decision.pk, today=TODAY)
    return submit_decision(
        actor=SYSTEM, decision_id=decision.pk, signer_account_id=None, signer_name="Lê Thị Thử",
        signer_post="Giám đốc", signing_mode=SigningMode.HEAD,
    )  # fmt: skip


def issue(decision: Decision) -> Decision:
    """Taken through every step to issue, with bytes in the place of signatures."""
    submitted(decision)
    sign_decision(
        actor=SYSTEM, decision_id=decision.pk, today=TODAY, sign=lambda one: b"%PDF signed"
    )
    seal_decision(actor=SYSTEM, decision_id=decision.pk, seal=lambda pdf: pdf + b" sealed")
    return issue_decision(actor=SYSTEM, decision_id=decision.pk, today=TODAY)


def issued(kind: str, *lines: LineDraft, **more: Any) -> Decision:
    """A decision in force."""
    return issue(draft(kind, *lines, **more))


def revoked(target: Decision, later: LaterFacts = LaterFacts.ASK) -> Decision:
    """The decision that revokes `target`, in force."""
    decision = issued(
        "DC",
        LineDraft(None, {"action": "revoke", "reason": "Ban hành nhầm"}),
        issuer=target.issuer,
        target_id=target.pk,
        later_facts=later,
    )
    target.refresh_from_db()
    assert target.state == State.REVOKED
    return decision


def answers_to(kind: Kind, unit: Unit, *, only_needed: bool = False) -> dict[str, str]:
    """Something right for each question."""
    told: dict[str, str] = {}
    for question in kind.questions:
        field = question.field
        if only_needed and not question.is_required:
            continue
        told[field.name] = TOLD.get(field.type, "")
        if field.type in (Type.UNIT, Type.UNITS):
            told[field.name] = unit.code
        elif field.type is Type.CODE:
            told[field.name] = next(iter(names_of(field.codes)))
        elif field.type is Type.CHOICE:
            told[field.name] = field.choices[0][0]
    return told
