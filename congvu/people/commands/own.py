"""The photo of a dossier, and who stands up for it: the person, then the agency."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import DomainError, Forbidden
from congvu.core.periods import from_day
from congvu.core.storage import store
from congvu.documents.choices import PaperKind
from congvu.documents.commands import keep_file, record_paper
from congvu.duties import commands as duties
from congvu.journal import commands as journal
from congvu.people.choices import ConfirmationKind
from congvu.people.commands.deadlines import DECLARE, settle_creation
from congvu.people.commands.present import renew_scores
from congvu.people.models import Confirmation, Person
from congvu.people.permissions import People
from congvu.people.rules.photo import MOST_BYTES, is_portrait, is_sharp, picture_of
from congvu.people.types import Upload


class NoPortrait(DomainError):
    """What was sent is no portrait of 4 by 6."""


class NotDeclaredYet(DomainError):
    """The agency confirms what the person has declared."""


@transaction.atomic
def set_photo(*, actor: Actor, person_id: UUID, file: Upload, today: date) -> Person:
    """Put a portrait (JPEG or PNG, 4 by 6) into a dossier: the own one, or one the actor keeps.

    Raises: NotVisible, Forbidden, NoPortrait.
    """
    person = _locked(actor, person_id)
    picture = picture_of(file.content)
    if picture is None:
        raise NoPortrait(_("This is no picture in JPEG or PNG. Save it as JPEG and send it again."))
    if len(file.content) > MOST_BYTES:
        raise NoPortrait(_("The picture has more than 2 MB. Make it smaller and send it again."))
    if not is_portrait(picture) or not is_sharp(picture):
        raise NoPortrait(
            _(
                "The picture is %(width)d by %(height)d points. Cut it to 4 by 6, upright, from"
                " 200 by 300 up to 3000 by 4500 points."
            )
            % {"width": picture.width, "height": picture.height}
        )
    photo = keep_file(
        actor=actor,
        name=file.name,
        content=file.content,
        media_type=picture.media_type,
        unit_path=person.unit_path,
    )
    person.photo = photo
    person.save(update_fields=["photo"])
    renew_scores(people=[person.pk], on=today)
    journal.record(actor=actor, act="people.set_photo", subject=person, file=photo.pk)
    return person


@transaction.atomic
def declare_dossier(*, actor: Actor, today: date, now: datetime) -> Confirmation:
    """The person confirms that the own dossier is complete and right, and answers for it.

    Raises: Forbidden.
    Law: dossier.declare_working_days
    """
    person = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    if person is None:
        raise Forbidden(_("Only the person declares the own dossier."))
    made = _confirm(actor, person, ConfirmationKind.DECLARED, today)
    duties.settle(actor=actor, kind=DECLARE, key=str(person.pk), now=now)
    settle_creation(actor=actor, person_id=person.pk, now=now)
    return made


@transaction.atomic
def confirm_dossier(*, actor: Actor, person_id: UUID, today: date) -> Confirmation:
    """The agency confirms what the person declared.

    Requires: people.record.change where the person is; not the own dossier.
    Raises: NotVisible, Forbidden, NotDeclaredYet.
    """
    person = _locked(actor, person_id)
    if actor.person_id == str(person.pk):
        raise Forbidden(_("Nobody confirms the own dossier for the agency. Ask a colleague."))
    declared = Confirmation.objects.standing().filter(person=person, kind=ConfirmationKind.DECLARED)
    if not declared.exists():
        raise NotDeclaredYet(_("The person has not declared the dossier yet. Ask for that first."))
    return _confirm(actor, person, ConfirmationKind.AGENCY, today)


def _confirm(actor: Actor, person: Person, kind: ConfirmationKind, today: date) -> Confirmation:
    is_own = kind is ConfirmationKind.DECLARED
    paper = record_paper(
        actor=actor,
        kind=PaperKind.DECLARATION if is_own else PaperKind.CERTIFICATE,
        title=str(kind.label),
        issuer=actor.name[:200],
        signed_on=today,
        unit_path=person.unit_path,
    )
    made = store(
        Confirmation(
            person=person,
            kind=kind,
            by=actor.name[:200],
            valid=from_day(today),
            basis=paper,
            unit_path=person.unit_path,
        )
    )
    renew_scores(people=[person.pk], on=today)
    journal.record(actor=actor, act="people.confirm_dossier", subject=person, kind=kind.value)
    return made


def _locked(actor: Actor, person_id: UUID) -> Person:
    """A person the actor keeps, or the actor.

    Raises: NotVisible, Forbidden.
    """
    if actor.person_id == str(person_id):
        own: Person = Person.objects.select_for_update(of=["self"]).get(pk=person_id)
        return own
    visible = Person.objects.visible_to(actor, People.RECORD_VIEW)
    person: Person = visible.select_for_update(of=["self"]).one(pk=person_id)
    actor.require(People.RECORD_CHANGE, person.unit_path)
    return person
