"""Accounts and what they may do."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from congvu.access import selectors
from congvu.access.permissions import Access
from congvu.core.pages import needs, page_of, render_page


@require_GET
@needs(Access.ACCOUNT_VIEW)
def account_list(request: Any) -> HttpResponse:
    """The accounts of the units the actor looks after."""
    text = request.GET.get("q", "").strip()
    accounts = selectors.search_accounts(actor=request.actor, text=text)
    context = {"page": page_of(request, accounts), "text": text}
    return render_page(request, "access/account_list.html", context, partial="rows")
