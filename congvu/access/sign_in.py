"""Signing in: no self-service accounts, and a page that says what to do when locked."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from congvu.access import commands, selectors
from congvu.core.actors import Actor
from congvu.core.scope import scope_of

FRESH_SECONDS = 300
SAID_BY_THE_PAGE = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by himself."""
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whether the password is asked once more before sign-in itself is changed.

        Not of who typed it a moment ago: a new administrator comes straight to the second factor.
        """
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < FRESH_SECONDS:  # noqa: TID251
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def post_login(self, request: HttpRequest, user: Any, **options: Any) -> HttpResponse:
        """Note the visit: what changed is told from the one before."""
        actor = Actor(account_id=user.pk, name=user.full_name)
        now = timezone.now()  # noqa: TID251 - the moment of signing in
        with scope_of(actor):
            commands.note_sign_in(actor=actor, now=now)
        answer: HttpResponse = super().post_login(request, user, **options)
        return answer

    def add_message(self, request: HttpRequest, level: int, *said: Any, **more: Any) -> None:
        """Say nothing about what one sees anyway: that one has come in or gone out."""
        template = said[0] if said else more.get("message_template")
        if template not in SAID_BY_THE_PAGE:
            super().add_message(request, level, *said, **more)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """A second factor that a role asks for cannot be given up."""

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whether the account's roles let it go without this authenticator."""
        if settings.MFA_REQUIRED_FOR_ALL:
            return False
        today = timezone.localdate()  # noqa: TID251 - the day of the act
        held = selectors.roles_of(account=authenticator.user, on=today)
        return not held & selectors.roles_with_second_factor()


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """What someone sees after too many wrong passwords."""
    return render(request, "account/locked.html", status=429)
