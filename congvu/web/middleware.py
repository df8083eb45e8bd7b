"""Who acts and on which day: known before any view runs, and bound into the database."""

from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.models import Authenticator
from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.access.selectors import actor_of, roles_with_second_factor
from congvu.core.actors import Actor
from congvu.core.errors import DomainError
from congvu.core.pages import day_of
from congvu.core.scope import scope_of
from congvu.documents.intake import IntakeError, check_size
from congvu.people.selectors import person_id_of
from congvu.web import errors

Handler = Callable[[HttpRequest], HttpResponse]
BESIDE_THE_FILE = 100_000
NOBODY = Actor(account_id=None, name="")


class ActorMiddleware:
    """Sets `request.today` and `request.actor`; sends whom the rules ask to a second factor."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("No database holds a null character.")
        request.today = timezone.localdate()  # noqa: TID251 - the one clock of every page
        request.now = timezone.now()  # noqa: TID251
        request.actor = NOBODY
        if request.user.is_authenticated:
            person_id = person_id_of(account_id=request.user.pk)
            request.actor = actor_of(request.user, on=request.today, person_id=person_id)
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Ask for sign-in where the page is not public, then for the second factor."""
        is_public = getattr(view, "is_public", False) or _is_sign_in(request, view)
        if is_public:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if _lacks_second_factor(request):
            return redirect("mfa_activate_totp")
        writes = request.method == "POST" and not getattr(view, "is_of_any_day", False)
        if writes and day_of(request) != request.today:
            return errors.refused(
                request, DomainError(_("Go back to today: the past is not rewritten."))
            )
        return None


class SizeMiddleware:
    """Refuses what is larger than any file the installation takes, before it is looked into."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        # The fields that stand beside the file in a form are small.
        size = int(told) - BESIDE_THE_FILE if told.isdecimal() else 0
        try:
            check_size(size, settings.UPLOAD_LIMIT_MB)
        except IntakeError as refusal:
            return errors.too_large(request, refusal)
        return self.get_response(request)


class ScopeMiddleware:
    """Runs each view in one transaction bound to its actor by row-level security.

    A refusal nobody caught becomes a page: 404, 403 or 422. Streams bind their own transactions.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Call the view here, so that its lazy template is rendered inside the transaction too."""
        if iscoroutinefunction(view) or not request.actor.account_id:
            return None
        if _is_sign_in(request, view):
            return None  # touches no scoped table, and its own middleware hears its errors
        try:
            with scope_of(request.actor):
                response = view(request, *args, **kwargs)
                if hasattr(response, "render") and not response.is_rendered:
                    response.render()
                if response.status_code >= 500:
                    transaction.set_rollback(True)
        except DomainError as refusal:
            return errors.refused(request, refusal)
        return cast(HttpResponse, response)


def _is_sign_in(request: Any, view: Any) -> bool:
    """Whether the page is one of the sign-in package, which guards its own steps."""
    if hasattr(view, "permissions"):
        return False
    name = request.resolver_match.view_name or ""
    return name.startswith(("account_", "mfa_", "usersessions_"))


def _lacks_second_factor(request: Any) -> bool:
    needed = settings.MFA_REQUIRED_FOR_ALL or request.actor.roles & roles_with_second_factor()
    if not needed or request.session.get("second_factor"):
        return False
    if Authenticator.objects.filter(user=request.user).exists():
        request.session["second_factor"] = True
        return False
    return True
