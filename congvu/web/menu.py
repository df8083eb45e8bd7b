"""The left rail: one line a room, shown to those who may enter."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor


@dataclass(frozen=True)
class Room:
    """One line of the menu: its URL name, word, icon, and what opens it (empty: everybody)."""

    url: str
    label: Promise
    icon: str
    permissions: tuple[str, ...] = ()


ROOMS = (
    Room("web:home", _("Home"), "home"),
    Room("access:account_list", _("Accounts"), "users", ("access.account.view",)),
    Room("web:journal", _("Journal"), "history", ("journal.entry.view",)),
)


def rooms_of(actor: Actor) -> list[dict[str, Any]]:
    """The rooms `actor` may enter, with their addresses."""
    return [
        {"url": reverse(room.url), "label": room.label, "icon": room.icon}
        for room in ROOMS
        if not room.permissions or any(actor.holds(code) for code in room.permissions)
    ]
