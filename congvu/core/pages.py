"""Answering a page: who may open it, whole page or piece, and where to go after an act."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from congvu.core.actors import Actor
from congvu.core.inputs import FIRST_YEAR, read_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
View = TypeVar("View", bound=Callable[..., Any])


class Request(Protocol):
    """A request after the middleware: it knows its actor and its day."""

    GET: Any
    POST: Any
    FILES: Any
    method: str
    path: str
    actor: Actor
    today: date
    htmx: Any
    session: Any
    user: Any


def needs(*permissions: str) -> Callable[[View], View]:
    """Open the view to actors who hold one of `permissions` somewhere; else 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            if not any(request.actor.holds(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return cast(View, guarded)

    return decorate


def signed_in(view: View) -> View:
    """Open the view to every signed-in account."""
    view.permissions = ()  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Open the view to everybody; the sign-in pages and the health check are such."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def of_any_day(view: View) -> View:
    """Let a POST be of a past day too: it takes a print or a file out and writes no fact."""
    view.is_of_any_day = True  # type: ignore[attr-defined]
    return view


def render_page(
    request: Any,
    template: str,
    context: Mapping[str, object],
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page, or its named `partial` when htmx asks for a piece of it."""
    wants_piece = bool(partial) and bool(request.htmx) and not request.htmx.boosted
    name = f"{template}#{partial}" if wants_piece else template
    response = render(cast(HttpRequest, request), name, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request: Any, to: str, *args: object, **kwargs: object) -> HttpResponse:
    """Send the reader to another page, whether htmx or a plain form asked."""
    target = redirect(to, *args, **kwargs)  # type: ignore[call-overload]
    return HttpResponseClientRedirect(target.url) if request.htmx else target


def page_of(
    request: Any,
    rows: "QuerySet[Any] | list[Any]",
    size: int = PAGE_SIZE,
    count: int | None = None,
) -> Page[Any]:
    """The page of `rows` the URL asks for; a wrong number gives the nearest page.

    `count` is how many rows there are, where that is known already.
    """
    pages = Paginator(rows, size)
    if count is not None:
        pages.count = count
    return pages.get_page(request.GET.get("page"))


def sheet_file(content: Any, name: str) -> HttpResponse:
    """A workbook (.xlsx) to be kept as the file `name`."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def day_of(request: Any) -> date:
    """The day a page stands for: `?on=2026-05-01`, or as offices type a day, else today.

    A day to come, one before any history, or what is no day, is today: history shows what was,
    forecasts have pages of their own. On a past day the frame says so and nothing can be written.
    """
    today = cast(date, request.today)
    day = read_day(request.GET.get("on", "")) or today
    # Years near the first one have no months before them to reckon with.
    return min(day, today) if day.year >= FIRST_YEAR else today
