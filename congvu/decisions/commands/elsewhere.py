"""Papers that were signed with another program: what stood before is there, nothing is broken."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.decisions.choices import State
from congvu.decisions.commands.signing import Add, Print
from congvu.decisions.models import Decision, Letterhead
from congvu.decisions.printed import print_for_signature
from congvu.decisions.selectors.pages import next_number
from congvu.documents.commands import note_lists, refuse_state_secret
from congvu.documents.signing import (
    Trust,
    ValidationReport,
    Verdict,
    count_signatures,
    validate_paper,
)


class NotSignedRight(DomainError):
    """The paper is not ours with one more signature."""


def paper_to_sign(*, actor: Actor, decision: Decision, head: Letterhead, today: date) -> bytes:
    """The paper as it would be signed now, with the number that comes next; nothing is kept."""
    decision.number = next_number(actor=actor, decision=decision, today=today)
    decision.year, decision.signed_on = today.year, today
    decision.state = State.SIGNED
    return print_for_signature(decision, head).pdf


@dataclass(frozen=True)
class SentPaper:
    """A PDF as it was sent, under the name it came by."""

    name: str
    pdf: bytes


def check_paper(*, actor: Actor, paper: SentPaper, trust: Trust, now: datetime) -> ValidationReport:
    """What is to be thought of the signatures on any PDF; nothing of it is kept.

    Lists that its certificates point to are fetched from then on.

    Raises: StateSecret, SigningRefused.
    """
    refuse_state_secret(actor=actor, name=paper.name, content=paper.pdf)
    report = validate_paper(paper.pdf, trust, now=now)
    note_lists(actor=actor, certificates=(*report.certificates, *trust.others), roots=trust.roots)
    return report


def signed_elsewhere(
    *, actor: Actor, paper: SentPaper, head: Letterhead, trust: Trust, now: datetime
) -> Print:
    """Takes a paper signed with another program in the place of one signed here.

    It has to begin with the paper as it was given out for that number and day.
    """
    pdf = paper.pdf

    def check(decision: Decision) -> bytes:
        ours = print_for_signature(decision, head).pdf
        if not pdf.startswith(ours):
            raise NotSignedRight(
                _(
                    "This is not the paper given out for number %(number)s of today, or it was"
                    " changed. Fetch the paper to sign once more, sign it, and send it again."
                )
                % {"number": decision.number_text}
            )
        return _checked(actor, paper, ours, trust, now)

    return check


def added_elsewhere(*, actor: Actor, paper: SentPaper, trust: Trust, now: datetime) -> Add:
    """Takes a paper to which a seal or signature was added with another program."""

    def check(before: bytes) -> bytes:
        if not paper.pdf.startswith(before):
            raise NotSignedRight(
                _("The paper was changed, not added to. Fetch the latest paper and sign that one.")
            )
        return _checked(actor, paper, before, trust, now)

    return check


def _checked(actor: Actor, paper: SentPaper, before: bytes, trust: Trust, now: datetime) -> bytes:
    report = check_paper(actor=actor, paper=paper, trust=trust, now=now)
    if report.verdict is Verdict.BROKEN:
        raise NotSignedRight(" ".join(report.told(_)))
    if len(report.signatures) <= count_signatures(before):
        raise NotSignedRight(_("The file bears no new signature. Sign it, then send it."))
    return paper.pdf
