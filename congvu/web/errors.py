"""Pages for what went wrong: what happened, what to do next, and who can help."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from congvu.core.errors import DomainError, Forbidden, NotVisible
from congvu.documents.intake import IntakeError


def refused(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """A refusal that no form caught."""
    if isinstance(refusal, NotVisible):
        return _page(request, 404, str(refusal))
    if isinstance(refusal, Forbidden):
        return _page(request, 403, str(refusal))
    return _page(request, 422, str(refusal))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return _page(request, 404, _("There is no such page, or not in the units you look after."))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    return _page(
        request, 403, _("Your roles do not open this page. Ask the administrator of your office.")
    )


def too_large(request: HttpRequest, refusal: IntakeError) -> HttpResponse:
    """413: nothing of it was kept."""
    return _page(request, 413, refusal.told(_))


def failed(request: HttpRequest) -> HttpResponse:
    """500: nothing was written."""
    return render(request, "core/failed.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from elsewhere; what was typed is still in the browser."""
    return _page(
        request,
        403,
        _("This form is too old to be taken. Go back, reload the page and send it again."),
    )


def _page(request: HttpRequest, status: int, message: str) -> HttpResponse:
    return render(
        request, "core/refused.html", {"message": message, "status": status}, status=status
    )
