"""Home, search, the journal, the looks, and the health check."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from congvu.core.pages import needs, page_of, public, render_page, signed_in
from congvu.journal.permissions import Journal
from congvu.journal.selectors import search_entries
from congvu.web import dashboard, homes, searching
from congvu.web.by_agency import figure_by_agency
from congvu.web.news import MOST, count_of, news_of
from congvu.web.permissions import Web

LOOKS = {"theme": {"light", "dark", ""}, "rail": {"narrow", "wide"}}
ONE_YEAR = 365 * 24 * 60 * 60


@require_GET
@signed_in
def home(request: Any) -> HttpResponse:
    """Where everybody arrives after sign-in: what is late, what waits, one tap to the act."""
    actor, seen_before = request.actor, request.user.seen_before_at
    context = {
        "panels": homes.home_of(actor=actor, today=request.today),
        "is_first_day": homes.is_first_day(actor=actor, seen_before_at=seen_before),
        "first_steps": homes.FIRST_STEPS,
        "since": seen_before,
        "may_follow": actor.holds(Journal.FOLLOW),
    }
    return render_page(request, "web/home.html", context)


@require_GET
@needs(Journal.FOLLOW)
def news(request: Any) -> HttpResponse:
    """What changed in the actor's units since the visit before this one."""
    since = request.user.seen_before_at or request.user.created_at
    told = news_of(actor=request.actor, since=since)
    context = {
        "since": since,
        "rooms_changed": told,
        "is_cut": count_of(told) >= MOST,
        "most": MOST,
    }
    return render_page(request, "web/news.html", context)


@require_GET
@needs(Web.DASHBOARD_VIEW)
def province(request: Any) -> HttpResponse:
    """One page for who leads: lateness, deadlines, ages, shares, ratings, each with its list."""
    context = dashboard.dashboard_of(actor=request.actor, today=request.today)
    context["is_table"] = request.GET.get("dang") == "bang"
    return render_page(request, "web/province.html", context)


@require_GET
@needs(Web.DASHBOARD_VIEW)
def by_agency(request: Any, code: str) -> HttpResponse:
    """The list behind one share or rating: the same by agency."""
    context = figure_by_agency(actor=request.actor, code=code, today=request.today)
    return render_page(request, "web/by_agency.html", context)


@require_GET
@signed_in
def search(request: Any) -> HttpResponse:
    """People, units, work and papers by a few words, each kind with its best hits."""
    text = request.GET.get("q", "").strip()
    groups = searching.find_all(actor=request.actor, text=text, today=request.today)
    return render_page(request, "web/search.html", {"text": text, "groups": groups}, partial="rows")


@require_GET
@needs(Journal.VIEW)
def journal(request: Any) -> HttpResponse:
    """What was done, by whom, newest first."""
    text = request.GET.get("q", "").strip()
    entries = search_entries(actor=request.actor, text=text)
    context = {"page": page_of(request, entries), "text": text}
    return render_page(request, "web/journal.html", context, partial="rows")


@require_GET
@signed_in
def samples(request: Any) -> HttpResponse:
    """Every piece pages are made of, to look at and to copy."""
    return render_page(request, "web/samples.html", {})


@require_POST
@signed_in
def looks(request: Any) -> HttpResponse:
    """Remember light or dark and how wide the menu is, then go back to the page one was on."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    response = redirect(target if is_ours else "web:home")
    for name, values in LOOKS.items():
        wanted = request.POST.get(name)
        if wanted in values:
            response.set_cookie(name, wanted, max_age=ONE_YEAR, samesite="Lax", httponly=True)
    return response


@require_GET
@public
def health(request: Any) -> HttpResponse:
    """Whether the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
