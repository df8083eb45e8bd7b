"""What waits for one reader: inbox, my work, my deadlines as a calendar."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from congvu.core.pages import render_page, signed_in
from congvu.work import selectors
from congvu.work.calendars import calendar_file
from congvu.work.paging import page_of


@require_GET
@signed_in
def inbox(request: Any) -> HttpResponse:
    """Tasks and duties that wait for the reader's hand, in one list."""
    lines = selectors.inbox_of(actor=request.actor)
    context = {
        "lines": lines,
        "shown": selectors.SHOWN,
        "has_more": max(Counter(line.kind for line in lines).values(), default=0)
        >= selectors.SHOWN,
        "digest": selectors.digest_on(actor=request.actor, on=request.today),
    }
    return render_page(request, "work/inbox.html", context, partial="lines")


@require_GET
@signed_in
def my_work(request: Any) -> HttpResponse:
    """The reader's own tasks, soonest due first."""
    page = page_of(request, selectors.my_tasks(actor=request.actor))
    cards = selectors.cards_of(
        actor=request.actor, tasks=list(page.object_list), today=request.today
    )
    context = {"page": page, "cards": cards}
    return render_page(request, "work/my_work.html", context, partial="rows")


@require_GET
@signed_in
def my_calendar(request: Any) -> HttpResponse:
    """The reader's deadlines as a file that calendars import."""
    tasks = selectors.my_tasks(actor=request.actor).exclude(effective_due_on=None)
    content = calendar_file(
        tasks[:1000],
        now=request.now,
        address_of=lambda task: request.build_absolute_uri(reverse("work:task", args=[task.pk])),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="han-viec.ics"'
    return response
