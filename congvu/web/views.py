"""Home, the journal, and the health check."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from congvu.core.pages import go_to, needs, page_of, public, render_page, signed_in
from congvu.journal.permissions import Journal
from congvu.journal.selectors import search_entries

THEMES = {"light", "dark", ""}
ONE_YEAR = 365 * 24 * 60 * 60


@require_GET
@signed_in
def home(request: Any) -> HttpResponse:
    """Where everybody arrives after sign-in."""
    return render_page(request, "web/home.html", {})


@require_GET
@needs(Journal.VIEW)
def journal(request: Any) -> HttpResponse:
    """What was done, by whom, newest first."""
    text = request.GET.get("q", "").strip()
    entries = search_entries(actor=request.actor, text=text)
    context = {"page": page_of(request, entries), "text": text}
    return render_page(request, "web/journal.html", context, partial="rows")


@require_POST
@signed_in
def theme(request: Any) -> HttpResponse:
    """Remember light, dark, or whatever the machine prefers."""
    wanted = request.POST.get("theme", "")
    response = go_to(request, "web:home")
    response.set_cookie(
        "theme", wanted if wanted in THEMES else "", max_age=ONE_YEAR, samesite="Lax"
    )
    return response


@require_GET
@public
def health(request: Any) -> HttpResponse:
    """Whether the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
