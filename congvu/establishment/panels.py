"""What units show in the search of the shell."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congvu.core.actors import Actor
from congvu.core.panels import MOST_HITS, Finder, Hit
from congvu.establishment import selectors
from congvu.establishment.permissions import Establishment


def _find_units(actor: Actor, text: str, today: date) -> list[Hit]:
    found = selectors.search_units(actor=actor, text=text, on=today)[:MOST_HITS]
    work = reverse("work:board")
    return [
        Hit(unit.name, f"{work}?unit={unit.code}", unit.parent.name if unit.parent else "")
        for unit in found
    ]


UNITS = Finder(
    title=_("Units"), permission=Establishment.UNIT_VIEW, icon="building", find=_find_units
)
