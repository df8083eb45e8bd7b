"""Acts by a decision on paper, until decisions themselves carry them."""

from collections.abc import Callable

from django.db import transaction

from congvu.core.actors import Actor
from congvu.core.text import clean
from congvu.documents.choices import PaperKind
from congvu.documents.commands import record_paper
from congvu.documents.models import Paper
from congvu.establishment.types import GivenPaper


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
