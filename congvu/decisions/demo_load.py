"""Decisions of the demo province: in force, waiting for a signature, and in draft.

Signed with keys of a certificate authority for trying out, which lie in the demo's own folder so
that the visitor can sign too.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from congvu.access.models import Account
from congvu.core.actors import Actor
from congvu.core.periods import add_months
from congvu.decisions.choices import SigningMode, State
from congvu.decisions.commands.drafting import LineDraft, draft_decision, submit_decision
from congvu.decisions.commands.issuing import check_decision, issue_decision
from congvu.decisions.commands.letterheads import set_letterhead
from congvu.decisions.commands.signing import seal_decision, sign_decision
from congvu.decisions.keys import seal, signature
from congvu.decisions.models import Decision, Letterhead
from congvu.documents.signing import SigningPolicy
from congvu.documents.signing.demo_keys import DemoAuthority, DemoSigner
from congvu.establishment.models import Unit
from congvu.people.models import Person
from congvu.people.selectors.raises import RaiseLine, RaiseQuery, raises_in

PASSWORD = "thu-nghiem"  # noqa: S105 - printed on the demo's own page, guards invented data
ISSUER = "SNV"
AUTHORITY = "authority.json"
RAISED, PRAISED = 4, 3
SIGNER_KEY, SEAL_KEY = "gd.noivu.p12", "dau-so-noi-vu.p12"


def load_demo_decisions(
    *, actor: Actor, today: date, now: datetime, trust_folder: Path, key_folder: Path
) -> int:
    """Keys, letterheads and a handful of decisions; returns how many."""
    office = Unit.objects.get(code=ISSUER)
    head = _letterhead(actor, office)
    signer = Account.objects.get(username="gd.noivu")
    authority = DemoAuthority(now)
    person = authority.issue(signer.full_name, head.name)
    body = authority.issue(head.name, head.name)
    _keep_keys(authority, now, trust_folder, key_folder, {SIGNER_KEY: person, SEAL_KEY: body})
    policy = SigningPolicy(authority.trust(now), authority.stamper(now))
    made = 0
    for kind, lines, on, state in _wanted(actor, office, today):
        decision = draft_decision(
            actor=actor, kind_code=kind, issuer=office, effective_on=on, today=today, lines=lines
        )
        made += 1
        if state is State.ISSUED:
            _put_in_force(actor, decision, head, person, body, policy, today, now)
        elif state is State.SUBMITTED:
            _lay_before(actor, decision, signer, today)
    return made


def _letterhead(actor: Actor, office: Unit) -> Letterhead:
    return set_letterhead(
        actor=actor,
        unit=office,
        parent_name="Ủy ban nhân dân tỉnh Khánh Hòa",
        name="Sở Nội vụ",
        symbol="SNV",
        place="Khánh Hòa",
        decided_by="Giám đốc Sở Nội vụ tỉnh Khánh Hòa",
        head_post="Giám đốc",
        kept_by="VP",
    )


def _keep_keys(
    authority: DemoAuthority,
    now: datetime,
    trust_folder: Path,
    key_folder: Path,
    keys: dict[str, DemoSigner],
) -> None:
    """The root where the system looks for trust, the keys where the visitor finds them."""
    authority.write_trust(trust_folder, now)
    authority.keep_at(trust_folder.parent / AUTHORITY)
    key_folder.mkdir(parents=True, exist_ok=True)
    for name, one in keys.items():
        (key_folder / name).write_bytes(one.pkcs12(PASSWORD))


def _wanted(
    actor: Actor, office: Unit, today: date
) -> Iterator[tuple[str, list[LineDraft], date, State]]:
    """A raise and a reward in force, a transfer before its signer, a reward in draft."""
    month = today.replace(day=1)
    raised = _next_raises(actor, office, today)
    if raised:
        lines = [
            LineDraft(
                line.person_id,
                {
                    "step": str(line.next_step),
                    "coefficient": str(line.next_coefficient),
                    "first_day": line.due_on.isoformat() if line.due_on else "",
                    "counted_from": line.due_on.isoformat() if line.due_on else "",
                },
            )
            for line in raised
        ]
        yield "NLTX", lines, min(line.due_on for line in raised if line.due_on), State.ISSUED
    with_account = Person.objects.filter(unit_path__under=office.path, account__isnull=False)
    own = [_praise(one) for one in with_account.order_by("name_key", "id")]
    if own:  # what those who sign in find about themselves
        yield "KT", own, today, State.ISSUED
    people = Person.objects.filter(unit_path__under=office.path, status="serving", title_code="")
    known = {line.person_id for line in raised} | {line.person_id for line in own}
    others = [one for one in people.order_by("name_key", "id")[:30] if one.pk not in known]
    if not others:  # a small province: everybody there leads
        return
    elsewhere = Unit.objects.filter(path__under=office.path, kind="division")
    target = elsewhere.exclude(pk=others[0].unit_id).order_by("order")[0]
    values = {"unit": target.code, "title": others[0].post}
    soon = month + timedelta(days=31)
    yield "DD", [LineDraft(others[0].pk, values)], soon, State.SUBMITTED
    yield "KT", [_praise(one) for one in others[1 : 1 + PRAISED]], today, State.DRAFT


def _praise(person: Person) -> LineDraft:
    return LineDraft(person.pk, {"reward_kind": "DH-LDTT", "reason": "Hoàn thành tốt nhiệm vụ"})


def _next_raises(actor: Actor, office: Unit, today: date) -> list[RaiseLine]:
    """The raises of the first month from today's that has some, within a year."""
    for ahead in range(12):
        wanted = RaiseQuery(add_months(today.replace(day=1), ahead), unit=office.path)
        due = raises_in(actor=actor, wanted=wanted, today=today, most=RAISED)
        raised = [line for line in due.lines if line.due_on and line.next_step]
        if raised:
            return raised
    return []


def _lay_before(actor: Actor, decision: Decision, signer: Account, today: date) -> None:
    check_decision(actor=actor, decision_id=decision.pk, today=today)
    submit_decision(
        actor=actor,
        decision_id=decision.pk,
        signer_account_id=signer.pk,
        signer_name=signer.full_name,
        signer_post="Giám đốc",
        signing_mode=SigningMode.HEAD,
    )


def _put_in_force(
    actor: Actor,
    decision: Decision,
    head: Letterhead,
    person: DemoSigner,
    body: DemoSigner,
    policy: SigningPolicy,
    today: date,
    now: datetime,
) -> None:
    signer = Account.objects.get(username="gd.noivu")
    _lay_before(actor, decision, signer, today)
    signed = sign_decision(
        actor=actor,
        decision_id=decision.pk,
        today=today,
        sign=signature(actor=actor, head=head, key=person.file_key(), policy=policy, now=now),
    )
    seal_decision(
        actor=actor,
        decision_id=decision.pk,
        seal=seal(
            actor=actor, decision=signed, head=head, key=body.file_key(), policy=policy, now=now
        ),
    )
    issue_decision(actor=actor, decision_id=decision.pk, today=today)
