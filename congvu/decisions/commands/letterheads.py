"""How the papers of a body begin."""

from typing import Any

from django.db import transaction

from congvu.core.actors import Actor
from congvu.core.storage import store
from congvu.core.text import clean
from congvu.decisions.models import Letterhead
from congvu.decisions.permissions import Decisions
from congvu.establishment.choices import COMMUNES, UnitKind
from congvu.establishment.models import Unit
from congvu.journal import commands as journal

COMMITTEES = COMMUNES | {UnitKind.PROVINCE}
"""Whose decisions are those of a People's Committee, which names no body above."""
GOVERNMENT = frozenset({UnitKind.DEPARTMENT, UnitKind.SERVICE})
"""What the People's Committee of the unit above stands over."""


@transaction.atomic
def set_letterhead(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    symbol: str,
    place: str,
    decided_by: str,
    head_post: str,
    is_collective: bool = False,
    parent_name: str = "",
    bases: tuple[str, ...] = (),
    kept_by: str = "",
) -> Letterhead:
    """Say how the decisions of `unit` begin.

    Requires: decisions.decision.check on the unit.
    Raises: Forbidden, DomainError for an empty line.
    """
    actor.require(Decisions.CHECK, unit)
    head = Letterhead.objects.filter(unit=unit).first() or Letterhead(unit=unit)
    head.name, head.symbol, head.place = clean(name), clean(symbol), clean(place)
    head.decided_by, head.parent_name = clean(decided_by), clean(parent_name)
    head.head_post, head.is_collective = clean(head_post), is_collective
    head.bases = [clean(one) for one in bases if clean(one)]
    head.kept_by, head.unit_path = clean(kept_by), unit.path
    store(head)
    journal.record(actor=actor, act="decisions.set_letterhead", subject=head)
    return head


def symbol_of(document: str, head: Letterhead) -> str:
    """What stands behind the number of a document of the body: `QĐ-SNV`."""
    return f"{document}-{head.symbol}"


def letterhead_of(*, actor: Actor, unit: Unit) -> Letterhead:
    """The letterhead of `unit`: as set, else put together from the names of the unit."""
    known = Letterhead.objects.filter(unit=unit).first()
    if known is not None:
        found: Letterhead = known
        return found
    return Letterhead(unit=unit, unit_path=unit.path, **_usual(unit))


def _usual(unit: Unit) -> dict[str, Any]:
    """What can be told from the unit alone: a director decides, or a committee's chair, not it."""
    parent = unit.parent.name if unit.parent else ""
    is_of_government = unit.kind in GOVERNMENT and parent
    usual: dict[str, Any] = {
        "parent_name": _committee(parent) if is_of_government else parent,
        "name": unit.name,
        "symbol": unit.short_name or unit.code,
        "place": parent.removeprefix("Tỉnh ") or unit.name,
    }
    if unit.kind in COMMITTEES:
        name = _committee(unit.name)
        return usual | {
            "parent_name": "",
            "name": name,
            "symbol": "UBND",
            "place": unit.name.split(" ", 1)[-1],
            "decided_by": f"Chủ tịch {name}",
            "head_post": "Chủ tịch",
        }
    return usual | {"decided_by": f"Giám đốc {unit.name}", "head_post": "Giám đốc"}


def _committee(name: str) -> str:
    """The People's Committee of a place: "Ủy ban nhân dân tỉnh Khánh Hòa"."""
    return f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"
