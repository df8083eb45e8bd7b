"""Reading the tree of units. Names and places of units are public to every signed-in account."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.establishment.choices import AGENCIES
from congvu.establishment.models import Unit, UnitName
from congvu.establishment.permissions import Establishment

_HEIRS = """
WITH RECURSIVE ended AS (
    SELECT u.id AS origin, u.id AS unit_id FROM establishment_unit u
    WHERE u.id = ANY (%(keys)s) AND NOT u.valid @> %(on)s::date
    UNION
    SELECT e.origin, s.successor_id
    FROM ended e
    JOIN establishment_unitsuccession s ON s.predecessor_id = e.unit_id
        AND s.voided_by_id IS NULL AND s.replaced_by_id IS NULL AND s.valid @> %(on)s::date
    JOIN establishment_unit u ON u.id = e.unit_id AND NOT u.valid @> %(on)s::date
)
SELECT e.origin, u.id FROM ended e
LEFT JOIN establishment_unit u ON u.id = e.unit_id AND u.valid @> %(on)s::date
"""
"""Along the successions of units that ended, as far as one that stands."""


def get_unit(*, actor: Actor, code: str) -> Unit:
    """One unit by its code.

    Raises: NotVisible.
    """
    unit: Unit = Unit.objects.select_related("parent").one(code=code)
    return unit


def top_path(*, actor: Actor) -> str:
    """The path of the top of the tree, where what the whole province uses belongs."""
    top = Unit.objects.filter(parent=None, valid__isempty=False).order_by("order", "id").first()
    return str(top.path) if top else ""


def units_on(*, actor: Actor, on: date, under: str = "") -> QuerySet[Unit]:
    """The units that stand on `on`, in the order of the tree; `under` limits to a subtree."""
    units = Unit.objects.on(on)
    if under:
        units = units.under(under)
    return units.order_by("order", "id")


def agencies_on(*, actor: Actor, on: date) -> QuerySet[Unit]:
    """The bodies that answer for tasks as a whole, in official order."""
    return Unit.objects.agencies(AGENCIES, on).order_by("order", "id")


def agencies_of(*, actor: Actor, permission: str, on: date) -> QuerySet[Unit]:
    """The agencies on which `actor` holds `permission`, in official order."""
    agencies = Unit.objects.agencies(AGENCIES, on).visible_to(actor, permission)
    return agencies.order_by("order", "id")


def units_named(*, actor: Actor, name: str, on: date) -> list[Unit]:
    """The units that go or went by `name` (marks and case aside) and stand on `on`.

    The name of a unit that ended leads to those that followed it. At most two statements.
    """
    found = set(UnitName.objects.filter(key=fold(clean(name))).values_list("unit_id", flat=True))
    heirs = heirs_of(actor=actor, unit_ids=found, on=on)
    keys = {heir for key in found for heir in heirs.get(key, {key})}
    units = Unit.objects.on(on).filter(pk__in=keys).select_related("parent")
    return list(units.order_by("order", "id"))


def units_by_text(*, actor: Actor, text: str, on: date) -> list[Unit]:
    """The unit with the code `text`, else the units that go or went by that name.

    "Name (body)" tells apart parts of bodies that bear the same name. At most five statements.
    """
    typed = clean(text)
    by_code = list(Unit.objects.on(on).filter(code=typed).select_related("parent"))
    found = by_code or units_named(actor=actor, name=typed, on=on)
    name, _bracket, body = typed.removesuffix(")").partition(" (")
    if found or not body:
        return found
    parts = units_named(actor=actor, name=name, on=on)
    return [one for one in parts if one.parent and fold(one.parent.name) == fold(body)]


def heirs_of(*, actor: Actor, unit_ids: Iterable[int], on: date) -> dict[int, set[int]]:
    """For each unit that does not stand on `on`: those standing that followed it. One statement."""
    keys = list(unit_ids)
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_HEIRS, {"keys": keys, "on": on})
        found: dict[int, set[int]] = {}
        for ended, heir in cursor.fetchall():
            found.setdefault(ended, set())
            if heir is not None:
                found[ended].add(heir)
    return found


def names_of_units(*, actor: Actor) -> QuerySet[UnitName]:
    """Every name of every unit, for readers that resolve many names at once."""
    return UnitName.objects.select_related("unit").order_by("unit__order", "id")


def search_units(*, actor: Actor, text: str, on: date) -> QuerySet[Unit]:
    """The units of the actor that go or went by a name with `text` in it and stand on `on`."""
    named = UnitName.objects.filter(unit=OuterRef("pk"), key__contains=fold(clean(text)))
    units = Unit.objects.on(on).visible_to(actor, Establishment.UNIT_VIEW)
    return units.filter(Exists(named)).select_related("parent").order_by("order", "id")
