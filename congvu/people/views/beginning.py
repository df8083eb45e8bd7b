"""How a dossier begins: made by the office, tied to an account, declared, confirmed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congvu.access.selectors import open_account_named
from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.core.pages import go_to, needs, signed_in
from congvu.people.commands import deadlines, linking, own
from congvu.people.permissions import People
from congvu.people.selectors.dossier import get_person
from congvu.people.views.dossier import refuse_strangers


@require_POST
@signed_in
def declare(request: Any, person_id: UUID) -> HttpResponse:
    """The person confirms the own dossier."""
    refuse_strangers(request, person_id)
    if request.actor.person_id != str(person_id):
        raise Http404
    return act_on_dossier(
        request,
        person_id,
        lambda: own.declare_dossier(actor=request.actor, today=request.today, now=request.now),
        _("You have confirmed your dossier. The agency confirms it next."),
    )


@require_POST
@needs(People.RECORD_CHANGE)
def confirm(request: Any, person_id: UUID) -> HttpResponse:
    """The agency confirms what the person declared."""
    return act_on_dossier(
        request,
        person_id,
        lambda: own.confirm_dossier(actor=request.actor, person_id=person_id, today=request.today),
        _("The agency has confirmed the dossier."),
    )


@require_POST
@needs(People.RECORD_CHANGE)
def declaration_ask(request: Any, person_id: UUID) -> HttpResponse:
    """Ask the person to complete and confirm the dossier within the legal time."""
    person = get_person(actor=request.actor, person_id=person_id)
    return act_on_dossier(
        request,
        person_id,
        lambda: deadlines.ask_to_declare(actor=request.actor, person=person, today=request.today),
        _("The person was asked and finds it in the inbox, with its day."),
    )


@require_POST
@needs(People.RECORD_CHANGE)
def creation_note(request: Any, person_id: UUID) -> HttpResponse:
    """The office says that the dossier a decision asked for is made."""
    return act_on_dossier(
        request,
        person_id,
        lambda: deadlines.note_created(
            actor=request.actor, person_id=person_id, today=request.today, now=request.now
        ),
        _("Noted: the dossier is made."),
    )


@require_POST
@needs(People.RECORD_CHANGE)
def account_link(request: Any, person_id: UUID) -> HttpResponse:
    """Tie an account to the dossier of its person, who then sees it."""
    get_person(actor=request.actor, person_id=person_id)
    name = request.POST.get("username", "")

    def link() -> object:
        account = open_account_named(actor=request.actor, username=name)
        if account is None:
            raise DomainError(_("There is no open account of that name. Ask the administrator."))
        return linking.link_account(
            actor=request.actor, person_id=person_id, account_id=account.pk, today=request.today
        )

    return act_on_dossier(
        request, person_id, link, _("The account is tied: its person sees the own dossier now.")
    )


@require_POST
@needs(People.RECORD_CHANGE)
def account_unlink(request: Any, person_id: UUID) -> HttpResponse:
    """Take a mistaken account off the dossier."""
    return act_on_dossier(
        request,
        person_id,
        lambda: linking.unlink_account(actor=request.actor, person_id=person_id, now=request.now),
        _("The account was taken off the dossier."),
    )


def act_on_dossier(
    request: Any, person_id: UUID, act: Callable[[], object], said: str
) -> HttpResponse:
    """Do one act of the dossier's page and go back to it with what happened."""
    try:
        act()
    except (NotVisible, Forbidden):
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return go_to(request, "people:person", person_id)
