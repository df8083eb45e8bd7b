"""The tree of units as it stands today, and the names units go or went by."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from congvu.core.paths import PathField
from congvu.core.querysets import PeriodQuerySet
from congvu.establishment.choices import Locality, ManagingLevel, UnitKind
from congvu.establishment.querysets import UnitQuerySet


class Unit(models.Model):
    """One body over the period it stands: the province, a department, a commune, a division.

    `code` never changes; `path` joins the codes from the root, in lower case. `order` is the
    place in official lists. Name, short name, kind, level, locality, parent, path and `valid`
    repeat what `UnitState` says today, so that every room reads one table; the commands that
    change a unit renew them. A unit that was merged into another stands, with all that is placed
    below it, under the path of that successor: whoever looks after the heir looks after it too.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    level = models.CharField(
        _("managing level"), max_length=10, choices=ManagingLevel, default=ManagingLevel.PROVINCE
    )
    locality = models.CharField(_("locality"), max_length=10, choices=Locality, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = PathField(unique=True)
    valid = DateRangeField(_("stands"))
    order = models.PositiveIntegerField(default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        indexes = [GistIndex(fields=["path"], name="unit_path")]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """A name a unit goes or went by: full, short, former. Looked up without marks.

    One former name may lead to several units (a body that was split): the asker chooses. Names
    with `is_official` repeat the standing `UnitState` rows and are renewed with them; the others
    come from lists of former names.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    valid = DateRangeField()
    is_official = models.BooleanField(default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_name_once_at_a_time",
                expressions=[("unit", "="), ("key", "="), ("valid", "&&")],
                violation_error_message=_("This unit already goes by that name in that period."),
            )
        ]
        indexes = [models.Index(fields=["key"], name="unit_name_key")]

    def __str__(self) -> str:
        return self.name
