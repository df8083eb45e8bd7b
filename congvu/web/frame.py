"""What the frame around every page needs: the menu, the day, the number of waiting things."""

from typing import Any

from django.conf import settings

from congvu.web.menu import rooms_of


def frame(request: Any) -> dict[str, Any]:
    """Context of the frame; for signed-in readers only."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.account_id is None:
        return {"is_demo": settings.DEMO}
    return {
        "is_demo": settings.DEMO,
        "actor": actor,
        "today": request.today,
        "rooms": rooms_of(actor),
        "theme": request.COOKIES.get("theme", ""),
    }
