"""Units and positions for tests."""

from typing import Any

import factory

from congvu.core.periods import from_day
from congvu.documents.choices import PaperKind
from congvu.documents.models import Paper
from congvu.establishment.choices import Corps, ManagingLevel, PositionKind, UnitKind
from congvu.establishment.commands.loading import first_state
from congvu.establishment.models import JobPosition, Unit


class UnitFactory(factory.django.DjangoModelFactory):
    """A department under its own root `kh`, unless a parent is given, with its first state."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"U{n}")
    name = factory.Sequence(lambda n: f"Sở Thử nghiệm {n}")
    kind = UnitKind.DEPARTMENT
    parent = None
    path = factory.LazyAttribute(
        lambda unit: f"{unit.parent.path}.{unit.code.lower()}" if unit.parent else unit.code.lower()
    )
    valid = from_day(None)

    @factory.post_generation
    def state(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            first_state(self, paper("Thành lập", self.path)).save()


def paper(title: str, path: str = "kh") -> Paper:
    """A signed decision at a place; the same title is the same paper."""
    known = Paper.objects.filter(title=title, kind=PaperKind.DECISION).first()
    return known or Paper.objects.create(kind=PaperKind.DECISION, title=title, unit_path=path)


class JobPositionFactory(factory.django.DjangoModelFactory):
    """A professional position of the province."""

    class Meta:
        model = JobPosition

    code = factory.Sequence(lambda n: f"VT{n}")
    name = factory.Sequence(lambda n: f"Chuyên viên về việc thứ {n}")
    kind = PositionKind.PROFESSIONAL
    corps = Corps.CIVIL
    level = ManagingLevel.PROVINCE
    valid = from_day(None)
