"""What accounts show on pages of the shell."""

from datetime import date

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from congvu.access import selectors
from congvu.access.permissions import Access
from congvu.core.actors import Actor
from congvu.core.panels import MOST_HITS, Finder, Hit, Panel


def _find_accounts(actor: Actor, text: str, today: date) -> list[Hit]:
    found = selectors.search_accounts(actor=actor, text=text)[:MOST_HITS]
    url = reverse_lazy("access:account_list")
    return [Hit(row.full_name, f"{url}?q={row.username}", row.username) for row in found]


ACCOUNTS = Finder(
    title=_("Accounts"),
    permission=Access.ACCOUNT_VIEW,
    icon="id-badge-2",
    find=_find_accounts,
    more=reverse_lazy("access:account_list"),
)


def _unsafe(actor: Actor, today: date) -> dict[str, object]:
    counts = selectors.count_accounts(actor=actor)
    url = reverse_lazy("access:account_list")
    return {"counts": counts, "url": url}


WATCH = Panel(
    title=_("Accounts to look at"),
    permission=Access.ACCOUNT_MANAGE,
    template="access/panels/watch.html",
    context=_unsafe,
    link=reverse_lazy("access:account_list"),
)
