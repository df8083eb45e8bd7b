"""Units for tests."""

import factory

from congvu.core.periods import from_day
from congvu.establishment.choices import UnitKind
from congvu.establishment.models import Unit


class UnitFactory(factory.django.DjangoModelFactory):
    """A department under its own root `kh`, unless a parent is given."""

    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"U{n}")
    name = factory.Sequence(lambda n: f"Sở Thử nghiệm {n}")
    kind = UnitKind.DEPARTMENT
    parent = None
    path = factory.LazyAttribute(
        lambda unit: f"{unit.parent.path}.{unit.code.lower()}" if unit.parent else unit.code.lower()
    )
    valid = from_day(None)
