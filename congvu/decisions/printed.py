"""A decision as the paper that is printed, signed and read."""

from congvu.decisions.choices import SigningMode, State
from congvu.decisions.models import Decision, Letterhead
from congvu.decisions.printing.paper import (
    DECISION,
    NOTICE,
    Appendix,
    Article,
    Authority,
    DecisionPaper,
    Signer,
)
from congvu.decisions.printing.pdf import PrintedDecision, print_decision
from congvu.decisions.printing.word import write_decision
from congvu.decisions.register import kind_of
from congvu.decisions.wording import ListOfPeople, articles_of, people_of, recipients_of
from congvu.documents.printing.tables import Align, Column, Table

NAMES = {"QĐ": DECISION, "TB": NOTICE}
UNSIGNED = (State.DRAFT, State.CHECKED, State.SUBMITTED, State.DROPPED)
_BY_AUTHORITY = {
    SigningMode.DEPUTY: Authority.FOR_THE_HEAD,
    SigningMode.ORDER: Authority.BY_ORDER,
    SigningMode.AUTHORISED: Authority.BY_AUTHORISATION,
}
_FOR_THE_BODY = (SigningMode.HEAD, SigningMode.DEPUTY, SigningMode.ACTING)
"""Who, in a collective body, signs on its behalf."""
_WIDTHS = {"TT": 0.5, "Họ và tên": 2.2, "Chức vụ, đơn vị": 3.0}


def draft_pdf(decision: Decision, head: Letterhead) -> bytes:
    """The paper as it stands before it is signed, marked as a draft."""
    return print_decision(paper_of(decision, head)).pdf


def draft_docx(decision: Decision, head: Letterhead) -> bytes:
    """The same as a Word file."""
    return write_decision(paper_of(decision, head))


def print_for_signature(decision: Decision, head: Letterhead) -> PrintedDecision:
    """The paper with its number and day, and the places of signature and seal."""
    return print_decision(paper_of(decision, head))


def paper_of(decision: Decision, head: Letterhead) -> DecisionPaper:
    """Everything the printed decision says."""
    people = people_of(decision)
    return DecisionPaper(
        issuer=head.name,
        issuer_parent=head.parent_name,
        symbol=decision.symbol,
        place=decision.place,
        drafted_on=decision.drafted_on,
        summary=decision.summary,
        decided_by=head.decided_by,
        bases=tuple(decision.bases),
        articles=tuple(Article(text) for text in articles_of(decision)),
        signer=_signer(decision, head),
        recipients=tuple(decision.recipients) or recipients_of(decision),
        unit_kept=head.kept_by,
        kind=NAMES[kind_of(decision.kind_code).document],
        number=decision.number,
        signed_on=decision.signed_on,
        appendices=(_appendix(people),) if people else (),
        is_draft=decision.state in UNSIGNED,
    )


def _signer(decision: Decision, head: Letterhead) -> Signer:
    mode = SigningMode(decision.signing_mode)
    lines: list[tuple[Authority, str]] = []
    if mode is SigningMode.BODY or (head.is_collective and mode in _FOR_THE_BODY):
        lines.append((Authority.ON_BEHALF, head.name))
    if mode in _BY_AUTHORITY:
        lines.append((_BY_AUTHORITY[mode], head.head_post))
    return Signer(
        name=decision.signer_name,
        post=decision.signer_post or head.head_post,
        authority=tuple(lines),
        is_acting=mode is SigningMode.ACTING,
    )


def _appendix(people: ListOfPeople) -> Appendix:
    columns = tuple(
        Column(head, _WIDTHS.get(head, 1.4), Align.CENTER if head == "TT" else Align.LEFT)
        for head in people.heads
    )
    return Appendix("Danh sách", Table(columns, people.rows), landscape=len(columns) > 7)
