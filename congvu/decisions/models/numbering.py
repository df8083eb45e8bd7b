"""The numbers a body gives, and how its papers begin."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.querysets import ScopedQuerySet


class NumberBook(models.Model):
    """The last number a body gave in a year, by symbol: one row, locked while a number is taken."""

    issuer = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    symbol = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)
    unit_path = PathField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issuer", "year", "symbol"], name="one_book_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.year}: {self.last}"


class Letterhead(models.Model):
    """How the papers of one body look: its names, symbol, place, who decides, usual bases.

    `decided_by` is the line above the legal bases ("Giám đốc Sở Nội vụ tỉnh Khánh Hòa"),
    `head_post` the post of its head ("Giám đốc"), in whose place others sign. `is_collective`:
    the head signs on behalf of the body (a People's Committee).
    """

    unit = models.OneToOneField("establishment.Unit", models.PROTECT, related_name="+")
    parent_name = models.CharField(_("body above"), max_length=200, blank=True)
    name = models.CharField(_("name of the body"), max_length=200)
    symbol = models.CharField(_("symbol"), max_length=60)
    place = models.CharField(_("place"), max_length=100)
    decided_by = models.CharField(_("who decides"), max_length=200)
    head_post = models.CharField(_("post of the head"), max_length=100, default="Thủ trưởng")
    is_collective = models.BooleanField(_("collective body"), default=False)
    bases = ArrayField(
        models.CharField(max_length=1000), verbose_name=_("usual bases"), default=list, blank=True
    )
    kept_by = models.CharField(_("unit that keeps the file"), max_length=60, blank=True)
    unit_path = PathField()

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
