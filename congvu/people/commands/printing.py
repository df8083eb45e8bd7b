"""Printing CVs opens dossiers: rights, purpose, and a line in the journal for each print.

A dossier is filled first, then printed, then noted: the journal says of each whether it came to
paper or not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, NotVisible
from congvu.journal import commands as journal
from congvu.law.selectors import parameter
from congvu.people.choices import Purpose
from congvu.people.models import Person
from congvu.people.permissions import People
from congvu.people.printing.plan import form_plans
from congvu.people.printing.sheet import Sheet, Stamp, fill
from congvu.people.selectors.curriculum import curricula_of, people_to_print
from congvu.people.selectors.sensitive import PurposeMissing

OWN_USE = "bản thân sử dụng"


class TooManyToPrint(DomainError):
    """So many people are not printed at once."""


@dataclass(frozen=True)
class PrintOrder:
    """What is printed: which form, as of which day, what for (a `Purpose`; "" for the own one).

    `at` is the moment of printing in local time.
    """

    form: str
    on: date
    purpose: str
    at: datetime
    medium: str = "pdf"


@transaction.atomic
def fill_dossiers(
    *, actor: Actor, person_ids: Sequence[UUID], order: PrintOrder
) -> dict[UUID, Sheet]:
    """The filled form of each person, by name; `note_prints` follows once they are printed.

    Statements: one for the people, one a family.

    Requires: people.sensitive.open where each person serves, or the own dossier.
    Raises: NotVisible, Forbidden, PurposeMissing, TooManyToPrint.
    Law: dossier_form.conversion_mark
    """
    people = check_order(actor=actor, person_ids=person_ids, order=order)
    cvs = curricula_of(actor=actor, people=people, on=order.on)
    plan = form_plans()[order.form]
    return {
        person.pk: fill(plan, cvs[person.pk], _stamp(actor, person, order)) for person in people
    }


@transaction.atomic
def note_prints(
    *,
    actor: Actor,
    sheets: Mapping[UUID, Sheet],
    refused: Mapping[UUID, str],
    order: PrintOrder,
) -> None:
    """Note in the journal which dossiers were printed, and which (`refused`) could not be."""
    people = people_to_print(actor=actor, person_ids=list(sheets))
    for person in people:
        journal.record(
            actor=actor,
            act="people.fail_to_print_dossier" if person.pk in refused else "people.print_dossier",
            subject=person,
            form=order.form,
            on=order.on.isoformat(),
            purpose="own" if _is_own(actor, person) else order.purpose,
            reference=sheets[person.pk].stamp.reference,
        )


def check_order(*, actor: Actor, person_ids: Sequence[UUID], order: PrintOrder) -> list[Person]:
    """The people to print, by name, where all of them may be.

    Requires: people.sensitive.open where each person serves, or the own dossier.
    Raises: NotVisible, Forbidden, PurposeMissing, TooManyToPrint.
    """
    _check_number(person_ids, order.at.date())
    people = people_to_print(actor=actor, person_ids=person_ids)
    if len(people) < len(set(person_ids)) or not people:
        raise NotVisible(_("Not found, or not in the units you look after."))
    for person in people:
        if not _is_own(actor, person):
            actor.require(People.SENSITIVE_OPEN, person.unit_path)
            if order.purpose not in Purpose.values:
                raise PurposeMissing(_("Say what you print it for: choose a purpose."))
    return list(people)


def _check_number(person_ids: Sequence[UUID], on: date) -> None:
    most = parameter("dossier_form.most_people", on).value
    if len(person_ids) > most:
        raise TooManyToPrint(
            _("At most %(most)d people are printed at once. Choose fewer, print in parts.")
            % {"most": most}
        )


def _is_own(actor: Actor, person: Person) -> bool:
    return actor.person_id == str(person.pk)


def _stamp(actor: Actor, person: Person, order: PrintOrder) -> Stamp:
    """What the foot of each page says; paper speaks Vietnamese whoever prints it."""
    mark = parameter("dossier_form.conversion_mark", order.at.date()).value
    with override("vi"):
        purpose = OWN_USE if _is_own(actor, person) else str(Purpose(order.purpose).label)
    return Stamp(
        printed_by=actor.name,
        printed_at=order.at,
        purpose=purpose,
        reference=uuid4().hex[:8].upper(),
        mark=mark.format(day=order.on.strftime("%d/%m/%Y")),
    )
