"""The left rail: one line a room, shown to those who may enter."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor

ON_A_PHONE = 4


@dataclass(frozen=True)
class Room:
    """One line of the menu: its URL name, word, icon, and what opens it (empty: everybody).

    `key` is the letter that goes there after "g". `phone` is its place in the bar at the bottom
    of a phone, which shows the first four of those the reader may enter; 0 keeps it out.
    """

    url: str
    label: Promise
    icon: str
    permissions: tuple[str, ...] = ()
    key: str = ""
    phone: int = 0


ROOMS = (
    Room("web:home", _("Home"), "home", key="h", phone=5),
    Room("web:province", _("The province"), "chart-bar", ("web.dashboard.view",), key="d"),
    Room("work:inbox", _("Inbox"), "inbox", key="i", phone=1),
    Room("work:my_work", _("My work"), "list-check", key="v"),
    Room("work:board", _("Work"), "layout-kanban", ("work.task.view",), key="b", phone=2),
    Room("people:list", _("People"), "users", ("people.record.view",), key="n", phone=3),
    Room("establishment:list", _("Units"), "building", ("establishment.unit.view",), key="u"),
    Room(
        "decisions:list",
        _("Decisions"),
        "rosette-discount-check",
        ("decisions.decision.view",),
        key="q",
    ),
    Room("web:search", _("Search"), "search", key="t", phone=4),
    Room("plans:list", _("Plans"), "clipboard-text", ("plans.plan.view",), key="p"),
    Room("web:news", _("What changed"), "bell", ("journal.entry.follow",), key="m", phone=6),
    Room(
        "standards:overview",
        _("Standards review"),
        "shield-check",
        ("standards.finding.view",),
        key="s",
    ),
    Room("access:account_list", _("Accounts"), "id-badge-2", ("access.account.view",), key="k"),
    Room("access:deputies", _("Deputies"), "users-group", ("access.grant.delegate",)),
    Room("web:journal", _("Journal"), "history", ("journal.entry.view",)),
)


def rooms_of(actor: Actor, path: str = "") -> list[dict[str, Any]]:
    """The rooms `actor` may enter, with their addresses; the one `path` lies in is marked."""
    rooms = [
        {
            "url": reverse(room.url),
            "label": room.label,
            "icon": room.icon,
            "key": room.key,
            "phone": room.phone,
        }
        for room in ROOMS
        if not room.permissions or any(actor.holds(code) for code in room.permissions)
    ]
    here = _room_at(rooms, path)
    return [room | {"is_here": room is here} for room in rooms]


def phone_rooms(rooms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of `rooms` that stand in the bar at the bottom of a phone."""
    wanted = sorted((room for room in rooms if room["phone"]), key=lambda room: room["phone"])
    return wanted[:ON_A_PHONE]


def _room_at(rooms: list[dict[str, Any]], path: str) -> dict[str, Any] | None:
    """The room whose address is the longest beginning of `path`; home only when it is all."""
    holds = [room for room in rooms if path == room["url"] or _is_below(path, room["url"])]
    return max(holds, key=lambda room: len(room["url"]), default=None)


def _is_below(path: str, url: str) -> bool:
    return url != "/" and path.startswith(url.rstrip("/") + "/")
