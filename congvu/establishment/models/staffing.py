"""How many people a unit may have: approved posts by position, quotas by corps."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.documents.models import Fact
from congvu.establishment.choices import Corps
from congvu.establishment.querysets import FactQuerySet

YEARS = Q(year__gte=1990, year__lte=2100)


class ApprovedPosts(Fact):
    """The headcount (whole people) approved for a job position in a unit in a year.

    An approval holds until the next one of the same position in the same unit replaces it: old
    approvals stay valid. `year` is the year it was given for.
    """

    unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="approved_posts")
    position = models.ForeignKey("establishment.JobPosition", models.PROTECT, related_name="+")
    year = models.SmallIntegerField(_("year"))
    headcount = models.PositiveSmallIntegerField(_("headcount"))

    objects = FactQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            ExclusionConstraint(
                name="approved_posts_once_at_a_time",
                expressions=[("unit", "="), ("position", "="), ("valid", "&&")],
                condition=Fact.STANDS,
                violation_error_message=_("The position has a headcount here then already."),
            ),
            models.CheckConstraint(
                condition=YEARS,
                name="approved_posts_year",
                violation_error_message=_("Give a year between 1990 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headcount} of position {self.position_id} in unit {self.unit_id}"


class StaffQuota(Fact):
    """The staffing quota (biên chế, whole people) given to a unit for a year, by corps.

    `valid` lies inside the year: a quota given anew in the middle of the year ends the first.
    """

    unit = models.ForeignKey("establishment.Unit", models.PROTECT, related_name="quotas")
    corps = models.CharField(_("corps"), max_length=2, choices=Corps)
    year = models.SmallIntegerField(_("year"))
    headcount = models.PositiveIntegerField(_("headcount"))

    objects = FactQuerySet.as_manager()

    class Meta(Fact.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Fact.Meta.constraints,
            ExclusionConstraint(
                name="staff_quota_once_at_a_time",
                expressions=[("unit", "="), ("corps", "="), ("valid", "&&")],
                condition=Fact.STANDS,
                violation_error_message=_("The unit has a quota for that corps then already."),
            ),
            models.CheckConstraint(
                condition=YEARS,
                name="staff_quota_year",
                violation_error_message=_("Give a year between 1990 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headcount} {self.corps} for unit {self.unit_id} in {self.year}"
