"""How a dossier begins: what a decision asked of whom by which day, and whose account it is."""

from dataclasses import dataclass
from datetime import date

from congvu.access.models import Account
from congvu.core.actors import Actor
from congvu.duties.selectors import open_duties_for
from congvu.law.selectors import parameter_since
from congvu.law.types import Line
from congvu.people.choices import DossierDuty
from congvu.people.models import Person
from congvu.people.selectors.dossier import Reader


@dataclass(frozen=True)
class Beginning:
    """What is asked for still, each by its last day; `username` is for the office to see.

    `law` is what the creation rests on.
    """

    create_by: date | None
    declare_by: date | None
    username: str
    law: Line


def beginning_of(*, actor: Actor, person: Person, reader: Reader, on: date) -> Beginning:
    """What a dossier's beginning still asks for. Two statements at most."""
    asked = open_duties_for(actor=actor, kinds=tuple(DossierDuty), key=str(person.pk))
    by = {duty.kind: duty.due_on for duty in asked}
    is_keeper = reader.is_office and not reader.is_own and person.account_id is not None
    names = Account.objects.filter(person=person).values_list("username", flat=True)
    return Beginning(
        create_by=by.get(DossierDuty.CREATE) if reader.is_office else None,
        declare_by=by.get(DossierDuty.DECLARE),
        username=names[0] if is_keeper else "",
        law=parameter_since("dossier.create_days", on),
    )
