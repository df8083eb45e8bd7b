"""One share or rating of the province by agency: the list behind that figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from congvu.core.actors import Actor
from congvu.core.errors import NotVisible
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import Unit
from congvu.establishment.selectors import agencies_on
from congvu.law.selectors import parameter
from congvu.web import figures
from congvu.web.dashboard import OF_LEADERS, RATED, UNKNOWN, Target, title_of


@dataclass(frozen=True)
class Part:
    """One agency: its share, and its people where the list of people can show just them."""

    unit: Unit
    share: Target
    people_url: str


def figure_by_agency(*, actor: Actor, code: str, today: date) -> dict[str, Any]:
    """The figure `code` of every agency the actor may see, the highest share first. Two queries.

    Raises: NotVisible for a code of no figure.
    """
    title = title_of(code, today)
    if not title:
        raise NotVisible(_("Not found, or not in the units you look after."))
    found, line = figures.read(actor=actor)
    counts = found.get("ratings" if code in RATED else "staff", {})
    parts = [
        _part(unit, code, counts[unit.path], today)
        for unit in agencies_on(actor=actor, on=today)
        if unit.path in counts and (code not in OF_LEADERS or unit.kind == UnitKind.DEPARTMENT)
    ]
    parts = [part for part in parts if part.share.whole]
    return {
        "code": code,
        "title": title,
        "made_at": line.made_at if line else None,
        "parts": sorted(parts, key=lambda part: -(part.share.percent or 0)),
        "total": Target(
            code, sum(part.share.part for part in parts), sum(part.share.whole for part in parts)
        ),
        "year": today.year - 1 if code in RATED else None,
    }


def _part(unit: Unit, code: str, counts: Mapping[str, int], today: date) -> Part:
    if code in RATED:
        share = Target(code, counts.get(code, 0), sum(counts.get(one, 0) for one in RATED))
    else:
        whole = counts["leaders" if code in OF_LEADERS else "people"]
        share = Target(code, counts[code], whole, counts.get(UNKNOWN.get(code, ""), 0))
    return Part(unit, share, people_url(code, today, unit=unit.path))


def people_url(code: str, today: date, **more: str) -> str:
    """The list of exactly those people; empty where the list does not tell them apart.

    Ethnic group and Party membership are sensitive: no list names who they are.
    """
    filters = {
        "women": {"sex": "F"},
        "young": {"age": f"-{parameter('shares.young_age', today).value - 1}"},
    }
    if code not in filters:
        return ""
    return f"{reverse('people:list')}?{urlencode(filters[code] | more)}"
