"""Signing: number, day and signature in one act; then the seal; later revisions of the paper."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.storage import store
from congvu.decisions.choices import Act, State
from congvu.decisions.commands.drafting import expect, locked, step
from congvu.decisions.commands.numbering import take_number
from congvu.decisions.events import note
from congvu.decisions.models import Decision, Revision
from congvu.decisions.permissions import Decisions
from congvu.documents.choices import PaperKind
from congvu.documents.commands import keep_file
from congvu.documents.models import Paper
from congvu.journal import commands as journal

Print = Callable[[Decision], bytes]
"""Gives the bytes of the signed paper of a decision that has its number and day."""

Add = Callable[[bytes], bytes]
"""Adds a signature to the bytes of a paper, as a new revision."""


class NotTheSigner(DomainError):
    """Only the one it was laid before signs a decision."""


@transaction.atomic
def sign_decision(*, actor: Actor, decision_id: int, today: date, sign: Print) -> Decision:
    """Give a decision its number and day and the signer's signature, in one act.

    The book of the body and year stays locked until the end: where the signature fails, the
    number was never taken. `sign` prints and signs the paper with that number and day.

    Requires: decisions.decision.sign on the issuer, and to be the signer named.
    Raises: NotVisible, StepOutOfOrder, NotTheSigner, SigningRefused.
    Law: NĐ 30/2020/NĐ-CP, Điều 15.
    """
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.SIGN)
    if decision.signer_account_id not in (None, actor.account_id) and not actor.is_system:
        raise NotTheSigner(
            _("This decision was laid before %(name)s for signature.")
            % {"name": decision.signer_name}
        )
    expect(decision, State.SUBMITTED)
    decision.state = State.SIGNED
    decision.year = today.year
    decision.number = take_number(
        issuer=decision.issuer, symbol=decision.symbol, year=decision.year
    )
    decision.signed_on = today
    decision.paper = _paper_of(decision)
    store(decision)
    _keep(actor, decision, Act.SIGN, sign(decision))
    note(actor=actor, decision=decision, act=Act.SIGN, reason=decision.number_text)
    journal.record(actor=actor, act="decisions.sign", subject=decision, number=decision.number_text)
    return decision


@transaction.atomic
def seal_decision(*, actor: Actor, decision_id: int, seal: Add) -> Decision:
    """Put the signature of the body on a signed decision, as a new revision of its paper.

    Requires: decisions.decision.seal on the issuer.
    Raises: NotVisible, StepOutOfOrder, SigningRefused.
    """
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.SEAL)
    step(decision, State.SEALED, State.SIGNED)
    _keep(actor, decision, Act.SEAL, seal(latest_bytes(decision)))
    note(actor=actor, decision=decision, act=Act.SEAL)
    journal.record(actor=actor, act="decisions.seal", subject=decision)
    return decision


@transaction.atomic
def add_revision(*, actor: Actor, decision_id: int, add: Add, reason: str) -> Decision:
    """Add something to the signed paper (a further signature, a time stamp): a new revision.

    Requires: decisions.decision.seal on the issuer.
    Raises: NotVisible, StepOutOfOrder, NotAnAddition, SigningRefused.
    """
    decision = locked(actor=actor, decision_id=decision_id, permission=Decisions.SEAL)
    if decision.number is None:
        raise DomainError(_("Only a signed decision has a paper to add to."))
    _keep(actor, decision, Act.ADD, add(latest_bytes(decision)))
    note(actor=actor, decision=decision, act=Act.ADD, reason=reason)
    journal.record(actor=actor, act="decisions.add_revision", subject=decision)
    return decision


class NotAnAddition(DomainError):
    """A later revision contains the one before, byte for byte."""


def latest_bytes(decision: Decision) -> bytes:
    """The paper of a decision as it stands."""
    latest = decision.revisions.select_related("file").latest("order")
    return bytes(latest.file.content)


def _paper_of(decision: Decision) -> Paper:
    paper: Paper = store(
        Paper(
            kind=PaperKind.DECISION,
            number=decision.number_text,
            title=decision.summary,
            issuer=decision.issuer.name,
            signed_on=decision.signed_on,
            unit_path=decision.unit_path,
        )
    )
    return paper


def _keep(actor: Actor, decision: Decision, act: Act, content: bytes) -> None:
    """Keep the paper as a new revision, which begins with the one before."""
    order = decision.revisions.count()
    if order and not content.startswith(latest_bytes(decision)):
        raise NotAnAddition(_("The paper was changed, not added to. Nothing is kept."))
    file = keep_file(
        actor=actor,
        name=f"{decision.number_text.replace('/', '-')}.pdf",
        content=content,
        media_type="application/pdf",
        unit_path=decision.unit_path,
    )
    Revision.objects.create(
        decision=decision, order=order, act=act, file=file, unit_path=decision.unit_path
    )
    Paper.objects.filter(pk=decision.signed_paper().pk).update(file=file)
