"""Reading the tree of units. Names and places of units are public to every signed-in account."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from congvu.core.actors import Actor
from congvu.core.text import clean, fold
from congvu.establishment.choices import AGENCIES
from congvu.establishment.models import Unit, UnitName
from congvu.establishment.permissions import Establishment


def get_unit(*, actor: Actor, code: str) -> Unit:
    """One unit by its code.

    Raises: NotVisible.
    """
    unit: Unit = Unit.objects.select_related("parent").one(code=code)
    return unit


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
    """The units that go or went by `name` (marks and case aside) and stand on `on`."""
    found = UnitName.objects.filter(key=fold(clean(name))).values("unit")
    return list(Unit.objects.on(on).filter(pk__in=found).order_by("order", "id"))


def names_of_units(*, actor: Actor) -> QuerySet[UnitName]:
    """Every name of every unit, for readers that resolve many names at once."""
    return UnitName.objects.select_related("unit").order_by("unit__order", "id")


def search_units(*, actor: Actor, text: str, on: date) -> QuerySet[Unit]:
    """The units of the actor that go or went by a name with `text` in it and stand on `on`."""
    named = UnitName.objects.filter(unit=OuterRef("pk"), key__contains=fold(clean(text)))
    units = Unit.objects.on(on).visible_to(actor, Establishment.UNIT_VIEW)
    return units.filter(Exists(named)).select_related("parent").order_by("order", "id")
