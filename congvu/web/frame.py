"""What the frame around every page needs: the menu, the reader, the day, the looks."""

from typing import Any

from django.conf import settings

from congvu.access.choices import Role
from congvu.core.pages import day_of
from congvu.web.menu import phone_rooms, rooms_of


def frame(request: Any) -> dict[str, Any]:
    """Context of the frame; for signed-in readers only. Makes no statement."""
    looks = {"is_demo": settings.DEMO, "theme": request.COOKIES.get("theme", "")}
    actor = getattr(request, "actor", None)
    if actor is None or actor.account_id is None:
        return looks
    rooms = rooms_of(actor, request.path)
    shown = day_of(request)
    return looks | {
        "actor": actor,
        "held_roles": sorted(str(Role(role).label) for role in actor.roles),
        "today": request.today,
        "on": shown,
        "is_past": shown != request.today,
        "rooms": rooms,
        "phone_rooms": phone_rooms(rooms),
        "rail": request.COOKIES.get("rail", ""),
    }
