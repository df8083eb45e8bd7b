"""Acts by a decision on paper, until decisions themselves carry them."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.text import clean
from congvu.documents.choices import PaperKind
from congvu.documents.commands import record_paper
from congvu.documents.models import Paper
from congvu.establishment.commands.revoking import take_back
from congvu.establishment.selectors.taking_back import what_comes_back
from congvu.establishment.types import GivenPaper, Mistake


class KeptElsewhere(DomainError):
    """The paper is a decision or an entry of another room, which takes it back itself."""


@transaction.atomic
def act_by_paper(
    *, actor: Actor, paper: GivenPaper, place: str, act: Callable[[Paper], object]
) -> Paper:
    """Record the paper at `place`, then have `act` done by it; all or nothing.

    A decision of that number, day and issuer that is on record already is the same one.

    Raises: whatever `act` refuses.
    """
    known = Paper.objects.filter(
        kind=PaperKind.DECISION,
        number=clean(paper.number),
        issuer=clean(paper.issuer),
        signed_on=paper.signed_on,
        revoked_by=None,
    ).order_by("pk")
    basis: Paper = known.first() or record_paper(
        actor=actor,
        kind=PaperKind.DECISION,
        title=paper.title,
        number=clean(paper.number),
        issuer=clean(paper.issuer),
        signed_on=paper.signed_on,
        unit_path=place,
    )
    act(basis)
    return basis


@transaction.atomic
def take_paper_back(*, actor: Actor, paper_id: int, mistake: Mistake, today: date) -> Paper:
    """Undo what a paper entered by hand did here, while nothing later leans on it.

    Requires: establishment.unit.change (for units) and establishment.post.change (for posts)
        where it worked.
    Raises: NotVisible, Forbidden, KeptElsewhere, LeanedOn, LaterFactsLean, PeopleLeft.
    """
    undone = what_comes_back(actor=actor, paper_id=paper_id)
    if undone.kept:
        raise KeptElsewhere(" ".join(words for words, _url in undone.kept))
    paper = undone.paper
    number = clean(mistake.number)
    title = _("Taken back: %(paper)s (%(reason)s)")
    by = record_paper(
        actor=actor,
        kind=PaperKind.DECISION if number else PaperKind.EVIDENCE,
        title=title % {"paper": paper, "reason": clean(mistake.reason)},
        number=number,
        issuer=clean(mistake.issuer),
        signed_on=mistake.signed_on or today,
        unit_path=paper.unit_path,
    )
    take_back(actor=actor, basis=paper, by=by, today=today)
    return by
